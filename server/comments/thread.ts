/**
 * How a list of comments in reading order becomes a page of a thread: whole conversations as long as
 * there is room, seven levels deep, with plain links to all the rest. Pure: list in, list out.
 */
import type { PublicComment } from './comment.ts'

/** How many comments a page takes; one conversation longer than that is cut within. */
export const PAGE = 250

/** Levels that are indented on one page; deeper ones go on at the comment's own page. */
export const LEVELS = 7

/** A comment in its place on the page. */
export interface Placed {
  readonly comment: PublicComment
  /** 1 to LEVELS. */
  readonly level: number
  /** Whether its conversation goes on at its own page. */
  readonly goesOn: boolean
}

export interface ThreadPage {
  readonly comments: readonly Placed[]
  /** The id of the first conversation that found no room here. */
  readonly next: number | undefined
  /** The conversation that was cut, when one alone filled the page: what follows it must be looked up. */
  readonly cut: PublicComment | undefined
}

/**
 * Makes a page of up to `PAGE` comments from at most `PAGE + 1` in path order, all below one base:
 * depth `base` (0 on a post's page) is level 1.
 */
export function threadPage(rows: readonly PublicComment[], base: number): ThreadPage {
  const full = rows.length > PAGE
  const lastRoot = full ? rows.findLastIndex((row) => row.depth === base) : -1
  const cut = full && lastRoot <= 0
  const kept = full ? rows.slice(0, cut ? PAGE : lastRoot) : rows
  const comments = placed(kept, base)
  const first = rows[0]
  return {
    comments: cut && first ? goingOn(comments, first.id) : comments,
    next: full && !cut ? rows[lastRoot]?.id : undefined,
    cut: cut ? first : undefined,
  }
}

function placed(rows: readonly PublicComment[], base: number): Placed[] {
  const deeper = new Set<number>()
  for (const row of rows) if (row.depth === base + LEVELS && row.parentId) deeper.add(row.parentId)
  return rows
    .filter((row) => row.depth < base + LEVELS)
    .map((comment) => ({
      comment,
      level: comment.depth - base + 1,
      goesOn: deeper.has(comment.id),
    }))
}

const goingOn = (comments: readonly Placed[], id: number): Placed[] =>
  comments.map((one) => (one.comment.id === id ? { ...one, goesOn: true } : one))
