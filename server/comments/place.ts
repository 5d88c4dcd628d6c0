/**
 * Where a comment stands in its thread, as one text: the ids from the root down, each written so
 * that text order is number order. A thread in reading order, a subtree and the ancestors are then
 * each one range of one index.
 */

/** A comment's place and how deep it lies; a root lies at 0. */
export interface Place {
  readonly path: string
  readonly depth: number
}

/** One id as a step: how many digits, then the digits in base 36. */
export function step(id: number): string {
  const digits = id.toString(36)
  return String.fromCharCode(96 + digits.length) + digits
}

/** The place of a new comment under its parent, or of a root. */
export const placeUnder = (parent: Place | undefined, id: number): Place =>
  parent ? { path: parent.path + step(id), depth: parent.depth + 1 } : { path: step(id), depth: 0 }

/** A text that sorts after a comment and everything below it, and before whatever follows. */
export const endOf = (path: string): string => `${path}~`

/** The ids from the root down to the comment itself. */
export function idsOn(path: string): number[] {
  const ids: number[] = []
  for (let at = 0; at < path.length; ) {
    const length = path.charCodeAt(at) - 96
    ids.push(Number.parseInt(path.slice(at + 1, at + 1 + length), 36))
    at += 1 + length
  }
  return ids
}
