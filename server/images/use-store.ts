/** What is used where: which posts, drafts and profiles show an item. */
import type { Reader, Writer } from '../storage/database.ts'

type Db = Reader | Writer

/** Where an item is shown: in the present version of a public post, or only in what a post was. */
export interface Use {
  readonly itemId: number
  readonly postId: number
  readonly title: string
  readonly isPublic: boolean
}

/** Every post that shows, or has shown, one of these items; once for each. */
export async function marksOf(db: Db, ids: readonly number[]): Promise<Use[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('library_mark as m')
    .innerJoin('post as p', 'p.id', 'm.post_id')
    .innerJoin('post_version as v', (on) =>
      on.onRef('v.post_id', '=', 'p.id').onRef('v.number', '=', 'p.version'),
    )
    .leftJoin('public_library_mark as shown', (on) =>
      on.onRef('shown.post_id', '=', 'p.id').onRef('shown.item_id', '=', 'm.item_id'),
    )
    .select(['m.item_id', 'p.id', 'v.title', 'shown.post_id as public_id'])
    .distinct()
    .where('m.item_id', 'in', [...ids])
    .orderBy('p.id', 'desc')
    .execute()
  return rows.map(({ item_id, id, title, public_id }) => ({
    ...{ itemId: item_id, postId: id, title, isPublic: public_id !== null },
  }))
}

/** The drafts whose text shows something: few at a time, since a draft goes when it is published. */
export async function draftsWith(
  db: Db,
  shows: (source: string) => boolean,
): Promise<{ id: number; title: string; source: string }[]> {
  const rows = await db
    .selectFrom('draft')
    .select(['id', 'title', 'source'])
    .where((eb) => eb.or([eb('source', 'like', '%(image:%'), eb('source', 'like', '%(file:%')]))
    .orderBy('id')
    .execute()
  return rows.filter(({ source }) => shows(source))
}

/** The public posts that show an item. */
export async function postsWith(db: Db, id: number): Promise<number[]> {
  const rows = await db
    .selectFrom('public_library_mark')
    .select('post_id')
    .where('item_id', '=', id)
    .execute()
  return rows.map(({ post_id }) => post_id)
}
