/** How one item of the library is shown, with the form in which an author says what it shows. */
import type { MessageKey, T } from '../language/catalogue.ts'
import { pictureHtml } from '../text/figure.ts'
import type { Html } from '../text/html.ts'
import type { DescriptionFaults, DescriptionForm } from './form.ts'
import { AT_DESK, isDescribed, type LibraryItem, licences, limits } from './item.ts'
import { type ItemRow, type Link, rowModel, type Telling, type UsedIn } from './pages.ts'
import { aboutFile, linkOf, pictureOf } from './picture-pages.ts'

export interface ItemPage {
  readonly heading: string
  readonly row: ItemRow
  readonly picture: Html | undefined
  readonly fetch: Link | undefined
  readonly form:
    | {
        readonly action: string
        readonly faults: readonly Link[]
        readonly alt: SaidField
        readonly isDecorative: boolean
        readonly credit: SaidField
        readonly licence: {
          readonly fault: string | undefined
          readonly choices: readonly {
            readonly value: string
            readonly words: string
            readonly isChosen: boolean
          }[]
        }
        readonly licenceWords: SaidField
        readonly draft: string
      }
    | undefined
  readonly remove: string | undefined
  readonly refused: string | undefined
  readonly back: Link
}

interface SaidField {
  readonly value: string
  readonly fault: string | undefined
}

declare module '../web/views.ts' {
  interface Views {
    'images/item': ItemPage
  }
}

/** One item with what is said of it, or was typed, and what must be mended. */
export function itemModel(
  item: LibraryItem,
  at: {
    readonly used: UsedIn
    readonly form: DescriptionForm
    readonly faults: DescriptionFaults
    readonly refused: MessageKey | undefined
    /** The draft that it was brought into, to go back to. */
    readonly draft: number | undefined
  },
  telling: Telling,
): ItemPage {
  const { t, language } = telling
  const { used, refused, draft } = at
  const isUsed = used.posts.length + used.drafts.length + used.profiles.length > 0
  return {
    heading: t(isDescribed(item) ? 'images.item' : 'images.describe', { number: item.id }),
    row: rowModel(item, used, telling),
    picture:
      item.kind === 'image'
        ? pictureHtml({ ...pictureOf(item, { below: AT_DESK, language, isLater: false }) })
        : undefined,
    fetch:
      item.kind === 'pdf'
        ? { href: linkOf(item, AT_DESK), words: aboutFile(item, t, language) }
        : undefined,
    form: item.kind === 'image' ? formModel(item, at, t) : undefined,
    remove: isUsed ? undefined : `/desk/images/${item.id}/removal`,
    refused: refused && t(refused),
    back:
      draft === undefined
        ? { href: '/desk/images', words: t('images.back') }
        : { href: `/desk/drafts/${draft}#source`, words: t('images.back.draft') },
  }
}

function formModel(
  { id }: LibraryItem,
  {
    form,
    faults,
    draft,
  }: {
    readonly form: DescriptionForm
    readonly faults: DescriptionFaults
    readonly draft: number | undefined
  },
  t: T,
): ItemPage['form'] {
  const field = (value: string, fault: MessageKey | undefined, most: number): SaidField => ({
    value,
    fault: fault && t(fault, { most }),
  })
  return {
    action: `/desk/images/${id}`,
    faults: Object.entries(faults).map(([name, key]) => ({
      href: `#${name}`,
      words: t(key, { most: name === 'alt' ? limits.alt : limits.credit }),
    })),
    alt: field(form.alt, faults.alt, limits.alt),
    isDecorative: form.isDecorative,
    credit: field(form.credit, faults.credit, limits.credit),
    licence: {
      fault: faults.licence && t(faults.licence),
      choices: licences.map((value) => ({
        value,
        words: t(`images.licence.${value}`),
        isChosen: form.licence === value,
      })),
    },
    licenceWords: field(form.licenceWords, faults.licenceWords, limits.licenceWords),
    draft: draft === undefined ? '' : String(draft),
  }
}
