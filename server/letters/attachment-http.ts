/** Files in the forms of letters, and fetching them with the code. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Examine } from '../files/examine.ts'
import { MOST_BYTES, MOST_FILES, MOST_TOGETHER, saidOf } from '../files/file.ts'
import { type FilesModel, faultWords, filesModel } from '../files/listing.ts'
import { nameFor, plainName } from '../files/name.ts'
import {
  type Choice,
  choices,
  newToken,
  type Pending,
  readToken,
  type Token,
} from '../files/pending.ts'
import {
  type Chosen,
  filesOf,
  keepFiles,
  type Looked,
  type Refused,
} from '../files/pending-actions.ts'
import { kindOf } from '../files/sniff.ts'
import { Problem } from '../kernel/problem.ts'
import { sendDownload } from '../web/download.ts'
import { field, fieldNames, numberField } from '../web/forms.ts'
import type { Limit } from '../web/limits.ts'
import { type Uploads, uploadsOf } from '../web/uploads.ts'
import type { Web } from '../web/web.ts'
import type { Attachment } from './attachment.ts'
import { attachmentsOf } from './attachment-actions.ts'
import { letterOfAttachment } from './attachment-store.ts'
import { findOwn } from './store.ts'
import type { Vault } from './vault.ts'

/** How much of files one form may bring. */
export const fileLimits = { files: MOST_FILES, bytes: MOST_BYTES, together: MOST_TOGETHER } as const

/** The files of a form, as far as they were taken. */
export interface Brought {
  readonly model: FilesModel
  /** What is sent of them, when the form is. */
  readonly chosen: Chosen | undefined
  /** Something came that its page has not shown yet, or was not taken: then that is shown first. */
  readonly mustBeSeen: boolean
  readonly status: 200 | 413 | 422 | 429
}

/** What takes files in: the limit on how often, and what looks into them. */
export interface Taking {
  readonly examine: Examine
  readonly tooMany: Limit
}

/** Takes the files of a form: looks into each, keeps it for the form, and says what of it could not be taken. */
export async function bring(
  web: Web,
  { examine, tooMany }: Taking,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Brought> {
  const uploads = uploadsOf(request)
  const isTooMany = uploads.files.length > 0 && (await tooMany(request, reply))
  const seen = isTooMany ? allRefused(uploads) : await lookedInto(uploads.files, examine)
  const refused = [...seen.refused, ...uploads.refused].map(named)
  const said = choicesIn(request)
  const token = tokenIn(request) ?? (seen.files.length > 0 ? newToken() : undefined)
  const ask = web.ask(request)
  const before = token ? await filesOf(ask.read, token, ask.now) : []
  if (token) refused.push(...(await settle(web, token, { files: seen.files, said, before })))
  const files = token ? await filesOf(ask.read, token, ask.now) : []
  const shown = token ? (numberField(request, 'files_count') ?? 0) : 0
  const isGone = before.length < shown
  const faults = [...(isGone ? [ask.t('files.fault.gone')] : []), ...faultWords(ask, refused)]
  return {
    model: filesModel(ask, { token, files, choices: said, faults }),
    // A form that was sent already has none left, and is told so by its mark; that comes first.
    chosen: token && { token, count: isGone ? shown : files.length, choices: said },
    mustBeSeen: refused.length > 0 || seen.files.length > 0,
    status: isTooMany ? 429 : statusOf(refused, isGone),
  }
}

function statusOf(refused: readonly Refused[], isGone: boolean): 200 | 413 | 422 {
  if (refused.some(({ fault }) => ['large', 'total', 'many'].includes(fault))) return 413
  return isGone || refused.length > 0 ? 422 : 200
}

const allRefused = ({ files }: Uploads): Seen => ({
  files: [],
  refused: files.map(({ name }) => ({ name, fault: 'busy' })),
})

interface Seen {
  readonly files: readonly Looked[]
  readonly refused: readonly Refused[]
}

/** A form whose files are not looked at. */
export const noFiles = (web: Web, request: FastifyRequest): Brought => ({
  ...{ model: filesModel(web.ask(request)), chosen: undefined, mustBeSeen: false, status: 200 },
})

/** Keeps what came and drops what is not wanted, when there is any of it. */
async function settle(
  { house }: Web,
  token: Token,
  given: {
    readonly files: readonly Looked[]
    readonly said: ReadonlyMap<number, Choice>
    readonly before: readonly Pending[]
  },
): Promise<Refused[]> {
  const { files, said, before } = given
  const dropped = before.map(({ id }) => id).filter((id) => said.get(id) === 'none')
  if (before.length === 0 && files.length === 0) return []
  return keepFiles(house, token, { files, dropped })
}

async function lookedInto(
  uploads: readonly { readonly name: string; readonly bytes: Buffer }[],
  examine: Examine,
): Promise<Seen> {
  const files: Looked[] = []
  const refused: Refused[] = []
  const each = uploads.map(async ({ name, bytes }) => {
    const kind = kindOf(bytes)
    if (!kind)
      return { name, fault: bytes.byteLength === 0 ? ('empty' as const) : ('kind' as const) }
    const look = await examine(kind, bytes)
    if (look === 'pixels') return { name, fault: 'pixels' as const }
    return { name: nameFor(name, kind), kind, bytes, look }
  })
  for (const one of await Promise.all(each)) {
    if (one.fault === undefined) files.push(one)
    else refused.push(one)
  }
  return { files, refused }
}

/** A name that is only shown has no kind, and is made harmless all the same. */
const named = ({ name, fault }: Refused): Refused => ({ name: plainName(name), fault })

const tokenIn = (request: FastifyRequest): Token | undefined => readToken(field(request, 'files'))

/** What the form says of each file. */
function choicesIn(request: FastifyRequest): ReadonlyMap<number, Choice> {
  const said = fieldNames(request).flatMap((name): [number, Choice][] => {
    const [, id] = /^file-(\d{1,15})$/.exec(name) ?? []
    const choice = choices.find((one) => one === field(request, name))
    return id && choice ? [[Number(id), choice]] : []
  })
  return new Map(said.slice(0, 2 * MOST_FILES))
}

/** Sends a file of a letter, to whoever holds the letter's code; to all others it is not there. */
export async function sendOwnFile(
  web: Web,
  vault: Vault | undefined,
  receiptId: number,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { read, params } = web.ask(request)
  const id = numberIn(params.id)
  const letterId = await letterOfAttachment(read, receiptId, id)
  const letter = letterId === undefined ? undefined : await findOwn(read, receiptId, letterId)
  const files = letter && vault ? await attachmentsOf(read, vault, letter) : []
  return sendAttachment(web, reply, files, id)
}

/** Sends one of a letter's files. */
export function sendAttachment(
  { house }: Web,
  reply: FastifyReply,
  files: readonly Attachment[],
  id: number,
): FastifyReply {
  const file = files.find((one) => one.id === id)
  if (!file) throw new Problem('not_found')
  const { name, kind, size, pieces } = file
  return sendDownload(reply, house.settings, { name, type: saidOf[kind].type, size, pieces })
}

/** A number in an address; 0 belongs to nothing. */
export const numberIn = (text: string | undefined): number =>
  /^[1-9]\d{0,14}$/.test(text ?? '') ? Number(text) : 0
