/** Another key for all requests: each one's own key is taken out of one lock and put into the other. */
import type { Vault } from '../letters/vault.ts'
import type { Writer } from '../storage/database.ts'
import { moveRequestChannel } from './channel-store.ts'
import { changeRequestLock, locksAfter } from './store.ts'

const AT_ONCE = 200

/** Moves every request from one key to another and gives how many; those that the first does not open are `foreign`. */
export async function moveRequests(
  tx: Writer,
  { from, to }: { readonly from: Vault; readonly to: Vault },
): Promise<{ readonly moved: number; readonly foreign: number }> {
  const count = { moved: 0, foreign: 0 }
  let piece = await locksAfter(tx, 0, AT_ONCE)
  while (piece.length > 0) {
    for (const locked of piece) {
      const moved = from.moved(locked, to)
      count[moved ? 'moved' : 'foreign'] += 1
      if (moved?.sealedKey) await changeRequestLock(tx, { ...moved, sealedKey: moved.sealedKey })
    }
    piece = await locksAfter(tx, piece.at(-1)?.id ?? 0, AT_ONCE)
  }
  await moveRequestChannel(tx, from.keyId, to.keyId)
  return count
}
