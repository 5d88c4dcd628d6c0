/** A witness: fetches the checkpoint of a ledger, and keeps it if it continues the last one kept. */
import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs'
import type { Instant } from '../kernel/clock.ts'
import { readCheckpoint } from './checkpoint.ts'
import { type Kept, keptText, type Witnessed } from './kept.ts'
import { judged, keyText, type NoteKey, readKey, readNote } from './note.ts'
import { provesConsistency } from './proof.ts'
import { names } from './published.ts'
import { type Source, Unreachable } from './source-actions.ts'

/** Why a checkpoint is not kept. */
export type Refusal =
  | 'no_checkpoint'
  | 'not_signed'
  | 'another_log'
  | 'shorter'
  | 'other_root'
  | 'not_proven'

export type Seen =
  | { readonly ok: true; readonly now: Witnessed; readonly isNew: boolean; readonly key: NoteKey }
  | {
      readonly ok: false
      readonly why: Refusal
      /** What was answered, to be kept as evidence. */
      readonly evidence: Readonly<Record<string, unknown>>
    }

/**
 * Looks at the checkpoint that a source has now. `trusted` is the key to check it with; without one
 * the source's own is taken, which is right the first time alone. Throws `Unreachable`.
 */
export async function look(
  source: Source,
  { trusted, last, at }: { trusted: NoteKey | undefined; last: Witnessed | undefined; at: Instant },
): Promise<Seen> {
  const note = await textOf(source, names.checkpoint)
  const now = readCheckpoint(note)
  const key = trusted ?? readKey(await textOf(source, names.key))
  const evidence = { at, from: source.name, note, last: last?.note, key: key && keyText(key) }
  const refuse = (why: Refusal, more = {}): Seen => ({
    ok: false,
    why,
    evidence: { why, ...evidence, ...more },
  })
  if (!now) return refuse('no_checkpoint')
  const signed = readNote(note)
  if (!key || !signed || judged(signed, key) !== 'signed') return refuse('not_signed')
  const seen = { ok: true, now: { ...now, note, at }, isNew: now.size !== last?.size, key } as const
  if (!last) return seen
  if (now.origin !== last.origin) return refuse('another_log')
  if (now.size < last.size) return refuse('shorter')
  if (now.size === last.size) return now.root === last.root ? seen : refuse('other_root')
  const answer = await source.read(`consistency/${last.size}/${now.size}`)
  const proof = proofIn(answer)
  const claim = { first: last.size, second: now.size, firstRoot: last.root, secondRoot: now.root }
  if (proof && provesConsistency({ ...claim, proof })) return seen
  return refuse('not_proven', { proof: answer?.toString('utf8') })
}

async function textOf(source: Source, file: string): Promise<string> {
  const bytes = await source.read(file)
  if (!bytes) throw new Unreachable(`${source.name}/${file} is not there`)
  return bytes.toString('utf8')
}

const MOST_HASHES = 64

function proofIn(answer: Buffer | undefined): string[] | undefined {
  try {
    const { proof } = JSON.parse(answer?.toString('utf8') ?? '') as { proof?: unknown }
    return Array.isArray(proof) && proof.length <= MOST_HASHES ? proof.map(String) : undefined
  } catch {
    return undefined
  }
}

/** Adds a checkpoint to the witness's file; the file is whole at every moment, whatever happens. */
export function keep(
  file: string,
  kept: Kept | undefined,
  { now, key }: Seen & { ok: true },
): void {
  writeWhole(file, keptText(keyText(key), [...(kept?.seen ?? []), now]))
}

/** Writes a file beside itself, and gives it its name when the disk has it. */
export function writeWhole(file: string, text: string | Uint8Array): void {
  const handle = openSync(`${file}.new`, 'w')
  try {
    writeSync(handle, Buffer.from(text as string))
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(`${file}.new`, file)
}
