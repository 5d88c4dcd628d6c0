/** Files that wait to be sent, as they are kept: sealed, found by a hash of what their form carries. */
import type { Instant } from '../kernel/clock.ts'
import type { Reader, Writer } from '../storage/database.ts'
import type { PendingFileTable, PendingPieceTable } from '../storage/schema.ts'

/** Keeps a file without its pieces. */
export async function savePending(tx: Writer, file: PendingFileTable): Promise<void> {
  await tx.insertInto('pending_file').values(file).execute()
}

/** Keeps one piece. */
export async function savePendingPiece(tx: Writer, piece: PendingPieceTable): Promise<void> {
  await tx.insertInto('pending_piece').values(piece).execute()
}

/** The files of one form, in the order in which they came, without those whose time is over. */
export const pendingIn = (db: Reader | Writer, bundle: string, now: Instant) =>
  db
    .selectFrom('pending_file')
    .select(['id', 'sealed'])
    .where('bundle', '=', bundle)
    .where('expires_at', '>', now)
    .orderBy('id')
    .execute()

/** One piece of a file. */
export async function pendingPiece(
  db: Reader | Writer,
  { file_id, copy, number }: Omit<PendingPieceTable, 'sealed'>,
): Promise<Uint8Array | undefined> {
  const row = await db
    .selectFrom('pending_piece')
    .select('sealed')
    .where('file_id', '=', file_id)
    .where('copy', '=', copy)
    .where('number', '=', number)
    .executeTakeFirst()
  return row?.sealed
}

/** How many bytes wait in all. */
export async function pendingBytes(db: Reader | Writer): Promise<number> {
  const sum = db.selectFrom('pending_file').select((eb) => eb.fn.sum<number>('size').as('bytes'))
  return Number((await sum.executeTakeFirst())?.bytes ?? 0)
}

/** The form was shown again: its files stay until then. */
export async function keepPending(tx: Writer, bundle: string, until: Instant): Promise<void> {
  await tx
    .updateTable('pending_file')
    .set({ expires_at: until })
    .where('bundle', '=', bundle)
    .execute()
}

/** Takes these files of a form away; without numbers, all of it. */
export async function forgetPending(
  tx: Writer,
  bundle: string,
  ids?: readonly number[],
): Promise<void> {
  let files = tx.selectFrom('pending_file').select('id').where('bundle', '=', bundle)
  if (ids) files = files.where('id', 'in', ids)
  await forget(
    tx,
    (await files.execute()).map(({ id }) => id),
  )
}

/** Forgets every file whose time is over; meant for once an hour. */
export async function forgetExpired(tx: Writer, now: Instant): Promise<void> {
  const files = tx.selectFrom('pending_file').select('id').where('expires_at', '<=', now)
  await forget(
    tx,
    (await files.limit(MOST_AT_ONCE).execute()).map(({ id }) => id),
  )
}

const MOST_AT_ONCE = 500

async function forget(tx: Writer, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return
  await tx.deleteFrom('pending_piece').where('file_id', 'in', ids).execute()
  await tx.deleteFrom('pending_file').where('id', 'in', ids).execute()
}
