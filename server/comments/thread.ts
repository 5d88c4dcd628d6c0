/**
 * How conversations become a page of a thread: as many as there is room for, a long one folded to its beginning and a
 * count, seven levels indented. What is not on the page is behind a plain link of it. Pure: list in, list out.
 */
import type { PublicComment } from './comment.ts'
import { endOf, step } from './place.ts'

/** How many comments a page takes. */
export const PAGE = 200

/** Levels that are indented on one page; what lies deeper stands at the last of them and says whom it answers. */
export const LEVELS = 7

/** A conversation longer than this is folded: a page shows its beginning. */
const LONGEST_WHOLE = 40

/** How many comments a page shows of a conversation that is folded. */
export const SHOWN = 30

/** A conversation by its root, with how many words and markers it has, the root included. */
export interface Sized {
  readonly root: number
  readonly size: number
}

/** A line of a page: a comment in its place, or what stands for others. */
export type Placed = PlacedComment | PlacedFold | PlacedBridge

export interface PlacedComment {
  readonly comment: PublicComment
  /** 1 to LEVELS. */
  readonly level: number
}

/** So many comments of the conversation are not on the page; they go on at `from`. */
export interface PlacedFold {
  readonly fold: { readonly root: number; readonly from: number; readonly count: number }
  readonly level: number
}

/** What the first comments of a page answer stood on a page before. */
export interface PlacedBridge {
  readonly bridge: PublicComment
  readonly level: number
}

/** As many conversations as a page has room for, one at least, and the first that found none. */
export function fill<Some extends Sized>(
  all: readonly Some[],
): { readonly kept: readonly Some[]; readonly left: Some | undefined } {
  let room = PAGE
  const full = all.findIndex((one, at) => {
    room -= shownOf(one)
    return room < 0 && at > 0
  })
  return full < 0 ? { kept: all, left: undefined } : { kept: all.slice(0, full), left: all[full] }
}

const isFolded = ({ size }: Sized): boolean => size > LONGEST_WHOLE

const shownOf = (one: Sized): number => (isFolded(one) ? SHOWN : one.size)

/** A range of paths, `end` not included; of a long one only the beginning is wanted. */
export interface Range {
  readonly from: string
  readonly end: string
  readonly isLong: boolean
}

/** The ranges in which the comments of these conversations lie; whole neighbours `inOrder` are one range. */
export function rangesOf(kept: readonly Sized[], inOrder: boolean): Range[] {
  const ranges: Range[] = []
  for (const one of kept) {
    const path = step(one.root)
    const last = ranges.at(-1)
    const isLong = isFolded(one)
    if (last && inOrder && !last.isLong && !isLong)
      ranges[ranges.length - 1] = { ...last, end: endOf(path) }
    else ranges.push({ from: path, end: endOf(path), isLong })
  }
  return ranges
}

/** The lines of a page of conversations, from all comments that were read of them. */
export function linesOf(kept: readonly Sized[], rows: readonly PublicComment[]): Placed[] {
  const byRoot = new Map<string, PublicComment[]>()
  for (const row of rows) {
    const root = row.path.slice(0, row.path.charCodeAt(0) - 95)
    const some = byRoot.get(root)
    if (some) some.push(row)
    else byRoot.set(root, [row])
  }
  return kept.flatMap((one) => conversationLines(one, byRoot.get(step(one.root)) ?? []))
}

function conversationLines(one: Sized, rows: readonly PublicComment[]): Placed[] {
  const next = isFolded(one) ? rows[SHOWN] : undefined
  if (!next) return placed(rows, 0)
  const fold = { root: one.root, from: next.id, count: Math.max(1, one.size - SHOWN) }
  return [...placed(rows.slice(0, SHOWN), 0), { fold, level: 2 }]
}

/** Comments in reading order in their places: depth `base` is level 1. */
export const placed = (rows: readonly PublicComment[], base: number): PlacedComment[] =>
  rows.map((comment) => ({ comment, level: levelAt(comment.depth, base) }))

const levelAt = (depth: number, base: number): number => Math.min(depth - base + 1, LEVELS)

/** The ids of what stands between the base of a page and its first comment, so far as it is indented. */
export const bridged = (ids: readonly number[], base: number): readonly number[] =>
  ids.slice(base, -1).slice(0, LEVELS - 1)

/** Places for what a page begins below. */
export const bridges = (above: readonly PublicComment[], base: number): PlacedBridge[] =>
  above.map((bridge) => ({ bridge, level: levelAt(bridge.depth, base) }))
