import { type ChangeObject, diffLines, diffWordsWithSpace } from 'diff'
import type { Language } from '../language/locale.ts'

/** A piece of text that both versions have, only the later, or only the earlier. */
export type Difference = {
  readonly kind: 'same' | 'added' | 'removed'
  readonly text: string
}

/** Above so many changed words, or lines, the search for the shortest difference is given up. */
const MOST_EDITS = 1_000
const MOST_CHARACTERS = 100_000

/**
 * What was taken away and added from one version of a text to the next, in order, word by word as
 * the language divides them. What is not added is the earlier text, what is not removed the later.
 * Texts that have much changed are compared line by line, and texts that have nearly nothing in
 * common are told as one removed and one added, so that the cost stays bounded.
 */
export function differences(before: string, after: string, language: Language): Difference[] {
  if (before === after) return before === '' ? [] : [{ kind: 'same', text: before }]
  return byWords(before, after, language) ?? byLines(before, after) ?? replaced(before, after)
}

/** Cuts the pieces where a line ends, so that a change over several paragraphs is marked in each. */
export function inParagraphs(pieces: readonly Difference[]): Difference[][] {
  const all: Difference[][] = [[]]
  for (const { kind, text } of pieces)
    for (const [at, line] of text.split(/\n+/).entries()) {
      if (at > 0) all.push([])
      if (line !== '') all.at(-1)?.push({ kind, text: line })
    }
  return all.filter((paragraph) => paragraph.length > 0)
}

function byWords(before: string, after: string, language: Language): Difference[] | undefined {
  if (before.length + after.length > MOST_CHARACTERS) return undefined
  const intlSegmenter = segmenters[language]
  return told(diffWordsWithSpace(before, after, { intlSegmenter, maxEditLength: MOST_EDITS }))
}

const byLines = (before: string, after: string): Difference[] | undefined =>
  told(diffLines(before, after, { maxEditLength: MOST_EDITS }))

const replaced = (before: string, after: string): Difference[] => [
  { kind: 'removed', text: before },
  { kind: 'added', text: after },
]

const told = (changes: readonly ChangeObject<string>[] | undefined): Difference[] | undefined =>
  changes?.map(({ added, removed, value }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    text: value,
  }))

const segmenters: Readonly<Record<Language, Intl.Segmenter>> = {
  sv: new Intl.Segmenter('sv', { granularity: 'word' }),
  nb: new Intl.Segmenter('nb', { granularity: 'word' }),
  en: new Intl.Segmenter('en', { granularity: 'word' }),
}
