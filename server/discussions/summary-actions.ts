/**
 * The summary of a thread is a staff reply to the post that stands on top: it has its label, its versions and its entries
 * in the ledger as any such reply has (docs/decisions/0017-summaries.md).
 */
import { endSummary, findSummary, saveBasis, saveSummary } from '../comments/summary-store.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import type { Decider } from '../moderation/actions.ts'
import { type Reply, type ReplyProblem, reply } from '../moderation/reply-actions.ts'
import { changeReply } from '../moderation/reply-change-actions.ts'
import { findPublicPostById } from '../posts/store.ts'
import type { Writer } from '../storage/database.ts'
import type { House } from '../web/house.ts'
import { may } from './discussion.ts'

/** What is to stand on top of a post's thread. */
export interface SummaryWords {
  readonly postId: number
  readonly text: string
}

/** Puts a new summary on top, in a capacity; one that stood there stays in its place in the thread. Gives its number. */
export async function writeSummary(
  house: House,
  viewer: Decider,
  { postId, text, capacity }: SummaryWords & Pick<Reply, 'capacity'>,
): Promise<Result<number, ReplyProblem>> {
  if (!may(viewer, 'summaries.write')) return err('forbidden')
  return reply(house, viewer, { postId, text, capacity }, async (tx, { id, version }) => {
    const at = house.clock()
    await saveSummary(tx, { comment: id, post: postId, at, by: viewer.accountId })
    await saveBasisNow(tx, house, { comment: id, version, postId })
  })
}

/** Gives the summary that stands a new version; `seen` is the one before its writer's eyes. Only who wrote it may. */
export async function changeSummary(
  house: House,
  viewer: Decider,
  { postId, text, seen }: SummaryWords & { readonly seen: number },
): Promise<Result<number, ReplyProblem>> {
  const standing = await findSummary(house.storage.read, postId)
  if (!standing) return err('not_found')
  const { comment } = standing
  return changeReply(house, viewer, { commentId: comment, text, seen }, (tx, { version }) =>
    saveBasisNow(tx, house, { comment, version, postId }),
  )
}

/** On how many comments the words rest: those that show besides the summary itself. */
async function saveBasisNow(
  tx: Writer,
  house: House,
  { comment, version, postId }: { comment: number; version: number; postId: number },
): Promise<void> {
  const count = (await findPublicPostById(tx, postId))?.commentCount ?? 0
  const comments = Math.max(0, count - 1)
  await saveBasis(tx, { comment, version, comments, at: house.clock() })
}

/** Takes the summary from the top; it stays in the thread as what it is, a reply. */
export async function takeDownSummary(
  house: House,
  viewer: Decider,
  postId: number,
): Promise<Result<undefined, 'forbidden' | 'not_found'>> {
  if (!may(viewer, 'summaries.write')) return err('forbidden')
  const by = viewer.accountId
  const done = await house.storage.transact(async (tx) => {
    const ended = await endSummary(tx, { post: postId, at: house.clock(), by })
    return ended ? ok(undefined) : err('not_found' as const)
  })
  if (done.ok) await house.changed(`post:${postId}`)
  return done
}
