/**
 * What a person without an account gets for what they sent: sixteen characters of 32 kinds, 80 bits,
 * in four groups of four. Stored only as a keyed hash.
 */
import { bytes, keyed } from '../kernel/random.ts'

/** Digits and letters that cannot be taken for each other (Crockford's base 32: no I, L, O, U). */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A code without spaces or dashes, as it goes into cookie and hash. */
export type Code = string & { readonly code: unique symbol }

/** A new code from 80 random bits, or from ten bytes that are as good as random. */
export function newCode(from: Uint8Array = bytes(10)): Code {
  let code = ''
  let held = 0
  let bits = 0
  for (const byte of from.subarray(0, 10)) {
    held = (held << 8) | byte
    bits += 8
    while (bits >= 5) {
      bits -= 5
      code += alphabet[(held >> bits) & 31]
    }
    held &= (1 << bits) - 1
  }
  return code as Code
}

/**
 * Reads a code as people type it: any case, spaces and dashes anywhere, O for 0, I and L for 1.
 * Undefined when it cannot be a code.
 */
export function readCode(typed: string): Code | undefined {
  const plain = typed
    .slice(0, 100)
    .toUpperCase()
    .replace(/[\s\-–—_.]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
  return /^[0-9A-HJKMNP-TV-Z]{16}$/.test(plain) ? (plain as Code) : undefined
}

/** A code as it is shown: `7K2M-9QXD-4TRA-0C5W`. */
export const grouped = (code: Code): string => code.replace(/(.{4})(?=.)/g, '$1-')

/** What is stored of a code: only somebody with both the key and the code can make it. */
export const hashOfCode = (key: Uint8Array, code: Code): string =>
  keyed(key, `receipt ${code}`).toString('hex')
