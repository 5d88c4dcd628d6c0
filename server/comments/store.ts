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
 * range of one index, whatever else the post has. Branches in `sides` are left out.
 */
export async function publicThread(
  db: Reader,
  range: { post: number; from: string; end: string; most: number },
  sides: readonly { readonly path: string }[] = [],
): Promise<PublicComment[]> {
  if (sides.length === 0) return (await threadRows(db, range)).map(commentOf)
  const { post, from, end, most } = range
  const rows = await besideBranches(db, { post, sides })
    .where('path', '>=', from)
    .where('path', '<', end)
    .orderBy('path')
    .limit(most)
    .execute()
  return rows.map(commentOf)
}

/** The comments of a post but for some branches that have pages of their own (at most 50). */
const besideBranches = (
  db: Reader,
  { post, sides }: { readonly post: number; readonly sides: readonly { readonly path: string }[] },
) =>
  sides.reduce(
    (query, { path }) =>
      query.where((eb) => eb.or([eb('path', '<', path), eb('path', '>=', endOf(path))])),
    db.selectFrom('public_comment').selectAll().where('post_id', '=', post),
  )

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
  const ancestors = await publicCommentsWith(db, near)
  return { ancestors, left: ids.length - near.length }
}

const threadBack = prepared<
  { post: number; after: string; to: string; most: number },
  PublicCommentView
>((db, param) =>
  db
    .selectFrom('public_comment')
    .selectAll()
    .where('post_id', '=', param('post'))
    .where('path', '>', param('after'))
    .where('path', '<=', param('to'))
    .orderBy('path', 'desc')
    .limit(param('most')),
)

/** At most so many of what stands below a comment, the last first: from the path `to` back. */
export async function publicThreadBack(
  db: Reader,
  comment: PublicComment,
  { to, most }: { readonly to: string; readonly most: number },
  sides: readonly { readonly path: string }[] = [],
): Promise<PublicComment[]> {
  const { postId: post, path: after } = comment
  if (sides.length === 0) return (await threadBack(db, { post, after, to, most })).map(commentOf)
  const rows = await besideBranches(db, { post, sides })
    .where('path', '>', after)
    .where('path', '<=', to)
    .orderBy('path', 'desc')
    .limit(most)
    .execute()
  return rows.map(commentOf)
}

/** Public comments and markers by their numbers, in reading order. */
export async function publicCommentsWith(
  db: Reader,
  ids: readonly number[],
): Promise<PublicComment[]> {
  if (ids.length === 0) return []
  const rows = await db.selectFrom('public_comment').selectAll().where('id', 'in', ids).execute()
  return rows.map(commentOf).sort((one, other) => (one.path < other.path ? -1 : 1))
}

/** Where a comment stands, also when it is shown no more: an address may name it. */
export const pathOf = async (db: Reader, id: number): Promise<string | undefined> =>
  (await db.selectFrom('comment').select('path').where('id', '=', id).executeTakeFirst())?.path

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

/** Comments by their numbers, where their words are public, each with the post that it stands under. */
export async function shownComments(db: Reader, ids: readonly number[]) {
  if (ids.length === 0) return []
  return await db
    .selectFrom('public_comment as c')
    .innerJoin('public_post as p', 'p.id', 'c.post_id')
    .select(['c.id', 'c.kind', 'c.capacity', 'c.html', 'c.question', 'c.answered_by'])
    .select(['c.received_at', 'p.title', 'p.language', 'p.capacity as post_capacity'])
    .where('c.exposure', '=', 'text')
    .where('c.id', 'in', ids)
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

/** A row of the view as a noun. */
export function commentOf(row: PublicCommentView): PublicComment {
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
