/** The versions of staff replies: every one is kept, and read by whoever may read the reply. */
import type { Instant } from '../kernel/clock.ts'
import type { Reader, Writer } from '../storage/database.ts'
import type { CommentTable } from '../storage/schema.ts'
import type { PublicComment } from './comment.ts'
import { endOf } from './place.ts'

/** A public version of a staff reply. */
export interface ReplyVersion {
  readonly number: number
  readonly text: string
  readonly html: string
  readonly at: Instant
}

/** What a new version of a staff reply changes of its row. */
export type NewReplyVersion = Pick<
  CommentTable,
  'id' | 'version' | 'text' | 'html' | 'renderer' | 'salt' | 'hash'
>

/** Puts a new version in the place of the present one; the earlier ones stay. */
export async function saveReplyVersion(
  tx: Writer,
  { id, version, ...words }: NewReplyVersion,
  at: Instant,
): Promise<void> {
  await tx
    .updateTable('comment')
    .set({ version, ...words })
    .where('id', '=', id)
    .execute()
  await tx
    .insertInto('reply_version')
    .values({ comment_id: id, number: version, at, ...words })
    .execute()
}

/** Every version of a public staff reply, the first one first; none of anything else. */
export const publicReplyVersions = (db: Reader, id: number): Promise<ReplyVersion[]> =>
  db
    .selectFrom('public_reply_version')
    .select(['number', 'text', 'html', 'at'])
    .where('comment_id', '=', id)
    .orderBy('number')
    .execute()

/** When each of these public staff replies was last changed; those never changed are not there. */
export async function replyChanges(
  db: Reader,
  comments: readonly PublicComment[],
): Promise<ReadonlyMap<number, Instant>> {
  const ids = comments.filter(({ version }) => version > 1).map(({ id }) => id)
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('public_reply_version')
    .select((eb) => ['comment_id', eb.fn.max('at').as('at')])
    .where('comment_id', 'in', ids)
    .groupBy('comment_id')
    .execute()
  return new Map(rows.map(({ comment_id, at }) => [comment_id, at]))
}

/** What stands directly under a comment in public, by citizens and staff, the first one first. */
export const repliesTo = (
  db: Reader | Writer,
  comment: Pick<CommentTable, 'id' | 'post_id' | 'path'>,
  most: number,
) =>
  db
    .selectFrom('public_comment')
    .select(['id', 'name', 'capacity', 'html', 'received_at'])
    .where('post_id', '=', comment.post_id)
    .where('path', '>', comment.path)
    .where('path', '<', endOf(comment.path))
    .where('parent_id', '=', comment.id)
    .where('exposure', '=', 'text')
    .orderBy('path')
    .limit(most)
    .execute()

/** The last public reply of staff directly under a comment. */
export const lastStaffReply = (
  db: Reader | Writer,
  comment: Pick<CommentTable, 'id' | 'post_id' | 'path'>,
) =>
  db
    .selectFrom('public_comment')
    .select('id')
    .where('post_id', '=', comment.post_id)
    .where('path', '>', comment.path)
    .where('path', '<', endOf(comment.path))
    .where('parent_id', '=', comment.id)
    .where('kind', '=', 'staff')
    .where('exposure', '=', 'text')
    .orderBy('path', 'desc')
    .limit(1)
    .executeTakeFirst()
