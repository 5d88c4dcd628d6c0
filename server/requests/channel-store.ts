/** How documents are asked for: where they can be searched, and whether the blog takes requests. */
import type { Reader, Writer } from '../storage/database.ts'
import type { RequestChannelTable } from '../storage/schema.ts'

/** The channel as it was set up; undefined before the first time. */
export const findRequestChannel = (db: Reader | Writer): Promise<RequestChannelTable | undefined> =>
  db.selectFrom('request_channel').selectAll().where('id', '=', 1).executeTakeFirst()

/** Sets the channel up or changes it. */
export async function saveRequestChannel(
  tx: Writer,
  channel: Omit<RequestChannelTable, 'id'>,
): Promise<void> {
  await tx
    .insertInto('request_channel')
    .values({ id: 1, ...channel })
    .onConflict((c) => c.column('id').doUpdateSet(channel))
    .execute()
}

/** Requests are taken under the other key from now on. */
export async function moveRequestChannel(tx: Writer, from: string, to: string): Promise<void> {
  await tx.updateTable('request_channel').set({ key_id: to }).where('key_id', '=', from).execute()
}

/** Whether anybody with an open account is a registrar. */
export async function isThereRegistrar(db: Reader | Writer): Promise<boolean> {
  const row = db
    .selectFrom('account as a')
    .innerJoin('account_role as r', 'r.account_id', 'a.id')
    .select('a.id')
    .where('r.role', '=', 'registrar')
    .where('a.disabled_at', 'is', null)
    .where('a.password', 'is not', null)
    .limit(1)
  return (await row.executeTakeFirst()) !== undefined
}
