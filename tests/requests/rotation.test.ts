import { join } from 'node:path'
import { expect, test } from 'vitest'
import { run } from '../../server/cli.ts'
import { openVault } from '../../server/letters/vault.ts'
import { readLetterKey, writeLetterKey } from '../../server/storage/letter-key.ts'
import { testFolder } from '../support/database.ts'
import { openSiteIn, testLetterKey } from '../support/site.ts'
import { askFor, mine, openRequests } from './asking.ts'

async function* nothing(): AsyncIterable<Uint8Array> {}

test('requests are moved to another key with the letters, and stay open to take more', async () => {
  const folder = testFolder()
  const [file, next] = [join(folder, 'one.key'), join(folder, 'next.key')]
  const { site } = await openRequests({ letterKey: writeLetterKey(file, Buffer.alloc(32, 5)) })
  const cookie = await askFor(site)
  const said: string[] = []
  const settings = { ...site.settings, letterKeyFile: file }
  const at = { settings, clock: site.clock, say: (line: string) => said.push(line), input: nothing }
  expect(await run(['letter-key', 'rotate', next], at)).toBe(0)
  expect(said.join('\n')).toContain('locked with the new key: 1.')
  site.advance(2000)
  expect(await mine(site, cookie)).toContain('nyckeln saknas på servern')
  expect((await site.post('/request/preview', { text: 'Mer.' })).statusCode).toBe(404)
  const again = await openSiteIn(site.settings.dataDir, {
    clock: site.clock(),
    letterKey: readLetterKey(next),
  })
  expect(await mine(again, cookie)).toContain('Avtalet om skolskjuts')
  expect((await again.post('/request/preview', { text: 'Mer.' })).statusCode).toBe(200)
})

test('what was sealed for a letter opens nothing of a request with the same number', () => {
  const letters = openVault(testLetterKey)
  const requests = openVault(testLetterKey, 'request')
  const letter = letters.newKey(1)
  expect(requests.boxOf(letter)).toBeUndefined()
  expect(
    letters.boxOf(letter)?.open('step', 1, letters.boxOf(letter)?.seal('step', 1, 'a') ?? ''),
  ).toBe('a')
})
