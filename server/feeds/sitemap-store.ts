/** The addresses that a search engine may keep, from the views that say what is public; never more than so many at once. */
import { sql } from 'kysely'
import type { Instant } from '../kernel/clock.ts'
import type { YearMonth } from '../language/when.ts'
import { pathOfPost } from '../posts/post.ts'
import type { Reader } from '../storage/database.ts'

export interface Address {
  readonly path: string
  /** When what stands there was last changed. */
  readonly changed: Instant | undefined
}

/** The highest numbers that a post and an entry of the archive have. */
export async function highest(db: Reader): Promise<{ posts: number; openness: number }> {
  const post = await db
    .selectFrom('public_post')
    .select('id')
    .orderBy('id', 'desc')
    .limit(1)
    .execute()
  const entry = await db
    .selectFrom('public_disclosure')
    .select('id')
    .orderBy('id', 'desc')
    .limit(1)
    .execute()
  return { posts: post[0]?.id ?? 0, openness: entry[0]?.id ?? 0 }
}

interface Range {
  readonly from: number
  readonly to: number
}

/** The published posts with numbers from `from` to `to`, both included. */
export async function postAddresses(db: Reader, { from, to }: Range): Promise<Address[]> {
  const rows = await db
    .selectFrom('public_post')
    .select(['year_month', 'slug', 'at'])
    .where('id', '>=', from)
    .where('id', '<=', to)
    .orderBy('id')
    .execute()
  return rows.map(({ year_month, slug, at }) => ({
    path: pathOfPost({ yearMonth: year_month as YearMonth, slug }),
    changed: at,
  }))
}

/** The entries of the archive with numbers from `from` to `to`, both included. */
export async function entryAddresses(db: Reader, { from, to }: Range): Promise<Address[]> {
  const rows = await db
    .selectFrom('public_disclosure')
    .select(['id', 'at'])
    .where('id', '>=', from)
    .where('id', '<=', to)
    .orderBy('id')
    .execute()
  return rows.map(({ id, at }) => ({ path: `/openness/${id}`, changed: at }))
}

/** The lists of posts: the years and months with posts, and the topics, the latest first, at most so many of each. */
export async function listAddresses(db: Reader, most: number): Promise<Address[]> {
  const months = await db
    .selectFrom('public_post')
    .select((eb) => ['year_month as part', eb.fn.max('at').as('at')])
    .groupBy('year_month')
    .orderBy('year_month', 'desc')
    .limit(most)
    .execute()
  const tags = await db
    .selectFrom('post_tag')
    .innerJoin('public_post', 'public_post.id', 'post_tag.post_id')
    .select((eb) => [sql<string>`'tags/' || post_tag.slug`.as('part'), eb.fn.max('at').as('at')])
    .groupBy('post_tag.slug')
    .orderBy('at', 'desc')
    .limit(most)
    .execute()
  const years = [...Map.groupBy(months, ({ part }) => part.slice(0, 4))].map(([part, all]) => ({
    part,
    at: all
      .map(({ at }) => at)
      .sort()
      .at(-1),
  }))
  return [...years, ...months, ...tags].map(({ part, at }) => ({ path: `/${part}`, changed: at }))
}
