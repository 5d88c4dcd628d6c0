/** The key that opens letters: a file outside the data folder, which is the same text as the copy on paper. */
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs'
import { bytes, keyed, sha256 } from '../kernel/random.ts'

/** The key and what it is recognised by; who has only the name has nothing. */
export interface LetterKey {
  readonly id: string
  readonly key: Buffer
}

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ' // Crockford's: no I, L, O, U
const CHARACTERS = 52 // 256 bits, five in each, with four bits over
const CHECK = 4

/** A key of 256 random bits in a new file that its owner alone can read. Throws when there is a file already. */
export const makeLetterKey = (file: string): LetterKey => writeLetterKey(file, bytes(32))

/** Writes a key into a new file that its owner alone can read. Throws when there is a file already. */
export function writeLetterKey(file: string, key: Buffer): LetterKey {
  const handle = openSync(file, 'wx', 0o600)
  writeSync(handle, `${paperOf(key)}\n`)
  fsyncSync(handle)
  closeSync(handle)
  return keyOf(key)
}

/** Reads the key. Throws, with a sentence that says what to do, when it is not there or mistyped. */
export function readLetterKey(file: string): LetterKey {
  if (!existsSync(file))
    throw new Error(
      `There is no ${file}: put the key for letters back from where its copy is kept, or, if there has never been one, make it with npm run cli -- letter-key make`,
    )
  const key = fromPaper(readFileSync(file, 'utf8'))
  if (!key)
    throw new Error(`${file} does not hold a key for letters: a character is missing or wrong`)
  return keyOf(key)
}

const keyOf = (key: Buffer): LetterKey => ({
  id: keyed(key, 'letter key id').toString('hex').slice(0, 16),
  key,
})

/** A key as it is written and typed: fourteen groups of four, of which the last is a check. */
export function paperOf(key: Buffer): string {
  let value = BigInt(`0x${key.toString('hex')}`) << 4n // 260 bits
  let text = ''
  for (let count = 0; count < CHARACTERS; count++) {
    text = ALPHABET[Number(value & 31n)] + text
    value >>= 5n
  }
  return (text + checkOf(text)).replace(/(.{4})(?=.)/g, '$1-')
}

/** The key in what somebody typed: any case, spaces and dashes anywhere; undefined when a character is wrong. */
export function fromPaper(typed: string): Buffer | undefined {
  const plain = typed
    .toUpperCase()
    .replace(/[\s\-–—]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
  if (!/^[0-9A-HJKMNP-TV-Z]{56}$/.test(plain)) return undefined
  const text = plain.slice(0, CHARACTERS)
  if (checkOf(text) !== plain.slice(CHARACTERS)) return undefined
  let value = 0n
  for (const character of text) value = (value << 5n) | BigInt(ALPHABET.indexOf(character))
  return Buffer.from((value >> 4n).toString(16).padStart(64, '0'), 'hex')
}

/** Twenty bits of a hash: one wrong character is found but once in a million. */
function checkOf(text: string): string {
  let value = Number.parseInt(sha256(`letter key ${text}`).slice(0, 5), 16)
  let check = ''
  for (let count = 0; count < CHECK; count++) {
    check = ALPHABET[value & 31] + check
    value >>= 5
  }
  return check
}
