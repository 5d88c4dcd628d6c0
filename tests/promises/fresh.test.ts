/** The read after a write always shows it: pages kept in memory against a site that keeps none. */
import { afterEach, describe, expect, test } from 'vitest'
import { buildApp } from '../../server/app.ts'
import { SECOND } from '../../server/kernel/clock.ts'
import { openDatabase } from '../../server/storage/database.ts'
import type { App } from '../../server/web/house.ts'
import { openTestSite, type TestSite } from '../support/site.ts'
import { live } from './life.ts'
import { seeded } from './seeded.ts'

/** The same data and clock, with nothing kept. */
async function forgetful(site: TestSite): Promise<App> {
  const storage = openDatabase(site.storage.file)
  closing.push(() => storage.close())
  const { clock, settings, keys } = site
  return buildApp({ storage, clock, settings, keys, cacheBytes: 0 })
}

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

interface Told {
  /** Another one when the page was made anew. */
  readonly etag: string
  /** What it says, but for what only says when it was made. */
  readonly page: string
}

async function told(app: App, url: string, language: string): Promise<Told> {
  const answer = await app.inject({ url, headers: { cookie: `language=${language}` } })
  const { etag, date: _, 'content-length': __, ...headers } = answer.headers
  const body = answer.body
    .replace(/^Expires: .*$/m, '')
    .replace(/(<feed[\s\S]*?)<updated>.*/, '$1')
    .replace(/<ledger:[\s\S]*?<\/ledger:checkpoint>/, '')
  const page = JSON.stringify({ status: answer.statusCode, headers, body }, null, 1)
  return { etag: String(etag), page }
}

describe('whatever is done, in whatever order', () => {
  test.each([
    ['sv', 1],
    ['nb', 2],
  ] as const)(
    'each page is as if it had just been made (%s)',
    {
      timeout: 120_000,
    },
    async (language, seed) => {
      const site = await openTestSite()
      const bare = await forgetful(site)
      const life = await live(site, seeded(seed))
      const before = new Map<string, string>()
      let kept = 0
      for (let count = 0; count < 120; count++) {
        const act = `${count} ${await life.act()}`
        site.advance(SECOND) // the other one looks once a second
        for (const url of await life.addresses()) {
          const { etag, page } = await told(site.app, url, language)
          const isKept = before.get(url) === etag
          before.set(url, etag)
          if (!isKept) continue // made just now, so it is right
          kept += 1
          expect([act, url, page]).toEqual([act, url, (await told(bare, url, language)).page])
        }
      }
      expect(kept, 'most pages were kept').toBeGreaterThan(1000)
      expect(life.kinds().length, 'most kinds of acts were done').toBeGreaterThan(18)
    },
  )
})
