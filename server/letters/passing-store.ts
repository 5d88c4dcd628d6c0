/** What the office wants to pass on of letters, as it is kept: sealed, with the hash that a yes is a yes to. */
import type { Reader, Writer } from '../storage/database.ts'
import type { LetterPassingTable } from '../storage/schema.ts'

type Asked = Omit<LetterPassingTable, 'answer' | 'agreed_hash' | 'ended_at'>

/** Keeps what is asked of the writer, or what was passed on by law. */
export async function savePassing(tx: Writer, asked: Asked): Promise<void> {
  const unanswered = { answer: null, agreed_hash: null, ended_at: null }
  await tx
    .insertInto('letter_passing')
    .values({ ...asked, ...unanswered })
    .execute()
}

/** All that was asked and passed on of one letter, in order. */
export const passingsOf = (db: Reader | Writer, letterId: number) =>
  db
    .selectFrom('letter_passing')
    .selectAll()
    .where('letter_id', '=', letterId)
    .orderBy('id')
    .execute()

/** What is asked of the writer now. */
export const findAsked = (db: Reader | Writer, letterId: number) =>
  db
    .selectFrom('letter_passing')
    .selectAll()
    .where('letter_id', '=', letterId)
    .where('sent_at', 'is', null)
    .where('ended_at', 'is', null)
    .executeTakeFirst()

/** Changes what has become of it; its words stand. */
export async function changePassing(
  tx: Writer,
  id: number,
  change: Partial<
    Pick<LetterPassingTable, 'answer' | 'agreed_hash' | 'ended_at' | 'sent_at' | 'sent_by'>
  >,
): Promise<void> {
  await tx.updateTable('letter_passing').set(change).where('id', '=', id).execute()
}
