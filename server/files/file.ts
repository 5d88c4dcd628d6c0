/** What a file is here: one of few kinds, told from its bytes alone, of a size that is held in memory. */

export const kinds = ['pdf', 'jpeg', 'png', 'webp', 'text'] as const
export type FileKind = (typeof kinds)[number]

/** So many files, so many bytes of each and of all, and so many pixels of a picture. */
export const MOST_FILES = 10
export const MOST_BYTES = 10_000_000
export const MOST_TOGETHER = 25_000_000
export const MOST_PIXELS = 50_000_000

/** How a kind is sent and what its names end in, the usual one first. Nothing else is ever said of a file. */
export const saidOf: Readonly<
  Record<FileKind, { readonly type: string; readonly endings: readonly [string, ...string[]] }>
> = {
  pdf: { type: 'application/pdf', endings: ['pdf'] },
  jpeg: { type: 'image/jpeg', endings: ['jpg', 'jpeg', 'jpe', 'jfif'] },
  png: { type: 'image/png', endings: ['png'] },
  webp: { type: 'image/webp', endings: ['webp'] },
  text: { type: 'text/plain; charset=utf-8', endings: ['txt', 'text', 'md', 'csv', 'log'] },
}

/** What a form's file field offers to choose from. */
export const accepted = kinds
  .flatMap((kind) => [
    (saidOf[kind].type.split(';')[0] ?? '').trim(),
    ...saidOf[kind].endings.slice(0, 2).map((ending) => `.${ending}`),
  ])
  .join(',')

/** Why a file is not taken; `files.fault.*` says each. */
export type FileFault = 'empty' | 'large' | 'total' | 'many' | 'kind' | 'pixels' | 'busy' | 'broken'

/** Something that a file tells beside what it shows; `files.tells.*` says each, with the words that were found. */
export interface Tell {
  readonly what: (typeof tellings)[number]
  /** As they stand in the file, cut to what fits on a line; empty where the kind says all. */
  readonly words: string
}

/** Who, where, with what, when; words; what else lies in it. In the order in which it is shown. */
export const tellings = [
  ...(['author', 'place', 'device', 'time', 'words'] as const),
  ...(['thumbnail', 'inside', 'notes', 'script', 'signature', 'behind', 'other'] as const),
] as const

/** What was found by looking into a file. */
export interface Look {
  /** Undefined when it could not be read: encrypted, broken, or it took too long. */
  readonly tells: readonly Tell[] | undefined
  /** The same without what it tells; undefined when there is nothing to leave out, or it cannot be done. */
  readonly clean: { readonly bytes: Buffer; readonly tells: readonly Tell[] } | undefined
}
