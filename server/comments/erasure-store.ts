/** What was erased of comments: when, and where the decision is found. All of it is for everybody. */
import type { Instant } from '../kernel/clock.ts'
import type { Reader, Writer } from '../storage/database.ts'
import type { CommentErasureTable } from '../storage/schema.ts'

export interface Erasure {
  readonly at: Instant
  readonly reference: string
}

/** The erasures of these comments, by the id of the comment; none is asked for when there are none. */
export async function erasuresOf(
  db: Reader | Writer,
  ids: readonly number[],
): Promise<ReadonlyMap<number, Erasure>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('comment_erasure')
    .select(['comment_id', 'at', 'reference'])
    .where('comment_id', 'in', ids)
    .execute()
  return new Map(rows.map(({ comment_id, at, reference }) => [comment_id, { at, reference }]))
}

/** Keeps that a comment was erased; the database itself takes its words and its salt away with it. */
export async function saveErasure(tx: Writer, row: CommentErasureTable): Promise<void> {
  await tx.insertInto('comment_erasure').values(row).execute()
}

/** Whether an open request asks for this comment: then it is not erased (LAW.md L14). */
export async function isAskedFor(db: Reader | Writer, id: number): Promise<boolean> {
  const row = db.selectFrom('asked_for_comment').select('since').where('comment_id', '=', id)
  return (await row.executeTakeFirst()) !== undefined
}
