/** What somebody does with a one-time link that was handed to them. */
import { err, ok, type Result } from '../kernel/result.ts'
import type { House } from '../web/house.ts'
import { emailOf, isEmail, type Role } from './account.ts'
import { subjectOf } from './audit.ts'
import { record } from './audit-store.ts'
import type { Link } from './link.ts'
import { useUp, voidLinks } from './link-store.ts'
import { hashPassword } from './password.ts'
import type { By } from './people-actions.ts'
import { endSessions } from './session-store.ts'
import { type Begun, beginSession } from './sign-in-actions.ts'
import { changeAccount, findByEmail, giveRole, saveAccount } from './store.ts'

type Acting = Pick<House, 'storage' | 'clock' | 'keys'>

/** Makes the account that a link invites to, with its roles, and signs the person in. */
export async function acceptInvitation(
  { storage, clock }: Acting,
  link: Link,
  person: { readonly name: string; readonly title: string; readonly password: string },
): Promise<Result<Begun, 'accounts.fault.gone' | 'accounts.fault.email_taken'>> {
  const password = await hashPassword(person.password)
  const now = clock()
  return storage.transact(async (tx) => {
    if (!(await useUp(tx, link.id, now))) return err('accounts.fault.gone')
    if (await findByEmail(tx, link.email)) return err('accounts.fault.email_taken')
    const id = await saveAccount(tx, { ...person, password, email: link.email, at: now })
    for (const role of link.roles)
      await giveRole(tx, { accountId: id, role, by: link.createdBy, at: now })
    const entry = { at: now, by: id, act: 'invitation_accepted', subject: subjectOf(id) } as const
    await record(tx, { ...entry, detail: link.roles.join(' ') })
    return ok(await beginSession(tx, id, now))
  })
}

/** Sets the password that a link is for; every session of the account ends, and the link is used up. */
export async function setPassword(
  { storage, clock }: Acting,
  link: Link & { readonly accountId: number },
  chosen: string,
): Promise<Result<undefined, 'accounts.fault.gone'>> {
  const password = await hashPassword(chosen)
  const { accountId } = link
  const now = clock()
  return storage.transact(async (tx) => {
    if (!(await useUp(tx, link.id, now))) return err('accounts.fault.gone')
    await changeAccount(tx, accountId, { password })
    await endSessions(tx, { accountId, now })
    await voidLinks(tx, { account_id: accountId }, now)
    await record(tx, {
      at: now,
      by: accountId,
      act: 'password_set_by_link',
      subject: subjectOf(accountId),
    })
    return ok(undefined)
  })
}

/** Makes an account that has no password yet, from the command line; a password link opens it. */
export async function createAccount(
  { storage, clock }: Pick<House, 'storage' | 'clock'>,
  by: By,
  person: {
    readonly email: string
    readonly name: string
    readonly title: string
    readonly roles: readonly Role[]
  },
): Promise<Result<number, 'accounts.fault.email' | 'accounts.fault.email_taken'>> {
  const email = emailOf(person.email)
  const { name, title, roles } = person
  if (!isEmail(email)) return err('accounts.fault.email')
  const now = clock()
  return storage.transact(async (tx) => {
    if (await findByEmail(tx, email)) return err('accounts.fault.email_taken')
    const id = await saveAccount(tx, { email, name, title, password: null, at: now })
    for (const role of roles) await giveRole(tx, { accountId: id, role, by, at: now })
    const detail = roles.join(' ')
    await record(tx, { at: now, by, act: 'account_created', subject: subjectOf(id), detail })
    return ok(id)
  })
}
