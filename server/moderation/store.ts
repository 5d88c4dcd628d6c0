/** What waits for a decision, and one comment as the desk needs it. Everything here is for the desk alone. */
import { isUnsettled } from '../comments/kept-store.ts'
import type { Reader } from '../storage/database.ts'

/** The post is told also when it is public no longer: what waits under it still waits. */
const listed = (db: Reader) =>
  db
    .selectFrom('comment as c')
    .leftJoin('decision as d', (on) =>
      on.on('d.id', '=', (eb) =>
        eb
          .selectFrom('decision as l')
          .select((last) => last.fn.max('l.id').as('id'))
          .whereRef('l.comment_id', '=', 'c.id'),
      ),
    )
    .innerJoin('post as p', 'p.id', 'c.post_id')
    .innerJoin('post_version as v', (on) =>
      on.onRef('v.post_id', '=', 'p.id').onRef('v.number', '=', 'p.version'),
    )
    .leftJoin('comment as a', 'a.id', 'c.parent_id')
    .select(['c.id', 'c.state', 'c.kind', 'c.name', 'c.html', 'c.question', 'c.answered_by'])
    .select(['c.capacity', 'c.author_title', 'c.account_id', 'c.version', 'c.path'])
    .select(['c.received_at', 'c.shown_at', 'c.parent_id', 'c.post_id', 'c.suspicion', 'c.signs'])
    .select(['v.title', 'v.capacity as post_capacity', 'p.language', 'p.state as post_state'])
    .select(['a.name as answered_name', 'a.html as answered_html', 'a.state as answered_state'])
    .select('a.capacity as answered_capacity')
    .select(['d.act as last_act', 'd.decider_role as last_role', 'd.account_id as last_account'])
    .select(['d.reason as last_reason', 'd.decider_name as last_name', 'd.at as last_at'])
    // Of the same code two counts and nothing more: no list of what one person wrote (promise 7).
    .select((eb) => [
      eb
        .selectFrom('comment as e')
        .select((e) => e.fn.countAll<number>().as('n'))
        .whereRef('e.receipt_id', '=', 'c.receipt_id')
        .whereRef('e.id', '<', 'c.id')
        .where('e.state', 'in', ['shown', 'withdrawn'])
        .where('e.shown_at', 'is not', null)
        .as('earlier_shown'),
      eb
        .selectFrom('comment as e')
        .select((e) => e.fn.countAll<number>().as('n'))
        .whereRef('e.receipt_id', '=', 'c.receipt_id')
        .whereRef('e.id', '<', 'c.id')
        .where('e.state', 'in', ['hidden', 'spam'])
        .as('earlier_hidden'),
    ])

/** From this suspicion on a comment is sorted last. */
const SUSPECT = 5

/** What waits to be read, the oldest first, what is probably spam last. */
export const queue = (db: Reader, most: number) =>
  listed(db)
    .where('c.state', '=', 'pending')
    .where(isUnsettled('c.state'))
    .orderBy((eb) => eb.case().when('c.suspicion', '>=', SUSPECT).then(1).else(0).end())
    .orderBy('c.id')
    .limit(most)
    .execute()

/** What is held, and the spam of authors that no moderator has confirmed, the oldest first. */
export const unsettled = (db: Reader, most: number) =>
  listed(db)
    .where('c.state', 'in', ['held', 'spam'])
    .where(isUnsettled('c.state'))
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

/** What a staff reply says now, for whoever wrote it to change. */
export const replyText = async (db: Reader, id: number): Promise<string | undefined> =>
  (
    await db
      .selectFrom('comment')
      .select('text')
      .where('id', '=', id)
      .where('kind', '=', 'staff')
      .executeTakeFirst()
  )?.text
