/** What lists of posts can be narrowed to: only what has a public post, with how many; nothing is counted here. */
import type { YearMonth } from '../language/when.ts'
import type { Reader } from '../storage/database.ts'
import { type Capacity, capacities } from './post.ts'
import { publicPosts } from './store.ts'

/** A month with public posts. */
export interface MonthCount {
  readonly month: YearMonth
  readonly count: number
}

/** A tag that public posts have, in the way that the latest of them writes it. */
export interface TagCount {
  readonly slug: string
  readonly name: string
  readonly count: number
}

/** Every month with public posts, the latest first; at most so many. */
export async function publicMonths(db: Reader, most: number): Promise<MonthCount[]> {
  const rows = await db
    .selectFrom('post_count')
    .select(['name', 'posts'])
    .where('kind', '=', 'month')
    .where('posts', '<>', 0)
    .orderBy('name', 'desc')
    .limit(most)
    .execute()
  return rows.map(({ name, posts }) => ({ month: name as YearMonth, count: posts }))
}

/** The tags that most public posts have; at most so many. */
export async function publicTags(db: Reader, most: number): Promise<TagCount[]> {
  const rows = await db
    .selectFrom('post_count as c')
    .select((eb) => [
      'c.name as slug',
      'c.posts',
      eb
        .selectFrom('post_tag as t')
        .innerJoin('post as p', 'p.id', 't.post_id')
        .select('t.name')
        .whereRef('t.slug', '=', 'c.name')
        .where('p.state', '=', 'published')
        .orderBy('t.post_id', 'desc')
        .limit(1)
        .as('name'),
    ])
    .where('c.kind', '=', 'tag')
    .where('c.posts', '>', 0)
    .orderBy('c.posts', 'desc')
    .orderBy('c.name')
    .limit(most)
    .execute()
  return rows.flatMap(({ slug, posts, name }) => (name ? [{ slug, name, count: posts }] : []))
}

/** The capacities in which something public is written. */
export async function publicCapacities(db: Reader): Promise<Capacity[]> {
  const found: Capacity[] = []
  for (const capacity of capacities)
    if ((await publicPosts(db, { capacity }, 1)).length > 0) found.push(capacity)
  return found
}
