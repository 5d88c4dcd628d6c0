/** The second step as it is kept: the secret sealed, recovery codes as hashes. */
import type { Instant } from '../kernel/clock.ts'
import type { Reader, Writer } from '../storage/database.ts'

export interface SecondFactor {
  /** Sealed with the key in the data folder. */
  readonly sealed: string
  readonly since: Instant
  /** The last time step whose code was used. */
  readonly step: number
}

/** An account's second step, if it has one. */
export async function findSecondFactor(
  db: Reader | Writer,
  accountId: number,
): Promise<SecondFactor | undefined> {
  const row = await db
    .selectFrom('account')
    .select(['totp_secret', 'totp_at', 'totp_step'])
    .where('id', '=', accountId)
    .executeTakeFirst()
  if (!row?.totp_secret || !row.totp_at) return undefined
  return { sealed: row.totp_secret, since: row.totp_at, step: row.totp_step }
}

/** Every sealed secret with its account, which only the right key of the data folder opens. */
export async function sealedSecrets(
  db: Reader,
): Promise<readonly { readonly accountId: number; readonly sealed: string }[]> {
  const rows = await db
    .selectFrom('account')
    .select(['id', 'totp_secret'])
    .where('totp_secret', 'is not', null)
    .execute()
  return rows.map((row) => ({ accountId: row.id, sealed: row.totp_secret ?? '' }))
}

/** Stores a second step, or with undefined takes it away, its recovery codes too. */
export async function saveSecondFactor(
  tx: Writer,
  accountId: number,
  factor: SecondFactor | undefined,
): Promise<void> {
  await tx
    .updateTable('account')
    .set({
      totp_secret: factor?.sealed ?? null,
      totp_at: factor?.since ?? null,
      totp_step: factor?.step ?? 0,
    })
    .where('id', '=', accountId)
    .execute()
  await saveRecoveryCodes(tx, accountId, [])
}

/** Notes the step of a code that was used; false when it, or a later one, was used already. */
export async function useStep(tx: Writer, accountId: number, step: number): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('account')
    .set({ totp_step: step })
    .where('id', '=', accountId)
    .where('totp_step', '<', step)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Puts these hashes of recovery codes in the place of all earlier ones. */
export async function saveRecoveryCodes(
  tx: Writer,
  accountId: number,
  hashes: readonly string[],
): Promise<void> {
  await tx.deleteFrom('recovery_code').where('account_id', '=', accountId).execute()
  if (hashes.length === 0) return
  await tx
    .insertInto('recovery_code')
    .values(hashes.map((code_hash) => ({ account_id: accountId, code_hash, used_at: null })))
    .execute()
}

/** Uses a recovery code up; false when it is not one of the account's unused ones. */
export async function useRecoveryCode(
  tx: Writer,
  code: { readonly accountId: number; readonly hash: string; readonly now: Instant },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('recovery_code')
    .set({ used_at: code.now })
    .where('account_id', '=', code.accountId)
    .where('code_hash', '=', code.hash)
    .where('used_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** How many recovery codes are left. */
export async function recoveryCodesLeft(db: Reader, accountId: number): Promise<number> {
  const row = await db
    .selectFrom('recovery_code')
    .select((eb) => eb.fn.countAll<number>().as('left'))
    .where('account_id', '=', accountId)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(row.left)
}
