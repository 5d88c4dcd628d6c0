/** Branches of a thread that have a page of their own: where they stand, what they are called, who moved them and why. */
import { sql } from 'kysely'
import type { Instant } from '../kernel/clock.ts'
import { nextId } from '../storage/counter.ts'
import type { Reader, Writer } from '../storage/database.ts'
import { prepared } from '../storage/prepared.ts'
import type { PublicDiscussionView, SideDiscussionTable } from '../storage/schema.ts'
import { endOf } from './place.ts'

/** So many branches of one post at most have a page of their own at a time. */
export const MOST_SIDES = 50

/** A branch as everybody may know of it. */
export type Side = PublicDiscussionView

const ofPost = prepared<{ post: number }, Side>((db, param) =>
  db
    .selectFrom('public_discussion')
    .selectAll()
    .where('post_id', '=', param('post'))
    .orderBy('path')
    .limit(MOST_SIDES),
)

/** The branches of a post that have pages of their own, in reading order. */
export const sidesUnder = (db: Reader, post: number): Promise<Side[]> => ofPost(db, { post })

/** The branch that begins with a comment, as it stands; also for whoever moves it back. */
export const findSide = (db: Reader | Writer, comment: number) =>
  db
    .selectFrom('side_discussion')
    .selectAll()
    .where('comment_id', '=', comment)
    .where('ended_at', 'is', null)
    .executeTakeFirst()

/** Whether a branch that begins with this comment ever had a page of its own: its address stays. */
export const wasSide = async (db: Reader, comment: number): Promise<boolean> =>
  (await db
    .selectFrom('side_discussion')
    .select('id')
    .where('comment_id', '=', comment)
    .limit(1)
    .executeTakeFirst()) !== undefined

/** How many branches of a post have pages of their own. */
export const countSides = async (db: Writer, post: number): Promise<number> =>
  (
    await db
      .selectFrom('side_discussion')
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .where('post_id', '=', post)
      .where('ended_at', 'is', null)
      .executeTakeFirstOrThrow()
  ).n

/** Gives a branch its page; its length is counted here once, and kept by the database from then on. */
export async function saveSide(
  tx: Writer,
  side: Omit<SideDiscussionTable, 'id' | 'size' | 'ended_at' | 'ended_by'>,
): Promise<void> {
  const { size } = await tx
    .selectFrom('comment')
    .select(({ fn }) => fn.countAll<number>().as('size'))
    .where('post_id', '=', side.post_id)
    .where('path', '>=', side.path)
    .where('path', '<', endOf(side.path))
    .where(sql<boolean>`exposure <> 'none'`)
    .executeTakeFirstOrThrow()
  const id = await nextId(tx, 'side_discussion')
  await tx
    .insertInto('side_discussion')
    .values({ id, size, ...side, ended_at: null, ended_by: null })
    .execute()
}

/** Puts a branch back into its thread: that it was moved is kept. */
export async function endSide(tx: Writer, id: number, at: Instant, by: number): Promise<void> {
  await tx
    .updateTable('side_discussion')
    .set({ ended_at: at, ended_by: by })
    .where('id', '=', id)
    .execute()
}
