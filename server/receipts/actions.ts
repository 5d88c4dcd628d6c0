/** The receipt that something hangs on which was sent by a person without an account. */
import type { Instant } from '../kernel/clock.ts'
import type { Writer } from '../storage/database.ts'
import { type Code, hashOfCode } from './receipt.ts'
import { findReceipt, saveReceipt } from './store.ts'

/**
 * The receipt of a code, made when the code is a new one. Undefined when somebody gave a code from before and it is
 * none of ours. A form's own code may be known too: what was sent as a comment can be sent as a letter after it.
 */
export async function receiptFor(
  tx: Writer,
  key: Uint8Array,
  { code, isKnown, at }: { readonly code: Code; readonly isKnown: boolean; readonly at: Instant },
): Promise<number | undefined> {
  const hash = hashOfCode(key, code)
  const found = await findReceipt(tx, hash)
  return found ?? (isKnown ? undefined : saveReceipt(tx, hash, at))
}
