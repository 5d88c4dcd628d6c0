/**
 * The mark that a form carries, so that the same form sent twice (a double tap, a lost answer) is one
 * comment with one code. Signed: nobody but us can choose it, since the code is made from it.
 */
import { bytes, keyed, same } from '../kernel/random.ts'
import { type Code, newCode } from '../receipts/receipt.ts'

/** A new mark for one form: 128 random bits and a signature. */
export function newSubmission(key: Buffer): string {
  const random = bytes(16)
  return Buffer.concat([random, signature(key, random)]).toString('base64url')
}

/** The mark, if it is one of ours; otherwise the form is taken as sent for the first time. */
export function readSubmission(key: Buffer, typed: string): string | undefined {
  if (!/^[\w-]{43}$/.test(typed)) return undefined
  const all = Buffer.from(typed, 'base64url')
  return same(all.subarray(16), signature(key, all.subarray(0, 16))) ? typed : undefined
}

/** The code that belongs to a mark: the same each time, and as hard to guess as a random one. */
export const codeOf = (key: Buffer, submission: string): Code =>
  newCode(keyed(key, `code ${submission}`))

const signature = (key: Buffer, random: Buffer): Buffer =>
  keyed(key, `submission ${random.toString('hex')}`).subarray(0, 16)
