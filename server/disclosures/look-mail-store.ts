/** Who looks again at what, and what of it they were mailed. */
import type { Instant } from '../kernel/clock.ts'
import type { Reader, Writer } from '../storage/database.ts'
import { nowOf } from './look-store.ts'

/** An entry whose date is near or has passed, and whose act it was. */
export interface DueEntry {
  readonly id: number
  readonly reviewOn: string
  readonly responsibleId: number
}

/** What is to be looked at again by a day, the oldest date first. */
export async function dueEntries(db: Reader | Writer, by: string): Promise<DueEntry[]> {
  const rows = await nowOf(db)
    .select(['d.id', 'e.review_on', 'e.responsible_id'])
    .where('e.review_on', '<=', by)
    .orderBy('e.review_on')
    .orderBy('d.id')
    .execute()
  return rows.map((row) => ({
    ...{ id: row.id, reviewOn: row.review_on, responsibleId: row.responsible_id },
  }))
}

/** Somebody who writes in the archive and has an open account. */
export interface Looker {
  readonly id: number
  readonly email: string
  /** Whether they want mail about it. */
  readonly wants: boolean
}

/** Everybody who can look again. */
export async function lookers(db: Reader | Writer): Promise<Looker[]> {
  const rows = await db
    .selectFrom('account as a')
    .innerJoin('account_role as r', 'r.account_id', 'a.id')
    .leftJoin('account_mail as m', 'm.account_id', 'a.id')
    .select(['a.id', 'a.email', 'm.looks'])
    .where('r.role', '=', 'author')
    .where('a.disabled_at', 'is', null)
    .where('a.password', 'is not', null)
    .orderBy('a.id')
    .execute()
  return rows.map(({ id, email, looks }) => ({ id, email, wants: looks !== 0 }))
}

/** What of an entry and its date somebody was mailed: that it is soon, or that it has passed. */
export type Stage = 'soon' | 'passed'

export interface Reminder {
  readonly id: number
  readonly reviewOn: string
  readonly stage: Stage
}

/** Everything that somebody was mailed about dates up to a day. */
export async function remindersOf(
  db: Reader | Writer,
  accountId: number,
  by: string,
): Promise<Reminder[]> {
  const rows = await db
    .selectFrom('look_reminder')
    .select(['disclosure_id', 'review_on', 'stage'])
    .where('account_id', '=', accountId)
    .where('review_on', '<=', by)
    .execute()
  return rows.map((row) => ({
    ...{ id: row.disclosure_id, reviewOn: row.review_on, stage: row.stage },
  }))
}

/** Keeps what somebody is being mailed; what they were mailed before stays as it was. */
export async function keepReminders(
  tx: Writer,
  reminders: readonly Reminder[],
  { accountId, at }: { readonly accountId: number; readonly at: Instant },
): Promise<void> {
  for (const { id, reviewOn, stage } of reminders)
    await tx
      .insertInto('look_reminder')
      .values({ disclosure_id: id, review_on: reviewOn, stage, account_id: accountId, at })
      .onConflict((c) => c.doNothing())
      .execute()
}

/** Who has a mail about looking again that has not gone out: what it will say is found when it does. */
export async function mailsUnderWay(db: Reader): Promise<Set<number | null>> {
  const rows = await db
    .selectFrom('mail')
    .select('account_id')
    .where('kind', '=', 'looks')
    .where('settled_at', 'is', null)
    .execute()
  return new Set(rows.map(({ account_id }) => account_id))
}
