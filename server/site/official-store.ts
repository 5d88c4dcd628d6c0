/** Who is the official, from when: terms that begin, may be planned, and may be called off before. */
import type { Instant } from '../kernel/clock.ts'
import { nextId } from '../storage/counter.ts'
import type { Reader, Writer } from '../storage/database.ts'

/** A change that is announced and has not happened yet. */
export interface Planned {
  readonly id: number
  readonly accountId: number
  readonly name: string
  readonly title: string
  readonly startsAt: Instant
  readonly notice: string
}

/** Lets somebody be the official from a moment on, until a later term begins. */
export async function saveTerm(
  tx: Writer,
  term: {
    readonly accountId: number
    readonly name: string
    readonly title: string
    readonly startsAt: Instant
    readonly notice: string | null
    readonly by: number | null
    readonly at: Instant
  },
): Promise<void> {
  await tx
    .insertInto('official_term')
    .values({
      id: await nextId(tx, 'official_term'),
      account_id: term.accountId,
      name: term.name,
      title: term.title,
      starts_at: term.startsAt,
      notice: term.notice,
      planned_at: term.at,
      planned_by: term.by,
    })
    .execute()
}

/** The change that is planned, if one is; there is at most one. */
export async function plannedTerm(db: Reader | Writer, now: Instant): Promise<Planned | undefined> {
  const row = await db
    .selectFrom('official_term')
    .select(['id', 'account_id', 'name', 'title', 'starts_at', 'notice'])
    .where('starts_at', '>', now)
    .where('cancelled_at', 'is', null)
    .orderBy('starts_at')
    .limit(1)
    .executeTakeFirst()
  return (
    row && {
      id: row.id,
      accountId: row.account_id,
      name: row.name,
      title: row.title,
      startsAt: row.starts_at,
      notice: row.notice ?? '',
    }
  )
}

/** Calls a planned change off; false when it has happened, or was called off already. */
export async function cancelTerm(tx: Writer, id: number, now: Instant): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('official_term')
    .set({ cancelled_at: now })
    .where('id', '=', id)
    .where('starts_at', '>', now)
    .where('cancelled_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
