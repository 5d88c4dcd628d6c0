/**
 * Signed notes, as C2SP signed-note and Go's sumdb write them: a text, an empty line, and signatures
 * of Ed25519 by named keys. A text means nothing until a signature on it was checked with a known key.
 */
import { sha256 } from '../kernel/random.ts'
import { isSignedBy, type Signer } from '../kernel/signature.ts'

/** A key that checks signatures: its name, its id (8 hex digits) and its 32 bytes. */
export interface NoteKey {
  readonly name: string
  readonly id: string
  readonly publicKey: Buffer
}

/** A note taken apart; nothing of it has been checked. */
export interface Note {
  /** With the line break at its end: what is signed. */
  readonly text: string
  readonly signatures: readonly {
    readonly name: string
    readonly id: string
    readonly signature: Buffer
  }[]
}

/** The kind of signature in a key: Ed25519. */
const ED25519 = Buffer.from([1])
const MOST_SIGNATURES = 100
const MOST_BYTES = 1_000_000

/** The key with this name; a name has neither spaces nor a plus. Throws a TypeError on another. */
export function noteKey(name: string, publicKey: Buffer): NoteKey {
  if (!isName(name)) throw new TypeError(`no name for a key: ${name}`)
  const named = Buffer.concat([Buffer.from(`${name}\n`), ED25519, publicKey])
  return { name, id: sha256(named).slice(0, 8), publicKey }
}

/** A key as one line of text that others can be given (a "vkey"). */
export const keyText = ({ name, id, publicKey }: NoteKey): string =>
  `${name}+${id}+${Buffer.concat([ED25519, publicKey]).toString('base64')}`

/** Reads a key from its line; undefined when it is none, of another kind, or its id is not its own. */
export function readKey(line: string): NoteKey | undefined {
  const [, name = '', id, text = ''] = /^([^+]+)\+([0-9a-f]{8})\+(\S+)$/.exec(line.trim()) ?? []
  const bytes = bytesOf(text)
  if (!isName(name) || bytes?.byteLength !== 33 || bytes[0] !== 1) return undefined
  const key = noteKey(name, bytes.subarray(1))
  return key.id === id ? key : undefined
}

/** Signs a text that ends in a line break with the key of this name; gives the whole note. */
export function signed(text: string, name: string, signer: Signer): string {
  const { id } = noteKey(name, signer.publicKey)
  const whole = Buffer.concat([Buffer.from(id, 'hex'), signer.sign(Buffer.from(text))])
  return `${text}\n— ${name} ${whole.toString('base64')}\n`
}

/** Takes a note apart; undefined when it is none. */
export function readNote(whole: string | Uint8Array): Note | undefined {
  const note = typeof whole === 'string' ? whole : decoded(whole)
  if (note === undefined || note.length > MOST_BYTES || !note.isWellFormed()) return undefined
  const split = note.lastIndexOf('\n\n')
  if (split < 0 || !note.endsWith('\n') || /[\u0000-\u0009\u000b-\u001f]/.test(note))
    return undefined
  const lines = note.slice(split + 2, -1).split('\n')
  const signatures = lines.map(signatureIn)
  if (lines.length > MOST_SIGNATURES || signatures.includes(undefined)) return undefined
  return { text: note.slice(0, split + 1), signatures: signatures as Note['signatures'] }
}

/**
 * What a key says of a note: `signed`, `forged` (the signature in its name is not its own), or
 * `unsigned` (none is in its name). Of several signatures in its name the first counts.
 */
export function judged({ text, signatures }: Note, key: NoteKey): 'signed' | 'forged' | 'unsigned' {
  const own = signatures.find(({ name, id }) => name === key.name && id === key.id)
  if (!own) return 'unsigned'
  return isSignedBy(key.publicKey, Buffer.from(text), own.signature) ? 'signed' : 'forged'
}

function signatureIn(line: string): Note['signatures'][number] | undefined {
  const [, name = '', text = ''] = /^— (\S+) (\S+)$/u.exec(line) ?? []
  const bytes = bytesOf(text)
  if (!isName(name) || !bytes || bytes.byteLength < 5) return undefined
  return { name, id: bytes.subarray(0, 4).toString('hex'), signature: bytes.subarray(4) }
}

const isName = (name: string): boolean => name !== '' && name.isWellFormed() && !/[\s+]/u.test(name)

/** Base64 by RFC 4648 section 4, and only as it would be written again. */
function bytesOf(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64')
  return text !== '' && bytes.toString('base64') === text ? bytes : undefined
}

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}
