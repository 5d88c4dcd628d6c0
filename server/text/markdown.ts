import markdownIt, {
  type MarkdownIt,
  type MarkdownItOptions,
  type StateBlock,
  type Token,
} from 'markdown-it'
import { slug } from '../kernel/slug.ts'
import { translator } from '../language/catalogue.ts'
import type { Language } from '../language/locale.ts'
import { figures } from './figure.ts'
import { isInFootnote, withFootnotes } from './footnotes.ts'
import { type Html, trusted } from './html.ts'
import { type Marked, marked, markOf } from './marks.ts'
import { withMore, withoutMore } from './more.ts'
import { withQuotations } from './quotations.ts'

export type { Token } from 'markdown-it'

/**
 * Versions of what is rendered, stored beside the HTML: raise one when its output changes, and what
 * was stored under another version is rendered again.
 */
export const RENDERER = { post: 4, comment: 1 } as const

/**
 * An author's Markdown as HTML: headings from h2 to h4 with ids, tables, code, footnotes, quotes with a source, quotes in
 * the language's own marks. HTML in the source is shown as text; images from elsewhere are not shown.
 */
export const renderText = (source: string, language: Language): Html =>
  trusted(withoutMore(posts[language].render(source, {})))

/**
 * As `renderText`, with a place for each line `::: withheld 17`, `![caption](image:17)` and `![name](file:17)`: what stands
 * there is filled in when it is read.
 */
export const renderPost = (source: string, language: Language): Marked =>
  marked(posts[language].render(source, { places: true }))

/** The pieces that a post's Markdown is made of, for what is told about a text; nothing of it is HTML. */
export const piecesIn = (source: string): readonly Token[] =>
  posts.en.parse(source, { places: true })

/** A place where something is withheld: its line in the source, from 0, and its entry once it has one. */
export interface Place {
  readonly line: number
  readonly id: number | undefined
}

/** The places of a post's source, in the order of the text. */
export const placesIn = (source: string): Place[] =>
  piecesIn(source)
    .filter(({ type }) => type === 'withheld')
    .map((token) => ({ line: token.map?.[0] ?? 0, id: idOf(token) }))

/**
 * A citizen's Markdown as HTML: emphasis, links, lists, quotes, code within a line; line breaks are
 * kept and every other sign is shown as it was written. The only elements are p, br, em, strong, a,
 * ul, ol, li, blockquote and code; links go to http, https and mailto, with
 * `rel="nofollow ugc noopener"`. Costs time in proportion to its length, whatever the text.
 */
export const renderComment = (source: string): Html => trusted(comments.render(source))

const quotes = { sv: '””’’', nb: '«»‘’', en: '“”‘’' } as const

const posts: Record<Language, MarkdownIt> = {
  sv: forPosts('sv'),
  nb: forPosts('nb'),
  en: forPosts('en'),
}
const comments = forComments()

function forPosts(language: Language): MarkdownIt {
  const md = restrained({ typographer: true, quotes: quotes[language] })
  // Not "(c)" to ©: an official who lists (a), (b) and (c) means the letters.
  md.disable(['image', 'replacements'])
  md.validateLink = (url) => /^(?:https?:|mailto:|\/(?![/\\])|#)/i.test(url)
  md.core.ruler.push('outline', ({ tokens }) => outline(tokens, language))
  md.core.ruler.push('tables', ({ tokens }) => tables(tokens))
  const alt = ['paragraph', 'reference', 'blockquote', 'list']
  md.block.ruler.before('fence', 'withheld', withheld, { alt })
  figures(md)
  md.renderer.rules.withheld = (tokens, at) => markOf(idOf(tokens[at]))
  withMore(md)
  withFootnotes(md, language)
  withQuotations(md)
  const label = md.utils.escapeHtml(translator(language)('common.table'))
  md.renderer.rules.table_open = () =>
    `<div class="table" role="group" aria-label="${label}" tabindex="0"><table>\n`
  md.renderer.rules.table_close = () => '</table></div>\n'
  return md
}

function forComments(): MarkdownIt {
  const md = restrained({ breaks: true, maxNesting: 20 })
  // References would swallow the words of their definitions, entities would change what was written.
  md.disable(['table', 'code', 'fence', 'hr', 'reference', 'heading', 'lheading'])
  md.disable(['image', 'strikethrough', 'entity'])
  md.validateLink = (url) => /^(?:https?:\/\/|mailto:)/i.test(url)
  md.core.ruler.push('foreign links', ({ tokens }) => foreignLinks(tokens))
  return md
}

/** What both have in common: no HTML, bare links of http, https and mailto only, bounded nesting. */
function restrained(options: MarkdownItOptions): MarkdownIt {
  const md = markdownIt({ ...options, html: false, linkify: true })
  md.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false })
  md.linkify.add('ftp:', null).add('//', null)
  md.block.ruler.before('table', 'deep', deep)
  md.core.ruler.push('empty links', ({ tokens }) => emptyLinks(tokens))
  return md
}

const MOST_NESTING = 6

/**
 * Quotes in quotes and lists in lists end at six levels (a list is two). What is deeper is one
 * paragraph, shown as it was written: markdown-it's own limit would leave the words out.
 */
function deep(state: StateBlock, start: number, end: number): boolean {
  if (state.level < MOST_NESTING) return false
  let line = start + 1
  while (line < end && !state.isEmpty(line) && !isOutside(state, line)) line++
  state.line = line
  state.push('paragraph_open', 'p', 1).map = [start, line]
  const inline = state.push('inline', '', 0)
  inline.content = state.getLines(start, line, state.blkIndent, false).trim()
  inline.children = []
  state.push('paragraph_close', 'p', -1)
  return true
}

const idOf = (token: Token | undefined): number | undefined =>
  (token?.meta as { readonly id?: number } | null | undefined)?.id

const PLACE = /^:::[ \t]*withheld(?:[ \t]+(\d{1,9}))?[ \t]*$/i
const END = /^:::[ \t]*$/

/** A line `::: withheld 17`, with or without a number; a line `:::` that closes it at once is left out. */
function withheld(state: StateBlock, start: number, end: number, silent: boolean): boolean {
  const found = isText(state, start) && PLACE.exec(lineAt(state, start))
  if (!state.env.places || !found || isInFootnote(state)) return false
  if (silent) return true
  let next = start + 1
  while (next < end && state.isEmpty(next)) next++
  state.line = next < end && END.test(lineAt(state, next)) ? next + 1 : start + 1
  const token = state.push('withheld', '', 0)
  token.map = [start, state.line]
  token.meta = { id: found[1] === undefined ? undefined : Number(found[1]) }
  return true
}

const lineAt = (state: StateBlock, line: number): string =>
  state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line])

/** Four spaces make a line code. */
const isText = (state: StateBlock, line: number): boolean =>
  (state.sCount[line] ?? 0) - state.blkIndent < 4

/**
 * Whether a text stands between a place and a line `:::` that would close it: its author may believe that it is hidden, and it
 * would be public. What is withheld is never written here.
 */
export function encloses(source: string): boolean {
  const lines = source.split('\n')
  const places = placesIn(source).map(({ line }) => line)
  return places.some((place, at) => {
    const rest = lines.slice(place + 1, places[at + 1])
    const close = rest.findIndex((line) => END.test(line.replace(/^[\s>]+/, '')))
    return close > 0 && rest.slice(0, close).some((line) => /[^\s>]/.test(line))
  })
}

/** Whether a line belongs to what is around; below zero marks a quote's line that lacks its sign. */
function isOutside(state: StateBlock, line: number): boolean {
  const indent = state.sCount[line] ?? 0
  return indent >= 0 && indent < state.blkIndent
}

/**
 * Gives headings the level of their place in the outline, so that h2 comes first and no level is
 * skipped whatever the author began with, and ids that cannot meet the page's own.
 */
function outline(tokens: readonly Token[], language: Language): void {
  const open: number[] = []
  const used = new Set<string>()
  tokens.forEach((token, at) => {
    if (!token.type.startsWith('heading_')) return
    if (token.type === 'heading_open') {
      const written = Number(token.tag.slice(1))
      while ((open.at(-1) ?? 0) >= written) open.pop()
      open.push(written)
      token.attrSet('id', unused(`section-${slug(tokens[at + 1]?.content ?? '', language)}`, used))
    }
    token.tag = `h${Math.min(open.length + 1, 4)}`
  })
}

function unused(id: string, used: Set<string>): string {
  let free = id
  for (let count = 2; used.has(free); count++) free = `${id}-${count}`
  used.add(free)
  return free
}

/** Header cells say what they head; alignment is a class, since the content policy refuses styles. */
function tables(tokens: readonly Token[]): void {
  for (const token of tokens) {
    if (token.type !== 'th_open' && token.type !== 'td_open') continue
    const side = /^text-align:(\w+)$/.exec(String(token.attrGet('style') ?? ''))?.[1]
    token.attrs = side === undefined ? [] : [['class', `align-${side}`]]
    if (token.type === 'th_open') token.attrSet('scope', 'col')
  }
}

/** A link without an address is none: it would lead to whatever page it is shown on. */
function emptyLinks(tokens: readonly Token[]): void {
  for (const token of linksOf(tokens)) if (token.attrGet('href') === '') token.attrs = []
}

/** Keeps of a link its address alone: a title would be words that most readers never see. */
function foreignLinks(tokens: readonly Token[]): void {
  for (const token of linksOf(tokens)) {
    const href = token.attrGet('href')
    if (href !== null) {
      token.attrs = [
        ['href', href],
        ['rel', 'nofollow ugc noopener'],
      ]
    }
  }
}

const linksOf = (tokens: readonly Token[]): Token[] =>
  tokens.flatMap(({ children }) => (children ?? []).filter(({ type }) => type === 'link_open'))
