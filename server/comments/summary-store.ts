/** The summary on top of a thread: which staff reply it is, and on how many comments each of its versions rests. */
import type { Instant } from '../kernel/clock.ts'
import type { Reader, Writer } from '../storage/database.ts'
import { preparedOne } from '../storage/prepared.ts'

/** A summary that stands on top of its thread. */
export interface Summary {
  readonly comment: number
  /** How many comments the post had when the present words were written, and when that was. */
  readonly comments: number
  readonly at: Instant
}

const standing = preparedOne<{ post: number }, Summary>((db, param) =>
  db
    .selectFrom('thread_summary as s')
    .innerJoin('comment as c', 'c.id', 's.comment_id')
    .innerJoin('summary_basis as b', 'b.comment_id', 's.comment_id')
    .select(['s.comment_id as comment', 'b.comments', 'b.at'])
    .where('s.post_id', '=', param('post'))
    .where('s.ended_at', 'is', null)
    .whereRef('b.version', '<=', 'c.version')
    .orderBy('b.version', 'desc')
    .limit(1),
)

/** The summary that stands on top of a post's thread; its words are those of the public comment. */
export const findSummary = (db: Reader | Writer, post: number): Promise<Summary | undefined> =>
  standing(db, { post })

/** Puts a staff reply on top; the one that stood there goes back to its place alone. */
export async function saveSummary(
  tx: Writer,
  { comment, post, at, by }: { comment: number; post: number; at: Instant; by: number },
): Promise<void> {
  await endSummary(tx, { post, at, by })
  await tx
    .insertInto('thread_summary')
    .values({ comment_id: comment, post_id: post, at, ended_at: null, ended_by: null })
    .execute()
}

/** Says on how many comments a version rests. */
export async function saveBasis(
  tx: Writer,
  basis: { comment: number; version: number; comments: number; at: Instant },
): Promise<void> {
  const { comment: comment_id, version, comments, at } = basis
  await tx.insertInto('summary_basis').values({ comment_id, version, comments, at }).execute()
}

/** Takes the summary of a post from the top; false when none stands there. */
export async function endSummary(
  tx: Writer,
  { post, at, by }: { readonly post: number; readonly at: Instant; readonly by: number },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('thread_summary')
    .set({ ended_at: at, ended_by: by })
    .where('post_id', '=', post)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
