/** Letters' locks, for when the key changes. */
import type { Writer } from '../storage/database.ts'
import type { Letter } from './letter.ts'
import { letterOf } from './store.ts'
import type { Locked } from './vault.ts'

/** Letters by number, whatever has become of them. */
export async function lettersAfter(tx: Writer, id: number, most: number): Promise<Letter[]> {
  const rows = tx.selectFrom('letter').selectAll().where('id', '>', id)
  return (await rows.orderBy('id').limit(most).execute()).map(letterOf)
}

/** Puts a letter's key into another lock. */
export async function changeLock(tx: Writer, { id, sealedKey, keyId }: Locked): Promise<void> {
  await tx
    .updateTable('letter')
    .set({ sealed_key: sealedKey ?? null, key_id: keyId })
    .where('id', '=', id)
    .execute()
}

/** The channel takes letters under the other key; where its copy is kept must be said anew. */
export async function moveChannel(tx: Writer, from: string, to: string): Promise<void> {
  await tx
    .updateTable('letter_channel')
    .set({ key_id: to, key_kept: null, key_kept_at: null, key_kept_by: null })
    .where('key_id', '=', from)
    .execute()
}
