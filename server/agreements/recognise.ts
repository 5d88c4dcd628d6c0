/**
 * What in a text could tell who wrote it or whom it is about: shown to the writer before they agree, and, for names of
 * others, to be resolved before anything can be agreed. It finds much and not all, and says so.
 */
import type { AgreedLetter } from '../text/agreed-letter.ts'
import { readOf, seenOf, spansOf } from './reading.ts'

export const tells = ['workplace', 'date', 'role', 'years', 'number', 'quote', 'name'] as const
export type Tell = (typeof tells)[number]

/** Words of the text that could tell somebody who wrote it. */
export interface Found {
  readonly kind: Tell
  readonly words: string
}

const MOST = 30

const months =
  'januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december|januar|februar|mai|august|desember|january|february|march|may|june|july|october'
const days =
  'måndags?|tisdags?|onsdags?|torsdags?|fredags?|lördags?|söndags?|mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag|monday|tuesday|wednesday|thursday|friday|saturday|sunday'
const word = '[\\p{L}\\p{M}-]'
/** Where a word begins: looked for at no other place, the time grows with the text and not with its square. */
const start = '(?<![\\p{L}\\p{M}\\p{N}-])'
const places =
  'skolan?|förskolan?|gymnasiet|boendet?|hemtjänsten?|förvaltningen?|avdelningen?|enheten?|kontoret|biblioteket?|äldreboendet?|vårdcentralen?|skole[nr]?|barnehagen?|avdelingen?|etaten?|enheten|kontoret|sykehjemmet?|legekontoret|school|nursery|department|unit|office|library|ward|care home'
const roles =
  'lärare|rektor|undersköterska|sjuksköterska|socialsekreterare|handläggare|vaktmästare|kock|bibliotekarie|brandman|barnskötare|förskollärare|ekonom|ingenjör|städare|busschaufför|enhetschef|gruppchef|lærer|rektor|sykepleier|hjelpepleier|helsefagarbeider|saksbehandler|vaktmester|kokk|brannmann|barnehagelærer|renholder|ingeniør|avdelingsleder|teacher|nurse|caretaker|librarian|cook|engineer|cleaner|clerk|manager'
const units = 'år|månader|veckor|måneder|uker|years?|months?|weeks?'

/** A word for a place or a trade also ends a longer one: "Norrskolan", "specialpedagoglärare". */
const patterns: readonly (readonly [Tell, RegExp])[] = [
  ['number', /(?<![^\s@<>])[^\s@<>]+@[^\s@<>]+\.\p{L}{2,}/giu],
  [
    'date',
    new RegExp(
      `(?<!\\p{L})(?:den )?\\d{1,2}[.:]?(?:e|a|st|nd|rd|th)? (?:${months})(?: \\d{4})?(?!\\p{L})`,
      'giu',
    ),
  ],
  ['date', /(?<!\d)\d{4}-\d\d-\d\d(?!\d)|(?<!\d)\d{1,2}[./]\d{1,2}(?:[./]\d{2,4})?(?!\d)/gu],
  ['date', new RegExp(`(?<!\\p{L})(?:i |på |last |on )?(?:${days})(?!\\p{L})`, 'giu')],
  ['number', /(?<!\d)(?:\+|00)?\d[\d \-/]{5,}\d(?!\d)/gu],
  ['years', new RegExp(`${start}(?:\\d+|${word}+) (?:${units})(?!\\p{L})`, 'giu')],
  [
    'workplace',
    new RegExp(
      `(?:${start}\\p{Lu}${word}* )?${start}${word}*(?:${places})(?:s|ns)?(?!\\p{L})`,
      'gu',
    ),
  ],
  ['role', new RegExp(`${start}${word}*(?:${roles})(?:n|en|ne|r)?(?!\\p{L})`, 'giu')],
  ['quote', /[”“«"][^”“»"\n]{3,80}[”“»"]/gu],
]

/** What could tell who wrote this, in the order of the text, each once. */
export function tellsIn(text: string): Found[] {
  const found = patterns.flatMap(([kind, pattern]) =>
    [...text.matchAll(pattern)].map((one) => ({ kind, words: one[0].trim(), at: one.index })),
  )
  const names = namesIn(text).map((words) => ({
    kind: 'name' as const,
    words,
    at: text.indexOf(words),
  }))
  const seen = new Set<string>()
  return [...found, ...names]
    .sort((a, b) => a.at - b.at)
    .filter(({ words }) => !seen.has(words) && seen.add(words))
    .slice(0, MOST)
    .map(({ kind, words }) => ({ kind, words }))
}

/** What looks like names of people: two or more words in a row with capitals, the first not just for its sentence. */
export function namesIn(text: string): string[] {
  const name =
    /(?<![\p{L}\p{N}])\p{Lu}[\p{Ll}\p{M}]+(?:[- ]\p{Lu}[\p{Ll}\p{M}]+)+(?![\p{L}\p{N}])/gu
  return [...new Set([...text.matchAll(name)].map(([words]) => words))]
}

/** What was taken out of the letter and still stands in what the office wrote around it. */
export function stillIn(
  { title, preface, answers }: AgreedLetter,
  takenOut: readonly string[],
): string[] {
  const read = readOf([title, preface, ...answers.map(({ text }) => text)].join('\n'))
  return takenOut.filter((words) => spansOf(read, words).length > 0)
}

/** Every word of the letter and the answers that would be shown, as it is read. */
export const textOf = ({ title, preface, parts, answers }: AgreedLetter): string =>
  seenOf(
    [title, preface, ...parts.map(({ text }) => text), ...answers.map(({ text }) => text)].join(
      '\n',
    ),
  )

/** How it stands with somebody who is mentioned. */
export const resolutions = ['agreed', 'public', 'nobody'] as const
export type Resolution = (typeof resolutions)[number]

/** A letter that mentions more cannot be published: of those past them nothing can be said. */
export const MOST_PERSONS = 200

/** Those who are mentioned in what would be shown, by the site's finding and as the office said. */
export function mentioned(
  letter: AgreedLetter,
  others: readonly string[],
  known: readonly string[],
): string[] {
  const text = textOf(letter)
  const lower = text.toLowerCase()
  const named = others.map(seenOf).filter((one) => lower.includes(one.toLowerCase()))
  return [...new Set([...namesIn(text), ...named])].filter((one) => !known.includes(one))
}
