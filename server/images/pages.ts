/** How the library is shown: what is there, and where it is used. */
import type { MessageKey, T } from '../language/catalogue.ts'
import type { Language } from '../language/locale.ts'
import { sizeWords } from '../language/size.ts'
import { date } from '../language/when.ts'
import { pictureHtml } from '../text/figure.ts'
import type { Html } from '../text/html.ts'
import type { Site } from '../web/house.ts'
import {
  AT_DESK,
  fallbackOf,
  type Item,
  isDescribed,
  type LibraryItem,
  limits,
  lineFor,
} from './item.ts'
import { pictureOf } from './picture-pages.ts'
import type { Use } from './use-store.ts'

/** Where an item is used, for whoever looks after the library. */
export interface UsedIn {
  readonly posts: readonly Use[]
  readonly drafts: readonly { readonly id: number; readonly title: string }[]
  /** In what an author says of themselves. */
  readonly profiles: readonly string[]
}

export interface Link {
  readonly href: string
  readonly words: string
}

export interface ItemRow {
  readonly id: number
  readonly href: string
  readonly name: string
  readonly picture: Html | undefined
  readonly about: string
  readonly when: string
  readonly said: string
  readonly isUndescribed: boolean
  readonly credit: string | undefined
  readonly line: string
  readonly used: readonly (Link & { readonly note: string })[]
}

export interface LibraryPage {
  readonly upload: UploadModel
  readonly rows: readonly ItemRow[]
  readonly older: readonly Link[]
}

/** The field that brings a file into the library. */
export interface UploadModel {
  /** Where the editor's button leads; undefined in a form of its own. */
  readonly action: string | undefined
  readonly hint: string
  readonly accept: string
  readonly fault: string | undefined
}

declare module '../web/views.ts' {
  interface Views {
    'images/library': LibraryPage
    'images/row': ItemRow
    'images/upload': UploadModel
  }
}

export interface Telling {
  readonly t: T
  readonly language: Language
  readonly site: Site
}

/** The field for a file, with why the last one was not taken. */
export const uploadModel = (
  { t, language }: Pick<Telling, 't' | 'language'>,
  {
    action,
    fault,
  }: { readonly action?: string | undefined; readonly fault: MessageKey | undefined },
): UploadModel => ({
  action,
  hint: [
    t('images.upload.hint', { size: sizeWords(limits.bytes, language) }),
    ...(action ? [t('images.upload.drop')] : []),
  ].join(' '),
  accept: '.jpg,.jpeg,.png,.webp,.pdf,image/jpeg,image/png,image/webp,application/pdf',
  fault: fault && t(fault, { size: sizeWords(limits.bytes, language) }),
})

/** The library. */
export function libraryModel(
  found: {
    readonly items: readonly LibraryItem[]
    readonly used: ReadonlyMap<number, UsedIn>
    readonly older: string | undefined
    readonly fault?: MessageKey | undefined
  },
  telling: Telling,
): LibraryPage {
  const { t } = telling
  return {
    upload: uploadModel(telling, { fault: found.fault }),
    rows: found.items.map((item) => rowModel(item, found.used.get(item.id), telling)),
    older: found.older ? [{ href: found.older, words: t('images.library.older') }] : [],
  }
}

/** One item as the library lists it. */
export function rowModel(item: LibraryItem, used: UsedIn | undefined, telling: Telling): ItemRow {
  const { t, language, site } = telling
  const last = fallbackOf(item)
  const sides = last
    ? t('images.sides', { width: item.files.reduce(widest, 0), height: highest(item) })
    : t('files.kind.pdf')
  return {
    ...{ id: item.id, href: `/desk/images/${item.id}`, name: item.name },
    picture: last && pictureHtml(thumb(item, language), '8rem'),
    about: [sides, sizeWords(item.size, language)].join(', '),
    when: t('images.uploaded', {
      who: item.uploadedBy,
      day: date(item.uploadedAt, language, site.timeZone),
    }),
    said: saidOf(item, t),
    isUndescribed: !isDescribed(item),
    credit: creditOf(item, telling),
    line: lineFor(item),
    used: usedLinks(used, t),
  }
}

const widest = (most: number, { width }: { width: number }) => Math.max(most, width)
const highest = ({ files }: Item) => files.reduce((most, { height }) => Math.max(most, height), 0)

const thumb = (item: Item, language: Language) => ({
  ...pictureOf(item, { below: AT_DESK, language, isLater: true }),
  alt: '',
})

function saidOf(item: Item, t: T): string {
  if (item.kind === 'pdf') return ''
  return item.isDecorative ? t('images.decorative') : (item.alt ?? t('images.undescribed'))
}

function creditOf(item: Item, { language }: Telling): string | undefined {
  const { credit, licence } = pictureOf(item, { below: AT_DESK, language, isLater: true })
  return [credit, licence?.words].filter(Boolean).join(' · ') || undefined
}

const usedLinks = (used: UsedIn | undefined, t: T): ItemRow['used'] => [
  ...(used?.posts ?? []).map(({ postId, title, isPublic }) => ({
    ...{ href: `/desk/posts/${postId}`, words: title },
    note: t(isPublic ? 'images.used.now' : 'images.used.before'),
  })),
  ...(used?.drafts ?? []).map(({ id, title }) => ({
    ...{ href: `/desk/drafts/${id}`, words: title || t('posts.desk.untitled') },
    note: t('images.used.draft'),
  })),
  ...(used?.profiles ?? []).map((name) => ({
    ...{ href: '/desk/profile', words: name, note: t('images.used.profile') },
  })),
]
