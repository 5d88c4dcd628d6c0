/**
 * Places in a rendered text that are filled when it is read: what an entry of the archive says of them changes after the text
 * was written. Authors cannot write HTML comments, so a mark is ours.
 */
import { type Html, trusted } from './html.ts'

/** Rendered text that is no HTML to show until its places are filled. */
export type Marked = string & { readonly marked: unique symbol }

const MARK = /<!--withheld (\d+)-->\n?/g

/** Stands where the beginning of a post ends. */
export const MORE = '<!--more-->\n'

/** The mark of an entry; 0 while it has none. */
export const markOf = (id: number | undefined): string => `<!--withheld ${id ?? 0}-->\n`

/** Marks what the renderer made, now or when it was stored. */
export const marked = (rendered: string): Marked => rendered as Marked

/** The entries that a text has places for, each once, in the order of the text; 0 for places without one. */
export const marksIn = (text: Marked): number[] => [
  ...new Set([...text.matchAll(MARK)].map(([, id]) => Number(id))),
]

/** The text with each place filled; where its beginning ends nothing is shown (`more.ts`). */
export const filled = (text: Marked, show: (id: number) => Html): Html =>
  trusted(text.replace(MORE, '').replace(MARK, (_, id: string) => show(Number(id))))

/** The text up to its first place. */
export const cutAtMark = (text: Marked): string => text.split(MARK)[0] ?? ''
