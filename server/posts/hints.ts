/** What an author is told of a draft before it is published. A hint never blocks; an identity number does. */
import type { Language } from '../language/locale.ts'
import { type Found, identityNumbersIn } from '../text/identity-number.ts'
import { proseOf } from '../text/prose.ts'
import { type Ease, easeOf, lixOf, sentencesIn, wordsIn } from '../text/readability.ts'
import type { DraftContent } from './draft.ts'

/** A sentence with more words than this is long. */
export const LONG_SENTENCE = 35

/** Something about a draft that its author may want to mend. */
export type Hint =
  | { readonly kind: 'summary' }
  | { readonly kind: 'pictures'; readonly count: number }
  | { readonly kind: 'heading_deep'; readonly heading: string }
  | { readonly kind: 'heading_skips'; readonly heading: string }
  | { readonly kind: 'link'; readonly words: string }
  | { readonly kind: 'sentences'; readonly count: number; readonly begins: string }

/** What is told of a draft: hints, and how hard its text is to read where it is long enough to say. */
export interface Hints {
  readonly hints: readonly Hint[]
  readonly lix: { readonly value: number; readonly ease: Ease } | undefined
}

type Words = Pick<DraftContent, 'title' | 'question' | 'summary' | 'source' | 'tags' | 'language'>

/** The hints of a draft, in the order of the page. Costs time in proportion to the length of the text. */
export function hintsOf(draft: Words): Hints {
  const { source, language } = draft
  const { headings, links, pictures, paragraphs } = proseOf(source)
  const value = lixOf(paragraphs, language)
  const bare = pictures.filter((words) => words === '').length
  return {
    hints: [
      ...(draft.summary === '' ? [{ kind: 'summary' } as const] : []),
      ...(bare > 0 ? [{ kind: 'pictures', count: bare } as const] : []),
      ...headingHints(headings),
      ...emptyLinks(links),
      ...longSentences(paragraphs, language),
    ],
    lix: value === undefined ? undefined : { value, ease: easeOf(value) },
  }
}

/** The first heading is `#` or `##`, and each next one at most one step deeper (WCAG 2.2, 1.3.1 and 2.4.6). */
function headingHints(headings: readonly { level: number; words: string }[]): Hint[] {
  const [first] = headings
  const deep: Hint[] =
    first && first.level > 2 ? [{ kind: 'heading_deep', heading: first.words }] : []
  const skips = headings.find(
    ({ level }, at) => at > 0 && level > (headings[at - 1]?.level ?? 0) + 1,
  )
  return skips ? [...deep, { kind: 'heading_skips', heading: skips.words }] : deep
}

const says = /[\p{L}\p{N}]/u

/** Words that do not say where a link leads when they are read alone (WCAG 2.2, 2.4.4). */
const saysNothing = new Set(
  [
    ...[
      'här',
      'klicka här',
      'läs mer',
      'läs mer här',
      'länk',
      'mer',
      'denna länk',
      'den här länken',
    ],
    ...['her', 'klikk her', 'trykk her', 'les mer', 'les mer her', 'lenke', 'denne lenken'],
    ...['here', 'click here', 'read more', 'more', 'link', 'this link', 'this page'],
  ].map((words) => words.normalize('NFC')),
)

function emptyLinks(links: readonly string[]): Hint[] {
  const bare = links.map((words) => words.toLowerCase().replace(/[\s.,:;!?»”"→>]+$/u, ''))
  const at = bare.findIndex((words) => saysNothing.has(words))
  return at < 0 ? [] : [{ kind: 'link', words: links[at] ?? '' }]
}

function longSentences(paragraphs: readonly string[], language: Language): Hint[] {
  const long = paragraphs
    .flatMap((paragraph) => sentencesIn(paragraph, language))
    .filter((sentence) => says.test(sentence) && wordsIn(sentence).length > LONG_SENTENCE)
  const [first] = long
  if (first === undefined) return []
  const begins = wordsIn(first).slice(0, 5).join(' ')
  return [{ kind: 'sentences', count: long.length, begins }]
}

/** The fields of a draft in which an identity number can stand. */
export const identityFields = [
  ...(['title', 'summary', 'source', 'question', 'tags', 'decision'] as const),
] as const

/** Where an identity number stands: its field, and in the text its line, counted from 1. */
export interface IdentityPlace extends Found {
  readonly field: (typeof identityFields)[number]
}

/**
 * Each Swedish or Norwegian identity number in what would be published (offentlegforskrifta § 7; dataskyddslagen
 * 3 kap. 10 §): nobody's number is needed in a blog, so both countries' are refused on every site.
 */
export function identityPlaces(
  draft: Omit<Words, 'language'> & Pick<DraftContent, 'decision'>,
): IdentityPlace[] {
  const texts = {
    ...{ title: draft.title, summary: draft.summary, source: draft.source },
    ...{ question: draft.question, tags: draft.tags.join('\n') },
    decision: `${draft.decision?.text ?? ''}\n${draft.decision?.url ?? ''}`,
  }
  return identityFields.flatMap((field) =>
    identityNumbersIn(texts[field]).map((found) => ({ ...found, field })),
  )
}
