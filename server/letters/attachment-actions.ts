/** Keeps files with a letter under the letter's own key, and opens them. */

import { type Chosen, chosenFiles, handOver, type SentFile } from '../files/pending-actions.ts'
import { eachPiece, piecesOf } from '../files/pieces.ts'
import type { Instant } from '../kernel/clock.ts'
import { nextId } from '../storage/counter.ts'
import type { Reader, Writer } from '../storage/database.ts'
import type { Attachment, AttachmentWords } from './attachment.ts'
import {
  attachmentPiece,
  attachmentRows,
  saveAttachment,
  saveAttachmentPiece,
} from './attachment-store.ts'
import type { Letter } from './letter.ts'
import type { Box, Vault } from './vault.ts'

/** Keeps the files of a form with what was said, which has this number; what waited for the form is gone then. */
export async function attach(
  tx: Writer,
  box: Box,
  chosen: Chosen | undefined,
  { files, ...of }: Coming & { readonly files: readonly SentFile[] },
): Promise<void> {
  for (const file of files) await keep(tx, box, { file, ...of })
  if (chosen) await handOver(tx, chosen)
}

interface Coming {
  readonly letterId: number
  readonly number: number
  readonly at: Instant
}

/** The files that a form wants to send; undefined when some that its page showed are gone. */
export const wanted = (
  tx: Writer,
  chosen: Chosen | undefined,
  now: Instant,
): Promise<SentFile[] | undefined> => (chosen ? chosenFiles(tx, chosen, now) : Promise.resolve([]))

async function keep(
  tx: Writer,
  box: Box,
  { file, letterId, number: textId, at }: Coming & { readonly file: SentFile },
): Promise<void> {
  const { name, kind, size, isCopy } = file
  const id = await nextId(tx, 'letter_file')
  const words: AttachmentWords = { name, kind, size, isCopy }
  const sealed = box.seal('file', id, JSON.stringify(words))
  const pieces = piecesOf(size)
  await saveAttachment(tx, { id, letter_id: letterId, text_id: textId, at, pieces, sealed })
  await eachPiece(await file.bytes(), async (piece, number) => {
    const bytes = box.sealBytes(kindOfPiece(id, pieces), number, piece)
    await saveAttachmentPiece(tx, { file_id: id, number, sealed: bytes })
  })
}

const kindOfPiece = (id: number, pieces: number): string => `file ${id} of ${pieces} piece`

/** The files of a letter with their names, in the order in which they came; none when the letter cannot be opened. */
export async function attachmentsOf(
  db: Reader | Writer,
  vault: Vault,
  letter: Letter,
): Promise<Attachment[]> {
  const box = vault.boxOf(letter)
  if (!box) return []
  const rows = await attachmentRows(db, letter.id)
  return rows.map(({ id, text_id, pieces: count, sealed }) => {
    const words = JSON.parse(box.open('file', id, sealed)) as AttachmentWords
    const pieces = () => opened(db, box, id, count)
    return { id, textId: text_id, ...words, pieces, open: () => whole(pieces()) }
  })
}

async function* opened(db: Reader | Writer, box: Box, id: number, count: number) {
  for (let number = 0; number < count; number++) {
    const sealed = await attachmentPiece(db, id, number)
    if (!sealed) throw new Error(`piece ${number} of file ${id} is missing`)
    yield box.openBytes(kindOfPiece(id, count), number, sealed)
  }
}

async function whole(pieces: AsyncIterable<Buffer>): Promise<Buffer> {
  const all: Buffer[] = []
  for await (const piece of pieces) all.push(piece)
  return Buffer.concat(all)
}
