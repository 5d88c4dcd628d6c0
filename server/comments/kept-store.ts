/** Where comments are kept, in whatever state: for acts about them, the desk and their writers' receipts. */
import { type Selectable, sql } from 'kysely'
import type { Instant } from '../kernel/clock.ts'
import type { Reader, Writer } from '../storage/database.ts'
import { prepared, preparedOne } from '../storage/prepared.ts'
import type { CommentTable } from '../storage/schema.ts'

const bySubmission = preparedOne<{ submission: string }, { id: number; receipt_id: number | null }>(
  (db, param) =>
    db
      .selectFrom('comment')
      .select(['id', 'receipt_id'])
      .where('submission', '=', param('submission')),
)

/** The comment that this very form became, if it was sent before. */
export const findSubmission = (db: Reader | Writer, submission: string) =>
  bySubmission(db, { submission })

/** A new row; what is not given is as for a citizen's comment that waits. */
export type NewComment = Pick<
  CommentTable,
  | 'id'
  | 'post_id'
  | 'parent_id'
  | 'path'
  | 'depth'
  | 'name'
  | 'text'
  | 'html'
  | 'renderer'
  | 'question'
  | 'received_at'
  | 'post_version'
  | 'parent_version'
  | 'receipt_id'
  | 'submission'
  | 'suspicion'
  | 'signs'
  | 'salt'
  | 'hash'
>

const insertWaiting = prepared<NewComment, never>(
  (db, param) =>
    db.insertInto('comment').values({
      id: param('id'),
      post_id: param('post_id'),
      parent_id: param('parent_id'),
      path: param('path'),
      depth: param('depth'),
      kind: 'citizen',
      state: 'pending',
      name: param('name'),
      text: param('text'),
      html: param('html'),
      renderer: param('renderer'),
      question: param('question'),
      answered_by: null,
      received_at: param('received_at'),
      shown_at: null,
      removed_at: null,
      removed_reason: null,
      removed_clause: null,
      post_version: param('post_version'),
      parent_version: param('parent_version'),
      version: 1,
      capacity: null,
      account_id: null,
      author_title: null,
      author_role: null,
      receipt_id: param('receipt_id'),
      submission: param('submission'),
      suspicion: param('suspicion'),
      signs: param('signs'),
      salt: param('salt'),
      hash: param('hash'),
    }) as never,
)

/** Keeps a citizen's comment, waiting to be read. */
export const saveWaiting = async (tx: Writer, comment: NewComment): Promise<void> => {
  await insertWaiting(tx, comment)
}

/** Keeps a staff reply, shown at once. */
export async function saveReply(tx: Writer, row: CommentTable): Promise<void> {
  await tx.insertInto('comment').values(row).execute()
  await tx
    .insertInto('reply_version')
    .values({
      comment_id: row.id,
      number: row.version,
      text: row.text,
      html: row.html,
      renderer: row.renderer,
      at: row.received_at,
      salt: row.salt,
      hash: row.hash,
    })
    .execute()
}

/** A whole row for the desk or for its writer's receipt: never for a public page. */
export type KeptComment = Selectable<CommentTable>

/** Everything of one comment, whatever its state, for an act about it. */
export const findComment = (db: Reader | Writer, id: number): Promise<KeptComment | undefined> =>
  db.selectFrom('comment').selectAll().where('id', '=', id).executeTakeFirst()

/** What hangs on one receipt, the newest first; for its holder alone. */
export const commentsOnReceipt = (db: Reader, receiptId: number, most: number) =>
  db
    .selectFrom('comment')
    .selectAll()
    .where('receipt_id', '=', receiptId)
    .orderBy('id', 'desc')
    .limit(most)
    .execute()

/** What an act changes of a comment; its words are not among it. */
export type CommentChange = Partial<
  Pick<
    CommentTable,
    'state' | 'shown_at' | 'removed_at' | 'removed_reason' | 'removed_clause' | 'answered_by'
  >
>

/** Changes a comment's state. */
export async function changeComment(tx: Writer, id: number, change: CommentChange): Promise<void> {
  await tx.updateTable('comment').set(change).where('id', '=', id).execute()
}

/**
 * The words of the index comment_waiting: only a query that repeats them finds what waits without
 * looking at every comment there is.
 */
export const isUnsettled = (state: string) =>
  sql<boolean>`${sql.ref(state)} in ('pending', 'held', 'spam')`

/** How many wait to be read, and since when the first. */
export async function waiting(
  db: Reader | Writer,
): Promise<{ count: number; oldest: Instant | undefined }> {
  const row = await db
    .selectFrom('comment')
    .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.min('received_at').as('oldest')])
    .where('state', '=', 'pending')
    .where(isUnsettled('state'))
    .executeTakeFirstOrThrow()
  return { count: row.count, oldest: row.oldest ?? undefined }
}
