/** Promise 3 and 8, of the archive: a look that was acknowledged is there, once, whenever the server ends. */
import { expect, test } from 'vitest'
import { type Instant, instant } from '../../server/kernel/clock.ts'
import { verify } from '../../server/ledger/verify.ts'
import { account, openArchive } from '../disclosures/archive.ts'
import { send, startServer } from '../support/process.ts'
import { seeded } from './seeded.ts'

const ENTRIES = 24

test('SIGKILL while entries are looked at leaves each event once, with its act in the ledger, or none', {
  timeout: 120_000,
}, async () => {
  const clock: Instant = instant(Date.now()) // the server that runs has the clock of this moment
  const { site, author, id } = await openArchive({ clock }, { reviewOn: '' })
  const waiting = [id]
  while (waiting.length < ENTRIES) waiting.push(await account(site, author))
  const random = seeded(20261124)
  const kept = new Set<number>()
  const form = { seen: '1', why: 'Säljaren har ett bud till.' }
  for (let round = 0; waiting.length > 0 && round < 3 * ENTRIES; round += 1) {
    const server = await startServer(site.settings.dataDir, { RATE_LIMITS: 'off' })
    const some = waiting.splice(0, 4)
    const sent = some.map(async (one) => {
      const headers = { cookie: author }
      const asked = send(server.origin, `/desk/openness/${one}/kept`, { form, headers })
      const status = (await asked.catch(() => undefined))?.status
      // Whoever got no answer sends the form again; when it was heard they are shown what stands there now.
      if (status === undefined) waiting.push(one)
      else expect([303, 409]).toContain(status)
      if (status === 303) kept.add(one)
    })
    if (round % 3 < 2) await Promise.race(sent)
    await new Promise((resolve) => setTimeout(resolve, random() * 8))
    await server.end('SIGKILL')
    await Promise.all(sent)
  }
  const { read } = site.storage
  const events = await read
    .selectFrom('disclosure_event')
    .selectAll()
    .where('number', '>', 1)
    .execute()
  const bodies = await read.selectFrom('ledger_entry').select('body').execute()
  const looks = bodies
    .map(({ body }) => JSON.parse(body))
    .filter(({ kind }) => kind === 'disclosure_looked_at')
  expect(kept.size).toBeGreaterThan(0)
  expect(events.map((one) => one.disclosure_id).sort((a, b) => a - b)).toEqual(
    Array.from({ length: ENTRIES }, (_, at) => at + 1),
  )
  expect(looks.map(({ number, hash }) => [number, hash]).sort()).toEqual(
    events.map((one) => [one.disclosure_id, one.hash]).sort(),
  )
  const now = await read.selectFrom('disclosure').select('number').execute()
  expect(now.every(({ number }) => number === 2)).toBe(true)
  expect(await verify(read)).toMatchObject({ ok: true })
})
