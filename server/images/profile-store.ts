/** What authors say of themselves, as it is kept; the public reads it from the view alone. */
import type { Instant } from '../kernel/clock.ts'
import type { Reader, Writer } from '../storage/database.ts'
import type { PublicProfileView } from '../storage/schema.ts'
import type { Profile } from './profile.ts'

type Db = Reader | Writer

const profileOf = (row: Omit<PublicProfileView, 'account_id'> | undefined): Profile | undefined =>
  row && { itemId: row.item_id ?? undefined, brief: row.brief, interests: row.interests }

/** What this author says, public or not. */
export const findProfile = async (db: Db, accountId: number): Promise<Profile | undefined> =>
  profileOf(
    await db
      .selectFrom('profile')
      .select(['item_id', 'brief', 'interests'])
      .where('account_id', '=', accountId)
      .executeTakeFirst(),
  )

/** What this author says in public. */
export const findPublicProfile = async (db: Db, accountId: number): Promise<Profile | undefined> =>
  profileOf(
    await db
      .selectFrom('public_profile')
      .select(['item_id', 'brief', 'interests'])
      .where('account_id', '=', accountId)
      .executeTakeFirst(),
  )

/** Keeps what an author says instead of what they said. */
export async function saveProfile(
  tx: Writer,
  accountId: number,
  { profile, at }: { readonly profile: Profile; readonly at: Instant },
): Promise<void> {
  const { itemId, brief, interests } = profile
  const said = { item_id: itemId ?? null, brief, interests, changed_at: at }
  await tx
    .insertInto('profile')
    .values({ account_id: accountId, ...said })
    .onConflict((c) => c.column('account_id').doUpdateSet(said))
    .execute()
}

/** Who presents themselves with one of these items. */
export async function profilesWith(
  db: Db,
  ids: readonly number[],
): Promise<{ itemId: number; name: string }[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('profile as p')
    .innerJoin('account as a', 'a.id', 'p.account_id')
    .select(['p.item_id', 'a.name'])
    .where('p.item_id', 'in', [...ids])
    .orderBy('p.account_id')
    .execute()
  return rows.map(({ item_id, name }) => ({ itemId: item_id as number, name }))
}
