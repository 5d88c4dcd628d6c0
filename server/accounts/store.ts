/** Accounts and their roles. E-mail addresses are stored as `emailOf` gives them. */
import type { Instant } from '../kernel/clock.ts'
import { nextId } from '../storage/counter.ts'
import type { Reader, Writer } from '../storage/database.ts'
import type { AccountTable, Role } from '../storage/schema.ts'
import { type Account, roles } from './account.ts'

/** What sign-in needs to know of an account. */
export interface Credentials {
  readonly id: number
  readonly name: string
  readonly email: string
  readonly password: string | undefined
  readonly isDisabled: boolean
}

/** Whether anybody has an account at all. */
export async function hasAccount(db: Reader | Writer): Promise<boolean> {
  const row = await db.selectFrom('account').select('id').limit(1).executeTakeFirst()
  return row !== undefined
}

/** The account with this number. */
export async function findAccount(db: Reader | Writer, id: number): Promise<Account | undefined> {
  const row = await db.selectFrom('account').selectAll().where('id', '=', id).executeTakeFirst()
  return row && accountFrom(row, await rolesBy(db, [id]))
}

/** The account with this e-mail address. */
export async function findByEmail(
  db: Reader | Writer,
  email: string,
): Promise<Account | undefined> {
  const found = db.selectFrom('account').select('id').where('email', '=', email)
  const row = await found.executeTakeFirst()
  return row && findAccount(db, row.id)
}

/** Everybody of the desk, the active ones first, by name; at most 500. */
export async function people(db: Reader): Promise<Account[]> {
  const rows = await db
    .selectFrom('account')
    .selectAll()
    .orderBy((eb) => eb('disabled_at', 'is not', null))
    .orderBy('name')
    .orderBy('id')
    .limit(500)
    .execute()
  const held = await rolesBy(
    db,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => accountFrom(row, held))
}

/** When each account was last seen at the desk; those never seen are left out. */
export async function lastSeen(db: Reader): Promise<Map<number, Instant>> {
  const rows = await db
    .selectFrom('session')
    .select((eb) => ['account_id', eb.fn.max('seen_at').as('at')])
    .groupBy('account_id')
    .execute()
  return new Map(rows.map(({ account_id, at }) => [account_id, at]))
}

/** The credentials of whoever has this e-mail address. */
export async function credentialsOf(
  db: Reader | Writer,
  key: { readonly email: string } | { readonly id: number },
): Promise<Credentials | undefined> {
  const row = await db
    .selectFrom('account')
    .select(['id', 'name', 'email', 'password', 'disabled_at'])
    .where((eb) => eb.and(key))
    .executeTakeFirst()
  if (!row) return undefined
  const { disabled_at, password, ...rest } = row
  return { ...rest, password: password ?? undefined, isDisabled: disabled_at !== null }
}

/** Makes an account without roles and gives its number. The e-mail address must not be taken. */
export async function saveAccount(
  tx: Writer,
  account: {
    readonly email: string
    readonly name: string
    readonly title: string
    readonly password: string | null
    readonly at: Instant
  },
): Promise<number> {
  const { at, ...rest } = account
  const id = await nextId(tx, 'account')
  await tx
    .insertInto('account')
    .values({ id, ...rest, created_at: at, totp_step: 0 })
    .execute()
  return id
}

type Change = Partial<Pick<AccountTable, 'name' | 'title' | 'password' | 'disabled_at'>>

/** Changes an account. */
export async function changeAccount(tx: Writer, id: number, change: Change): Promise<void> {
  await tx.updateTable('account').set(change).where('id', '=', id).execute()
}

/** Lets the site call its official by this name and title, when the account is the official's. */
export async function renameOfficial(
  tx: Writer,
  accountId: number,
  person: { readonly name: string; readonly title: string; readonly now: Instant },
): Promise<void> {
  const { now, ...names } = person
  const current = tx
    .selectFrom('official_term')
    .select(['id', 'account_id'])
    .where('starts_at', '<=', now)
    .where('cancelled_at', 'is', null)
    .orderBy('starts_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
  const term = await current.executeTakeFirst()
  if (term?.account_id !== accountId) return
  await tx.updateTable('official_term').set(names).where('id', '=', term.id).execute()
}

/** Gives a role; nothing happens when it is held already. */
export async function giveRole(
  tx: Writer,
  given: {
    readonly accountId: number
    readonly role: Role
    readonly by: number | null
    readonly at: Instant
  },
): Promise<void> {
  await tx
    .insertInto('account_role')
    .values({
      account_id: given.accountId,
      role: given.role,
      given_by: given.by,
      given_at: given.at,
    })
    .onConflict((c) => c.doNothing())
    .execute()
}

/** Takes a role away. */
export async function takeRole(tx: Writer, accountId: number, role: Role): Promise<void> {
  await tx
    .deleteFrom('account_role')
    .where('account_id', '=', accountId)
    .where('role', '=', role)
    .execute()
}

/** Who can administrate now: has the role and a password, and is not disabled. */
export async function administrators(db: Reader | Writer): Promise<number[]> {
  const rows = await db
    .selectFrom('account')
    .innerJoin('account_role', 'account_role.account_id', 'account.id')
    .select('account.id')
    .where('account_role.role', '=', 'administrator')
    .where('account.disabled_at', 'is', null)
    .where('account.password', 'is not', null)
    .execute()
  return rows.map(({ id }) => id)
}

type RolesBy = ReadonlyMap<number, ReadonlySet<Role>>

async function rolesBy(db: Reader | Writer, ids: readonly number[]): Promise<RolesBy> {
  const rows = await db
    .selectFrom('account_role')
    .select(['account_id', 'role'])
    .where('account_id', 'in', ids)
    .execute()
  const held = new Map<number, Set<Role>>()
  for (const { account_id, role } of rows)
    held.set(account_id, (held.get(account_id) ?? new Set()).add(role))
  return held
}

const accountFrom = (row: AccountTable, held: RolesBy): Account => ({
  id: row.id,
  email: row.email,
  name: row.name,
  title: row.title,
  roles: roles.filter((role) => held.get(row.id)?.has(role)),
  hasPassword: row.password !== null,
  secondFactorAt: row.totp_at ?? undefined,
  createdAt: row.created_at,
  disabledAt: row.disabled_at ?? undefined,
})
