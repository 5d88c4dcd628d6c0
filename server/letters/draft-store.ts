/** Answers that are being written, sealed; one for each letter and person. */
import type { Instant } from '../kernel/clock.ts'
import type { Reader, Writer } from '../storage/database.ts'
import type { LetterDraftTable } from '../storage/schema.ts'

/** Keeps what somebody has written so far, instead of what they kept before. */
export async function saveLetterDraft(tx: Writer, draft: LetterDraftTable): Promise<void> {
  const { at, capacity, sealed } = draft
  await tx
    .insertInto('letter_draft')
    .values(draft)
    .onConflict((c) => c.columns(['letter_id', 'account_id']).doUpdateSet({ at, capacity, sealed }))
    .execute()
}

/** Takes away what somebody had written so far, when it was sent or left. */
export async function dropLetterDraft(
  tx: Writer,
  letterId: number,
  accountId: number,
): Promise<void> {
  await tx
    .deleteFrom('letter_draft')
    .where('letter_id', '=', letterId)
    .where('account_id', '=', accountId)
    .execute()
}

/** What this person has written so far, sealed. */
export const findLetterDraft = (db: Reader, letterId: number, accountId: number) =>
  db
    .selectFrom('letter_draft')
    .selectAll()
    .where('letter_id', '=', letterId)
    .where('account_id', '=', accountId)
    .executeTakeFirst()

/** Who else is writing an answer, and since when it was kept last; never a word of it. */
export const othersWriting = (
  db: Reader,
  letterId: number,
  accountId: number,
): Promise<{ readonly name: string; readonly at: Instant }[]> =>
  db
    .selectFrom('letter_draft as d')
    .innerJoin('account as a', 'a.id', 'd.account_id')
    .select(['a.name', 'd.at'])
    .where('d.letter_id', '=', letterId)
    .where('d.account_id', '<>', accountId)
    .orderBy('d.at')
    .execute()
