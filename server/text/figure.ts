/**
 * Places of images and files in a text: a line `![caption](image:17)` or `![name](file:18)` by itself. What the library says
 * of them may change after the text was written, so each is a mark that is filled when the text is read.
 */
import type { MarkdownIt, StateBlock, Token } from 'markdown-it'
import { translator } from '../language/catalogue.ts'
import type { Language } from '../language/locale.ts'
import { type Html, html, trusted } from './html.ts'
import { type Marked, marked } from './marks.ts'

const LINE = /^!\[([^\n]{0,1000})\]\((image|file):(\d{1,9})\)[ \t]*$/

/** What stands at a place: which item, shown or listed, and its caption as HTML. */
export interface Figure {
  readonly kind: 'image' | 'file'
  readonly id: number
  readonly caption: Html
}

/** Teaches the renderer of posts those lines, where its `env` says `places`. */
export function figures(md: MarkdownIt): void {
  const alt = ['paragraph', 'reference', 'blockquote', 'list']
  md.block.ruler.before('fence', 'figure', figure, { alt })
  md.renderer.rules.figure_open = (tokens, at) => `<!--${kindOf(tokens[at])} ${idOf(tokens[at])}-->`
  md.renderer.rules.figure_close = () => '<!--/-->\n'
}

/** The item that a piece of a text stands for; undefined for every other piece. */
export const figureOf = (token: Token): number | undefined =>
  token.type === 'figure_open' ? idOf(token) : undefined

const kindOf = (token: Token | undefined): Figure['kind'] =>
  (token?.meta as { readonly kind?: Figure['kind'] } | null)?.kind ?? 'image'
const idOf = (token: Token | undefined): number =>
  (token?.meta as { readonly id?: number } | null)?.id ?? 0

function figure(state: StateBlock, start: number, _end: number, silent: boolean): boolean {
  if (!state.env.places || (state.sCount[start] ?? 0) - state.blkIndent >= 4) return false
  const from = (state.bMarks[start] ?? 0) + (state.tShift[start] ?? 0)
  const found = LINE.exec(state.src.slice(from, state.eMarks[start]))
  if (!found) return false
  if (silent) return true
  const [, caption = '', kind, id] = found
  state.line = start + 1
  const open = state.push('figure_open', '', 1)
  open.map = [start, state.line]
  open.meta = { kind, id: Number(id) }
  const inline = state.push('inline', '', 0)
  inline.content = caption.trim()
  inline.children = []
  state.push('figure_close', '', -1)
  return true
}

const MARK = /<!--(image|file) (\d+)-->(.*?)<!--\/-->\n?/gs

/** The items that a rendered text has places for, each once, in the order of the text. */
export const figuresOf = (text: Marked): number[] => [
  ...new Set([...text.matchAll(MARK)].map(([, , id]) => Number(id))),
]

/** The text with each of these places filled; other places stay. */
export const withFigures = (text: Marked, show: (figure: Figure) => Html): Marked =>
  marked(
    text.replace(MARK, (_, kind: Figure['kind'], id: string, caption: string) =>
      show({ kind, id: Number(id), caption: trusted(caption) }),
    ),
  )

/** As it was written, without the item: for earlier versions and for mail. */
export const withoutFigures = (text: Marked, language: Language): Marked =>
  withFigures(text, ({ kind, id, caption }) => {
    const words = translator(language)(`images.place.${kind}`, { number: id })
    return html`<p>[${words}${caption ? [html`: `, caption] : []}]</p>`
  })

/** One way to fetch an image. */
export interface Source {
  readonly type: string
  /** `address width` with commas between (HTML, srcset). */
  readonly addresses: string
}

/** An image, ready to print. */
export interface Picture {
  readonly sources: readonly Source[]
  readonly address: string
  readonly width: number
  readonly height: number
  readonly alt: string
  /** Further down than what is seen first. */
  readonly isLater: boolean
  readonly credit: string | undefined
  readonly licence: { readonly words: string; readonly href: string | undefined } | undefined
}

/** What an image is wide on a page: the measure of the text. */
const SIZES = '(min-width: 44rem) 40rem, 100vw'

/** The image alone, with its sides, so that nothing moves when it comes. */
export function pictureHtml(picture: Picture, sizes = SIZES): Html {
  const { sources, address, width, height, alt, isLater } = picture
  const drawn = sources.filter(({ addresses }) => addresses !== '')
  const ways = drawn.map(
    (one) => html`<source type="${one.type}" srcset="${one.addresses}" sizes="${sizes}">`,
  )
  const later = isLater ? [html` loading="lazy"`] : []
  return html`<picture>${ways}<img src="${address}" width="${width}" height="${height}" alt="${alt}"${later} decoding="async"></picture>`
}

/** The image in the flow of a text, with its caption, who made it and how it may be used. */
export function figureHtml(picture: Picture, caption: Html, language: Language): Html {
  const t = translator(language)
  const { credit, licence } = picture
  const terms = licence?.href
    ? [html`<a href="${licence.href}" rel="license">${licence.words}</a>`]
    : [html`${licence?.words ?? ''}`]
  const made = credit ? [html`${t('images.credit', { who: credit })}`] : []
  const line = [...made, ...(licence ? terms : [])]
  const credits =
    line.length > 0
      ? [
          html`<small class="figure__credit">${line.flatMap((one, at) => (at ? [html` · `, one] : [one]))}</small>`,
        ]
      : []
  const below =
    caption || line.length > 0 ? [html`<figcaption>${[caption]} ${credits}</figcaption>`] : []
  return html`<figure class="figure">${[pictureHtml(picture)]}${below}</figure>\n`
}

/** A place whose item there is not, or which lacks its description: only its author ever sees it. */
export const lackingHtml = (
  { kind, id }: Figure,
  what: 'missing' | 'undescribed',
  language: Language,
): Html =>
  html`<p class="withheld withheld--over">${translator(language)(`images.${what}.${kind}`, { number: id })}</p>\n`

/** The files that a post brings, below its text. */
export function attachedHtml(
  files: readonly { readonly href: string; readonly name: Html; readonly about: string }[],
  language: Language,
): Html {
  const t = translator(language)
  const rows = files.map(
    ({ href, name, about }) =>
      html`<li><a href="${href}" download>${[name]}</a> <span>(${about})</span></li>`,
  )
  return html`<div class="attached"><p class="attached__title">${t('files.attached')}</p><ul>${rows}</ul></div>\n`
}
