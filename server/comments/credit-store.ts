/** Comments that changed what an author thinks: marks with credit, set and taken back by authors alone. */
import type { Instant } from '../kernel/clock.ts'
import { nextId } from '../storage/counter.ts'
import type { Reader, Writer } from '../storage/database.ts'
import { prepared } from '../storage/prepared.ts'
import type { ChangedMindTable, PublicChangedMindView } from '../storage/schema.ts'

/** So many marks at most stand under one post at a time. */
export const MOST_CREDITS = 100

/** A mark as everybody may see it. */
export type Credit = PublicChangedMindView

const ofPost = prepared<{ post: number }, Credit>((db, param) =>
  db
    .selectFrom('public_changed_mind')
    .selectAll()
    .where('post_id', '=', param('post'))
    .orderBy('id', 'desc')
    .limit(MOST_CREDITS),
)

/** The marks that stand under a post, the latest first. */
export const creditsUnder = (db: Reader, post: number): Promise<Credit[]> => ofPost(db, { post })

/** Marks a comment. */
export const saveCredit = async (
  tx: Writer,
  credit: Omit<ChangedMindTable, 'id' | 'ended_at' | 'ended_by'>,
): Promise<void> => {
  const id = await nextId(tx, 'changed_mind')
  await tx
    .insertInto('changed_mind')
    .values({ id, ...credit, ended_at: null, ended_by: null })
    .execute()
}

/** The mark that stands at a comment, also when its words do not show. */
export const findCredit = (db: Reader | Writer, comment: number) =>
  db
    .selectFrom('changed_mind')
    .selectAll()
    .where('comment_id', '=', comment)
    .where('ended_at', 'is', null)
    .executeTakeFirst()

/** How many marks stand under a post. */
export const countCredits = async (db: Writer, post: number): Promise<number> =>
  (
    await db
      .selectFrom('changed_mind')
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .where('post_id', '=', post)
      .where('ended_at', 'is', null)
      .executeTakeFirstOrThrow()
  ).n

/** Takes a mark back: that it stood is kept. */
export async function endCredit(tx: Writer, id: number, at: Instant, by: number): Promise<void> {
  await tx
    .updateTable('changed_mind')
    .set({ ended_at: at, ended_by: by })
    .where('id', '=', id)
    .execute()
}
