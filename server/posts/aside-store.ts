/** Which drafts and posts are asides. */
import type { Reader, Writer } from '../storage/database.ts'
import { htmlOf } from './mapping.ts'

/** Whether a draft is one, or a change to one. */
export async function isAside(
  db: Reader | Writer,
  { id, postId }: { readonly id?: number; readonly postId: number | undefined },
): Promise<boolean> {
  const of = db.selectFrom('aside').select(['draft_id', 'post_id'])
  const row = await (postId === undefined
    ? of.where('draft_id', '=', id ?? 0)
    : of.where('post_id', '=', postId)
  ).executeTakeFirst()
  return row !== undefined
}

/** The public asides among some posts, whole. */
export async function publicAsides(db: Reader, ids: readonly number[]) {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('aside as a')
    .innerJoin('public_post as p', 'p.id', 'a.post_id')
    .select(['p.id', 'p.html', 'p.renderer', 'p.source', 'p.language'])
    .where('a.post_id', 'in', ids)
    .execute()
  return rows.map((row) => ({ id: row.id, language: row.language, html: htmlOf(row) }))
}

/** Says that a new draft is an aside. */
export async function insertAside(tx: Writer, draftId: number): Promise<void> {
  await tx.insertInto('aside').values({ draft_id: draftId, post_id: null }).execute()
}

/** What the draft was, its post is. */
export async function keepAside(tx: Writer, draftId: number, postId: number): Promise<void> {
  await tx
    .updateTable('aside')
    .set({ draft_id: null, post_id: postId })
    .where('draft_id', '=', draftId)
    .execute()
}
