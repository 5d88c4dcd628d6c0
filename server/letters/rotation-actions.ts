/** Another key for all letters: each letter's own key is taken out of one lock and put into the other. */
import { record } from '../accounts/audit-store.ts'
import type { Instant } from '../kernel/clock.ts'
import type { Storage, Writer } from '../storage/database.ts'
import { letterLock } from './actions.ts'
import type { Letter } from './letter.ts'
import { changeLock, lettersAfter, moveChannel } from './rotation-store.ts'
import type { Vault } from './vault.ts'

/** What came of it: letters under the other key now, erased ones, and some that neither key opens. */
export interface Rotated {
  readonly moved: number
  readonly erased: number
  readonly foreign: number
}

const AT_ONCE = 200

/**
 * Moves every letter from one key to another, and what `others` moves with them, all or none: one that the present key does not open, and that was not
 * erased, ends it with nothing changed. No word of a letter is opened.
 */
export function rotate(
  storage: Storage,
  { from, to, at }: { readonly from: Vault; readonly to: Vault; readonly at: Instant },
  others: (tx: Writer) => Promise<{ readonly moved: number; readonly foreign: number }>,
): Promise<Rotated> {
  return storage.transact(async (tx) => {
    const count = { moved: 0, erased: 0, foreign: 0 }
    let piece = await lettersAfter(tx, 0, AT_ONCE)
    while (piece.length > 0) {
      for (const letter of piece) count[await move(tx, letter, { from, to })] += 1
      piece = await lettersAfter(tx, piece.at(-1)?.id ?? 0, AT_ONCE)
    }
    const also = await others(tx)
    count.moved += also.moved
    count.foreign += also.foreign
    if (count.foreign > 0) throw new NotOurs(count.foreign)
    await moveChannel(tx, from.keyId, to.keyId)
    await record(tx, { at, by: null, act: 'settings_changed', detail: 'letter_key' })
    return count
  })
}

/** Moves one letter, and says what came of it. */
async function move(
  tx: Writer,
  letter: Letter,
  { from, to }: { readonly from: Vault; readonly to: Vault },
): Promise<keyof Rotated> {
  if (letter.sealedKey === undefined) return 'erased'
  const moved = from.moved(letterLock(letter), to)
  if (!moved) return 'foreign'
  await changeLock(tx, moved)
  return 'moved'
}

/** Some letters are locked by a key that is neither of the two. */
export class NotOurs extends Error {
  readonly count: number

  constructor(count: number) {
    super(`${count} letters are locked by another key`)
    this.count = count
  }
}
