/** What was given out of letters, sealed. */
import { nextId } from '../storage/counter.ts'
import type { Reader, Writer } from '../storage/database.ts'
import type { LetterReleaseTable } from '../storage/schema.ts'

/** Keeps what was given out; `seal` locks it to the number that it gets. */
export async function saveRelease(
  tx: Writer,
  release: Omit<LetterReleaseTable, 'id' | 'sealed'>,
  seal: (number: number) => string,
): Promise<number> {
  const id = await nextId(tx, 'letter_release')
  await tx
    .insertInto('letter_release')
    .values({ id, ...release, sealed: seal(id) })
    .execute()
  return id
}

/** What was given out of a letter, in order. */
export const releaseRows = (db: Reader | Writer, letterId: number) =>
  db
    .selectFrom('letter_release')
    .selectAll()
    .where('letter_id', '=', letterId)
    .orderBy('id')
    .execute()
