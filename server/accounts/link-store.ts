/** One-time links as they are kept; a token is never stored, only its hash. */
import type { Instant } from '../kernel/clock.ts'
import { sha256, token } from '../kernel/random.ts'
import { nextId } from '../storage/counter.ts'
import type { Reader, Writer } from '../storage/database.ts'
import type { OneTimeLinkTable, Role } from '../storage/schema.ts'
import { expiryOf, type Link, type Purpose } from './link.ts'

interface NewLink {
  readonly purpose: Purpose
  readonly by: number | null
  readonly now: Instant
  readonly accountId?: number
  readonly email?: string
  readonly name?: string
  readonly title?: string
  readonly roles?: readonly Role[]
}

const TOKEN_BYTES = 24

/** Makes a link and gives its token (192 bits), which is known to nobody else from here on. */
export async function makeLink(tx: Writer, link: NewLink): Promise<string> {
  const made = token(TOKEN_BYTES)
  await tx
    .insertInto('one_time_link')
    .values({
      id: await nextId(tx, 'one_time_link'),
      purpose: link.purpose,
      token_hash: sha256(made),
      account_id: link.accountId ?? null,
      email: link.email ?? null,
      name: link.name ?? null,
      title: link.title ?? null,
      roles: link.roles ? JSON.stringify(link.roles) : null,
      created_at: link.now,
      created_by: link.by,
      expires_at: expiryOf(link.purpose, link.now),
      used_at: null,
    })
    .execute()
  return made
}

/** The link with this token, if it is for this and can still be used. */
export async function findLink(
  db: Reader | Writer,
  { purpose, token: given, now }: { purpose: Purpose; token: string; now: Instant },
): Promise<Link | undefined> {
  const row = await usable(db, now)
    .where('purpose', '=', purpose)
    .where('token_hash', '=', sha256(given))
    .executeTakeFirst()
  return row && linkFrom(row)
}

/** The invitations that wait to be accepted, the newest first; at most 100. */
export async function openInvitations(db: Reader, now: Instant): Promise<Link[]> {
  const rows = await usable(db, now)
    .where('purpose', '=', 'invitation')
    .orderBy('id', 'desc')
    .limit(100)
    .execute()
  return rows.map(linkFrom)
}

/** Uses a link up; false when somebody was quicker. */
export async function useUp(tx: Writer, id: number, now: Instant): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('one_time_link')
    .set({ used_at: now })
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Makes links unusable: all for set-up, one, an account's, those it made, those to an e-mail address. Gives how many. */
export async function voidLinks(tx: Writer, which: Voided, now: Instant): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('one_time_link')
    .set({ used_at: now })
    .where((eb) => eb.and(which))
    .where('used_at', 'is', null)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

type Voided =
  | { readonly purpose: 'set_up' }
  | { readonly id: number; readonly purpose: 'invitation' }
  | { readonly account_id: number }
  | { readonly created_by: number }
  | { readonly email: string }

const usable = (db: Reader | Writer, now: Instant) =>
  db
    .selectFrom('one_time_link')
    .selectAll()
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)

const linkFrom = (row: OneTimeLinkTable): Link => ({
  id: row.id,
  purpose: row.purpose,
  accountId: row.account_id ?? undefined,
  email: row.email ?? '',
  name: row.name ?? '',
  title: row.title ?? '',
  roles: JSON.parse(row.roles ?? '[]') as Role[],
  createdAt: row.created_at,
  createdBy: row.created_by,
  expiresAt: row.expires_at,
})
