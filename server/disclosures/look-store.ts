/** What looking again asks of the database. */
import type { Reader } from '../storage/database.ts'
import type { Capacity } from '../storage/schema.ts'

/** A post in which something can be told now. */
export interface Telling {
  readonly path: string
  readonly title: string
  readonly language: 'sv' | 'nb' | 'en'
  readonly capacity: Capacity
}

/** The newest published posts, the latest first: what was withheld is most often told in one of them. */
export async function recentPosts(db: Reader, most: number): Promise<Telling[]> {
  const rows = await db
    .selectFrom('public_post')
    .select(['year_month', 'slug', 'title', 'language', 'capacity'])
    .orderBy('first_published_at', 'desc')
    .orderBy('id', 'desc')
    .limit(most)
    .execute()
  return rows.map(({ year_month, slug, ...rest }) => ({
    ...rest,
    path: `/${year_month}/${slug}`,
  }))
}
