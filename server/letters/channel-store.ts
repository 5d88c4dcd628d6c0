/** The letter channel: whether it is open, who reads, and where the key's copy is kept. */
import type { Instant } from '../kernel/clock.ts'
import type { Reader, Writer } from '../storage/database.ts'
import type { LetterChannelTable } from '../storage/schema.ts'
import type { LetterReader } from './letter.ts'

/** The channel as it was set up, open or closed; undefined before the first time. */
export const findChannel = (db: Reader | Writer): Promise<LetterChannelTable | undefined> =>
  db.selectFrom('letter_channel').selectAll().where('id', '=', 1).executeTakeFirst()

/** Whether any letter stands that was not erased. */
export async function areThereLetters(db: Reader): Promise<boolean> {
  const row = db.selectFrom('letter').select('id').where('sealed_key', 'is not', null).limit(1)
  return (await row.executeTakeFirst()) !== undefined
}

/** The keys that letters are locked with, by what each is recognised by; none of what was erased. */
export async function keysOfLetters(db: Reader): Promise<string[]> {
  const rows = db.selectFrom('letter').select('key_id').where('sealed_key', 'is not', null)
  return (await rows.distinct().execute()).map(({ key_id }) => key_id)
}

/** Sets the channel up or changes it. */
export async function saveChannel(
  tx: Writer,
  channel: Pick<LetterChannelTable, 'opened_at' | 'whistle' | 'answer_days' | 'key_id'>,
): Promise<void> {
  const kept = { key_kept: null, key_kept_at: null, key_kept_by: null }
  await tx
    .insertInto('letter_channel')
    .values({ id: 1, ...channel, ...kept })
    .onConflict((c) => c.column('id').doUpdateSet(channel))
    .execute()
}

/** Notes where somebody says that the copy of the key is kept. */
export async function saveKeyKept(
  tx: Writer,
  said: { readonly where: string; readonly by: number; readonly at: Instant },
): Promise<void> {
  await tx
    .updateTable('letter_channel')
    .set({ key_kept: said.where, key_kept_by: said.by, key_kept_at: said.at })
    .where('id', '=', 1)
    .execute()
}

/** Names the deputies anew; everybody else stops being one. */
export async function saveDeputies(
  tx: Writer,
  accounts: readonly number[],
  since: Instant,
): Promise<void> {
  await tx.deleteFrom('letter_deputy').execute()
  for (const account_id of new Set(accounts))
    await tx.insertInto('letter_deputy').values({ account_id, since }).execute()
}

/** Everybody with an open account, and whether they read letters and why. */
export async function peopleForLetters(
  db: Reader | Writer,
  officialId: number,
): Promise<LetterReader[]> {
  const rows = await db
    .selectFrom('account as a')
    .leftJoin('letter_deputy as d', 'd.account_id', 'a.id')
    .leftJoin('account_role as r', (join) =>
      join.onRef('r.account_id', '=', 'a.id').on('r.role', '=', 'registrar'),
    )
    .select(['a.id', 'a.name', 'a.title', 'd.account_id as deputy', 'r.role as registrar'])
    .where('a.disabled_at', 'is', null)
    .where('a.password', 'is not', null)
    .orderBy('a.id')
    .execute()
  return rows.map((row) => ({
    accountId: row.id,
    name: row.name,
    title: row.title,
    isOfficial: row.id === officialId,
    isDeputy: row.deputy !== null,
    isRegistrar: row.registrar !== null,
  }))
}

/** Whether a letter is locked with another key than this. */
export async function areLockedOtherwise(db: Reader, keyId: string): Promise<boolean> {
  const rows = db.selectFrom('letter').select('id').where('sealed_key', 'is not', null)
  return (await rows.where('key_id', '<>', keyId).limit(1).executeTakeFirst()) !== undefined
}

/** Those who can open letters now: the official, deputies and registrars. */
export async function letterReaders(
  db: Reader | Writer,
  officialId: number,
): Promise<LetterReader[]> {
  const people = await peopleForLetters(db, officialId)
  return people.filter((one) => one.isOfficial || one.isDeputy || one.isRegistrar)
}
