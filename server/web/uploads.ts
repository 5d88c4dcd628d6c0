/**
 * Forms with files, on the routes that take them alone: read into memory, never into a file, and whatever is too much
 * is let pass by, so that the words of the form are there to be handed back.
 */
import multipart, { type MultipartFile } from '@fastify/multipart'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from '../kernel/problem.ts'
import type { App } from './house.ts'

/** A file as a form brought it; its name is what the browser said. */
export interface Upload {
  readonly name: string
  readonly bytes: Buffer
}

/** Why a file was let pass by. */
export type UploadFault = 'large' | 'total' | 'many' | 'busy'

export interface Uploads {
  readonly files: readonly Upload[]
  readonly refused: readonly { readonly name: string; readonly fault: UploadFault }[]
}

/** How much of files a form may bring. */
export interface UploadLimits {
  readonly files: number
  readonly bytes: number
  readonly together: number
}

/** The most that the words of one form may weigh: more than any form with files has fields for. */
const MOST_WORDS = 512 * 1024

/** The most that the files of all forms which are under way may weigh in memory. */
const MOST_HELD = 256 * 1024 * 1024

const none: Uploads = { files: [], refused: [] }
const brought = new WeakMap<FastifyRequest, Uploads>()

/** The files that a form brought. */
export const uploadsOf = (request: FastifyRequest): Uploads => brought.get(request) ?? none

/** Registers routes whose forms may bring files; forms without are read there as everywhere. */
export function takesFiles(app: App, limits: UploadLimits, routes: (within: App) => void): void {
  const held = { bytes: 0 }
  app.register(async (within) => {
    await within.register(multipart, {
      throwFileSizeLimit: false,
      limits: {
        ...{ fileSize: limits.bytes + 1, files: 200, fields: 300, parts: 500 },
        ...{ fieldNameSize: 100, fieldSize: MOST_WORDS, headerPairs: 50 },
      },
    })
    within.addHook('preValidation', async (request, reply) => {
      if (request.isMultipart()) await readForm(request, reply, { limits, held })
    })
    routes(within)
  })
}

interface Reading {
  readonly limits: UploadLimits
  readonly held: { bytes: number }
}

/** Fields go where every form's are, as they come: when reading breaks off, what was read is there. */
async function readForm(
  request: FastifyRequest,
  reply: FastifyReply,
  reading: Reading,
): Promise<void> {
  const form: Record<string, unknown> = Object.create(null)
  request.body = form
  let words = 0
  const files: Upload[] = []
  const refused: Uploads['refused'][number][] = []
  brought.set(request, { files, refused })
  try {
    const taking = { ...reading, files, hold: holding(reading.held, reply) }
    for await (const part of request.parts()) {
      if (part.type === 'field') {
        words += Buffer.byteLength(String(part.value))
        if (words > MOST_WORDS) throw new Problem('too_large')
        const before = form[part.fieldname]
        form[part.fieldname] = before === undefined ? part.value : [before, part.value].flat()
        continue
      }
      const read = await readFile(part, taking)
      if ('fault' in read) refused.push(read)
      else if (read.bytes.byteLength > 0 || read.name !== '') files.push(read)
    }
  } catch (problem) {
    throw asProblem(problem)
  }
}

interface Taking extends Reading {
  readonly files: readonly Upload[]
  readonly hold: (bytes: number) => void
}

async function readFile(
  part: MultipartFile,
  { limits, held, files, hold }: Taking,
): Promise<Upload | Uploads['refused'][number]> {
  const name = part.filename ?? ''
  const together = files.reduce((sum, { bytes }) => sum + bytes.byteLength, 0)
  const chunks: Buffer[] = []
  let size = 0
  let fault: UploadFault | undefined = files.length >= limits.files ? 'many' : undefined
  for await (const chunk of part.file as AsyncIterable<Buffer>) {
    size += chunk.byteLength
    fault ??= tooMuch({ size, together }, limits, held)
    if (fault) chunks.length = 0
    else {
      hold(chunk.byteLength)
      chunks.push(chunk)
    }
  }
  if (part.file.truncated) fault ??= 'large'
  return fault && (size > 0 || name !== '')
    ? { name, fault }
    : { name, bytes: Buffer.concat(chunks) }
}

function tooMuch(
  { size, together }: { readonly size: number; readonly together: number },
  limits: UploadLimits,
  held: { readonly bytes: number },
): UploadFault | undefined {
  if (size > limits.bytes) return 'large'
  if (size + together > limits.together) return 'total'
  return held.bytes > MOST_HELD ? 'busy' : undefined
}

/** Counts what is in memory until the answer is over. */
function holding(held: { bytes: number }, { raw }: FastifyReply): (bytes: number) => void {
  let mine = 0
  const release = () => {
    held.bytes -= mine
    mine = 0
  }
  raw.once('finish', release)
  raw.once('close', release)
  return (bytes) => {
    held.bytes += bytes
    mine += bytes
  }
}

/** What breaks off or makes no sense is a form that cannot be read; too many parts are too much. */
function asProblem(problem: unknown): Problem {
  if (problem instanceof Problem) return problem
  const { statusCode } = problem as { readonly statusCode?: number }
  return new Problem(statusCode === 413 ? 'too_large' : 'invalid')
}
