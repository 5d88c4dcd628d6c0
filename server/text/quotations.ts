/**
 * Quotes with a source: when the last line of a quote begins with a dash (`— `, `– ` or `-- `), it says whose words they are,
 * and becomes the caption of the quote. It stands outside of the quote, since its words were not quoted (HTML, 4.4.4).
 */
import type { MarkdownIt, StateCore, Token } from 'markdown-it'

const SOURCE = /(?:^|\n)[ \t]*(?:—|–|--)[ \t]+(\S[^\n]*)$/

/** Teaches a renderer quotes with a source; before what stands in a line is read. */
export function withQuotations(md: MarkdownIt): void {
  md.core.ruler.before('inline', 'quotations', quotations)
  md.renderer.rules.quotation_open = () => '<figure class="quotation">\n'
}

function quotations(state: StateCore): void {
  const { tokens } = state
  for (let end = tokens.length - 1; end >= 0; end--) {
    if (tokens[end]?.type !== 'blockquote_close') continue
    const start = openingOf(tokens, end)
    const source = start < 0 ? undefined : takeSource(tokens, start, end)
    if (source) wrap(state, { start, end: end - source.removed, source: source.words })
  }
}

function openingOf(tokens: readonly Token[], end: number): number {
  const level = tokens[end]?.level
  for (let at = end - 1; at >= 0; at--)
    if (tokens[at]?.type === 'blockquote_open' && tokens[at]?.level === level) return at
  return -1
}

/** Takes the source out of the last paragraph of a quote; a quote of nothing else has none. */
function takeSource(tokens: Token[], start: number, end: number) {
  const inline = tokens[end - 2]
  const isParagraph = tokens[end - 1]?.type === 'paragraph_close' && inline?.type === 'inline'
  const isDirect = tokens[end - 1]?.level === (tokens[end]?.level ?? 0) + 1
  const found = isParagraph && isDirect ? SOURCE.exec(inline.content) : null
  if (!(inline && found)) return undefined
  const words = (found[1] ?? '').trim()
  if (found.index > 0) {
    inline.content = inline.content.slice(0, found.index)
    return { words, removed: 0 }
  }
  if (end - 3 <= start + 1) return undefined
  tokens.splice(end - 3, 3)
  return { words, removed: 3 }
}

interface Quotation {
  readonly start: number
  readonly end: number
  readonly source: string
}

function wrap(state: StateCore, { start, end, source }: Quotation): void {
  const token = (type: string, tag: string, nesting: -1 | 0 | 1) => {
    const made = new state.Token(type, tag, nesting)
    made.block = true
    return made
  }
  const words = token('inline', '', 0)
  words.content = `— ${source}`
  words.children = []
  const figure = token('quotation_open', 'figure', 1)
  const caption = token('figcaption_open', 'figcaption', 1)
  const closing = [
    token('figcaption_close', 'figcaption', -1),
    token('quotation_close', 'figure', -1),
  ]
  state.tokens.splice(end + 1, 0, caption, words, ...closing)
  state.tokens.splice(start, 0, figure)
}
