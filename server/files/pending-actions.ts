/** Keeps chosen files for a form until it is sent, and hands them over when it is. */
import type { Instant } from '../kernel/clock.ts'
import { sha256 } from '../kernel/random.ts'
import { seal, sealBytes, unseal, unsealBytes } from '../kernel/seal.ts'
import { nextId } from '../storage/counter.ts'
import type { Reader, Writer } from '../storage/database.ts'
import type { House } from '../web/house.ts'
import { type FileFault, type FileKind, type Look, MOST_FILES, MOST_TOGETHER } from './file.ts'
import {
  bundleOf,
  type Choice,
  choiceOf,
  keptUntil,
  keyOf,
  MOST_PENDING,
  type Pending,
  readPending,
  type Token,
} from './pending.ts'
import {
  forgetExpired,
  forgetPending,
  keepPending,
  pendingBytes,
  pendingIn,
  pendingPiece,
  savePending,
  savePendingPiece,
} from './pending-store.ts'
import { eachPiece, piecesOf } from './pieces.ts'

/** A file that was looked into. */
export interface Looked {
  readonly name: string
  readonly kind: FileKind
  readonly bytes: Buffer
  readonly look: Look
}

/** A file that was not taken, and why. */
export interface Refused {
  readonly name: string
  readonly fault: FileFault
}

/** Keeps what a form brought, beside what it had; the same file twice is one. Gives those for which there is no room. */
export function keepFiles(
  { storage, clock }: Pick<House, 'storage' | 'clock'>,
  token: Token,
  { files, dropped }: { readonly files: readonly Looked[]; readonly dropped: readonly number[] },
): Promise<Refused[]> {
  const now = clock()
  return storage.transact(async (tx) => {
    const bundle = bundleOf(token)
    await forgetExpired(tx, now)
    if (dropped.length > 0) await forgetPending(tx, bundle, dropped)
    await keepPending(tx, bundle, keptUntil(now))
    const refused: Refused[] = []
    const kept = await filesOf(tx, token, now)
    for (const file of files) {
      const mark = markOf(file)
      if (kept.some((one) => one.mark === mark)) continue
      const fault = noRoom(kept, file) ?? (await isFull(tx, file))
      if (fault) refused.push({ name: file.name, fault })
      else kept.push(await keep(tx, token, { file, mark, until: keptUntil(now) }))
    }
    return refused
  })
}

const markOf = ({ name, bytes }: Looked): string => sha256(`${sha256(bytes)} ${name}`)

function noRoom(kept: readonly Pending[], { bytes }: Looked): FileFault | undefined {
  if (kept.length >= MOST_FILES) return 'many'
  const together = kept.reduce((sum, { size }) => sum + size, bytes.byteLength)
  return together > MOST_TOGETHER ? 'total' : undefined
}

const isFull = async (tx: Writer, file: Looked): Promise<FileFault | undefined> =>
  (await pendingBytes(tx)) + weightOf(file) > MOST_PENDING ? 'busy' : undefined

const weightOf = ({ bytes, look }: Looked): number =>
  bytes.byteLength + (look.clean?.bytes.byteLength ?? 0)

async function keep(
  tx: Writer,
  token: Token,
  { file, mark, until }: { file: Looked; mark: string; until: Instant },
): Promise<Pending> {
  const { name, kind, bytes, look } = file
  const id = await nextId(tx, 'pending_file')
  const { tells, clean } = look
  const told = {
    ...{ name, kind, size: bytes.byteLength, tells, mark },
    clean: clean && { size: clean.bytes.byteLength, tells: clean.tells },
  }
  const key = keyOf(token)
  const sealed = seal(key, purposeOf(id), JSON.stringify(told))
  const row = { id, bundle: bundleOf(token), expires_at: until, size: weightOf(file) }
  await savePending(tx, { ...row, sealed })
  await keepPieces(tx, key, { id, copy: 'as_is', bytes })
  if (clean) await keepPieces(tx, key, { id, copy: 'clean', bytes: clean.bytes })
  return { id, ...told }
}

interface Copy {
  readonly id: number
  readonly copy: 'as_is' | 'clean'
}

const keepPieces = (tx: Writer, key: Buffer, { id, copy, bytes }: Copy & { bytes: Buffer }) =>
  eachPiece(bytes, async (piece, number) => {
    const sealed = sealBytes(key, purposeOf(id, copy, number), piece)
    await savePendingPiece(tx, { file_id: id, copy, number, sealed })
  })

const purposeOf = (id: number, ...of: readonly (string | number)[]): string =>
  ['pending', id, ...of].join(' ')

/** The files that wait for a form; none once their time is over. */
export async function filesOf(db: Reader | Writer, token: Token, now: Instant): Promise<Pending[]> {
  const rows = await pendingIn(db, bundleOf(token), now)
  const key = keyOf(token)
  return rows.flatMap(({ id, sealed }) => {
    const told = unseal(key, purposeOf(id), sealed)
    return told === undefined ? [] : [readPending(id, told)]
  })
}

/** A file as it is sent. */
export interface SentFile {
  readonly name: string
  readonly kind: FileKind
  readonly size: number
  /** A copy without what the file told. */
  readonly isCopy: boolean
  readonly bytes: () => Promise<Buffer>
}

/** What a form says of its files. */
export interface Chosen {
  readonly token: Token
  /** How many its page showed. */
  readonly count: number
  readonly choices: ReadonlyMap<number, Choice>
}

/** The files of a form as they were chosen to be sent; undefined when some that its page showed are gone. */
export async function chosenFiles(
  tx: Writer,
  { token, count, choices }: Chosen,
  now: Instant,
): Promise<SentFile[] | undefined> {
  const files = await filesOf(tx, token, now)
  if (files.length < count) return undefined
  return files.flatMap((file): SentFile[] => {
    const choice = choiceOf(file, choices.get(file.id))
    if (choice === 'none') return []
    const { id, name, kind, clean } = file
    const isCopy = choice === 'copy' && clean !== undefined
    const size = isCopy ? clean.size : file.size
    const copy = { id, size, copy: isCopy ? ('clean' as const) : ('as_is' as const) }
    return [{ name, kind, size, isCopy, bytes: () => bytesOf(tx, keyOf(token), copy) }]
  })
}

async function bytesOf(
  tx: Writer,
  key: Buffer,
  { id, copy, size }: Copy & { readonly size: number },
): Promise<Buffer> {
  const pieces: Buffer[] = []
  for (let number = 0; number < piecesOf(size); number++) {
    const sealed = await pendingPiece(tx, { file_id: id, copy, number })
    const piece = sealed && unsealBytes(key, purposeOf(id, copy, number), sealed)
    if (!piece) throw new Error(`piece ${number} of pending file ${id} cannot be opened`)
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}

/** Takes everything away that waited for a form: it was sent. */
export const handOver = (tx: Writer, { token }: Chosen): Promise<void> =>
  forgetPending(tx, bundleOf(token))
