/** Posts that belong together in an order; of a series only what is public is told. */
import type { Language } from '../language/locale.ts'
import { nextId } from '../storage/counter.ts'
import type { Reader, Writer } from '../storage/database.ts'
import { entryColumns, entryOf } from './mapping.ts'
import type { PostEntry } from './post.ts'

export interface Series {
  readonly id: number
  readonly slug: string
  readonly name: string
  readonly language: Language
}

/** A series has at most so many posts: all of them stand on one page. */
export const MOST_PARTS = 100

const columns = ['s.id', 's.slug', 's.name', 's.language'] as const

/** The series with this address, whether anything in it is public or not. */
export const findSeries = (db: Reader | Writer, slug: string): Promise<Series | undefined> =>
  db.selectFrom('series as s').select(columns).where('s.slug', '=', slug).executeTakeFirst()

/** The series that a post is in. */
export const seriesOf = (db: Reader | Writer, postId: number): Promise<Series | undefined> =>
  db
    .selectFrom('series_part as x')
    .innerJoin('series as s', 's.id', 'x.series_id')
    .select(columns)
    .where('x.post_id', '=', postId)
    .executeTakeFirst()

/** The public posts of a series in its order. */
export async function publicParts(db: Reader, seriesId: number): Promise<PostEntry[]> {
  const rows = await db
    .selectFrom('series_part as x')
    .innerJoin('public_post as p', 'p.id', 'x.post_id')
    .select(entryColumns.map((column) => `p.${column}` as const))
    .where('x.series_id', '=', seriesId)
    .orderBy('x.place')
    .orderBy('x.post_id')
    .limit(MOST_PARTS)
    .execute()
  return rows.map(entryOf)
}

/** Every series, the newest first, at most so many. */
export const allSeries = (db: Reader, most: number): Promise<Series[]> =>
  db.selectFrom('series as s').select(columns).orderBy('s.id', 'desc').limit(most).execute()

/** The numbers of the posts in a series in its order, public or not. */
export async function partsOf(db: Reader | Writer, seriesId: number): Promise<number[]> {
  const rows = await db
    .selectFrom('series_part')
    .select('post_id')
    .where('series_id', '=', seriesId)
    .orderBy('place')
    .orderBy('post_id')
    .execute()
  return rows.map(({ post_id }) => post_id)
}

/** Keeps a new series under an address that no other has or had. */
export async function insertSeries(
  tx: Writer,
  series: Omit<Series, 'id'> & { readonly accountId: number; readonly at: string },
): Promise<number> {
  const id = await nextId(tx, 'series')
  const { slug, name, language, accountId, at } = series
  const taken = new Set(
    (await tx.selectFrom('series').select('slug').where('slug', 'like', `${slug}%`).execute()).map(
      (row) => row.slug,
    ),
  )
  let free = slug
  for (let count = 2; taken.has(free); count += 1) free = `${slug}-${count}`
  const row = { id, slug: free, name, language, account_id: accountId, at: at as never }
  await tx.insertInto('series').values(row).execute()
  return id
}

/** Puts exactly these posts into a series in this order. */
export async function setParts(
  tx: Writer,
  seriesId: number,
  posts: readonly number[],
): Promise<void> {
  await tx.deleteFrom('series_part').where('series_id', '=', seriesId).execute()
  if (posts.length === 0) return
  const rows = posts.map((post_id, at) => ({ post_id, series_id: seriesId, place: at + 1 }))
  await tx.insertInto('series_part').values(rows).execute()
}
