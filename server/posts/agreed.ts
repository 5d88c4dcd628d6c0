/** The one text that a published letter is, and the salted hash of it that each side says yes to (docs/agreements.md). */
import { canonical } from '../ledger/canonical.ts'
import { type LetterContent, textHash } from '../ledger/salted.ts'
import type { AgreedLetter } from '../text/agreed-letter.ts'

/** A letter's content as the one text that is hashed and kept: canonical JSON (RFC 8785). */
export function agreedJson(letter: AgreedLetter): string {
  const content: LetterContent = letter
  return canonical(content)
}

/** The salted hash of a letter's content: SHA-256 over the salt and the canonical JSON (RFC 8785). */
export const agreedHash = (salt: string, letter: AgreedLetter): string => textHash(salt, letter)

/** The letter that stands in the database, when its hash is the one that both sides said yes to; else undefined. */
export function agreedIn(row: {
  readonly content: string
  readonly salt: string
  readonly hash: string
}): AgreedLetter | undefined {
  const letter = JSON.parse(row.content) as AgreedLetter
  return agreedHash(row.salt, letter) === row.hash ? letter : undefined
}
