/** How hard a text is to read: its sentences, and LIX (C.-H. Björnsson, Läsbarhet, 1968). */
import type { Language } from '../language/locale.ts'

/** Fewer words than this say nothing about a text. */
export const FEWEST_WORDS = 50

/** A word with more letters than this is long. */
const LONG = 6

/** Abbreviations with a full stop that a capital or a number may follow; others are told by the small letter after them. */
const abbreviations: Readonly<Record<Language, ReadonlySet<string>>> = {
  sv: new Set(
    'kl nr t.ex bl.a m.m o.s.v osv dvs d.v.s f.d s.k ca dr prof st tel jfr jf sid s kap par mom m.fl e.d e.dyl fr.o.m t.o.m p.g.a pga inkl exkl resp kr'.split(
      ' ',
    ),
  ),
  nb: new Set(
    'kl nr f.eks bl.a m.m o.s.v osv dvs d.v.s tidl s.k ca dr prof st tlf jf jfr s kap pkt m.fl e.l fr.o.m t.o.m f.o.m pga p.g.a inkl ekskl hhv kr ev evt'.split(
      ' ',
    ),
  ),
  en: new Set(
    'mr mrs ms dr prof st no nos vol p pp e.g i.e etc cf vs ch sec fig approx'.split(' '),
  ),
}

/** The sentences of a paragraph: they end with . ! ? or … before a capital letter or a number, and where the paragraph ends. */
export function sentencesIn(paragraph: string, language: Language): string[] {
  const sentences: string[] = []
  let from = 0
  for (const { index, 0: end } of paragraph.matchAll(END)) {
    if (end.startsWith('.') && isAbbreviation(paragraph.slice(from, index), language)) continue
    sentences.push(paragraph.slice(from, index + end.length))
    from = index + end.length
  }
  return [...sentences, paragraph.slice(from)].map((one) => one.trim()).filter((one) => one !== '')
}

const END = /[.!?…]+["”»’)\]]*\s+(?=["“”«»‘’([–-]*\s*[\p{Lu}\d])/gu

/** A letter alone is an initial, as in A. Berg; "nr. 3" and "t.ex. Anna" go on. */
function isAbbreviation(before: string, language: Language): boolean {
  const word = /[\p{L}.]+$/u.exec(before)?.[0].toLowerCase() ?? ''
  return /^\p{L}$/u.test(word) || abbreviations[language].has(word)
}

/** The words of a text: letters and digits, with hyphens, apostrophes and the stops of abbreviations and numbers within. */
export const wordsIn = (text: string): string[] =>
  text.match(/[\p{L}\p{N}]+(?:[-’'.,:][\p{L}\p{N}]+)*/gu) ?? []

/**
 * LIX of paragraphs: words per sentence, and 100 times long words per word, added and rounded. A long word has more
 * than six letters; a number is a word and never a long one. Undefined below `FEWEST_WORDS` words.
 */
export function lixOf(paragraphs: readonly string[], language: Language): number | undefined {
  const sentences = paragraphs
    .flatMap((paragraph) => sentencesIn(paragraph, language))
    .map((sentence) => wordsIn(sentence))
    .filter((words) => words.length > 0)
  const words = sentences.flat()
  if (words.length < FEWEST_WORDS) return undefined
  const long = words.filter((word) => (word.match(/\p{L}/gu) ?? []).length > LONG)
  return Math.round(words.length / sentences.length + (100 * long.length) / words.length)
}

/** What a LIX means, from the easiest on. */
export const ease = ['very_easy', 'easy', 'medium', 'difficult', 'very_difficult'] as const
export type Ease = (typeof ease)[number]

/** Below 30 as books for children, below 40 as fiction, below 50 as newspapers, to 60 as official texts, above as laws. */
export function easeOf(lix: number): Ease {
  if (lix < 30) return 'very_easy'
  if (lix < 40) return 'easy'
  if (lix < 50) return 'medium'
  return lix <= 60 ? 'difficult' : 'very_difficult'
}
