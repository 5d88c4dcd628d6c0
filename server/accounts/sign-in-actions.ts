/** Signing in with a password, then with a code where there is a second step, and signing out. */
import type { Instant } from '../kernel/clock.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import { unseal } from '../kernel/seal.ts'
import type { Writer } from '../storage/database.ts'
import type { House } from '../web/house.ts'
import { emailOf, mustHaveSecondFactor, type Viewer } from './account.ts'
import { subjectOf } from './audit.ts'
import { record } from './audit-store.ts'
import { isPassword } from './password.ts'
import { recoveryHash, stepOf } from './second-factor.ts'
import { findSecondFactor, useRecoveryCode, useStep } from './second-factor-store.ts'
import { newToken } from './session.ts'
import { completeSession, endSession, startSession } from './session-store.ts'
import { credentialsOf, findAccount } from './store.ts'

type Acting = Pick<House, 'storage' | 'clock' | 'keys'>

/** A session begun: its cookie's token, and whether the second step is still to come. */
export interface Begun {
  readonly token: string
  readonly isWhole: boolean
}

/**
 * Signs in with e-mail and password. An unknown address, a wrong password and a disabled account
 * are refused with the same words after the same work.
 */
export async function signIn(
  { storage, clock }: Acting,
  given: { readonly email: string; readonly password: string },
): Promise<Result<Begun, 'accounts.fault.sign_in'>> {
  const known = await credentialsOf(storage.read, { email: emailOf(given.email) })
  const isRight = await isPassword(known?.password, given.password)
  if (!known || !isRight || known.isDisabled) return err('accounts.fault.sign_in')
  const now = clock()
  return ok(await storage.transact((tx) => beginSession(tx, known.id, now)))
}

/** Begins a session for somebody who has just shown who they are; whole when no second step is asked for. */
export async function beginSession(tx: Writer, accountId: number, now: Instant): Promise<Begun> {
  const account = await findAccount(tx, accountId)
  if (!account) throw new Error(`no account ${accountId}`)
  const isWhole = !account.secondFactorAt && !mustHaveSecondFactor(account.roles)
  const { token, hash } = newToken()
  await startSession(tx, { accountId, hash, now, isWhole })
  if (isWhole) await record(tx, { at: now, by: accountId, act: 'signed_in' })
  return { token, isWhole }
}

/** Notes that somebody guesses at an account, if there is one with this address. */
export async function noteSlowed({ storage, clock }: Acting, email: string): Promise<void> {
  const known = await credentialsOf(storage.read, { email: emailOf(email) })
  if (!known) return
  const entry = {
    at: clock(),
    by: null,
    act: 'sign_in_slowed',
    subject: subjectOf(known.id),
  } as const
  await storage.transact((tx) => record(tx, entry))
}

/**
 * Takes the second step with a code from the app, good once, or with an unused recovery code. Gives
 * the token of the session that is now whole.
 */
export async function giveCode(
  { storage, clock, keys }: Acting,
  viewer: Viewer,
  typed: string,
): Promise<Result<string, 'accounts.fault.code'>> {
  const now = clock()
  return storage.transact(async (tx) => {
    const factor = await findSecondFactor(tx, viewer.accountId)
    const secret = factor && unseal(keys.seal, totpPurpose(viewer.accountId), factor.sealed)
    if (!factor || !secret) return err('accounts.fault.code')
    const step = stepOf(secret, typed, { now, after: factor.step })
    const isRight = step
      ? await useStep(tx, viewer.accountId, step)
      : await useRecovery(tx, viewer.accountId, typed, now)
    if (!isRight) return err('accounts.fault.code')
    const { token, hash } = newToken()
    await completeSession(tx, { id: viewer.sessionId, hash, now })
    await record(tx, { at: now, by: viewer.accountId, act: 'signed_in' })
    return ok(token)
  })
}

/** For what a stored secret is sealed: it opens as no other account's. */
export const totpPurpose = (accountId: number): string => `totp ${accountId}`

async function useRecovery(
  tx: Writer,
  accountId: number,
  typed: string,
  now: Instant,
): Promise<boolean> {
  const isRight = await useRecoveryCode(tx, { accountId, hash: recoveryHash(typed), now })
  if (isRight) await record(tx, { at: now, by: accountId, act: 'recovery_code_used' })
  return isRight
}

/** Ends the session that asks. */
export async function signOut({ storage, clock }: Acting, viewer: Viewer): Promise<void> {
  const now = clock()
  await storage.transact(async (tx) => {
    await endSession(tx, { id: viewer.sessionId, accountId: viewer.accountId, now })
    await record(tx, { at: now, by: viewer.accountId, act: 'signed_out' })
  })
}
