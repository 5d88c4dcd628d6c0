/** What the log was at one moment, in the form of C2SP tlog-checkpoint: origin, size, root. */
import type { Hash } from './merkle.ts'
import { readNote } from './note.ts'

export interface Checkpoint {
  /** Which log it is; also the name of the key that signs. */
  readonly origin: string
  readonly size: number
  readonly root: Hash
}

/** The origin of the log at a public address: `blogg.example.se/ledger`. */
export const originAt = (publicUrl: string): string => `${new URL(publicUrl).host}/ledger`

/** The text that is signed. */
export const checkpointText = ({ origin, size, root }: Checkpoint): string =>
  `${origin}\n${size}\n${Buffer.from(root, 'hex').toString('base64')}\n`

/** The checkpoint in a note whose signatures somebody else has checked; undefined when it is none. */
export function readCheckpoint(note: string | Uint8Array): Checkpoint | undefined {
  const [origin, size, root, ...rest] = readNote(note)?.text.split('\n') ?? []
  if (!origin || !/^(0|[1-9]\d{0,9})$/.test(size ?? '') || rest.pop() !== '') return undefined
  const hash = Buffer.from(root ?? '', 'base64')
  if (hash.byteLength !== 32 || hash.toString('base64') !== root) return undefined
  if (rest.includes('') || Number(size) >= 2 ** 32) return undefined
  return { origin, size: Number(size), root: hash.toString('hex') }
}
