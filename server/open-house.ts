/** Opens the house: the cache, the switches, and the site as every page needs it. */
import type { Clock } from './kernel/clock.ts'
import { siteAt } from './site/official.ts'
import { findSite } from './site/store.ts'
import type { Storage } from './storage/database.ts'
import type { LetterKey } from './storage/letter-key.ts'
import { pageCache } from './web/cache.ts'
import type { House, Keys, Settings, Site } from './web/house.ts'
import { openLoad } from './web/load.ts'
import { readOnlySwitch } from './web/read-only.ts'

/** What a site is built from; tests hand in a fixed clock and a folder of their own. */
export interface Deps {
  readonly storage: Storage
  readonly clock: Clock
  readonly settings: Settings
  readonly keys: Keys
  /** What opens letters; without it none are taken. */
  readonly letterKey?: LetterKey | undefined
  /** Handed what the site does when a time has come, which it does by itself once it listens. */
  readonly round?: (look: () => Promise<void>) => void
  /** How much memory finished pages may take; with 0 each is made anew. */
  readonly cacheBytes?: number
  /** How much that takes time may be under way at once. */
  readonly mostAtOnce?: number
}

const CACHE_BYTES = 96 * 1024 * 1024
const MOST_AT_ONCE = 500
/** The house of a site; what changes in it is asked of `site` each time. */
export async function openHouse(deps: Deps): Promise<House> {
  const cache = pageCache(deps.cacheBytes ?? CACHE_BYTES)
  let site: Site | undefined
  const renew = async () => {
    const found = await findSite(deps.storage.read, deps.clock())
    // Without the key that letters are locked with none are taken, and no requests.
    site = found && onlyOurs(found, deps.letterKey?.id)
  }
  await renew()
  return {
    ...deps,
    cache,
    readOnly: readOnlySwitch(deps.settings.dataDir),
    load: openLoad(deps.mostAtOnce ?? MOST_AT_ONCE),
    site: () => site && siteAt(site, deps.clock()),
    changed: async (...tags) => {
      // With its first entry the archive comes into every page's menu.
      const isFirst = tags.includes('openness') && site?.hasArchive === false
      if (tags.includes('site') || isFirst) await renew()
      cache.touch(isFirst ? ['site', ...tags] : tags)
    },
  }
}

/** The site without what is locked with another key than ours: nobody could read what came. */
const onlyOurs = (site: Site, keyId: string | undefined): Site => ({
  ...site,
  letters: site.letters?.keyId === keyId ? site.letters : undefined,
  requests: { ...site.requests, keyId: site.requests.keyId === keyId ? keyId : undefined },
})
