/** An author says that a comment changed what they think, and may take that back; each is an act of its own. */
import {
  countCredits,
  endCredit,
  findCredit,
  MOST_CREDITS,
  saveCredit,
} from '../comments/credit-store.ts'
import { findPublicComment } from '../comments/store.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import type { Decider } from '../moderation/actions.ts'
import { roleOf } from '../moderation/decision.ts'
import type { Writer } from '../storage/database.ts'
import type { Capacity } from '../storage/schema.ts'
import type { House } from '../web/house.ts'
import { may, readReason } from './discussion.ts'

/** What is said about a comment, in a capacity. */
export interface NewCredit {
  readonly commentId: number
  readonly capacity: Capacity
  readonly reason: string
}

export type CreditProblem = 'forbidden' | 'not_found' | 'conflict' | 'discussions.fault.reason'

/** Marks a citizen's comment whose words show; one that is marked already, or under a post with 100 marks, is not. */
export async function giveCredit(
  house: House,
  viewer: Decider,
  { commentId, capacity, reason: typed }: NewCredit,
): Promise<Result<undefined, CreditProblem>> {
  if (!may(viewer, 'credits.give')) return err('forbidden')
  const reason = readReason(typed)
  if (!reason.ok) return reason
  const done = await house.storage.transact(async (tx): Promise<Result<number, CreditProblem>> => {
    const comment = await findPublicComment(tx, commentId)
    if (comment?.exposure !== 'text' || comment.kind !== 'citizen') return err('not_found')
    if (!(await hasRoom(tx, comment))) return err('conflict')
    await saveCredit(tx, {
      ...{ comment_id: commentId, post_id: comment.postId, at: house.clock(), capacity },
      ...{ reason: reason.value, account_id: viewer.accountId, author_name: viewer.name },
      ...{ author_title: viewer.title, author_role: roleOf(viewer) },
    })
    return ok(comment.postId)
  })
  if (!done.ok) return done
  await house.changed(`post:${done.value}`)
  return ok(undefined)
}

const hasRoom = async (tx: Writer, comment: { readonly id: number; readonly postId: number }) =>
  !(await findCredit(tx, comment.id)) && (await countCredits(tx, comment.postId)) < MOST_CREDITS

/** Takes a mark back: who gave it may, and nobody else. */
export async function takeCreditBack(
  house: House,
  viewer: Decider,
  commentId: number,
): Promise<Result<undefined, 'forbidden' | 'not_found'>> {
  const done = await house.storage.transact(
    async (tx): Promise<Result<number, 'forbidden' | 'not_found'>> => {
      const credit = await findCredit(tx, commentId)
      if (!credit) return err('not_found')
      if (credit.account_id !== viewer.accountId) return err('forbidden')
      await endCredit(tx, credit.id, house.clock(), viewer.accountId)
      return ok(credit.post_id)
    },
  )
  if (!done.ok) return done
  await house.changed(`post:${done.value}`)
  return ok(undefined)
}
