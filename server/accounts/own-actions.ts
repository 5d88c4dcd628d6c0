/** What everybody of the desk does with their own account. */
import { err, ok, type Result } from '../kernel/result.ts'
import { seal, unseal } from '../kernel/seal.ts'
import type { Writer } from '../storage/database.ts'
import type { House } from '../web/house.ts'
import { mustHaveSecondFactor, type Viewer } from './account.ts'
import { subjectOf } from './audit.ts'
import { record } from './audit-store.ts'
import type { MailChoice } from './mail-choice.ts'
import { saveMailChoice } from './mail-choice-store.ts'
import { hashPassword, isPassword, type PasswordFault, passwordFault } from './password.ts'
import { RECOVERY_CODES, recoveryCode, recoveryHash, stepOf } from './second-factor.ts'
import { findSecondFactor, saveRecoveryCodes, saveSecondFactor } from './second-factor-store.ts'
import { newToken } from './session.ts'
import { completeSession, endSession, endSessions } from './session-store.ts'
import { totpPurpose } from './sign-in-actions.ts'
import { changeAccount, credentialsOf, renameOfficial } from './store.ts'

type Acting = Pick<House, 'storage' | 'clock' | 'keys'>

/** Changes one's name and title. What was written before keeps the name and title it was written under. */
export async function changePerson(
  { storage, clock }: Acting,
  viewer: Viewer,
  person: { readonly name: string; readonly title: string },
): Promise<void> {
  const now = clock()
  await storage.transact(async (tx) => {
    await changeAccount(tx, viewer.accountId, person)
    await renameOfficial(tx, viewer.accountId, { ...person, now })
    await record(tx, { at: now, by: viewer.accountId, act: 'person_changed' })
  })
}

/** Changes what one is mailed. */
export async function changeMailChoice(
  { storage, clock }: Acting,
  { accountId }: Viewer,
  choice: MailChoice,
): Promise<void> {
  await storage.transact(async (tx) => {
    await saveMailChoice(tx, accountId, choice)
    await record(tx, { at: clock(), by: accountId, act: 'mail_chosen' })
  })
}

/** Changes one's password, which ends one's other sessions. */
export async function changePassword(
  house: Acting,
  viewer: Viewer,
  given: { readonly old: string; readonly new: string },
): Promise<Result<undefined, 'accounts.fault.password' | PasswordFault>> {
  if (!(await isOwnPassword(house, viewer, given.old))) return err('accounts.fault.password')
  const fault = passwordFault(given.new, viewer)
  if (fault) return err(fault)
  const password = await hashPassword(given.new)
  const now = house.clock()
  await house.storage.transact(async (tx) => {
    const { accountId, sessionId } = viewer
    await changeAccount(tx, accountId, { password })
    await endSessions(tx, { accountId, now, except: sessionId })
    await record(tx, { at: now, by: accountId, act: 'password_changed' })
  })
  return ok(undefined)
}

async function isOwnPassword({ storage }: Acting, viewer: Viewer, given: string): Promise<boolean> {
  const known = await credentialsOf(storage.read, { id: viewer.accountId })
  return isPassword(known?.password, given)
}

/** Ends one of one's own sessions; false when it is none, or ended already. */
export async function endOwnSession(
  { storage, clock }: Acting,
  viewer: Viewer,
  id: number,
): Promise<boolean> {
  const now = clock()
  return storage.transact(async (tx) => {
    const ended = await endSession(tx, { id, accountId: viewer.accountId, now })
    if (ended) await record(tx, { at: now, by: viewer.accountId, act: 'session_ended' })
    return ended
  })
}

const enrolmentPurpose = (accountId: number): string => `enrolment ${accountId}`

/** A secret that is offered and not yet stored, sealed for its form: showing the page changes nothing. */
export const offered = ({ keys }: Acting, viewer: Viewer, secret: string): string =>
  seal(keys.seal, enrolmentPurpose(viewer.accountId), secret)

/** The secret of an offer made to this person; undefined when it was made up. */
export const secretOf = ({ keys }: Acting, viewer: Viewer, offer: string): string | undefined =>
  unseal(keys.seal, enrolmentPurpose(viewer.accountId), offer)

/**
 * Begins to ask for a second step, once a code shows that the app has the secret. Gives ten
 * recovery codes, which nobody can show again, and the token of the session that is now whole.
 */
export async function enrol(
  house: Acting,
  viewer: Viewer,
  given: { readonly offer: string; readonly code: string },
): Promise<Result<{ token: string; codes: readonly string[] }, 'accounts.fault.code'>> {
  const { storage, clock, keys } = house
  const { accountId } = viewer
  const now = clock()
  const secret = secretOf(house, viewer, given.offer)
  const step = secret ? stepOf(secret, given.code, { now, after: 0 }) : undefined
  if (!secret || !step) return err('accounts.fault.code')
  return storage.transact(async (tx) => {
    if (await findSecondFactor(tx, accountId)) return err('accounts.fault.code')
    const sealed = seal(keys.seal, totpPurpose(accountId), secret)
    await saveSecondFactor(tx, accountId, { sealed, since: now, step })
    const codes = await newCodes(tx, accountId)
    const { token, hash } = newToken()
    await completeSession(tx, { id: viewer.sessionId, hash, now })
    await record(tx, { at: now, by: accountId, act: 'second_factor_on' })
    return ok({ token, codes })
  })
}

async function newCodes(tx: Writer, accountId: number): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, recoveryCode)
  await saveRecoveryCodes(tx, accountId, codes.map(recoveryHash))
  return codes
}

/** Makes ten new recovery codes in the place of the old ones, for whoever knows the password. */
export async function remakeCodes(
  house: Acting,
  viewer: Viewer,
  password: string,
): Promise<
  Result<readonly string[], 'accounts.fault.password' | 'accounts.fault.no_second_factor'>
> {
  if (!(await isOwnPassword(house, viewer, password))) return err('accounts.fault.password')
  return house.storage.transact(async (tx) => {
    if (!(await findSecondFactor(tx, viewer.accountId)))
      return err('accounts.fault.no_second_factor')
    await record(tx, { at: house.clock(), by: viewer.accountId, act: 'recovery_codes_made' })
    return ok(await newCodes(tx, viewer.accountId))
  })
}

/** Stops asking for the second step, where it is no duty, for whoever knows the password. */
export async function endSecondFactor(
  house: Acting,
  viewer: Viewer,
  password: string,
): Promise<Result<undefined, 'accounts.fault.password' | 'accounts.fault.second_factor_duty'>> {
  if (mustHaveSecondFactor(viewer.roles)) return err('accounts.fault.second_factor_duty')
  if (!(await isOwnPassword(house, viewer, password))) return err('accounts.fault.password')
  const by = viewer.accountId
  await house.storage.transact(async (tx) => {
    await saveSecondFactor(tx, by, undefined)
    await record(tx, { at: house.clock(), by, act: 'second_factor_off', subject: subjectOf(by) })
  })
  return ok(undefined)
}
