/** Sessions as they lie in the database; an account's own are found by its number. */
import { type Instant, later, milliseconds } from '../kernel/clock.ts'
import { nextId } from '../storage/counter.ts'
import type { Reader, Writer } from '../storage/database.ts'
import { prepared, preparedOne } from '../storage/prepared.ts'
import type { Role } from '../storage/schema.ts'
import type { Viewer } from './account.ts'
import { mustHaveSecondFactor } from './account.ts'
import { HALF_WAY, idleSince, type Listed, LONGEST, NOTED_EVERY } from './session.ts'

/** Where a session stands: it opens the desk, or a code or the making of a second step is awaited. */
export type Standing = 'open' | 'code' | 'enrolment'

export interface Found {
  readonly viewer: Viewer
  readonly standing: Standing
  readonly seenAt: Instant
  /** When the second step was last given in this session. */
  readonly stepAt: Instant | undefined
}

/** The living session with this hash and whose it is: not ended, not idle, its account not disabled. */
export async function findSession(
  db: Reader | Writer,
  hash: string,
  now: Instant,
): Promise<Found | undefined> {
  const row = await sessionRow(db, { hash, now, idle: idleSince(now) })
  if (!row) return undefined
  const held = new Set((await rolesOf(db, { account: row.account_id })).map(({ role }) => role))
  const { id, seen_at, second_factor_at, totp_at, account_id: accountId, ...person } = row
  const viewer = {
    ...person,
    accountId,
    roles: held,
    isAuthor: held.has('author'),
    sessionId: id,
  }
  const standing = standingOf(totp_at, second_factor_at, held)
  return { viewer, standing, seenAt: seen_at, stepAt: second_factor_at ?? undefined }
}

function standingOf(enrolled: Instant | null, given: Instant | null, held: Set<Role>): Standing {
  if (enrolled !== null) return given === null ? 'code' : 'open'
  return mustHaveSecondFactor(held) ? 'enrolment' : 'open'
}

interface SessionRow {
  readonly id: number
  readonly seen_at: Instant
  readonly second_factor_at: Instant | null
  readonly account_id: number
  readonly name: string
  readonly title: string
  readonly email: string
  readonly totp_at: Instant | null
}

const sessionRow = preparedOne<{ hash: string; now: Instant; idle: Instant }, SessionRow>(
  (db, param) =>
    db
      .selectFrom('session')
      .innerJoin('account', 'account.id', 'session.account_id')
      .select([
        'session.id',
        'session.seen_at',
        'session.second_factor_at',
        'session.account_id',
        'account.name',
        'account.title',
        'account.email',
        'account.totp_at',
      ])
      .where('session.token_hash', '=', param('hash'))
      .where('session.ended_at', 'is', null)
      .where('session.expires_at', '>', param('now'))
      .where('session.seen_at', '>', param('idle'))
      .where('account.disabled_at', 'is', null),
)

const rolesOf = prepared<{ account: number }, { role: Role }>((db, param) =>
  db.selectFrom('account_role').select('role').where('account_id', '=', param('account')),
)

/** Starts a session; one whose second step is still to come lives for half an hour only. */
export async function startSession(
  tx: Writer,
  session: { accountId: number; hash: string; now: Instant; isWhole: boolean },
): Promise<number> {
  const { accountId, hash, now, isWhole } = session
  const id = await nextId(tx, 'session')
  await tx
    .insertInto('session')
    .values({
      id,
      token_hash: hash,
      account_id: accountId,
      started_at: now,
      seen_at: now,
      expires_at: later(now, isWhole ? LONGEST : HALF_WAY),
      second_factor_at: null,
      ended_at: null,
    })
    .execute()
  return id
}

/** Makes a session whole after the second step, under a new token: the one from before opens nothing. */
export async function completeSession(
  tx: Writer,
  session: { id: number; hash: string; now: Instant },
): Promise<void> {
  await tx
    .updateTable('session')
    .set({
      token_hash: session.hash,
      second_factor_at: session.now,
      seen_at: session.now,
      expires_at: later(session.now, LONGEST),
    })
    .where('id', '=', session.id)
    .execute()
}

/** Whether a session was noted as seen so long ago that it should be noted again. */
export const isDue = (seenAt: Instant, now: Instant): boolean =>
  milliseconds(now) - milliseconds(seenAt) >= NOTED_EVERY

/** Notes that a session was used. */
export async function noteSeen(tx: Writer, id: number, now: Instant): Promise<void> {
  await tx.updateTable('session').set({ seen_at: now }).where('id', '=', id).execute()
}

/** An account's living sessions, the one begun last first; at most 100. */
export async function sessionsOf(db: Reader, accountId: number, now: Instant): Promise<Listed[]> {
  const rows = await db
    .selectFrom('session')
    .select(['id', 'started_at', 'seen_at'])
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', now)
    .where('seen_at', '>', idleSince(now))
    .orderBy('id', 'desc')
    .limit(100)
    .execute()
  return rows.map(({ id, started_at, seen_at }) => ({ id, startedAt: started_at, seenAt: seen_at }))
}

/** Ends one session of an account; false when that account has no such living session. */
export async function endSession(
  tx: Writer,
  session: { id: number; accountId: number; now: Instant },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('session')
    .set({ ended_at: session.now })
    .where('id', '=', session.id)
    .where('account_id', '=', session.accountId)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Ends an account's sessions, all or all but one. */
export async function endSessions(
  tx: Writer,
  which: { accountId: number; now: Instant; except?: number },
): Promise<void> {
  await tx
    .updateTable('session')
    .set({ ended_at: which.now })
    .where('account_id', '=', which.accountId)
    .where('ended_at', 'is', null)
    .where('id', '!=', which.except ?? -1)
    .execute()
}
