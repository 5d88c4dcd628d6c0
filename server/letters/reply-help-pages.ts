/** What helps whoever answers a letter: their own draft, who else is writing, and the team's ready phrases. */
import type { Instant } from '../kernel/clock.ts'
import type { T } from '../language/catalogue.ts'
import type { Language } from '../language/locale.ts'
import { shortTime } from '../language/when.ts'
import type { Capacity } from '../storage/schema.ts'

export interface ReplyHelp {
  readonly number: number
  readonly writing: readonly string[]
  /** When the draft was kept that the form begins with. */
  readonly kept: string | undefined
  readonly phrases: readonly { readonly id: number; readonly name: string }[]
}

declare module '../web/views.ts' {
  interface Views {
    'letters/reply-help': ReplyHelp
  }
}

/** What was found to help with. */
export interface Helping {
  readonly draft:
    | { readonly text: string; readonly capacity: Capacity | undefined; readonly at: Instant }
    | undefined
  readonly others: readonly { readonly name: string; readonly at: Instant }[]
  readonly phrases: ReplyHelp['phrases']
}

/** The help beside the form of an answer. */
export function replyHelp(
  {
    t,
    ...telling
  }: {
    readonly t: T
    readonly language: Language
    readonly zone: string
    readonly now: Instant
  },
  number: number,
  { draft, others, phrases }: Helping,
): ReplyHelp {
  const time = (at: Instant) => shortTime(at, telling.language, telling)
  return {
    number,
    writing: others.map(({ name, at }) => t('letters.draft.other', { name, time: time(at) })),
    kept: draft && t('letters.draft.kept', { time: time(draft.at) }),
    phrases: phrases.map(({ id, name }) => ({ id, name })),
  }
}
