/** The steps of drafts that a colleague asks the official about. */
import type { Instant } from '../kernel/clock.ts'
import type { Reader, Writer } from '../storage/database.ts'
import type { ApprovalAct, ApprovalStep } from './approval.ts'

const MOST_STEPS = 50

/** The latest steps of a draft, the last one first. */
export async function approvalSteps(db: Reader | Writer, draftId: number): Promise<ApprovalStep[]> {
  const rows = await db
    .selectFrom('draft_approval as s')
    .innerJoin('account as a', 'a.id', 's.account_id')
    .select(['s.number', 's.act', 's.account_id', 'a.name as by', 's.at', 's.hash', 's.note'])
    .where('s.draft_id', '=', draftId)
    .orderBy('s.number', 'desc')
    .limit(MOST_STEPS)
    .execute()
  return rows.map(({ account_id, ...step }) => ({ ...step, accountId: account_id }))
}

/** Keeps one more step, and gives its number. */
export async function keepStep(
  tx: Writer,
  draftId: number,
  step: {
    readonly act: ApprovalAct
    readonly accountId: number
    readonly at: Instant
    readonly hash: string
    readonly note?: string
  },
): Promise<number> {
  const [last] = await approvalSteps(tx, draftId)
  const number = (last?.number ?? 0) + 1
  const { act, accountId: account_id, at, hash, note = '' } = step
  const row = { draft_id: draftId, number, account_id, at, act, hash, note }
  await tx.insertInto('draft_approval').values(row).execute()
  return number
}

/** The numbers of the drafts whose last step asks the official. */
export async function draftsAsked(db: Reader | Writer): Promise<number[]> {
  const rows = await db
    .selectFrom('draft_approval as s')
    .select('s.draft_id')
    .where('s.act', '=', 'asked')
    .where((e) =>
      e.not(
        e.exists(
          e
            .selectFrom('draft_approval as l')
            .select('l.number')
            .whereRef('l.draft_id', '=', 's.draft_id')
            .whereRef('l.number', '>', 's.number'),
        ),
      ),
    )
    .orderBy('s.draft_id')
    .limit(200)
    .execute()
  return rows.map(({ draft_id }) => draft_id)
}
