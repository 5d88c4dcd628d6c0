/**
 * How conversations become a page of a thread: as many as there is room for, a long one folded to its beginning and a
 * count, seven levels indented. What is not on the page is behind a plain link of it. Pure: list in, list out.
 */
import type { PublicComment } from './comment.ts'
import { endOf, idsOn, step } from './place.ts'

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
export type Placed = PlacedComment | PlacedFold | PlacedBridge | PlacedSide

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

/** A branch that has a page of its own, by its first comment. */
export interface Moved {
  readonly comment_id: number
  readonly path: string
  readonly size: number
}

/** The line in place of such a branch. */
export interface PlacedSide {
  readonly side: Moved
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

/** Those of some branches that lie within a path and in no other of them, in reading order. */
export function outermost<Some extends Moved>(sides: readonly Some[], path: string): Some[] {
  const found: Some[] = []
  for (const side of sides) {
    const last = found.at(-1)
    if (side.path.startsWith(path) && !(last && side.path.startsWith(last.path))) found.push(side)
  }
  return found
}

/** A conversation as a page shows it: each branch with a page of its own is one line. */
export const withoutMoved = <Some extends Sized>(one: Some, sides: readonly Moved[]): Some => {
  const moved = outermost(sides, step(one.root))
  return { ...one, size: moved.reduce((left, { size }) => left - size + 1, one.size) }
}

/** The ranges in which the comments of these conversations lie; whole neighbours `inOrder` are one range. */
export function rangesOf(
  kept: readonly Sized[],
  inOrder: boolean,
  sides: readonly Moved[] = [],
): Range[] {
  const ranges: Range[] = []
  for (const one of kept) {
    const isLong = isFolded(one)
    let from = step(one.root)
    const end = endOf(from)
    for (const { path } of outermost(sides, from)) {
      ranges.push({ from, end: path, isLong })
      from = endOf(path)
    }
    const last = ranges.at(-1)
    const joins = inOrder && last && !last.isLong && !isLong && from === step(one.root)
    if (joins) ranges[ranges.length - 1] = { ...last, end }
    else ranges.push({ from, end, isLong })
  }
  return ranges
}

/** The lines of a page of conversations, from all comments that were read of them. */
export function linesOf(
  kept: readonly Sized[],
  rows: readonly PublicComment[],
  sides: readonly Moved[] = [],
): Placed[] {
  const byRoot = new Map<string, PublicComment[]>()
  for (const row of rows) {
    const root = row.path.slice(0, row.path.charCodeAt(0) - 95)
    const some = byRoot.get(root)
    if (some) some.push(row)
    else byRoot.set(root, [row])
  }
  return kept.flatMap((one) => {
    const path = step(one.root)
    const lines = withMoved(placed(byRoot.get(path) ?? [], 0), outermost(sides, path), 0)
    return folded(one, lines)
  })
}

function folded(one: Sized, lines: readonly Placed[]): readonly Placed[] {
  const next = isFolded(one) ? lines[SHOWN] : undefined
  if (!next) return lines
  const from = 'side' in next ? next.side.comment_id : 'comment' in next ? next.comment.id : 0
  const fold = { root: one.root, from, count: Math.max(1, one.size - SHOWN) }
  return [...lines.slice(0, SHOWN), { fold, level: 2 }]
}

/** Comments and, where they stand, the lines in place of branches. */
export function withMoved(
  lines: readonly PlacedComment[],
  sides: readonly Moved[],
  base: number,
): (PlacedComment | PlacedSide)[] {
  if (sides.length === 0) return [...lines]
  const moved = sides.map((side) => ({
    side,
    level: levelAt(idsOn(side.path).length - 1, base),
  }))
  const pathOf = (one: PlacedComment | PlacedSide) =>
    'side' in one ? one.side.path : one.comment.path
  return [...lines, ...moved].sort((one, other) => (pathOf(one) < pathOf(other) ? -1 : 1))
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
