/** Sends the files of the library: an image to be shown, a PDF to be kept. */
import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { piecesOf } from '../files/pieces.ts'
import { Problem } from '../kernel/problem.ts'
import type { Reader } from '../storage/database.ts'
import { sendDownload } from '../web/download.ts'
import { lastingFile, notStored, safeHeaders } from '../web/headers.ts'
import type { Settings } from '../web/house.ts'
import { fileIn, sentAs } from './item.ts'
import { type Held, pieceOf } from './store.ts'

interface Sending {
  readonly read: Reader
  readonly settings: Settings
  readonly find: (read: Reader, hash: string) => Promise<Held | undefined>
  /** Whether whoever has it may keep it for good: its address is made from its bytes. */
  readonly isLasting: boolean
}

/** Sends the file in the address; to whom it does not show, it is not there. */
export async function sendFile(
  request: FastifyRequest<{ Params: { file: string } }>,
  reply: FastifyReply,
  { read, settings, find, isLasting }: Sending,
): Promise<FastifyReply> {
  const asked = fileIn(request.params.file)
  const held = asked && (await find(read, asked.hash))
  if (!held || held.format !== asked.format) throw new Problem('not_found')
  const { name, size, format } = held
  const { type } = sentAs[format]
  const pieces = () => piecesIn(read, held)
  if (format === 'pdf')
    return sendDownload(reply, settings, { name, type, size, pieces, isLasting })
  return reply
    .headers({
      ...safeHeaders(settings),
      ...(isLasting ? lastingImage : notStored),
      'content-type': type,
      'content-length': size,
    })
    .send(Readable.from(pieces()))
}

/** The same bytes for everybody; feed readers of others may show it too. */
const lastingImage = {
  'cache-control': lastingFile['cache-control'],
  'cross-origin-resource-policy': 'cross-origin',
} as const

async function* piecesIn(read: Reader, held: Held): AsyncGenerator<Buffer> {
  for (let number = 0; number < piecesOf(held.size); number++) yield pieceOf(read, held, number)
}
