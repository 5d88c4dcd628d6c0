/** Posts as their authors know them, public or not, and the writing of their versions. */
import type { Instant } from '../kernel/clock.ts'
import { slug } from '../kernel/slug.ts'
import type { Language } from '../language/locale.ts'
import type { YearMonth } from '../language/when.ts'
import type { Reader, Writer } from '../storage/database.ts'
import type { PostTable, PostVersionTable } from '../storage/schema.ts'
import { versionOf } from './mapping.ts'
import type { Capacity, PostAddress, PostTag } from './post.ts'
import type { PostState } from './publication.ts'

/** A post in the authors' list. */
export interface DeskPost {
  readonly id: number
  readonly state: PostTable['state']
  readonly title: string
  readonly language: Language
  readonly capacity: Capacity
  readonly firstPublishedAt: Instant
  readonly feedsFrom: Instant
  readonly commentCount: number
}

/** Every post that was ever published, the latest first; `before` is the number of a post. */
export async function deskPosts(
  db: Reader,
  before: number | undefined,
  most: number,
): Promise<DeskPost[]> {
  const rows = await db
    .selectFrom('post as p')
    .innerJoin('post_version as v', (on) =>
      on.onRef('v.post_id', '=', 'p.id').onRef('v.number', '=', 'p.version'),
    )
    .select(['p.id', 'p.state', 'v.title', 'p.language', 'v.capacity'])
    .select(['p.first_published_at', 'p.feeds_from', 'p.comment_count'])
    .$if(before !== undefined, (q) => q.where('p.id', '<', before as number))
    .orderBy('p.id', 'desc')
    .limit(most)
    .execute()
  return rows.map(({ first_published_at, feeds_from, comment_count, ...row }) => ({
    ...row,
    firstPublishedAt: first_published_at,
    feedsFrom: feeds_from,
    commentCount: comment_count,
  }))
}

/** A post with the version that is, or last was, public. */
export async function findPostState(db: Reader, id: number): Promise<PostState | undefined> {
  const post = await db.selectFrom('post').selectAll().where('id', '=', id).executeTakeFirst()
  if (!post) return undefined
  const version = await db
    .selectFrom('post_version')
    .selectAll()
    .where('post_id', '=', id)
    .where('number', '=', post.version)
    .executeTakeFirstOrThrow()
  const letter = await db
    .selectFrom('published_letter')
    .select('number')
    .where('post_id', '=', id)
    .limit(1)
    .executeTakeFirst()
  return {
    id,
    state: post.state,
    yearMonth: post.year_month as YearMonth,
    slug: post.slug,
    current: versionOf(version),
    commentsOpen: post.comments_open === 1,
    firstPublishedAt: post.first_published_at,
    feedsFrom: post.feeds_from,
    changedAt: post.changed_at ?? undefined,
    unpublished:
      post.unpublished_at === null
        ? undefined
        : { at: post.unpublished_at, reason: post.unpublished_reason ?? '' },
    commentCount: post.comment_count,
    isAgreed: letter !== undefined,
  }
}

/**
 * The slug itself, or with the lowest number that no other post has ever had in that month:
 * an address once published leads to one post for ever.
 */
export async function freeSlug(
  db: Reader,
  { yearMonth, slug }: PostAddress,
  postId?: number,
): Promise<string> {
  const rows = await db
    .selectFrom('post_address')
    .select('slug')
    .where('year_month', '=', yearMonth)
    .$if(postId !== undefined, (q) => q.where('post_id', '<>', postId as number))
    .execute()
  const taken = new Set(rows.map((row) => row.slug))
  let free = slug
  for (let count = 2; taken.has(free); count += 1) free = `${slug}-${count}`
  return free
}

/** The address that a title gives in a month, as `freeSlug` has it. */
export async function freeAddress(
  db: Reader,
  { yearMonth, title, language }: Pick<PostAddress, 'yearMonth'> & Titled,
  postId?: number,
): Promise<PostAddress> {
  const wanted = { yearMonth, slug: slug(title, language) }
  return { yearMonth, slug: await freeSlug(db, wanted, postId) }
}

interface Titled {
  readonly title: string
  readonly language: Language
}

/** Keeps a post's first row. */
export async function insertPost(
  tx: Writer,
  row: Omit<PostTable, 'comment_count' | 'answer_count' | UnpublishedColumn>,
): Promise<void> {
  await tx
    .insertInto('post')
    .values({ ...row, ...notUnpublished, comment_count: 0, answer_count: 0 })
    .execute()
}

/** Changes what is true of a post besides its versions. */
export async function changePost(
  tx: Writer,
  id: number,
  change: Partial<Omit<PostTable, 'id' | 'year_month' | 'feed_id'>>,
): Promise<void> {
  await tx.updateTable('post').set(change).where('id', '=', id).execute()
}

type UnpublishedColumn =
  | 'unpublished_at'
  | 'unpublished_reason'
  | 'unpublished_salt'
  | 'unpublished_hash'

/** A post that is public has no reason why it is not. */
export const notUnpublished = {
  unpublished_at: null,
  unpublished_reason: null,
  unpublished_salt: null,
  unpublished_hash: null,
} as const satisfies Pick<PostTable, UnpublishedColumn>

/** Keeps a version for ever. */
export async function insertVersion(tx: Writer, row: PostVersionTable): Promise<void> {
  await tx.insertInto('post_version').values(row).execute()
}

/** Remembers that a post has had this address; it may have had it before. */
export async function rememberAddress(
  tx: Writer,
  postId: number,
  { yearMonth, slug }: PostAddress,
): Promise<void> {
  await tx
    .insertInto('post_address')
    .values({ year_month: yearMonth, slug, post_id: postId })
    .onConflict((c) => c.columns(['year_month', 'slug']).doNothing())
    .execute()
}

/** Gives a post exactly these tags. */
export async function setTags(tx: Writer, postId: number, tags: readonly PostTag[]): Promise<void> {
  await tx.deleteFrom('post_tag').where('post_id', '=', postId).execute()
  if (tags.length === 0) return
  await tx
    .insertInto('post_tag')
    .values(tags.map(({ slug, name }) => ({ post_id: postId, slug, name })))
    .execute()
}
