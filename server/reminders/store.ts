/** What staff are reminded of, and whom: numbers of things, never their words. */
import { isUnsettled } from '../comments/kept-store.ts'
import type { Reader, Writer } from '../storage/database.ts'

/** The number of the newest comment that waits to be read, if any does. */
export async function newestWaiting(db: Reader): Promise<number | undefined> {
  const row = await db
    .selectFrom('comment')
    .select((eb) => eb.fn.max('id').as('newest'))
    .where('state', '=', 'pending')
    .where(isUnsettled('state'))
    .executeTakeFirst()
  return row?.newest ?? undefined
}

/** The people with an open account, as far as mail to them is concerned. */
const reachable = (db: Reader | Writer) =>
  db
    .selectFrom('account as a')
    .leftJoin('account_mail as m', 'm.account_id', 'a.id')
    .select(['a.id', 'a.email'])
    .where('a.disabled_at', 'is', null)
    .where('a.password', 'is not', null)

/** Somebody who may get a mail. */
export type Reachable = Awaited<ReturnType<typeof readersToTell>>[number]

/**
 * Who reads what waits and has not been told of the comment `newest`, nor of a later one. Nobody is
 * among them whose last digest has not gone out.
 */
export const readersToTell = (db: Reader, newest: number) =>
  reachable(db)
    .where((eb) => eb.or([eb('m.digest', '=', 1), eb('m.digest', 'is', null)]))
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('account_role as r')
          .select('r.role')
          .whereRef('r.account_id', '=', 'a.id')
          .where('r.role', 'in', ['author', 'moderator']),
      ),
    )
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('mail as d')
            .select('d.id')
            .whereRef('d.account_id', '=', 'a.id')
            .where('d.kind', '=', 'digest')
            .where((or) =>
              or.or([or('d.comment_id', '>=', newest), or('d.settled_at', 'is', null)]),
            ),
        ),
      ),
    )
    .orderBy('a.id')
    .execute()

/** Who decides about what is held, besides whoever holds it: moderators who do not write the blog. */
export const deciders = (db: Reader | Writer, besides: number) =>
  reachable(db)
    .where((eb) => eb.or([eb('m.urgent', '=', 1), eb('m.urgent', 'is', null)]))
    .where('a.id', '<>', besides)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('account_role as r')
          .select('r.role')
          .whereRef('r.account_id', '=', 'a.id')
          .where('r.role', '=', 'moderator'),
      ),
    )
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('account_role as w')
            .select('w.role')
            .whereRef('w.account_id', '=', 'a.id')
            .where('w.role', '=', 'author'),
        ),
      ),
    )
    .orderBy('a.id')
    .execute()
