import { expect, test } from 'vitest'
import { type Instant, instant } from '../../server/kernel/clock.ts'
import { verify } from '../../server/ledger/verify.ts'
import { builder, open } from '../../server/storage/database.ts'
import { seeded } from '../promises/seeded.ts'
import { startServer } from '../support/process.ts'
import { hiddenFields, openTestSite } from '../support/site.ts'
import { publishPost, writeDraft } from './writing.ts'

/** The server is another process: only looking tells how far it has come. */
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

const DRAFTS = 12
const KILLS = 3

test('killed again and again while it publishes what is due, the server publishes each draft once', {
  timeout: 120_000,
}, async () => {
  // The server has the machine's own clock, for which all of this is long past.
  const site = await openTestSite({ clock: '2024-11-21T09:00:00.000Z' as Instant })
  const cookie = await site.signIn('author')
  await publishPost(site, cookie, { title: 'Det första' })
  for (let number = 1; number <= DRAFTS; number++) {
    const draft = await writeDraft(site, cookie, { title: `Nummer ${number}` })
    const page = await site.get(`${draft}/publication`, { cookie })
    const form = { ...hiddenFields(page.body), day: '2024-11-25', time: '07:00' }
    expect((await site.post(`${draft}/schedule`, form, { cookie })).statusCode).toBe(303)
  }
  const db = open(site.storage.file, true)
  const read = builder(db)
  const published = async () =>
    (
      await read.selectFrom('public_post').select(['id', 'title', 'first_published_at']).execute()
    ).filter(({ title }) => title.startsWith('Nummer'))
  const random = seeded(20261121)
  const left: number[] = []
  const begun = instant(Date.now())
  for (let kill = 0; kill < KILLS; kill++) {
    const server = await startServer(site.settings.dataDir)
    const wanted = (await published()).length + 1
    while ((await published()).length < Math.min(wanted, DRAFTS)) await pause(1)
    await pause(random() * 6)
    await server.end('SIGKILL')
    left.push(DRAFTS - (await published()).length)
  }
  const server = await startServer(site.settings.dataDir)
  while ((await published()).length < DRAFTS) await pause(2)
  await server.end('SIGTERM')
  const posts = await published()
  expect(new Set(posts.map(({ title }) => title)).size).toBe(DRAFTS)
  expect(posts).toHaveLength(DRAFTS)
  expect(posts.every(({ first_published_at }) => first_published_at >= begun)).toBe(true)
  expect(
    left.some((count) => count > 0),
    `some were interrupted: ${left}`,
  ).toBe(true)
  expect(await read.selectFrom('draft').selectAll().execute()).toEqual([])
  const entries = await read.selectFrom('ledger_entry').select('body').execute()
  const kinds = entries.map(({ body }) => JSON.parse(body).kind)
  expect(kinds.filter((kind) => kind === 'post_published')).toHaveLength(DRAFTS + 1)
  expect((await verify(read)).ok).toBe(true)
  db.close()
})
