/** Who may sign decisions on requests, and by which decision of the authority (LAW.md L12). */
import type { Instant } from '../kernel/clock.ts'
import { nextId } from '../storage/counter.ts'
import type { Reader, Writer } from '../storage/database.ts'

/** A delegation that holds. */
export interface Delegation {
  readonly id: number
  readonly accountId: number
  readonly name: string
  readonly title: string
  readonly reference: string
}

/** Every delegation that holds now, of people whose account is open. */
export const delegations = (db: Reader | Writer): Promise<Delegation[]> =>
  db
    .selectFrom('request_delegation as d')
    .innerJoin('account as a', 'a.id', 'd.account_id')
    .select(['d.id', 'd.account_id as accountId', 'a.name', 'a.title', 'd.reference'])
    .where('d.ended_at', 'is', null)
    .where('a.disabled_at', 'is', null)
    .orderBy('d.id')
    .execute()

/** The newest delegation of one person. */
export async function delegationOf(
  db: Reader | Writer,
  accountId: number,
): Promise<Delegation | undefined> {
  return (await delegations(db)).findLast((one) => one.accountId === accountId)
}

/** Records that somebody may sign. */
export async function saveDelegation(
  tx: Writer,
  given: {
    readonly accountId: number
    readonly reference: string
    readonly at: Instant
    readonly by: number
  },
): Promise<void> {
  const id = await nextId(tx, 'request_delegation')
  const { accountId: account_id, reference, at, by: by_account } = given
  await tx
    .insertInto('request_delegation')
    .values({ id, account_id, reference, at, by_account, ended_at: null })
    .execute()
}

/** Ends a delegation; what was signed under it stays signed. */
export async function endDelegation(tx: Writer, id: number, at: Instant): Promise<void> {
  await tx
    .updateTable('request_delegation')
    .set({ ended_at: at })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .execute()
}

/** Everybody who could be given one: people with an open account. */
export const signers = (db: Reader | Writer) =>
  db
    .selectFrom('account')
    .select(['id', 'name', 'title'])
    .where('disabled_at', 'is', null)
    .where('password', 'is not', null)
    .orderBy('id')
    .execute()
