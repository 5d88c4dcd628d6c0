/** The team's ready phrases. */
import type { Language } from '../language/locale.ts'
import type { Reader, Writer } from '../storage/database.ts'
import type { LetterPhraseTable } from '../storage/schema.ts'

/** Every phrase in one language or in all, by name. */
export const phrasesIn = (
  db: Reader | Writer,
  language?: Language,
): Promise<LetterPhraseTable[]> => {
  const rows = db.selectFrom('letter_phrase').selectAll()
  const asked = language ? rows.where('language', '=', language) : rows
  return asked.orderBy('language', 'desc').orderBy('name').orderBy('id').execute()
}

/** One phrase. */
export const findPhrase = (
  db: Reader | Writer,
  id: number,
): Promise<LetterPhraseTable | undefined> =>
  db.selectFrom('letter_phrase').selectAll().where('id', '=', id).executeTakeFirst()

/** Keeps a phrase, new or changed. */
export async function savePhrase(tx: Writer, phrase: LetterPhraseTable): Promise<void> {
  const { id, ...rest } = phrase
  await tx
    .insertInto('letter_phrase')
    .values(phrase)
    .onConflict((c) => c.column('id').doUpdateSet(rest))
    .execute()
}

/** Takes a phrase away. */
export async function dropPhrase(tx: Writer, id: number): Promise<void> {
  await tx.deleteFrom('letter_phrase').where('id', '=', id).execute()
}
