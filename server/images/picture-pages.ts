/** An item as a text shows it: an image with its ways to be fetched, or the words about a file. */
import { type T, translator } from '../language/catalogue.ts'
import type { Language } from '../language/locale.ts'
import { sizeWords } from '../language/size.ts'
import type { Picture } from '../text/figure.ts'
import { fallbackOf, type Item, pathOf, sentAs, textOf } from './item.ts'

/** An image as a text shows it, in the language of the text. */
export function pictureOf(
  item: Item,
  {
    below,
    language,
    isLater,
  }: { readonly below: string; readonly language: Language; readonly isLater: boolean },
): Picture {
  const last = fallbackOf(item)
  const t = translator(language)
  const { licence } = item
  const words =
    licence === 'other' ? item.licenceWords : licence && t(`images.licence.${licence}.short`)
  return {
    sources: (['avif', 'webp'] as const).map((format) => ({
      type: sentAs[format].type,
      addresses: item.files
        .filter((file) => file.format === format)
        .map((file) => `${pathOf(file, below)} ${file.width}w`)
        .join(', '),
    })),
    address: last ? pathOf(last, below) : '',
    width: last?.width ?? 0,
    height: last?.height ?? 0,
    alt: item.isDecorative ? '' : (item.alt ?? ''),
    isLater,
    credit: item.credit,
    licence: words ? { words, href: licence && textOf[licence] } : undefined,
  }
}

/** Where a PDF is fetched. */
export const linkOf = ({ files }: Item, below: string): string => {
  const [file] = files
  return file ? pathOf(file, below) : ''
}

/** "PDF, 1,2 MB". */
export const aboutFile = ({ size }: Item, t: T, language: Language): string =>
  [t('files.kind.pdf'), sizeWords(size, language)].join(', ')
