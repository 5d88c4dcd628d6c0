/** What of the library a text has places for. */
import { figureOf } from './figure.ts'
import { piecesIn } from './markdown.ts'

/** The items that a post's source shows or lists, each once, in the order of the text. */
export const itemsIn = (source: string): number[] => [
  ...new Set(piecesIn(source).flatMap((token) => figureOf(token) ?? [])),
]
