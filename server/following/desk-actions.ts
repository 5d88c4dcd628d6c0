/** What administrators see and do about those who follow: numbers alone, and no more mail to whoever telephones. */
import { record } from '../accounts/audit-store.ts'
import type { Followers } from '../mail/followers.ts'
import type { House } from '../web/house.ts'
import { stopWithin } from './actions.ts'
import { followSecrets, readAddress } from './address.ts'
import { countFollows, countStops } from './store.ts'

/** Those who follow, as the desk's page about mail is handed them. */
export function followersOf({ storage, clock, keys }: Omit<House, 'site'>): Followers {
  const secrets = followSecrets(keys.seal)
  return {
    counts: async (read) => ({
      follows: (await countFollows(read)).map(({ topic, capacity, count }) => ({
        what: topic === 'posts' && capacity ? (`posts.${capacity}` as const) : topic,
        count,
      })),
      stopped: await countStops(read),
    }),
    // The line in the log of events does not say which address: the log is kept, the address is not.
    stop: async (by, typed) => {
      const address = readAddress(typed)
      if (!address) return 'unreadable'
      const at = clock()
      const followed = await storage.transact(async (tx) => {
        await record(tx, { at, by, act: 'mail_stopped' })
        return stopWithin(tx, secrets, { address, reason: 'asked', at })
      })
      return followed > 0 ? 'stopped' : 'unknown'
    },
  }
}
