/** Keeps files with what was answered, under the request's own key, and opens them. */
import type { FileKind } from '../files/file.ts'
import type { SentFile } from '../files/pending-actions.ts'
import { eachPiece, piecesOf } from '../files/pieces.ts'
import type { Box } from '../letters/vault.ts'
import { nextId } from '../storage/counter.ts'
import type { Reader, Writer } from '../storage/database.ts'
import { requestFileRows, requestPiece, saveRequestFile, saveRequestPiece } from './file-store.ts'

/** A file that was given out. */
export interface GivenFile {
  readonly id: number
  /** The step that it was given out with. */
  readonly number: number
  readonly name: string
  readonly kind: FileKind
  readonly size: number
  /** Its bytes one piece after the other; throws when one was lost, changed or exchanged. */
  readonly pieces: () => AsyncIterable<Buffer>
}

/** Keeps a file with the step that has this number. */
export async function keepGiven(
  tx: Writer,
  box: Box,
  { file, requestId, number }: { file: SentFile; requestId: number; number: number },
): Promise<void> {
  const { name, kind, size } = file
  const id = await nextId(tx, 'request_file')
  const sealed = box.seal('file', id, JSON.stringify({ name, kind, size }))
  const pieces = piecesOf(size)
  await saveRequestFile(tx, { id, request_id: requestId, number, pieces, sealed })
  await eachPiece(await file.bytes(), async (piece, at) => {
    const bytes = box.sealBytes(kindOfPiece(id, pieces), at, piece)
    await saveRequestPiece(tx, { file_id: id, number: at, sealed: bytes })
  })
}

const kindOfPiece = (id: number, pieces: number): string => `file ${id} of ${pieces} piece`

/** The files that were given out with a request. */
export async function givenFiles(db: Reader, box: Box, requestId: number): Promise<GivenFile[]> {
  const rows = await requestFileRows(db, requestId)
  return rows.map(({ id, number, pieces: count, sealed }) => {
    const words = JSON.parse(box.open('file', id, sealed)) as Pick<
      GivenFile,
      'name' | 'kind' | 'size'
    >
    return { id, number, ...words, pieces: () => opened(db, box, id, count) }
  })
}

async function* opened(db: Reader, box: Box, id: number, count: number) {
  for (let number = 0; number < count; number++) {
    const sealed = await requestPiece(db, id, number)
    if (!sealed) throw new Error(`piece ${number} of file ${id} is missing`)
    yield box.openBytes(kindOfPiece(id, count), number, sealed)
  }
}
