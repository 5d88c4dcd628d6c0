/** How hints are told: each leads to the field that it is about. */
import type { T } from '../language/catalogue.ts'
import type { DraftContent } from './draft.ts'
import { type Hint, hintsOf, identityPlaces, LONG_SENTENCE } from './hints.ts'
import type { Link } from './telling-pages.ts'

export interface HintsModel {
  readonly hints: readonly Link[]
  readonly lix: string | undefined
  /** Where identity numbers stand; they alone keep a draft from being published. */
  readonly identity: readonly Link[]
}

declare module '../web/views.ts' {
  interface Views {
    'posts/hints': HintsModel
  }
}

type Words = Omit<DraftContent, 'capacity' | 'commentsOpen'>

/** The hints of a draft, with links to its fields in the editor at this address. */
export function hintsModel(draft: Words, at: string, { t }: { readonly t: T }): HintsModel {
  const { hints, lix } = hintsOf(draft)
  return {
    hints: hints.map((hint) => ({ href: `${at}#${fieldOf(hint)}`, words: hintWords(hint, t) })),
    lix: lix && t('editor.lix', { value: lix.value, meaning: t(`editor.ease.${lix.ease}`) }),
    identity: identityPlaces(draft).map(({ field, line, shown }) => ({
      href: `${at}#${field === 'decision' ? 'decisionText' : field}`,
      words: t(field === 'source' ? 'editor.identity.line' : 'editor.identity.at', {
        ...{ place: t(`editor.identity.${field}.field`), shown },
        ...(field === 'source' ? { line } : {}),
      }),
    })),
  }
}

const fieldOf = ({ kind }: Hint): string => (kind === 'summary' ? 'summary' : 'source')

function hintWords(hint: Hint, t: T): string {
  const { kind, ...values } = hint
  return t(`editor.hint.${kind}`, { ...values, most: LONG_SENTENCE })
}
