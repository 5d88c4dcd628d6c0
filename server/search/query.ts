/** What a person types to search, read as words, phrases and beginnings of words. Pure. */

/** One thing that is looked for, in small letters. */
export interface Term {
  /** A `word` in any of its forms, a `prefix` as the beginning of a word, a `phrase` exactly as it stands. */
  readonly kind: 'word' | 'prefix' | 'phrase'
  readonly words: readonly string[]
  /** Written with a minus: what has it is left out. */
  readonly isLeftOut: boolean
}

export interface Query {
  readonly terms: readonly Term[]
  /** More was typed than is looked for: the first so many characters and terms are. */
  readonly isCut: boolean
}

export const MOST_CHARACTERS = 100
export const MOST_TERMS = 8
/** With fewer letters before the star it is looked for as a word. */
export const SHORTEST_PREFIX = 2

/**
 * Reads what was typed, whatever it is: `"two words"` in any quotes is a phrase, `skol*` a beginning, `-word` is
 * left out. Everything else that is no letter and no digit only divides words; several in one piece, such as
 * `KS 2026/114` or `e-post`, are a phrase.
 */
export function queryOf(typed: string): Query {
  const all = [...typed.toWellFormed().normalize('NFC').trim()]
  const text = all.slice(0, MOST_CHARACTERS).join('').replace(quotes, '"')
  const terms = [...text.matchAll(pieces)].flatMap(termOf)
  const isCut = all.length > MOST_CHARACTERS || terms.length > MOST_TERMS
  return { terms: terms.slice(0, MOST_TERMS), isCut }
}

/** The words of a text as the index has them: letters and digits, in small letters. */
export const wordsOf = (text: string): string[] => text.toLowerCase().match(WORD) ?? []

/** What the index takes for a word (unicode61): letters, digits, and the marks that stand on them. */
export const WORD = /[\p{L}\p{N}\p{Co}](?:[\p{L}\p{N}\p{Co}]|[\u0300-\u0331])*/gu

const quotes = /[“”„«»‟]/gu
const pieces = /(?<minus>-?)(?:"(?<phrase>[^"]*)(?:"|$)|(?<plain>[^\s"]+))/gu

function termOf({ groups = {} }: RegExpExecArray): Term[] {
  const { phrase, plain = '' } = groups
  // A minus in front of a word, not the dash between two.
  const isLeftOut = groups.minus === '-'
  const words = wordsOf(phrase ?? plain)
  if (words.length === 0) return []
  return [{ kind: kindOf(phrase, plain, words), words, isLeftOut }]
}

function kindOf(phrase: string | undefined, plain: string, words: readonly string[]): Term['kind'] {
  if (phrase !== undefined || words.length > 1) return 'phrase'
  const isLong = [...(words[0] ?? '')].length >= SHORTEST_PREFIX
  return plain.endsWith('*') && isLong ? 'prefix' : 'word'
}
