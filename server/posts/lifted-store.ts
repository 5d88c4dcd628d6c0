/** Posts that began with a comment: which one, and what may be shown of it, from the views that say what is public. */

import type { YearMonth } from '../language/when.ts'
import { nextId } from '../storage/counter.ts'
import type { Reader, Writer } from '../storage/database.ts'
import type { LiftedCommentTable } from '../storage/schema.ts'
import { type Capacity, pathOfPost } from './post.ts'

/** What a post or a draft began with; the words are there while the thread shows them. */
export interface Lifted {
  readonly commentId: number
  /** The post under which it was written. */
  readonly fromPost: number
  readonly shown:
    | {
        readonly name: string
        readonly html: string
        readonly isQuestion: boolean
        readonly language: 'sv' | 'nb' | 'en'
      }
    | undefined
  /** Whether the comment has a public place, be it a marker that says why its words are not there. */
  readonly hasPlace: boolean
}

/** The post that a comment became. */
export interface Became {
  readonly commentId: number
  readonly path: string
  readonly title: string
  readonly capacity: Capacity
  readonly language: 'sv' | 'nb' | 'en'
}

/** What a post, or a draft of one that is not public yet, began with. */
export async function liftedInto(
  db: Reader,
  into: { readonly postId: number } | { readonly draftId: number },
): Promise<Lifted | undefined> {
  const of = db.selectFrom('lifted_comment as l').innerJoin('comment as c', 'c.id', 'l.comment_id')
  const row = await ('postId' in into
    ? of.where('l.post_id', '=', into.postId)
    : of.where('l.draft_id', '=', into.draftId)
  )
    .select(['l.comment_id', 'c.post_id'])
    .executeTakeFirst()
  if (!row) return undefined
  const place = await placeOf(db, row.comment_id)
  return {
    commentId: row.comment_id,
    fromPost: row.post_id,
    shown: place?.exposure === 'text' ? wordsIn(place) : undefined,
    hasPlace: place !== undefined,
  }
}

/** What everybody can read at a comment's place now, in the language of its thread. */
const placeOf = (db: Reader, commentId: number) =>
  db
    .selectFrom('public_comment as c')
    .innerJoin('public_post as p', 'p.id', 'c.post_id')
    .select(['c.exposure', 'c.name', 'c.html', 'c.question', 'p.language'])
    .where('c.id', '=', commentId)
    .executeTakeFirst()

const wordsIn = (place: NonNullable<Awaited<ReturnType<typeof placeOf>>>): Lifted['shown'] => ({
  name: place.name ?? '',
  html: place.html ?? '',
  isQuestion: place.question === 1,
  language: place.language,
})

/** The public posts that began with any of these comments. */
export async function becameOf(db: Reader, commentIds: readonly number[]): Promise<Became[]> {
  if (commentIds.length === 0) return []
  const rows = await db
    .selectFrom('lifted_comment as l')
    .innerJoin('public_post as p', 'p.id', 'l.post_id')
    .select(['l.comment_id', 'p.year_month', 'p.slug', 'p.title', 'p.capacity', 'p.language'])
    .where('l.comment_id', 'in', commentIds)
    .execute()
  return rows.map(({ comment_id, year_month, slug, ...post }) => ({
    commentId: comment_id,
    path: pathOfPost({ yearMonth: year_month as YearMonth, slug }),
    ...post,
  }))
}

/** The post under which the comment was written that a post began with: its page names this one. */
export async function originOf(db: Reader, postId: number): Promise<number | undefined> {
  const row = await db
    .selectFrom('lifted_comment as l')
    .innerJoin('comment as c', 'c.id', 'l.comment_id')
    .select('c.post_id')
    .where('l.post_id', '=', postId)
    .executeTakeFirst()
  return row?.post_id
}

/** A citizen's comment whose words everybody can read, with the language of its thread. */
export async function findLiftable(db: Reader | Writer, commentId: number) {
  return db
    .selectFrom('public_comment as c')
    .innerJoin('public_post as p', 'p.id', 'c.post_id')
    .select(['c.id', 'p.language'])
    .where('c.id', '=', commentId)
    .where('c.kind', '=', 'citizen')
    .where('c.exposure', '=', 'text')
    .executeTakeFirst()
}

/** Keeps that a draft began with a comment. */
export async function insertLifted(
  tx: Writer,
  lifted: Pick<LiftedCommentTable, 'comment_id' | 'draft_id' | 'account_id' | 'at'>,
): Promise<void> {
  const id = await nextId(tx, 'lifted_comment')
  await tx
    .insertInto('lifted_comment')
    .values({ id, post_id: null, ...lifted })
    .execute()
}

/** What the draft began with, its post began with. */
export async function keepLifted(tx: Writer, draftId: number, postId: number): Promise<void> {
  await tx
    .updateTable('lifted_comment')
    .set({ draft_id: null, post_id: postId })
    .where('draft_id', '=', draftId)
    .execute()
}
