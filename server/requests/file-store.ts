/** Files that were given out with a request, sealed, in pieces. */
import type { Reader, Writer } from '../storage/database.ts'
import type { RequestFileTable, RequestPieceTable } from '../storage/schema.ts'

/** Keeps a file without its pieces. */
export async function saveRequestFile(tx: Writer, file: RequestFileTable): Promise<void> {
  await tx.insertInto('request_file').values(file).execute()
}

/** Keeps one piece of it. */
export async function saveRequestPiece(tx: Writer, piece: RequestPieceTable): Promise<void> {
  await tx.insertInto('request_piece').values(piece).execute()
}

/** The files of a request, in the order in which they were given out. */
export const requestFileRows = (db: Reader | Writer, requestId: number) =>
  db
    .selectFrom('request_file')
    .selectAll()
    .where('request_id', '=', requestId)
    .orderBy('id')
    .execute()

/** One piece of a file. */
export async function requestPiece(
  db: Reader | Writer,
  fileId: number,
  number: number,
): Promise<Uint8Array | undefined> {
  const rows = db.selectFrom('request_piece').select('sealed').where('file_id', '=', fileId)
  return (await rows.where('number', '=', number).executeTakeFirst())?.sealed
}
