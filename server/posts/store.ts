/** Published posts, read from the views that say what is public and from nowhere else. */
import type { Instant } from '../kernel/clock.ts'
import type { YearMonth } from '../language/when.ts'
import type { Reader, Writer } from '../storage/database.ts'
import { prepared, preparedOne } from '../storage/prepared.ts'
import type { Capacity, Flag, PublicPostView } from '../storage/schema.ts'
import { entryColumns, entryOf, postOf } from './mapping.ts'
import type { GonePost, PostAddress, PostEntry, PostTag, PublicPost } from './post.ts'

const byAddress = preparedOne<{ yearMonth: string; slug: string }, PublicPostView>((db, param) =>
  db
    .selectFrom('public_post')
    .selectAll()
    .where('year_month', '=', param('yearMonth'))
    .where('slug', '=', param('slug')),
)

const byId = preparedOne<{ id: number }, PublicPostView>((db, param) =>
  db.selectFrom('public_post').selectAll().where('id', '=', param('id')),
)

const tagsOf = prepared<{ id: number }, PostTag>((db, param) =>
  db
    .selectFrom('post_tag')
    .innerJoin('public_post', 'public_post.id', 'post_tag.post_id')
    .select(['post_tag.slug', 'post_tag.name'])
    .where('post_tag.post_id', '=', param('id'))
    .orderBy('post_tag.slug'),
)

/** The published post whose present address this is. */
export const findPublicPost = async (
  db: Reader,
  { yearMonth, slug }: PostAddress,
): Promise<PublicPost | undefined> => whole(db, await byAddress(db, { yearMonth, slug }))

/** The published post with this number. */
export const findPublicPostById = async (
  db: Reader | Writer,
  id: number,
): Promise<PublicPost | undefined> => whole(db, await byId(db, { id }))

const answerable = preparedOne<{ id: number }, { version: number; comments_open: Flag }>(
  (db, param) =>
    db.selectFrom('public_post').select(['version', 'comments_open']).where('id', '=', param('id')),
)

/** What whoever answers a published post must know of it. */
export async function findAnswerable(
  db: Reader | Writer,
  id: number,
): Promise<{ version: number; commentsOpen: boolean } | undefined> {
  const row = await answerable(db, { id })
  return row && { version: row.version, commentsOpen: row.comments_open === 1 }
}

async function whole(
  db: Reader | Writer,
  row: PublicPostView | undefined,
): Promise<PublicPost | undefined> {
  return row && postOf(row, await tagsOf(db, { id: row.id }))
}

/** The number of the post that has, or has had, this address; whether it is public is not said. */
export async function findPostIdByAddress(
  db: Reader,
  { yearMonth, slug }: PostAddress,
): Promise<number | undefined> {
  const row = await db
    .selectFrom('post_address')
    .select('post_id')
    .where('year_month', '=', yearMonth)
    .where('slug', '=', slug)
    .executeTakeFirst()
  return row?.post_id
}

/** When and why a post was taken down, if it was. */
export async function findGonePost(db: Reader, id: number): Promise<GonePost | undefined> {
  const row = await db.selectFrom('gone_post').selectAll().where('id', '=', id).executeTakeFirst()
  return row && { id: row.id, at: row.unpublished_at, reason: row.unpublished_reason }
}

/** Which posts a list holds; nothing given means all of them. */
export interface PostFilter {
  readonly capacity?: Capacity | undefined
  readonly tag?: string | undefined
  readonly yearMonth?: YearMonth | undefined
  /** `2026` */
  readonly year?: string | undefined
  /** Only those first published before the post with this number. */
  readonly before?: number | undefined
  /** Only those that feeds carry at this moment. */
  readonly feedAt?: Instant | undefined
}

/** Published posts, the latest first, at most so many. */
export async function publicPosts(
  db: Reader,
  filter: PostFilter,
  most: number,
): Promise<PostEntry[]> {
  const rows = await latest(db, filter).clearSelect().select(entryColumns).limit(most).execute()
  return rows.map(entryOf)
}

/** Published posts by their numbers, as many as there are of them, with their text and without tags. */
export async function publicPostsOf(db: Reader, ids: readonly number[]): Promise<PublicPost[]> {
  if (ids.length === 0) return []
  const rows = await db.selectFrom('public_post').selectAll().where('id', 'in', ids).execute()
  return rows.map((row) => postOf(row, []))
}

/** As `publicPosts`, with their text and tags. */
export async function wholePublicPosts(
  db: Reader,
  filter: PostFilter,
  most: number,
): Promise<PublicPost[]> {
  const rows = await latest(db, filter).limit(most).execute()
  const ids = rows.map(({ id }) => id)
  const tags =
    ids.length === 0
      ? []
      : await db
          .selectFrom('post_tag')
          .selectAll()
          .where('post_id', 'in', ids)
          .orderBy('slug')
          .execute()
  return rows.map((row) =>
    postOf(
      row,
      tags.filter(({ post_id }) => post_id === row.id),
    ),
  )
}

function latest(db: Reader, { capacity, tag, yearMonth, year, before, feedAt }: PostFilter) {
  return db
    .selectFrom('public_post')
    .selectAll()
    .$if(capacity !== undefined, (q) => q.where('capacity', '=', capacity as Capacity))
    .$if(yearMonth !== undefined, (q) => q.where('year_month', '=', yearMonth as YearMonth))
    .$if(year !== undefined, (q) =>
      q.where('year_month', '>=', `${year}/01`).where('year_month', '<=', `${year}/12`),
    )
    .$if(feedAt !== undefined, (q) => q.where('feeds_from', '<=', feedAt as Instant))
    .$if(tag !== undefined, (q) =>
      q.where('id', 'in', (eb) =>
        eb
          .selectFrom('post_tag')
          .select('post_id')
          .where('slug', '=', tag as string),
      ),
    )
    .$if(before !== undefined, (q) =>
      q.where(({ eb, refTuple, selectFrom }) =>
        // The post itself may be gone by now: its place stays, so that the address of the page does.
        eb(
          refTuple('first_published_at', 'id'),
          '<',
          selectFrom('post')
            .select(['first_published_at', 'id'])
            .where('id', '=', before as number)
            .$asTuple('first_published_at', 'id'),
        ),
      ),
    )
    .$if(year !== undefined, (q) => q.orderBy('year_month', 'desc'))
    .orderBy('first_published_at', 'desc')
    .orderBy('id', 'desc')
}

/** The next moment after `now` at which feeds carry a post more. */
export async function nextFeedMoment(db: Reader, now: Instant): Promise<Instant | undefined> {
  const row = await db
    .selectFrom('public_post')
    .select((eb) => eb.fn.min('feeds_from').as('next'))
    .where('feeds_from', '>', now)
    .executeTakeFirst()
  return row?.next ?? undefined
}

/** A tag that a published post has, in the way that the latest of them writes it. */
export async function findPublicTag(db: Reader, slug: string): Promise<PostTag | undefined> {
  return await db
    .selectFrom('post_tag')
    .innerJoin('public_post', 'public_post.id', 'post_tag.post_id')
    .select(['post_tag.slug', 'post_tag.name'])
    .where('post_tag.slug', '=', slug)
    .orderBy('public_post.first_published_at', 'desc')
    .limit(1)
    .executeTakeFirst()
}

const addCounts = prepared<{ id: number; comments: number; answers: number }, unknown>(
  (db, param) =>
    db
      .updateTable('post')
      .set((eb) => ({
        comment_count: eb('comment_count', '+', param('comments')),
        answer_count: eb('answer_count', '+', param('answers')),
      }))
      .where('id', '=', param('id')),
)

/** Counts comments whose words became public (or ceased to be), and answered questions, up or down. */
export async function changeCounts(
  tx: Writer,
  postId: number,
  { comments = 0, answers = 0 }: { readonly comments?: number; readonly answers?: number },
): Promise<void> {
  await addCounts(tx, { id: postId, comments, answers })
}
