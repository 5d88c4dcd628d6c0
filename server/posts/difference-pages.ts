/** How one text is shown against another: what was kept as readers see it, what changed as it was written. */
import type { Language } from '../language/locale.ts'
import { type Difference, differences, inParagraphs } from '../text/difference.ts'
import { withoutFigures } from '../text/figure.ts'
import { withoutNoteLinks } from '../text/footnotes.ts'
import { type Html, trusted } from '../text/html.ts'
import { renderPost } from '../text/markdown.ts'
import { filled, type Marked } from '../text/marks.ts'
import { placeHtml } from '../text/withheld.ts'
import type { PostVersion } from './post.ts'
import type { Telling } from './telling-pages.ts'

/** A stretch of words that was kept, struck out or added. */
export type Piece = Difference

/** One part of a version, such as its title. */
export interface PartModel {
  readonly name: string
  readonly blocks: readonly Block[]
}

/** Text as readers saw it, or paragraphs as they were written, with what changed in them. */
export type Block =
  | { readonly html: Html; readonly paragraphs?: undefined }
  | { readonly html?: undefined; readonly paragraphs: readonly (readonly Piece[])[] }

declare module '../web/views.ts' {
  interface Views {
    'posts/pieces': PartModel
  }
}

const partNames = ['title', 'summary', 'question', 'source', 'tags', 'decision'] as const

type Words = Pick<
  PostVersion,
  'title' | 'summary' | 'question' | 'source' | 'tags' | 'decision' | 'language'
>

/** The parts of a text that are not empty; against an earlier one those alone that were changed. */
export function partsModel(
  version: Words,
  earlier: Words | undefined,
  { t }: Pick<Telling, 't'>,
): PartModel[] {
  const { language } = version
  const now = partsOf(version)
  const then = earlier && partsOf(earlier)
  return partNames
    .filter((part) => (then ? now[part] !== then[part] : now[part] !== ''))
    .map((part) => {
      const pieces = differences(then ? then[part] : now[part], now[part], language)
      const isMarkdown = part === 'source'
      return {
        name: t(`posts.part.${part}`),
        blocks: isMarkdown ? blocks(pieces, language) : [{ paragraphs: inParagraphs(pieces) }],
      }
    })
}

const partsOf = ({
  decision,
  tags,
  ...words
}: Words): Record<(typeof partNames)[number], string> => ({
  title: words.title,
  summary: words.summary,
  question: words.question,
  source: words.source,
  tags: tags.join(', '),
  decision: [decision?.text, decision?.url].filter(Boolean).join('\n'),
})

/** Cuts Markdown where blank lines are: blocks without a change are rendered, the others told in pieces. */
export function blocks(pieces: readonly Piece[], language: Language): Block[] {
  const all: Block[] = []
  let changed: Piece[] = []
  const tell = () => {
    if (changed.length > 0) all.push({ paragraphs: inParagraphs(changed) })
    changed = []
  }
  for (const [at, piece] of pieces.entries()) {
    const [before, kept, after] = split(piece, at === 0, at === pieces.length - 1)
    if (before !== '') changed.push({ ...piece, text: before })
    if (kept === '') continue
    tell()
    all.push({
      html: inHistory(shownBefore(renderPost(kept, language), language)),
    })
    if (after !== '') changed.push({ ...piece, text: after })
  }
  tell()
  return all
}

/** What stands at the places of an earlier version is named, not shown: it may not be public any more. */
const shownBefore = (text: Marked, language: Language): Html =>
  filled(withoutFigures(text, language), (id) => placeHtml(id, language))

/** A kept piece ends the block it begins in and begins the one it ends in; between them nothing changed. */
function split({ kind, text }: Piece, isFirst: boolean, isLast: boolean): [string, string, string] {
  const start = isFirst ? 0 : text.indexOf('\n\n')
  const end = isLast ? text.length : text.lastIndexOf('\n\n')
  if (kind !== 'same' || start < 0 || end <= start) return [text, '', '']
  const kept = text.slice(start, end)
  return kept.trim() === '' ? [text, '', ''] : [text.slice(0, start), kept, text.slice(end)]
}

/** Its headings stand below those of the history, and without ids: other versions have them too. */
const inHistory = (rendered: Html): Html =>
  trusted(
    withoutNoteLinks(rendered).replace(
      /<(\/?)h([2-4])(?: id="[^"]*")?>/g,
      (_, close: string, level: string) => `<${close}h${Number(level) + 2}>`,
    ),
  )
