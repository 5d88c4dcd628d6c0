/** Files that came with letters, sealed, in pieces. */
import type { Reader, Writer } from '../storage/database.ts'
import type { LetterFileTable, LetterPieceTable } from '../storage/schema.ts'

/** Keeps a file without its pieces. */
export async function saveAttachment(tx: Writer, file: LetterFileTable): Promise<void> {
  await tx.insertInto('letter_file').values(file).execute()
}

/** Keeps one piece of it. */
export async function saveAttachmentPiece(tx: Writer, piece: LetterPieceTable): Promise<void> {
  await tx.insertInto('letter_piece').values(piece).execute()
}

/** The files of a letter, in the order in which they came. */
export const attachmentRows = (db: Reader | Writer, letterId: number) =>
  db.selectFrom('letter_file').selectAll().where('letter_id', '=', letterId).orderBy('id').execute()

/** One piece of a file. */
export async function attachmentPiece(
  db: Reader | Writer,
  fileId: number,
  number: number,
): Promise<Uint8Array | undefined> {
  const rows = db.selectFrom('letter_piece').select('sealed').where('file_id', '=', fileId)
  return (await rows.where('number', '=', number).executeTakeFirst())?.sealed
}

/** The letter that a file on this receipt came with. */
export async function letterOfAttachment(
  db: Reader,
  receiptId: number,
  fileId: number,
): Promise<number | undefined> {
  const row = await db
    .selectFrom('letter_file')
    .innerJoin('letter', 'letter.id', 'letter_file.letter_id')
    .select('letter.id')
    .where('letter_file.id', '=', fileId)
    .where('letter.receipt_id', '=', receiptId)
    .executeTakeFirst()
  return row?.id
}

/** How many files lack a piece; each was kept whole. */
export async function brokenAttachments(db: Reader): Promise<number> {
  const row = await db
    .selectFrom('letter_file')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where((eb) =>
      eb(
        'pieces',
        '<>',
        eb
          .selectFrom('letter_piece')
          .select((inner) => inner.fn.countAll<number>().as('count'))
          .whereRef('letter_piece.file_id', '=', 'letter_file.id'),
      ),
    )
    .executeTakeFirstOrThrow()
  return Number(row.count)
}
