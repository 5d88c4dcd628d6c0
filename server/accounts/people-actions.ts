/** What an administrator, or whoever has the command line, does with the accounts of others. */
import { err, ok, type Result } from '../kernel/result.ts'
import type { Writer } from '../storage/database.ts'
import type { House } from '../web/house.ts'
import type { Account, Role } from './account.ts'
import { type Act, subjectOf } from './audit.ts'
import { record } from './audit-store.ts'
import { makeLink, voidLinks } from './link-store.ts'
import { saveSecondFactor } from './second-factor-store.ts'
import { endSessions } from './session-store.ts'
import {
  administrators,
  changeAccount,
  findAccount,
  findByEmail,
  giveRole,
  takeRole,
} from './store.ts'

/** Who acts: an account's number, or null for the command line. */
export type By = number | null

type Acting = Pick<House, 'storage' | 'clock'>
type Changed<Fault extends string = never> = Promise<Result<Account, 'accounts.fault.gone' | Fault>>

/** Makes an invitation and gives the token of its link. An earlier one to the same address stops working. */
export async function invite(
  { storage, clock }: Acting,
  by: By,
  person: {
    readonly email: string
    readonly name: string
    readonly title: string
    readonly roles: readonly Role[]
  },
): Promise<Result<string, 'accounts.fault.email_taken'>> {
  const now = clock()
  return storage.transact(async (tx) => {
    if (await findByEmail(tx, person.email)) return err('accounts.fault.email_taken')
    await voidLinks(tx, { email: person.email }, now)
    const detail = person.roles.join(' ')
    await record(tx, { at: now, by, act: 'invited', subject: person.email, detail })
    return ok(await makeLink(tx, { purpose: 'invitation', by, now, ...person }))
  })
}

/** Withdraws an invitation; false when it was used, or withdrawn already. */
export async function withdrawInvitation(
  { storage, clock }: Acting,
  by: By,
  id: number,
): Promise<boolean> {
  const now = clock()
  return storage.transact(async (tx) => {
    const isVoid = (await voidLinks(tx, { id, purpose: 'invitation' }, now)) > 0
    if (isVoid) await record(tx, { at: now, by, act: 'invitation_withdrawn' })
    return isVoid
  })
}

/** Makes a link with which somebody chooses a new password, and gives its token; earlier ones stop working. */
export async function makePasswordLink(
  house: Acting,
  by: By,
  accountId: number,
): Promise<Result<string, 'accounts.fault.gone'>> {
  const now = house.clock()
  return house.storage.transact(async (tx) => {
    const account = await findAccount(tx, accountId)
    if (!account || account.disabledAt) return err('accounts.fault.gone')
    await voidLinks(tx, { account_id: accountId }, now)
    await record(tx, { at: now, by, act: 'password_link_made', subject: subjectOf(accountId) })
    return ok(await makeLink(tx, { purpose: 'password', by, now, accountId }))
  })
}

/**
 * Closes an account: its sessions end, its links and those it made stop working. What the person
 * wrote stays. The last administrator cannot be closed out.
 */
export const disable = (house: Acting, by: By, id: number): Changed<LastOne> =>
  change(house, { by, id, act: 'disabled' }, async (tx, account) => {
    if (await isLastAdministrator(tx, id)) return err('accounts.fault.last_administrator')
    const now = house.clock()
    await changeAccount(tx, id, { disabled_at: now })
    await endSessions(tx, { accountId: id, now })
    await voidLinks(tx, { account_id: id }, now)
    await voidLinks(tx, { created_by: id }, now)
    return ok(account)
  })

/** Opens a closed account again, with the roles it had. */
export const enable = (house: Acting, by: By, id: number): Changed =>
  change(house, { by, id, act: 'enabled' }, async (tx, account) => {
    await changeAccount(tx, id, { disabled_at: null })
    return ok(account)
  })

/** Gives somebody a role. */
export const give = (house: Acting, by: By, { id, role }: Held): Changed =>
  change(house, { by, id, act: 'role_given', detail: role }, async (tx, account) => {
    await giveRole(tx, { accountId: id, role, by, at: house.clock() })
    return ok(account)
  })

/** Takes a role from somebody; never from the last administrator. */
export const take = (house: Acting, by: By, { id, role }: Held): Changed<LastOne> =>
  change(house, { by, id, act: 'role_taken', detail: role }, async (tx, account) => {
    if (role === 'administrator' && (await isLastAdministrator(tx, id)))
      return err('accounts.fault.last_administrator')
    await takeRole(tx, id, role)
    return ok(account)
  })

/** Takes the second step from somebody who has lost it, and ends the sessions that rested on it. */
export const resetSecondFactor = (house: Acting, by: By, id: number): Changed =>
  change(house, { by, id, act: 'second_factor_off' }, async (tx, account) => {
    await saveSecondFactor(tx, id, undefined)
    await endSessions(tx, { accountId: id, now: house.clock() })
    return ok(account)
  })

/** Signs somebody out everywhere. */
export const endAllSessions = (house: Acting, by: By, id: number): Changed =>
  change(house, { by, id, act: 'sessions_ended' }, async (tx, account) => {
    await endSessions(tx, { accountId: id, now: house.clock() })
    return ok(account)
  })

interface Held {
  readonly id: number
  readonly role: Role
}

type LastOne = 'accounts.fault.last_administrator'

async function isLastAdministrator(tx: Writer, id: number): Promise<boolean> {
  const able = await administrators(tx)
  return able.length === 1 && able[0] === id
}

/** One act on one account, written down in the same transaction; what is refused leaves no line. */
function change<Fault extends string>(
  { storage, clock }: Acting,
  what: { by: By; id: number; act: Act; detail?: string },
  act: (tx: Writer, account: Account) => Promise<Result<Account, Fault>>,
): Promise<Result<Account, Fault | 'accounts.fault.gone'>> {
  return storage.transact(async (tx) => {
    const account = await findAccount(tx, what.id)
    if (!account) return err('accounts.fault.gone')
    const outcome = await act(tx, account)
    if (!outcome.ok) return outcome
    const { by, act: done, detail } = what
    await record(tx, { at: clock(), by, act: done, subject: subjectOf(what.id), detail })
    return outcome
  })
}
