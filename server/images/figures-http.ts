/** The places of a text, filled with the images and files that the library has now. */
import { translator } from '../language/catalogue.ts'
import type { Language } from '../language/locale.ts'
import type { Reader } from '../storage/database.ts'
import {
  attachedHtml,
  type Figure,
  figureHtml,
  figuresOf,
  lackingHtml,
  withFigures,
} from '../text/figure.ts'
import { concat, type Html, html } from '../text/html.ts'
import { type Marked, marked } from '../text/marks.ts'
import {
  AT_DESK,
  fallbackOf,
  type Item,
  type ItemKind,
  isDescribed,
  PUBLIC,
  pathOf,
} from './item.ts'
import { aboutFile, linkOf, pictureOf } from './picture-pages.ts'
import { deskItems, publicItems } from './store.ts'

interface Asked {
  readonly read: Reader
}

/**
 * Fills the places of a published text with what is public; what is not public, or gone, leaves nothing but its caption.
 * The files that it brings are listed below it.
 */
export async function figuresIn(
  { read }: Asked,
  text: Marked,
  language: Language,
): Promise<Marked> {
  const ids = figuresOf(text)
  if (ids.length === 0) return text
  const items = await publicItems(read, ids)
  return filledWith(text, { items, language, below: PUBLIC, lacking: captionOnly })
}

/** As above at the desk: everything is shown, and what is missing or not described is named. */
export async function figuresBefore(
  { read }: Asked,
  text: Marked,
  language: Language,
): Promise<Marked> {
  const ids = figuresOf(text)
  if (ids.length === 0) return text
  const items = await deskItems(read, ids)
  const lacking = (figure: Figure, item: Item | undefined) =>
    lackingHtml(figure, item ? 'undescribed' : 'missing', language)
  return filledWith(text, { items, language, below: AT_DESK, lacking })
}

/** What a public text brings, in its order: in words, and with the path of a file that every program reads. */
export async function broughtBy({ read }: Asked, text: Marked): Promise<Brought[]> {
  const ids = figuresOf(text)
  const items = ids.length === 0 ? [] : (await publicItems(read, ids)).filter(isDescribed)
  return ids.flatMap((id) => {
    const item = items.find((one) => one.id === id)
    const file = item?.kind === 'pdf' ? item.files[0] : item && fallbackOf(item)
    if (!(item && file)) return []
    const words = item.kind === 'pdf' ? item.name : (item.alt ?? '')
    const { width, height } = file
    return [{ id, kind: item.kind, path: pathOf(file, PUBLIC), words, width, height }]
  })
}

interface Brought {
  readonly id: number
  readonly kind: ItemKind
  readonly path: string
  readonly words: string
  /** Pixels; of an image alone. */
  readonly width: number
  readonly height: number
}

const captionOnly = ({ kind, caption }: Figure): Html =>
  kind === 'image' && caption ? html`<p>${[caption]}</p>\n` : concat([])

interface Filling {
  readonly items: readonly Item[]
  readonly language: Language
  readonly below: string
  readonly lacking: (figure: Figure, item: Item | undefined) => Html
}

function filledWith(text: Marked, { items, language, below, lacking }: Filling): Marked {
  const attached = new Map<number, { href: string; name: Html; about: string }>()
  let shown = 0
  const filled = withFigures(text, (figure) => {
    const item = items.find(({ id }) => id === figure.id)
    if (!item || !isDescribed(item)) return lacking(figure, item)
    if (item.kind === 'pdf') {
      const name = figure.caption || html`${item.name}`
      const about = aboutFile(item, translator(language), language)
      attached.set(item.id, { href: linkOf(item, below), name, about })
      return concat([])
    }
    const isLater = shown++ > 0
    return figureHtml(pictureOf(item, { below, language, isLater }), figure.caption, language)
  })
  if (attached.size === 0) return filled
  return marked(filled + attachedHtml([...attached.values()], language))
}
