/** What a post's Markdown says apart from its signs: headings, links, pictures, and its running text. */
import { piecesIn, type Token } from './markdown.ts'

export interface Prose {
  /** As they were written: level 1 for `#`, 2 for `##`. */
  readonly headings: readonly { readonly level: number; readonly words: string }[]
  /** The words of links; an address that is a link by itself has none. */
  readonly links: readonly string[]
  /** The words that stand for each picture; empty where there are none. */
  readonly pictures: readonly string[]
  /** The author's own running text, one for each paragraph or item of a list. */
  readonly paragraphs: readonly string[]
}

/** Takes a text apart. Quotes, tables, headings and code are no running text of the author's. */
export function proseOf(source: string): Prose {
  const headings: { level: number; words: string }[] = []
  const links: string[] = []
  const paragraphs: string[] = []
  let within = 0
  let heading: Token | undefined
  for (const piece of piecesIn(source)) {
    if (isApart.test(piece.type)) within += piece.nesting
    if (piece.type === 'heading_open') heading = piece
    if (piece.type !== 'inline') continue
    const told = wordsOf(piece.children ?? [])
    links.push(...told.links)
    if (heading) headings.push({ level: levelOf(heading), words: told.words })
    else if (within === 0 && told.words !== '') paragraphs.push(told.words)
    heading = undefined
  }
  return { headings, links, pictures: picturesIn(source), paragraphs }
}

const isApart = /^(?:blockquote|table|footnote|figure)_(?:open|close)$/

/** `##`, or a line of `=` or `-` below. */
const levelOf = ({ markup }: Token): number =>
  markup.startsWith('#') ? markup.length : markup === '=' ? 1 : 2

function wordsOf(pieces: readonly Token[]): { words: string; links: string[] } {
  const links: string[] = []
  let words = ''
  let link: string | undefined
  let isBare = false
  for (const piece of pieces) {
    if (piece.type === 'link_open') {
      link = ''
      isBare = piece.info === 'auto'
    } else if (piece.type === 'link_close') {
      if (!isBare && link !== undefined) links.push(link.trim())
      link = undefined
      isBare = false
    } else if (!isBare) {
      const text = textOf(piece)
      words += text
      if (link !== undefined) link += text
    }
  }
  return { words: words.replace(/\s+/g, ' ').trim(), links }
}

const textOf = ({ type, content }: Token): string => {
  if (type === 'text') return content
  return type === 'softbreak' || type === 'hardbreak' ? ' ' : ''
}

/**
 * Pictures are found as they are written, `![words](address)`, wherever they stand but in code. Those of the library have
 * their words there, and are not published without.
 */
const picturesIn = (source: string): string[] =>
  [
    ...source
      .replace(/^ {0,3}(```|~~~)[\s\S]*?^ {0,3}\1/gm, '')
      .replace(/`[^`\n]*`/g, '')
      .matchAll(/!\[([^\]\n]*)\]\((?!(?:image|file):\d)[^)\n]+\)/g),
  ].map(([, words = '']) => words.trim())
