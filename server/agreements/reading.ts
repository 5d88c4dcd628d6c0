/** Finds words in a text as a person reads them, whatever letters, spaces and signs that nobody sees they are written in. */

/** Part of a text, in UTF-16 units. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** A text as it is read: small letters, one space for each white space, nothing unseen; and where each unit of it stood. */
export interface Read {
  readonly text: string
  readonly spans: readonly Span[]
}

/** A text without the signs that nobody sees: whoever names words means what they read. */
export const seenOf = (text: string): string => text.replace(unseen, '')

const unseen = /\p{Default_Ignorable_Code_Point}+/gu

/** Reads a text once, for words to be found in it. */
export function readOf(text: string): Read {
  const read: string[] = []
  const spans: Span[] = []
  let from = 0
  for (const sign of text) {
    const to = from + sign.length
    const seen = folded(sign)
    const last = spans.at(-1)
    if (seen === ' ' && last && read.at(-1) === ' ') spans[spans.length - 1] = { ...last, to }
    else
      for (const unit of seen.split('')) {
        read.push(unit)
        spans.push({ from, to })
      }
    from = to
  }
  return { text: read.join(''), spans }
}

const folded = (sign: string): string =>
  seenOf(sign).normalize('NFKC').replace(/\s/g, ' ').toUpperCase().toLowerCase()

/**
 * Where words stand, one after the other: in capitals too, with any white space between, and in the genitive, since a
 * name could be read there; not within another word.
 */
export function spansOf({ text, spans }: Read, words: string): Span[] {
  const wanted = readOf(words).text.trim()
  const found: Span[] = []
  for (let at = wanted === '' ? -1 : text.indexOf(wanted); at >= 0; ) {
    const end = endOf(text, at, wanted)
    const [first, last] = end === undefined ? [] : [spans[at], spans[end - 1]]
    if (first && last) found.push({ from: first.from, to: last.to })
    at = text.indexOf(wanted, end ?? at + 1)
  }
  return found
}

/** Where words that begin here end, with their genitive; undefined within another word. */
function endOf(text: string, at: number, wanted: string): number | undefined {
  const end = at + wanted.length
  if (/^[\p{L}\p{N}]/u.test(wanted) && /[\p{L}\p{N}]$/u.test(text.slice(Math.max(0, at - 2), at)))
    return undefined
  const rest = text.slice(end, end + 4)
  const genitive = /\p{L}$/u.test(wanted) ? (/^['’]?s(?![\p{L}\p{N}])/u.exec(rest)?.[0] ?? '') : ''
  if (genitive === '' && /[\p{L}\p{N}]$/u.test(wanted) && /^[\p{L}\p{N}]/u.test(rest))
    return undefined
  return end + genitive.length
}
