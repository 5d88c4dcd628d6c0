/** Where decisions are kept, and what waits for one. Everything here is for the desk alone. */
import type { Reader, Writer } from '../storage/database.ts'
import type { DecisionTable } from '../storage/schema.ts'

/** Keeps a decision; it stands as it was made. */
export async function saveDecision(tx: Writer, decision: DecisionTable): Promise<void> {
  await tx.insertInto('decision').values(decision).execute()
}

/** The latest decision about a comment. */
export const lastDecision = (db: Reader | Writer, commentId: number) =>
  db
    .selectFrom('decision')
    .select(['act', 'decider_role as role'])
    .where('comment_id', '=', commentId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()

const listed = (db: Reader) =>
  db
    .selectFrom('comment as c')
    .leftJoin('public_post as p', 'p.id', 'c.post_id')
    .leftJoin('comment as a', 'a.id', 'c.parent_id')
    .select([
      ...(['c.id', 'c.state', 'c.name', 'c.html', 'c.question', 'c.received_at'] as const),
      ...([
        'c.kind',
        'c.shown_at',
        'c.answered_by',
        'c.post_id',
        'c.suspicion',
        'c.signs',
        'p.title',
        'p.language',
      ] as const),
      'a.name as answered_name',
      'c.parent_id',
    ])

/** From this suspicion on a comment is sorted last. */
const SUSPECT = 5

/** What waits to be read, the oldest first, what is probably spam last. */
export const queue = (db: Reader, most: number) =>
  listed(db)
    .where('c.state', '=', 'pending')
    .orderBy((eb) => eb.case().when('c.suspicion', '>=', SUSPECT).then(1).else(0).end())
    .orderBy('c.id')
    .limit(most)
    .execute()

/** What is held, and the spam of authors that no moderator has confirmed, the oldest first. */
export const unsettled = (db: Reader, most: number) =>
  listed(db)
    .leftJoin(
      (eb) =>
        eb
          .selectFrom('decision')
          .select((inner) => ['comment_id', inner.fn.max('id').as('last')])
          .groupBy('comment_id')
          .as('l'),
      (join) => join.onRef('l.comment_id', '=', 'c.id'),
    )
    .leftJoin('decision as d', 'd.id', 'l.last')
    .where('c.state', 'in', ['held', 'spam'])
    .where((eb) =>
      eb.or([
        eb('c.state', '=', 'held'),
        eb.and([eb('d.act', '=', 'spam'), eb('d.decider_role', '=', 'author')]),
      ]),
    )
    .orderBy('c.id')
    .limit(most)
    .execute()

/** A comment as the lists of the desk have it. */
export type Listed = Awaited<ReturnType<typeof queue>>[number]

/** One comment for its page at the desk. */
export const listedComment = (db: Reader, id: number): Promise<Listed | undefined> =>
  listed(db).where('c.id', '=', id).executeTakeFirst()
