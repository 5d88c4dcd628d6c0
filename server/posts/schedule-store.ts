/** Which drafts become public by themselves, and when. */
import type { Instant } from '../kernel/clock.ts'
import type { Reader, Writer } from '../storage/database.ts'
import type { PostScheduleTable } from '../storage/schema.ts'
import type { Schedule, ScheduleProblem } from './schedule.ts'

/** The time of a draft, if one was chosen. */
export async function findSchedule(
  db: Reader | Writer,
  draftId: number,
): Promise<Schedule | undefined> {
  const rows = db.selectFrom('post_schedule').selectAll().where('draft_id', '=', draftId)
  const row = await rows.executeTakeFirst()
  return row && scheduleOf(row)
}

/** The drafts whose time has come, the earliest first, at most so many; those that were refused are not tried again. */
export async function dueSchedules(db: Reader, now: Instant, most: number): Promise<Schedule[]> {
  const rows = await db
    .selectFrom('post_schedule')
    .selectAll()
    .where('refused_at', 'is', null)
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .limit(most)
    .execute()
  return rows.map(scheduleOf)
}

/** The next moment at which a draft is to become public. */
export async function nextDue(db: Reader): Promise<Instant | undefined> {
  const row = await db
    .selectFrom('post_schedule')
    .select('due_at')
    .where('refused_at', 'is', null)
    .orderBy('due_at')
    .limit(1)
    .executeTakeFirst()
  return row?.due_at
}

/** Every draft that has a time, the earliest first, with what the desk says of it; at most so many. */
export async function schedules(db: Reader, most: number) {
  const rows = await db
    .selectFrom('post_schedule as s')
    .innerJoin('draft as d', 'd.id', 's.draft_id')
    .selectAll('s')
    .select(['d.title', 'd.language', 'd.changed_at'])
    .orderBy('s.due_at')
    .limit(most)
    .execute()
  return rows.map((row) => ({
    ...scheduleOf(row),
    title: row.title,
    language: row.language,
    isChanged: row.changed_at !== row.seen,
  }))
}

/** The times at which drafts were to become public by this person's word and did not, in order. */
export async function refusedOf(db: Reader | Writer, accountId: number): Promise<Instant[]> {
  const rows = await db
    .selectFrom('post_schedule')
    .select('due_at')
    .where('account_id', '=', accountId)
    .where('refused_at', 'is not', null)
    .orderBy('due_at')
    .execute()
  return rows.map(({ due_at }) => due_at)
}

/** Whose drafts were refused, each with the latest time of it. */
export async function refusedPeople(db: Reader) {
  return db
    .selectFrom('post_schedule as s')
    .innerJoin('account as a', 'a.id', 's.account_id')
    .select(({ fn }) => ['s.account_id', 'a.email', fn.max('s.refused_at').as('latest')])
    .where('s.refused_at', 'is not', null)
    .groupBy(['s.account_id', 'a.email'])
    .execute()
}

/** How many drafts were refused when their time came. */
export async function countRefused(db: Reader): Promise<number> {
  const row = await db
    .selectFrom('post_schedule')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('refused_at', 'is not', null)
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

/** Keeps the time of a draft, in the place of the one it had. */
export async function saveSchedule(
  tx: Writer,
  schedule: Omit<Schedule, 'refused'>,
  at: Instant,
): Promise<void> {
  await deleteSchedule(tx, schedule.draftId)
  await tx
    .insertInto('post_schedule')
    .values({
      draft_id: schedule.draftId,
      due_at: schedule.dueAt,
      seen: schedule.seen,
      capacity: schedule.capacity,
      new_address: schedule.newAddress ? 1 : 0,
      account_id: schedule.accountId,
      official_id: schedule.officialId,
      made_at: at,
      refused_at: null,
      problem: null,
    })
    .execute()
}

/** Lets a draft wait without a time; true when it had one. */
export async function deleteSchedule(tx: Writer, draftId: number): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('post_schedule')
    .where('draft_id', '=', draftId)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** Notes why a draft did not become public, unless its time was changed meanwhile. */
export async function noteRefused(
  tx: Writer,
  schedule: Schedule,
  refused: { readonly at: Instant; readonly problem: ScheduleProblem },
): Promise<void> {
  await tx
    .updateTable('post_schedule')
    .set({ refused_at: refused.at, problem: refused.problem })
    .where('draft_id', '=', schedule.draftId)
    .where('due_at', '=', schedule.dueAt)
    .where('seen', '=', schedule.seen)
    .execute()
}

const scheduleOf = (row: PostScheduleTable): Schedule => ({
  draftId: row.draft_id,
  dueAt: row.due_at,
  seen: row.seen,
  capacity: row.capacity,
  newAddress: row.new_address === 1,
  accountId: row.account_id,
  officialId: row.official_id,
  refused:
    row.refused_at === null
      ? undefined
      : { at: row.refused_at, problem: row.problem as ScheduleProblem },
})
