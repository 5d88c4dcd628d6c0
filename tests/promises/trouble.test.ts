/** A full or read-only disk, a locked database, a clock that jumps, too much at once: nothing is lost. */
import { sql } from 'kysely'
import { describe, expect, onTestFinished, test } from 'vitest'
import { buildApp } from '../../server/app.ts'
import { DAY, SECOND } from '../../server/kernel/clock.ts'
import { verify } from '../../server/ledger/verify.ts'
import { builder, open } from '../../server/storage/database.ts'
import { writerQueue } from '../../server/storage/writer.ts'
import type { App } from '../../server/web/house.ts'
import { publishPost, textOf } from '../posts/writing.ts'
import { openTestSite, type TestSite } from '../support/site.ts'

async function talkingSite() {
  const site = await openTestSite()
  const cookie = await site.signIn('official')
  const { path, id } = await publishPost(site, cookie)
  await site.get(path)
  const say = (text: string) => site.post('/comments', { post: String(id), text })
  return { site, cookie, path, id, say }
}

/** Sets something of the connection that writes, as only a test does. */
const pragma = (site: TestSite, text: string) =>
  site.storage.transact((tx) => sql.raw(`pragma ${text}`).execute(tx))

const comments = ({ storage }: TestSite) =>
  storage.read.selectFrom('comment').select('text').orderBy('id').execute()

const long = (n: number): string => `Kommentar ${n}: ${'ord '.repeat(1500)}slut`

describe('when the disk is full', () => {
  test('the words come back, reading goes on, nothing half is kept, and it heals by itself', async () => {
    const { site, path, cookie, say } = await talkingSite()
    const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(
      site.storage.read as never,
    )
    await pragma(site, `max_page_count = ${(rows[0]?.page_count ?? 0) + 12}`)
    const statuses: number[] = []
    let refused = await say(long(0))
    for (let n = 1; refused.statusCode === 303; n++) {
      statuses.push(refused.statusCode)
      refused = await say(long(n))
    }
    expect([refused.statusCode, refused.headers['retry-after']]).toEqual([503, '60'])
    expect(refused.body).toContain('slut</textarea>')
    expect(textOf(refused.body)).toMatch(/Vi kunde inte spara det du skickade .* Referens: /)
    expect(await comments(site)).toHaveLength(statuses.length)

    const together = await Promise.all([say(long(90)), say(long(91)), say(long(92))])
    expect(together.map(({ statusCode }) => statusCode)).toEqual([503, 503, 503])
    expect(await comments(site), 'none was told it was saved').toHaveLength(statuses.length)
    expect((await site.get(path)).statusCode).toBe(200)
    site.advance(600 * SECOND)
    expect((await site.get('/desk', { cookie })).statusCode).toBe(200)

    await pragma(site, 'max_page_count = 1000000')
    expect((await say('Nu går det.')).statusCode).toBe(303)
    expect((await verify(site.storage.read)).ok).toBe(true)
  })
})

describe('when the disk can only be read', () => {
  test('the words come back, reading goes on, and it heals by itself', async () => {
    const { site, path, cookie, id } = await talkingSite()
    const { app, raw, say } = await withWriter(site, id)
    raw.pragma('query_only = on') // what SQLite answers then is what it says of such a disk
    const refused = await say('Hej+du')
    expect([refused.statusCode, refused.headers['retry-after'], refused.body]).toEqual([
      503,
      '60',
      expect.stringContaining('Hej du</textarea>'),
    ])
    site.advance(600 * SECOND)
    for (const url of ['/desk', path])
      expect((await app.inject({ url, headers: { cookie } })).statusCode).toBe(200)
    raw.pragma('query_only = off')
    expect((await say('Hej+igen')).statusCode).toBe(303)
    expect(await comments(site)).toEqual([{ text: 'Hej igen' }])
  })
})

/** The same site with a connection for writing that the test has a hand on, and as much patience. */
async function withWriter(site: TestSite, post: number, patience?: number) {
  const raw = open(site.storage.file, false)
  const { transact } = writerQueue(builder(raw), raw, patience)
  const { settings, keys, clock } = site
  const app = await buildApp({ storage: { ...site.storage, transact }, clock, settings, keys })
  onTestFinished(async () => {
    await app.close()
    raw.close()
  })
  return { app, raw, say: sayTo(app, post) }
}

const sayTo = (app: App, post: number) => async (text: string) =>
  app.inject({
    ...{ method: 'POST', url: '/comments', payload: `post=${post}&text=${text}` },
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })

describe('when another process holds the database', () => {
  test('readers do not wait, and writers only until it lets go', async () => {
    const { site, path, say } = await talkingSite()
    const other = open(site.storage.file, false)
    other.exec('begin immediate')
    const coming = say('Jag väntar.')
    expect((await site.get(path)).statusCode).toBe(200)
    expect((await site.get('/contact')).statusCode).toBe(200)
    expect(await comments(site)).toEqual([])
    other.exec('commit')
    other.close()
    expect((await coming).statusCode).toBe(303)
  })

  test('and does not let go, the words come back', async () => {
    const { site, id } = await talkingSite()
    const { say } = await withWriter(site, id, 0)
    const other = open(site.storage.file, false)
    other.exec('begin immediate')
    const refused = await say('Hej+du')
    expect([refused.statusCode, refused.headers['retry-after'], refused.body]).toEqual([
      503,
      '5',
      expect.stringContaining('Hej du</textarea>'),
    ])
    other.close()
    expect((await say('Hej+du')).statusCode).toBe(303)
  })
})

describe('when too much comes at once', () => {
  test('kept pages are sent, and who wrote something gets it back', async () => {
    const { site, path, id } = await talkingSite()
    const { settings, keys, clock, storage } = site
    const app = await buildApp({ storage, clock, settings, keys, mostAtOnce: 3 })
    const get = (url: string) => app.inject({ method: 'GET', url })
    const say = sayTo(app, id)
    await get(path)
    const other = open(storage.file, false)
    other.exec('begin immediate')
    const coming = ['ett', 'tva', 'tre'].map(say)
    const refused = await say('fyra')
    expect([refused.statusCode, refused.headers['retry-after'], refused.body]).toEqual([
      503,
      '5',
      expect.stringContaining('fyra</textarea>'),
    ])
    expect((await get(path)).statusCode, 'kept').toBe(200)
    expect((await get('/about')).statusCode, 'made anew').toBe(503)
    expect((await get('/health')).statusCode).toBe(200)
    expect((await get('/health/ready')).json()).toMatchObject({ ready: false, load: 'full' })
    other.exec('commit')
    other.close()
    const statuses = (await Promise.all(coming)).map(({ statusCode }) => statusCode)
    expect(statuses).toEqual([303, 303, 303])
    expect((await get('/about')).statusCode).toBe(200)
    expect((await say('fyra')).statusCode).toBe(303)
    await app.close()
  })
})

describe('when the clock jumps', () => {
  test.each([
    ['a year ahead and back', 365 * DAY],
    ['a year back and ahead', -365 * DAY],
  ])('%s, the site goes on and the ledger holds together', async (_, by) => {
    const { site, path, say } = await talkingSite()
    expect((await say('Före.')).statusCode).toBe(303)
    for (const jump of [by, -by]) {
      site.advance(jump)
      for (const address of ['/', '/about', '/health', '/feed.atom'])
        expect([address, (await site.get(address)).statusCode]).toEqual([address, 200])
      expect((await say(`Efter ${jump}.`)).statusCode).toBe(303)
      expect(await site.signIn('moderator')).toMatch(/^insyn=/)
    }
    expect((await site.get(path)).statusCode).toBe(200)
    expect(await comments(site)).toHaveLength(3)
    expect((await verify(site.storage.read)).ok).toBe(true)
  })
})
