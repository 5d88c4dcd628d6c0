/** Promise 3 and 4, of publications: what was acknowledged is there, and nothing else is, whenever the server ends. */
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Instant, instant } from '../../server/kernel/clock.ts'
import { verify } from '../../server/ledger/verify.ts'
import { makeLetterKey } from '../../server/storage/letter-key.ts'
import { agreeingOn, proposal } from '../agreements/agreeing.ts'
import { openAt, openChannel } from '../letters/channel.ts'
import { testFolder } from '../support/database.ts'
import { type Running, send, startServer } from '../support/process.ts'
import { hiddenFields } from '../support/site.ts'
import { seeded } from './seeded.ts'

const LETTERS = 10

/** Letters that both sides have said yes to, and what the office's form sends to publish each. */
async function agreedLetters() {
  const file = join(testFolder(), 'letter-key')
  const clock: Instant = instant(Date.now()) // the server that runs has the clock of this moment
  const { site, official, write } = await openChannel({ letterKey: makeLetterKey(file), clock })
  const waiting: { at: string; form: Record<string, string> }[] = []
  for (let count = 0; count < LETTERS; count += 1) {
    const { number, cookie } = await write({ text: `Brev ${count}.\n\nMer.\n\nOch mer.` })
    await openAt(site, number, { cookie: official })
    const { propose, say, page, at } = agreeingOn(site, { number, cookie, official })
    await propose({ ...proposal, title: `Brev ${count}` })
    await say('yes')
    const form = hiddenFields(await page('desk')) as Record<string, string>
    waiting.push({ at, form })
  }
  return { site, file, waiting, cookie: official }
}

test('SIGKILL while letters are published leaves each whole, with its agreements, or as it was', {
  timeout: 240_000,
}, async () => {
  const { site, file, waiting, cookie } = await agreedLetters()
  const random = seeded(20261123)
  const published = new Set<string>()
  const environment = { LETTER_KEY_FILE: file, RATE_LIMITS: 'off' }
  for (let round = 0; waiting.length > 0 && round < 3 * LETTERS; round += 1) {
    const server: Running = await startServer(site.settings.dataDir, environment)
    const some = waiting.splice(0, 3)
    const sent = some.map(async (one) => {
      const headers = { cookie }
      const asked = send(server.origin, `${one.at}/publication`, { form: one.form, headers })
      const status = (await asked.catch(() => undefined))?.status
      // Whoever got no answer sends the form again; it may have been heard, and then there is nothing to publish.
      if (status === undefined) waiting.push(one)
      else expect([303, 404]).toContain(status)
      if (status === 303) published.add(one.at)
    })
    // Some moments after the first answer, or before it, so that the others are under way.
    if (round % 3 < 2) await Promise.race(sent)
    await new Promise((resolve) => setTimeout(resolve, random() * 8))
    await server.end('SIGKILL')
    await Promise.all(sent)
  }
  const { read } = site.storage
  const rows = await read.selectFrom('published_letter').selectAll().execute()
  const posts = await read
    .selectFrom('public_post')
    .select('id')
    .where('letter', 'is not', null)
    .execute()
  const entries = await read.selectFrom('ledger_entry').select('body').execute()
  const agreed = entries
    .map(({ body }) => JSON.parse(String(body)) as Record<string, unknown>)
    .filter(({ kind }) => kind === 'letter_agreed')
  expect(rows).toHaveLength(LETTERS)
  expect(posts).toHaveLength(LETTERS)
  expect(published.size).toBeGreaterThan(0)
  for (const { post_id, hash } of rows)
    expect(agreed.filter((one) => one.number === post_id && one.hash === hash)).toHaveLength(2)
  expect(agreed).toHaveLength(2 * LETTERS)
  expect(await verify(read)).toMatchObject({ ok: true })
})
