/** Letters as they are kept: states that can be read, and words that cannot. */
import type { Selectable } from 'kysely'
import type { Instant } from '../kernel/clock.ts'
import type { Reader, Writer } from '../storage/database.ts'
import type { LetterTable } from '../storage/schema.ts'
import type { Letter } from './letter.ts'

/** Keeps a new letter, without its words. */
export async function saveLetter(
  tx: Writer,
  letter: Pick<
    LetterTable,
    | 'id'
    | 'received_at'
    | 'language'
    | 'post_id'
    | 'comment_id'
    | 'receipt_id'
    | 'submission'
    | 'sealed_key'
    | 'key_id'
    | 'answer_by'
  >,
): Promise<void> {
  await tx
    .insertInto('letter')
    .values({ ...letter, status: 'received', document: 'unassessed', ...unregistered })
    .execute()
}

const unregistered = { handed_over_at: null, diary: null, diary_at: null }

/** The letter that this very form became, if it was sent before. */
export async function findSentLetter(tx: Writer, submission: string): Promise<number | undefined> {
  const rows = tx.selectFrom('letter').select('id').where('submission', '=', submission)
  return (await rows.executeTakeFirst())?.id
}

/** Those whom the writer does not let read. */
export async function exclude(
  tx: Writer,
  letterId: number,
  accounts: Iterable<number>,
): Promise<void> {
  for (const account_id of new Set(accounts))
    await tx.insertInto('letter_excluded').values({ letter_id: letterId, account_id }).execute()
}

/** Who asks for a letter: what lets them read, besides being a deputy, which the query knows. */
export interface Asking {
  readonly accountId: number
  readonly isOfficial: boolean
  readonly isRegistrar: boolean
}

/**
 * The one rule of who may read a letter at the desk: the official, a deputy or a registrar, unless the writer
 * excluded them; what was handed over is for registrars alone. Every question about letters begins here.
 */
export function readable(db: Reader | Writer, { accountId, isOfficial, isRegistrar }: Asking) {
  return db
    .selectFrom('letter')
    .where((eb) =>
      eb.or([
        ...(isOfficial || isRegistrar ? [eb.lit(true)] : []),
        eb.exists(
          eb
            .selectFrom('letter_deputy as d')
            .select('d.account_id')
            .where('d.account_id', '=', accountId),
        ),
      ]),
    )
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('letter_excluded as x')
            .select('x.account_id')
            .whereRef('x.letter_id', '=', 'letter.id')
            .where('x.account_id', '=', accountId),
        ),
      ),
    )
    .where((eb) =>
      eb.or([...(isRegistrar ? [eb.lit(true)] : []), eb('handed_over_at', 'is', null)]),
    )
}

/** One letter, if this person may read it. */
export async function findReadable(
  db: Reader | Writer,
  asking: Asking,
  id: number,
): Promise<Letter | undefined> {
  const row = await readable(db, asking)
    .selectAll('letter')
    .where('letter.id', '=', id)
    .executeTakeFirst()
  return row && letterOf(row)
}

/** Letters that this person may read, the newest first, from before a number on. */
export async function readableLetters(
  db: Reader,
  asking: Asking,
  page: { readonly before: number | undefined; readonly most: number },
): Promise<Letter[]> {
  const rows = await readable(db, asking)
    .selectAll('letter')
    .where('letter.id', '<', page.before ?? Number.MAX_SAFE_INTEGER)
    .orderBy('letter.id', 'desc')
    .limit(page.most)
    .execute()
  return rows.map(letterOf)
}

/** How many letters wait for this person to read or answer them. */
export async function countUnanswered(db: Reader, asking: Asking): Promise<number> {
  const row = await readable(db, asking)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('letter.status', 'in', ['received', 'read', 'answering'])
    .executeTakeFirstOrThrow()
  return row.count
}

/** The letters on one receipt, the newest first; for its holder alone. */
export async function lettersOnReceipt(
  db: Reader | Writer,
  receiptId: number,
  most: number,
): Promise<Letter[]> {
  const rows = await db
    .selectFrom('letter')
    .selectAll()
    .where('receipt_id', '=', receiptId)
    .orderBy('id', 'desc')
    .limit(most)
    .execute()
  return rows.map(letterOf)
}

/** A letter on this receipt. */
export async function findOwn(
  db: Reader | Writer,
  receiptId: number,
  id: number,
): Promise<Letter | undefined> {
  const rows = db.selectFrom('letter').selectAll().where('id', '=', id)
  const row = await rows.where('receipt_id', '=', receiptId).executeTakeFirst()
  return row && letterOf(row)
}

/** A letter that nobody has read yet, for one of those who were to be told and may still read it. */
export async function findUnread(
  tx: Writer,
  id: number,
  accountId: number,
): Promise<{ readonly id: number; readonly receivedAt: Instant } | undefined> {
  const roles = tx.selectFrom('account_role').select('role').where('account_id', '=', accountId)
  const registrar = await roles.where('role', '=', 'registrar').executeTakeFirst()
  const isRegistrar = registrar !== undefined
  const row = await readable(tx, { accountId, isOfficial: true, isRegistrar })
    .select('letter.received_at')
    .where('letter.id', '=', id)
    .where('letter.status', '=', 'received')
    .executeTakeFirst()
  return row && { id, receivedAt: row.received_at }
}

/** Changes what has become of a letter: how far it has come, and where it is registered. */
export async function changeLetter(
  tx: Writer,
  id: number,
  change: Partial<
    Pick<LetterTable, 'status' | 'answer_by' | 'document' | 'handed_over_at' | 'diary' | 'diary_at'>
  >,
): Promise<void> {
  await tx.updateTable('letter').set(change).where('id', '=', id).execute()
}

/** Destroys a letter's own key: every word is gone with it. The database refuses without a decision among its steps. */
export async function destroyKey(tx: Writer, id: number): Promise<void> {
  const set = { sealed_key: null, status: 'closed', answer_by: null } as const
  await tx.updateTable('letter').set(set).where('id', '=', id).execute()
}

/** A letter as a row of its table tells it. */
export const letterOf = (row: Selectable<LetterTable>): Letter => ({
  id: row.id,
  receivedAt: row.received_at,
  language: row.language,
  postId: row.post_id ?? undefined,
  commentId: row.comment_id ?? undefined,
  status: row.status,
  answerBy: row.answer_by ?? undefined,
  document: row.document,
  handedOverAt: row.handed_over_at ?? undefined,
  diary: row.diary ?? undefined,
  sealedKey: row.sealed_key ?? undefined,
  keyId: row.key_id,
})
