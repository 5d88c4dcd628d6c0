import { type Html, trusted } from './html.ts'

const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
}

/**
 * The words of what the renderer made, in one line: for summaries, descriptions and search. The
 * result is text: escape it again in HTML.
 */
export const plainText = (rendered: Html): string =>
  rendered
    .replace(/<\/(?:p|li|h[2-4]|td|th|pre|blockquote)>|<(?:br|hr)>/g, ' ')
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => entities[entity] ?? entity)
    .replace(/\s+/g, ' ')
    .trim()

/** The words of what the renderer made, paragraph by paragraph, with their line breaks: for plain mail. */
export const paragraphsOf = (rendered: Html): string[] =>
  rendered
    .split(/<\/(?:p|li|h[2-4]|tr|pre)>|<hr>/)
    .map((piece) => piece.replace(/\s*<br>\s*/g, '<br>').split('<br>'))
    .map((lines) => lines.map((line) => plainText(line as Html)).join('\n'))
    .map((words) => words.trim())
    .filter((words) => words !== '')

/** The first paragraph of what the renderer made; all of it when it does not begin with one. */
export const opening = (rendered: Html): Html => {
  const end = rendered.startsWith('<p>') ? rendered.indexOf('</p>') : -1
  return end < 0 ? rendered : trusted(rendered.slice(0, end + '</p>'.length))
}

/**
 * The beginning of a text in at most `most` characters: whole sentences where the first one fits,
 * else words and "…". Never cuts within a word unless the first word alone is longer.
 */
export function excerpt(text: string, most: number): string {
  if (text.length <= most) return text
  return sentences(text, most) ?? `${words(text, most - 1)}…`
}

/** What a text asks, in at most `most` characters: its first sentence with a question mark, else its beginning. */
export function questionIn(text: string, most: number): string {
  const ends = [...text.matchAll(sentenceEnd)].map((end) => end.index + end[0].length)
  const all = [0, ...ends].map((start, at) => text.slice(start, ends[at]).trim())
  return excerpt(all.find((sentence) => /\?[”"»’)]*$/.test(sentence)) ?? text, most)
}

/** A full stop ends a sentence before a capital letter, so not in "kl. 07.42", nor in "t.ex. Anna". */
const sentenceEnd =
  /(?<!\b(?:t\.ex|bl\.a|m\.fl|f\.eks|dvs|kl|ca|nr|e\.g|i\.e|Dr|Mr|Mrs))[.!?…]["”»’)]*(?=\s+["“”«‘(–]*\p{Lu})/gu

function sentences(text: string, most: number): string | undefined {
  let end: number | undefined
  for (const match of text.slice(0, most + 10).matchAll(sentenceEnd)) {
    if (match.index + match[0].length > most) break
    end = match.index + match[0].length
  }
  return end === undefined ? undefined : text.slice(0, end)
}

function words(text: string, most: number): string {
  const kept = text.slice(0, most + 1)
  const end = kept.lastIndexOf(' ')
  if (end > 0) return kept.slice(0, end).replace(/[\s,;:–-]+$/, '')
  return text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '')
}
