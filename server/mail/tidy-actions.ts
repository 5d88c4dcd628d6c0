/** What the sender puts in order before it sends: what was interrupted, what is old, what is for nobody. */
import { DAY, type Instant, later } from '../kernel/clock.ts'
import type { Office } from './sender-actions.ts'
import { changeMail, forget, forgetThese, interrupted, toNobody } from './store.ts'

/** Settled mails and files are kept so long. */
const KEPT = 30 * DAY

/** Forgets what was settled long ago; meant for once an hour. */
export async function forgetOld({ storage, trade, carrier }: Office, now: Instant): Promise<void> {
  const before = later(now, -KEPT)
  await storage.transact(async (tx) => {
    await forget(tx, before)
    await trade.forget(tx, now)
  })
  carrier.tidy(before)
}

/** What was made for somebody who follows no more goes at once, as a file too. */
export async function erase({ storage, carrier }: Office): Promise<void> {
  const orphans = await toNobody(storage.read)
  if (orphans.length === 0) return
  carrier.erase(orphans.map(({ message_id }) => message_id))
  const ids = orphans.map(({ id }) => id)
  await storage.transact((tx) => forgetThese(tx, ids))
}

/**
 * Takes up what was left in the middle: only one sender works on a folder, so whatever is being
 * handed over when it begins was interrupted. If the server may have it already, it gets the same
 * Message-ID again.
 */
export async function resume({ storage }: Office, now: Instant): Promise<void> {
  const left = await interrupted(storage.read)
  if (left.length === 0) return
  await storage.transact(async (tx) => {
    for (const { id, state } of left)
      await changeMail(tx, id, {
        ...{ state: 'waiting', due_at: now },
        ...(state === 'offered' ? { problem: 'interrupted' } : {}),
      })
  })
}
