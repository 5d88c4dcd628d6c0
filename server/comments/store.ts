/** What is public of comments: read from the view `public_comment` and nowhere else. */
import type { Reader, Writer } from '../storage/database.ts'
import { prepared, preparedOne } from '../storage/prepared.ts'
import type { PublicCommentView } from '../storage/schema.ts'
import type { PublicComment } from './comment.ts'
import { endOf, idsOn } from './place.ts'

const threadRows = prepared<
  { post: number; from: string; end: string; most: number },
  PublicCommentView
>((db, param) =>
  db
    .selectFrom('public_comment')
    .selectAll()
    .where('post_id', '=', param('post'))
    .where('path', '>=', param('from'))
    .where('path', '<', param('end'))
    .orderBy('path')
    .limit(param('most')),
)

/**
 * A post's public comments in reading order from the path `from` up to `end`, at most so many: one
 * range of one index, whatever else the post has.
 */
export async function publicThread(
  db: Reader,
  range: { post: number; from: string; end: string; most: number },
): Promise<PublicComment[]> {
  return (await threadRows(db, range)).map(commentOf)
}

/** Everything below one comment, itself not included, from the child with id `from` on. */
export const rangeBelow = (comment: PublicComment, from: string | undefined) => ({
  post: comment.postId,
  from: from ?? `${comment.path} `,
  end: endOf(comment.path),
})

const oneRow = preparedOne<{ id: number }, PublicCommentView>((db, param) =>
  db.selectFrom('public_comment').selectAll().where('id', '=', param('id')),
)

/** A public comment or marker by its number. */
export async function findPublicComment(
  db: Reader | Writer,
  id: number,
): Promise<PublicComment | undefined> {
  const row = await oneRow(db, { id })
  return row && commentOf(row)
}

/** Ancestors shown above a comment: the root, and so many of the nearest. */
const NEAREST = 12

/** A comment's ancestors from the root down; of a very deep one the root and the nearest. */
export async function publicAncestors(
  db: Reader,
  comment: PublicComment,
): Promise<{ ancestors: PublicComment[]; left: number }> {
  const ids = idsOn(comment.path).slice(0, -1)
  const near = ids.length > NEAREST ? [ids[0] as number, ...ids.slice(-NEAREST + 1)] : ids
  if (near.length === 0) return { ancestors: [], left: 0 }
  const rows = await db.selectFrom('public_comment').selectAll().where('id', 'in', near).execute()
  const ancestors = rows.map(commentOf).sort((one, other) => one.depth - other.depth)
  return { ancestors, left: ids.length - near.length }
}

const nextRoot = preparedOne<{ post: number; after: number }, { id: number }>((db, param) =>
  db
    .selectFrom('public_comment')
    .select('id')
    .where('post_id', '=', param('post'))
    .where('depth', '=', 0)
    .where('id', '>', param('after'))
    .orderBy('id')
    .limit(1),
)

/** The next conversation of a post after a root, for when one of them filled a page alone. */
export const conversationAfter = async (db: Reader, root: PublicComment) =>
  (await nextRoot(db, { post: root.postId, after: root.id }))?.id

/** The next child of a comment after one of its children. */
export async function childAfter(db: Reader, parent: PublicComment, child: PublicComment) {
  const rows = await threadRows(db, {
    post: parent.postId,
    from: endOf(child.path),
    end: endOf(parent.path),
    most: 1,
  })
  return rows[0]?.id
}

/** The newest words of all, for the front page. */
export async function latestPublicComments(db: Reader, most: number) {
  return db
    .selectFrom('public_comment as c')
    .innerJoin('public_post as p', 'p.id', 'c.post_id')
    .select(['c.id', 'c.name', 'c.kind', 'c.capacity', 'c.shown_at'])
    .select(['p.title', 'p.language', 'p.capacity as post_capacity'])
    .where('c.exposure', '=', 'text')
    .where('c.shown_at', 'is not', null)
    .orderBy('c.shown_at', 'desc')
    .limit(most)
    .execute()
}

/** Questions that wait for an answer, the oldest first. */
export async function openQuestions(db: Reader, most: number) {
  return db
    .selectFrom('public_comment as c')
    .innerJoin('public_post as p', 'p.id', 'c.post_id')
    .select(['c.id', 'c.post_id', 'c.name', 'c.html', 'c.shown_at', 'c.received_at'])
    .select(['p.title', 'p.language', 'p.capacity as post_capacity'])
    .where('c.question', '=', 1)
    .where('c.answered_by', 'is', null)
    .where('c.exposure', '=', 'text')
    .orderBy('c.shown_at')
    .limit(most)
    .execute()
}

function commentOf(row: PublicCommentView): PublicComment {
  return {
    id: row.id,
    postId: row.post_id,
    parentId: row.parent_id ?? undefined,
    path: row.path,
    depth: row.depth,
    kind: row.kind,
    exposure: row.exposure,
    state: row.state,
    name: row.name ?? '',
    html: row.html ?? '',
    isQuestion: row.question === 1,
    answeredBy: row.answered_by ?? undefined,
    receivedAt: row.received_at,
    removedAt: row.removed_at ?? undefined,
    removedReason: row.removed_reason ?? undefined,
    removedClause: row.removed_clause ?? undefined,
    postVersion: row.post_version,
    parentVersion: row.parent_version ?? undefined,
    version: row.version,
    capacity: row.capacity ?? undefined,
    title: row.author_title ?? '',
  }
}
