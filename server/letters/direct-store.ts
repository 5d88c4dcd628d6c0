/** Answers to comments that were given by the code, and whether the thread may say so. */
import type { Instant } from '../kernel/clock.ts'
import type { Reader, Writer } from '../storage/database.ts'
import type { LetterDirectTable } from '../storage/schema.ts'

/** Keeps that a letter began as the answer to a comment; nothing of it shows. */
export async function saveDirect(
  tx: Writer,
  direct: Pick<LetterDirectTable, 'letter_id' | 'comment_id' | 'text_id'>,
): Promise<void> {
  await tx
    .insertInto('letter_direct')
    .values({ ...direct, shown_at: null })
    .execute()
}

/** The comment that a letter began as the answer to, if it did. */
export const findDirect = (
  db: Reader | Writer,
  letterId: number,
): Promise<LetterDirectTable | undefined> =>
  db.selectFrom('letter_direct').selectAll().where('letter_id', '=', letterId).executeTakeFirst()

/** Lets the thread say that the comment was answered, or no longer. */
export async function showDirect(
  tx: Writer,
  letterId: number,
  shown_at: Instant | null,
): Promise<void> {
  await tx
    .updateTable('letter_direct')
    .set({ shown_at })
    .where('letter_id', '=', letterId)
    .execute()
}
