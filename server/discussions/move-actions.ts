/**
 * Gives a branch of a thread a page of its own, and puts it back. Nothing is hidden and nothing moves in the database: a line
 * in place of the branch leads to it, with who did it, when and why (docs/decisions/0021-side-discussions.md).
 */
import { record } from '../accounts/audit-store.ts'
import { countSides, endSide, findSide, MOST_SIDES, saveSide } from '../comments/side-store.ts'
import { findPublicComment } from '../comments/store.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import type { Decider } from '../moderation/actions.ts'
import type { Writer } from '../storage/database.ts'
import type { House } from '../web/house.ts'
import { type MoveFaults, may, readMove } from './discussion.ts'

/** Which branch, by its first comment, what its page is called and why it gets one. */
export interface Move {
  readonly commentId: number
  readonly title: string
  readonly reason: string
}

export type MoveProblem = 'forbidden' | 'not_found' | 'conflict'

/** Gives a branch whose first comment shows a page of its own; one that has one, or under a post with 50, gets none. */
export async function moveBranch(
  house: House,
  viewer: Decider,
  move: Move,
): Promise<Result<undefined, MoveProblem | MoveFaults>> {
  if (!may(viewer, 'branches.move')) return err('forbidden')
  const words = readMove(move)
  if (!words.ok) return words
  const at = house.clock()
  const done = await house.storage.transact(async (tx): Promise<Result<number, MoveProblem>> => {
    const comment = await findPublicComment(tx, move.commentId)
    if (comment?.exposure !== 'text') return err('not_found')
    if (!(await hasRoom(tx, comment))) return err('conflict')
    const { id, postId, path } = comment
    const by = {
      account_id: viewer.accountId,
      author_name: viewer.name,
      author_title: viewer.title,
    }
    await saveSide(tx, { comment_id: id, post_id: postId, path, at, ...words.value, ...by })
    await record(tx, { at, by: viewer.accountId, act: 'branch_moved', subject: `comment:${id}` })
    return ok(postId)
  })
  if (!done.ok) return done
  await house.changed(`post:${done.value}`)
  return ok(undefined)
}

const hasRoom = async (tx: Writer, comment: { readonly id: number; readonly postId: number }) =>
  !(await findSide(tx, comment.id)) && (await countSides(tx, comment.postId)) < MOST_SIDES

/** Puts a branch back into its thread. Its page's address goes on leading to it. */
export async function moveBack(
  house: House,
  viewer: Decider,
  commentId: number,
): Promise<Result<undefined, MoveProblem>> {
  if (!may(viewer, 'branches.move')) return err('forbidden')
  const at = house.clock()
  const by = viewer.accountId
  const done = await house.storage.transact(async (tx): Promise<Result<number, MoveProblem>> => {
    const side = await findSide(tx, commentId)
    if (!side) return err('not_found')
    await endSide(tx, side.id, at, by)
    await record(tx, { at, by, act: 'branch_moved_back', subject: `comment:${commentId}` })
    return ok(side.post_id)
  })
  if (!done.ok) return done
  await house.changed(`post:${done.value}`)
  return ok(undefined)
}
