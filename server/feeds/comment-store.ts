/** The latest public comments, from the views that say what is public: hidden ones leave a feed at once. */
import type { Instant } from '../kernel/clock.ts'
import type { Language } from '../language/locale.ts'
import type { YearMonth } from '../language/when.ts'
import { pathOfPost } from '../posts/post.ts'
import type { Reader } from '../storage/database.ts'
import type { Capacity } from '../storage/schema.ts'

/** A comment with what a feed tells of where it stands. */
export interface FeedComment {
  readonly id: number
  readonly name: string
  readonly title: string
  readonly capacity: Capacity | undefined
  readonly html: string
  readonly version: number
  readonly shownAt: Instant
  /** When a staff reply was last changed. */
  readonly changedAt: Instant | undefined
  readonly post: {
    readonly feedId: string
    readonly path: string
    readonly title: string
    readonly language: Language
    readonly capacity: Capacity
  }
  /** What it answers; undefined where that is the post. */
  readonly parent:
    | { readonly id: number; readonly name: string; readonly exposure: 'text' | 'marker' }
    | undefined
}

/** The comments whose words show, of one post or of all, those that showed last first, at most so many. */
export async function latestComments(
  db: Reader,
  { postId, most }: { readonly postId?: number; readonly most: number },
): Promise<FeedComment[]> {
  const rows = await db
    .selectFrom('public_comment as c')
    .innerJoin('public_post as p', 'p.id', 'c.post_id')
    .select(['c.id', 'c.name', 'c.author_title', 'c.capacity', 'c.html', 'c.version'])
    .select(['c.shown_at', 'c.received_at', 'c.parent_id', 'p.feed_id', 'p.year_month', 'p.slug'])
    .select(['p.title', 'p.language', 'p.capacity as post_capacity'])
    .where('c.exposure', '=', 'text')
    .where('c.shown_at', 'is not', null)
    .$if(postId !== undefined, (q) => q.where('c.post_id', '=', postId as number))
    .orderBy('c.shown_at', 'desc')
    .orderBy('c.id', 'desc')
    .limit(most)
    .execute()
  const parents = await parentsOf(
    db,
    rows.flatMap(({ parent_id }) => parent_id ?? []),
  )
  const changes = await changesOf(
    db,
    rows.filter(({ version }) => version > 1).map(({ id }) => id),
  )
  return rows.map((row) => ({
    id: row.id,
    name: row.name ?? '',
    title: row.author_title ?? '',
    capacity: row.capacity ?? undefined,
    html: row.html ?? '',
    version: row.version,
    shownAt: row.shown_at ?? row.received_at,
    changedAt: changes.get(row.id),
    post: {
      feedId: row.feed_id,
      path: pathOfPost({ yearMonth: row.year_month as YearMonth, slug: row.slug }),
      title: row.title,
      language: row.language,
      capacity: row.post_capacity,
    },
    parent: row.parent_id === null ? undefined : parents.get(row.parent_id),
  }))
}

async function parentsOf(db: Reader, ids: readonly number[]) {
  if (ids.length === 0) return new Map<number, NonNullable<FeedComment['parent']>>()
  const rows = await db
    .selectFrom('public_comment')
    .select(['id', 'name', 'exposure'])
    .where('id', 'in', ids)
    .execute()
  return new Map(
    rows.map(({ id, name, exposure }) => [id, { id, name: name ?? '', exposure }] as const),
  )
}

async function changesOf(db: Reader, ids: readonly number[]): Promise<Map<number, Instant>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('public_reply_version')
    .select((eb) => ['comment_id', eb.fn.max('at').as('at')])
    .where('comment_id', 'in', ids)
    .groupBy('comment_id')
    .execute()
  return new Map(rows.map(({ comment_id, at }) => [comment_id, at]))
}
