/** Many who follow, as the database has them: asking and confirming by the forms would take a mail each. */
import { followSecrets } from '../../server/following/address.ts'
import { changeFollow, saveFollow } from '../../server/following/store.ts'
import { MINUTE } from '../../server/kernel/clock.ts'
import { openThread } from '../moderation/sent.ts'
import { publishPost } from '../posts/writing.ts'
import type { TestSite, Wanted } from '../support/site.ts'

/** Lets this many addresses follow all posts; gives the addresses in order. */
export async function letFollow(
  { storage, keys, clock }: TestSite,
  count: number,
  name = 'reader',
): Promise<string[]> {
  const secrets = followSecrets(keys.seal)
  const addresses = Array.from(
    { length: count },
    (_, number) => `${name}${String(number).padStart(4, '0')}@example.org`,
  )
  const target = { topic: 'posts', capacity: undefined } as const
  await storage.transact(async (tx) => {
    for (const address of addresses) {
      const key = secrets.keyOf(address, target)
      const wish = { target, address: secrets.sealed(address), key, language: 'sv' } as const
      const id = await saveFollow(tx, { ...wish, askedAt: clock() })
      await changeFollow(tx, id, { confirmedAt: clock() })
    }
  })
  return addresses
}

/** A site that many follow, and a post of which they are told once five minutes have passed. */
export async function openCrowdOfFollowers(count: number, wanted: Wanted = {}) {
  const thread = await openThread(wanted)
  const { site, author } = thread
  site.advance(MINUTE) // of the thread's own post nobody is told
  const addresses = await letFollow(site, count)
  site.advance(MINUTE)
  const told = await publishPost(site, author, { title: 'Snöröjningen' })
  return { ...thread, addresses, told }
}
