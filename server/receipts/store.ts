import type { Instant } from '../kernel/clock.ts'
import { nextId } from '../storage/counter.ts'
import type { Reader, Writer } from '../storage/database.ts'
import { prepared, preparedOne } from '../storage/prepared.ts'

const byHash = preparedOne<{ hash: string }, { id: number }>((db, param) =>
  db.selectFrom('receipt').select('id').where('code_hash', '=', param('hash')),
)

/** The receipt that a code's hash belongs to. */
export const findReceipt = async (db: Reader | Writer, hash: string): Promise<number | undefined> =>
  (await byHash(db, { hash }))?.id

const insert = prepared<{ id: number; hash: string; at: Instant }, never>(
  (db, param) =>
    db
      .insertInto('receipt')
      .values({ id: param('id'), code_hash: param('hash'), created_at: param('at') }) as never,
)

/** Keeps a new receipt and gives its id, which nothing public ever shows. */
export async function saveReceipt(tx: Writer, hash: string, at: Instant): Promise<number> {
  const id = await nextId(tx, 'receipt')
  await insert(tx, { id, hash, at })
  return id
}
