/** The part of a text in which something was found, with the words marked. Pure. */
import type { Sought } from './match.ts'
import { WORD } from './query.ts'

/** A run of a text; the ones that were looked for are marked. */
export interface Piece {
  readonly words: string
  readonly isMarked: boolean
}

interface Word {
  readonly text: string
  readonly from: number
  readonly to: number
}

/** Characters before the first word that was found, so that it stands in its sentence. */
const BEFORE = 60

/**
 * About `most` characters of a text where most of what was looked for stands together, with the words marked; its
 * beginning where nothing of it does. "…" stands for what is left out.
 */
export function excerptOf(text: string, sought: readonly Sought[], most: number): Piece[] {
  const found = spansOf(text, sought)
  const from = wordStart(text, Math.max(0, (best(found, most) ?? 0) - BEFORE))
  const to = wordEnd(text, from + most)
  const inside = found.filter((span) => span.from >= from && span.to <= to)
  return [
    ...(from > 0 ? [{ words: '… ', isMarked: false }] : []),
    ...pieces(text, inside, { from, to }),
    ...(to < text.length ? [{ words: ' …', isMarked: false }] : []),
  ]
}

/** A whole text with its words marked. */
export const marked = (text: string, sought: readonly Sought[]): Piece[] =>
  pieces(text, spansOf(text, sought), { from: 0, to: text.length })

interface Span {
  readonly from: number
  readonly to: number
  /** Which of the terms it is. */
  readonly term: number
}

/** Where what was looked for stands, in the order of the text, none within another. */
function spansOf(text: string, sought: readonly Sought[]): Span[] {
  const words = [...text.matchAll(WORD)].map(({ 0: word, index }) => ({
    ...{ text: word.toLowerCase(), from: index, to: index + word.length },
  }))
  const wanted = sought.flatMap((term, at) =>
    term.isLeftOut ? [] : [{ term: at, ...rowsIn(term) }],
  )
  const spans: Span[] = []
  for (let at = 0; at < words.length; ) {
    const length = Math.max(0, ...wanted.map((one) => one.lengthAt(words, at)))
    const term = wanted.find((one) => one.lengthAt(words, at) === length)?.term ?? 0
    const [first, last] = [words[at], words[at + length - 1]]
    if (length > 0 && first && last) spans.push({ from: first.from, to: last.to, term })
    at += Math.max(1, length)
  }
  return spans
}

/** How many words from a place on fulfil a term; 0 for none. */
function rowsIn({ rows, beginning }: Sought) {
  const single = new Set(rows.filter(({ length }) => length === 1).map(([word]) => word))
  const longer = rows.filter(({ length }) => length > 1)
  return {
    lengthAt: (words: readonly Word[], at: number): number => {
      const text = words[at]?.text ?? ''
      const row = longer.find((one) => one.every((word, next) => words[at + next]?.text === word))
      if (row) return row.length
      return single.has(text) || (beginning !== undefined && text.startsWith(beginning)) ? 1 : 0
    },
  }
}

/** Where a part of so many characters begins that has most of the terms, and most of their words. */
function best(spans: readonly Span[], most: number): number | undefined {
  let found: { at: number; worth: number } | undefined
  for (const [index, { from }] of spans.entries()) {
    const near = spans.slice(index, index + 20).filter(({ to }) => to <= from + most - BEFORE)
    const worth = 100 * new Set(near.map(({ term }) => term)).size + near.length
    if (!found || worth > found.worth) found = { at: from, worth }
  }
  return found?.at
}

/** The beginning of a word from a place on, unless that word is very long. */
function wordStart(text: string, at: number): number {
  if (at === 0) return 0
  const space = text.slice(at, at + BEFORE / 2).search(/\s/)
  return space < 0 ? whole(text, at) : at + space + 1
}

/** The end of the last word that ends before a place. */
function wordEnd(text: string, at: number): number {
  if (at >= text.length) return text.length
  const space = text.lastIndexOf(' ', at)
  return space > at - BEFORE ? space : whole(text, at)
}

/** A place that does not stand within one sign. */
const whole = (text: string, at: number): number =>
  /[\uDC00-\uDFFF]/.test(text.charAt(at)) ? at + 1 : at

function pieces(
  text: string,
  spans: readonly Span[],
  { from, to }: { readonly from: number; readonly to: number },
): Piece[] {
  const found: Piece[] = []
  let at = from
  for (const span of spans) {
    found.push({ words: text.slice(at, span.from), isMarked: false })
    found.push({ words: text.slice(span.from, span.to), isMarked: true })
    at = span.to
  }
  found.push({ words: text.slice(at, to), isMarked: false })
  return found.filter(({ words }) => words !== '')
}
