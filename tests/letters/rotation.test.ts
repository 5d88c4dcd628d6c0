import { join } from 'node:path'
import { expect, test } from 'vitest'
import { run } from '../../server/cli.ts'
import { readLetterKey, writeLetterKey } from '../../server/storage/letter-key.ts'
import { testFolder } from '../support/database.ts'
import { openSiteIn, type TestSite } from '../support/site.ts'
import { openAt, openChannel, openFor, writeLetter } from './channel.ts'

/** A site whose letters are locked with the key of a file. */
async function onFile() {
  const folder = testFolder()
  const file = join(folder, 'letters.key')
  const letterKey = writeLetterKey(file, Buffer.alloc(32, 5))
  const { site, official } = await openChannel({ letterKey })
  const { number } = await writeLetter(site, { text: 'Ett brev som ska byta lås.' })
  return { folder, file, site, official, number }
}

async function rotateTo(site: TestSite, present: string, next: string) {
  const said: string[] = []
  const settings = { ...site.settings, letterKeyFile: present }
  const at = { settings, clock: site.clock, say: (line: string) => said.push(line), input: nothing }
  return { code: await run(['letter-key', 'rotate', next], at), said: said.join('\n') }
}

async function* nothing(): AsyncIterable<Uint8Array> {}

test('letters are moved to another key whole, and the old one opens nothing more', async () => {
  const { folder, file, site, official, number } = await onFile()
  const next = join(folder, 'next.key')
  const { code, said } = await rotateTo(site, file, next)
  expect([code, said]).toEqual([0, expect.stringContaining('requests locked with the new key: 1.')])
  site.advance(2000) // so that the running site looks who else has written
  const closed = await site.get('/letter')
  expect(closed.statusCode, 'the running site takes no letters under a key it has not').toBe(404)
  const again = await openSiteIn(site.settings.dataDir, {
    clock: site.clock(),
    letterKey: readLetterKey(next),
  })
  await again.post(`/desk/letters/${number}/opening`, {}, { cookie: official })
  const page = await openAt(again, number, { cookie: official })
  expect(page.body).toContain('Ett brev som ska byta lås.')
  expect((await again.get('/letter')).statusCode).toBe(200)
})

test('a letter that the present key does not open ends it with nothing changed', async () => {
  const { folder, file, site, official } = await onFile()
  const other = join(folder, 'other.key')
  writeLetterKey(other, Buffer.alloc(32, 6))
  const { code, said } = await rotateTo(site, other, join(folder, 'next.key'))
  expect([code, said]).toEqual([1, expect.stringContaining('Nothing was changed.')])
  expect((await rotateTo(site, file, file)).code).toBe(1)
  expect((await openFor(site, official)).statusCode).toBe(303)
})

test('the channel is not opened with another key than that of the letters there are', async () => {
  const { site, official } = await onFile()
  const other = await openSiteIn(site.settings.dataDir, { clock: site.clock() })
  const refused = await openFor(other, official)
  expect(refused.statusCode).toBe(422)
  expect(refused.body).toContain('låsta med en annan nyckel')
  expect((await openFor(other, official, { open: [] })).statusCode, 'closing is free').toBe(303)
})
