/** A page of the desk for one act about a conversation: what it is about, what stands, and a form with its buttons. */
import type { T } from '../language/catalogue.ts'
import type { Language } from '../language/locale.ts'
import type { Capacity } from '../storage/schema.ts'
import type { FormModel } from '../web/fields.ts'

interface Button {
  readonly words: string
  /** As which the words are said; undefined where that is settled. */
  readonly capacity: Capacity | undefined
}

export interface ActPage {
  readonly title: string
  readonly about: {
    readonly href: string
    readonly words: string
    readonly language: Language
    readonly capacity: Capacity | undefined
  }
  readonly words: readonly string[]
  /** What stands already, with the way to end it. */
  readonly stands:
    | {
        readonly capacity: Capacity | undefined
        readonly words: string
        readonly end: { readonly action: string; readonly words: string } | undefined
      }
    | undefined
  readonly form:
    | {
        readonly action: string
        readonly fields: FormModel
        readonly version: number | undefined
        readonly buttons: readonly Button[]
      }
    | undefined
}

declare module '../web/views.ts' {
  interface Views {
    'discussions/act': ActPage
  }
}

/** The two buttons of whoever speaks in both capacities. */
export const bothCapacities = (t: T): Button[] => [
  { words: t('moderation.reply.personal'), capacity: 'personal' },
  { words: t('moderation.reply.official'), capacity: 'official' },
]
