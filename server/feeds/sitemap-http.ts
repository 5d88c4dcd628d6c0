/** The addresses of the map of the site: one file, or an index of parts when there are more addresses than one may hold. */
import type { Reader } from '../storage/database.ts'
import type { App, Site } from '../web/house.ts'
import type { Web } from '../web/web.ts'
import {
  index,
  MOST_ADDRESSES,
  type Part,
  partOf,
  partsOf,
  rangeOf,
  urlset,
} from './sitemap-pages.ts'
import {
  type Address,
  entryAddresses,
  highest,
  listAddresses,
  postAddresses,
} from './sitemap-store.ts'

/** Numbers in one part: what lies in memory at once. */
const PART = 20_000
const MOST_LISTS = 5_000

/** How the map is cut. */
interface Cut {
  /** Addresses in one file without parts. */
  readonly most: number
  /** Numbers in a part. */
  readonly part: number
}

/** Registers /sitemap.xml and its parts. */
export function sitemapRoutes(app: App, web: Web): void {
  const { publicUrl } = web.house.settings
  const type = 'application/xml; charset=utf-8'
  web.file(app, {
    ...{ path: '/sitemap.xml', type },
    make: async ({ read, site }) => ({
      body: await sitemap(read, site, publicUrl),
      tags: ['lists', 'openness', 'policy'],
    }),
  })
  web.file(app, {
    ...{ path: '/sitemap/:part.xml', type, isOfSeries: true },
    make: async ({ read, site, params }) => {
      const part = partOf(params.part ?? '')
      const addresses = part ? await addressesIn(read, site, part, PART) : []
      if (addresses.length === 0) return { problem: 'not_found' }
      return { body: urlset(addresses, publicUrl), tags: ['lists', 'openness', 'policy'] }
    },
  })
}

/** The whole map, or the index of its parts. Never more than one part is read to tell. */
export async function sitemap(
  read: Reader,
  site: Site,
  publicUrl: string,
  { most, part }: Cut = { most: MOST_ADDRESSES, part: PART },
): Promise<string> {
  const top = await highest(read)
  const parts = partsOf(top, part)
  if (top.posts + top.openness + 2 * MOST_LISTS + fixed(site).length > most)
    return index(parts, publicUrl)
  const addresses: Address[] = []
  for (const one of parts) addresses.push(...(await addressesIn(read, site, one, part)))
  return urlset(addresses, publicUrl)
}

/** What stands in a part. */
async function addressesIn(
  read: Reader,
  site: Site,
  part: Part,
  size: number,
): Promise<readonly Address[]> {
  if (part.kind === 'posts') return postAddresses(read, rangeOf(part, size))
  if (part.kind === 'openness') return entryAddresses(read, rangeOf(part, size))
  if (part.number > 1) return []
  return [...fixed(site), ...(await listAddresses(read, MOST_LISTS))]
}

/** Pages that every site has, and those that its menu leads to. */
const fixed = (site: Site): Address[] =>
  [
    ...['/', '/personal', '/official', '/about', '/contact', '/request'],
    ...['/policy', '/policy/house-rules', '/policy/privacy', '/policy/accessibility'],
    ...(site.hasArchive ? ['/openness', '/openness/figures'] : []),
    ...(site.showsLedger ? ['/ledger', '/ledger/about'] : []),
  ].map((path) => ({ path, changed: undefined }))
