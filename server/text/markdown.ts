import markdownIt, {
  type MarkdownIt,
  type MarkdownItOptions,
  type StateBlock,
  type Token,
} from 'markdown-it'
import { slug } from '../kernel/slug.ts'
import { translator } from '../language/catalogue.ts'
import type { Language } from '../language/locale.ts'
import { type Html, trusted } from './html.ts'

/**
 * Versions of what is rendered, stored beside the HTML: raise one when its output changes, and what
 * was stored under another version is rendered again.
 */
export const RENDERER = { post: 1, comment: 1 } as const

/**
 * An author's Markdown as HTML: headings from h2 to h4 with ids, tables, code, quotes in the
 * language's own marks. HTML in the source is shown as text; there are no images.
 *
 * A block that is withheld later (`::: withheld 17`) will be one more block rule here that writes
 * `<!--withheld 17-->`: authors cannot write comments, so whoever reads the stored HTML can replace
 * the mark by what the entry shows at that moment.
 */
export const renderPost = (source: string, language: Language): Html =>
  trusted(posts[language].render(source))

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
