/** What the library holds: an image or a PDF, described once and shown in any number of posts. Pure. */
import type { Format } from '../files/variants.ts'
import type { Instant } from '../kernel/clock.ts'

export type ItemKind = 'image' | 'pdf'

/** Under which terms an image may be used: a closed list. `other` is said in words. */
export const licences = [
  ...(['own', 'cc_by_4', 'cc_by_sa_4', 'public_domain', 'permission', 'other'] as const),
] as const
export type Licence = (typeof licences)[number]

/** Where the text of a licence lies. */
export const textOf: Readonly<Partial<Record<Licence, string>>> = {
  cc_by_4: 'https://creativecommons.org/licenses/by/4.0/',
  cc_by_sa_4: 'https://creativecommons.org/licenses/by-sa/4.0/',
  public_domain: 'https://creativecommons.org/publicdomain/zero/1.0/',
}

/** The most of each, in characters as a person counts them; a file in bytes. */
export const limits = { alt: 500, credit: 200, licenceWords: 200, bytes: 20_000_000 } as const

/** What is said of an image; whoever cannot see it has `alt`, unless it is decoration. */
export interface Description {
  readonly alt: string | undefined
  readonly isDecorative: boolean
  readonly credit: string | undefined
  readonly licence: Licence | undefined
  readonly licenceWords: string | undefined
}

/** One of the drawings of an image, or the PDF itself; its address is made from its bytes. */
export interface ItemFile {
  readonly format: Format | 'pdf'
  readonly width: number
  readonly height: number
  readonly size: number
  /** SHA-256 of the bytes, in hexadecimal. */
  readonly hash: string
}

/** An item as pages show it. */
export interface Item extends Description {
  readonly id: number
  readonly kind: ItemKind
  readonly name: string
  readonly size: number
  readonly files: readonly ItemFile[]
}

/** An item as the library has it. */
export interface LibraryItem extends Item {
  readonly uploadedAt: Instant
  readonly uploadedBy: string
}

/** An image without a text for those who cannot see it is shown nowhere. */
export const isDescribed = ({
  kind,
  alt,
  isDecorative,
}: Pick<Item, 'kind' | 'alt' | 'isDecorative'>): boolean =>
  kind === 'pdf' || alt !== undefined || isDecorative

/** How a format is sent, and what its addresses end in. */
export const sentAs: Readonly<Record<ItemFile['format'], { type: string; ending: string }>> = {
  avif: { type: 'image/avif', ending: 'avif' },
  webp: { type: 'image/webp', ending: 'webp' },
  jpeg: { type: 'image/jpeg', ending: 'jpg' },
  png: { type: 'image/png', ending: 'png' },
  pdf: { type: 'application/pdf', ending: 'pdf' },
}

/** Where items are fetched: in public, or at the desk while nothing public shows them. */
export const PUBLIC = '/images'
export const AT_DESK = '/desk/images/files'

/** The address of a file: nothing else ever lies there. */
export const pathOf = ({ format, hash }: Pick<ItemFile, 'format' | 'hash'>, below: string) =>
  `${below}/${hash}.${sentAs[format].ending}`

/** The hash and format in the last part of an address; undefined when nothing can lie there. */
export function fileIn(name: string): Pick<ItemFile, 'format' | 'hash'> | undefined {
  const [, hash = '', ending] = /^([0-9a-f]{64})\.([a-z]{3,4})$/.exec(name) ?? []
  const format = (Object.keys(sentAs) as ItemFile['format'][]).find(
    (one) => sentAs[one].ending === ending,
  )
  return format && { format, hash }
}

/** The drawing that every browser reads, and that links to a post are shown with. */
export const fallbackOf = ({ files }: Pick<Item, 'files'>): ItemFile | undefined =>
  files.find(({ format }) => format === 'jpeg' || format === 'png')

/** What an author writes where the item shall stand. */
export const lineFor = ({ id, kind, name }: Pick<Item, 'id' | 'kind' | 'name'>): string =>
  kind === 'image'
    ? `![](image:${id})`
    : `![${name.replace(/\.pdf$/i, '').replace(/[[\]\\]/g, ' ')}](file:${id})`
