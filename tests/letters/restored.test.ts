/** The drill for letters: a restored folder opens them with their key, and says what is the matter without. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { makeLetterKey } from '../../server/storage/letter-key.ts'
import { agreeingOn, proposal } from '../agreements/agreeing.ts'
import { textOf } from '../posts/writing.ts'
import { cli } from '../support/cli.ts'
import { testFolder } from '../support/database.ts'
import { hiddenFields, openSiteIn } from '../support/site.ts'
import { openAt, openChannel, openFor } from './channel.ts'

const text = 'Trapphuset på Almskolan är för smalt.'

/** A site whose letters are locked with a key in a file, a letter answered and one unread, and a backup of it. */
async function backedUp() {
  const letterKeyFile = join(testFolder(), 'letters.key')
  const letterKey = makeLetterKey(letterKeyFile)
  const { site, official, write } = await openChannel({ letterKey, settings: { letterKeyFile } })
  const answered = await write({ text, name: 'Mirja' })
  await openAt(site, answered.number, { cookie: official })
  const reply = { capacity: 'personal', reply: 'Vi mäter det på tisdag.' }
  await site.post(`/desk/letters/${answered.number}/reply`, reply, { cookie: official })
  const { propose } = agreeingOn(site, { ...answered, official })
  expect(
    (await propose({ ...proposal, part: ['1'], 'answer-2': '', 'answer-3': '' })).statusCode,
  ).toBe(303)
  const unread = await write({ text: 'Ett brev till.' })
  const backup = join(testFolder(), 'backup')
  expect((await cli(site, 'backup', backup)).code).toBe(0)
  const restore = async (file: string | undefined) => {
    const settings = { ...site.settings, dataDir: join(testFolder(), 'empty'), letterKeyFile: file }
    const { code, said } = await cli({ clock: site.clock, settings }, 'restore', backup)
    expect(code).toBe(0)
    return { said, settings }
  }
  return { site, official, answered, unread, letterKey, letterKeyFile, restore }
}

describe('after a restore', () => {
  test('with the key every letter opens, for the office and for its writer', async () => {
    const { site, official, answered, letterKey, letterKeyFile, restore } = await backedUp()
    const { said, settings } = await restore(letterKeyFile)
    expect(said).toContain('LETTER_KEY_FILE is the key of its letters.')
    const again = await openSiteIn(settings.dataDir, { clock: site.clock(), letterKey, settings })
    const mine = textOf((await again.get('/receipt', { cookie: answered.cookie })).body)
    expect(mine).toContain(text)
    expect(mine).toContain('Vi mäter det på tisdag.')
    const desk = await again.get(`/desk/letters/${answered.number}`, { cookie: official })
    expect(textOf(desk.body)).toContain(text)
    const own = `/receipt/letters/${answered.number}/proposal`
    const proposed = await again.get(own, { cookie: answered.cookie })
    expect(textOf(proposed.body)).toContain('Ett brev om scheman')
    expect((await again.get('/letter')).statusCode).toBe(200)
  })

  test.each(['no key', 'another key'])(
    'with %s nobody is told that a letter is gone',
    async (which) => {
      const { site, official, answered, unread, letterKeyFile, restore } = await backedUp()
      rmSync(letterKeyFile)
      const other = which === 'no key' ? undefined : letterKeyFile
      const letterKey = other ? makeLetterKey(other) : null
      const { said, settings } = await restore(other)
      expect(said).toContain('put the file of that key back from its copy')
      const again = await openSiteIn(settings.dataDir, { clock: site.clock(), letterKey, settings })
      const mine = textOf((await again.get('/receipt', { cookie: answered.cookie })).body)
      expect(mine).toContain('Brevet kan inte öppnas just nu. Det är inte raderat.')
      expect(mine).not.toContain('Brevet är raderat.')
      const front = textOf((await again.get('/desk/posts', { cookie: official })).body)
      expect(front).toContain('Breven kan inte öppnas.')
      for (const { number } of [answered, unread]) {
        const desk = textOf((await again.get(`/desk/letters/${number}`, { cookie: official })).body)
        expect(desk).toContain('Brevet kan inte öppnas.')
        expect(desk).not.toContain('Brevet är raderat.')
        expect(desk).not.toContain('Öppna brevet')
      }
      expect((await again.get('/letter')).statusCode).toBe(404)
    },
  )

  test('without the key the desk says so also when the channel is closed, before and after that', async () => {
    const { site, official, letterKey, letterKeyFile, restore } = await backedUp()
    const { settings } = await restore(undefined)
    const clock = site.clock()
    const without = await openSiteIn(settings.dataDir, { clock, letterKey: null, settings })
    expect((await openFor(without, official, { open: '' })).statusCode).toBe(303)
    const desk = textOf((await without.get('/desk/posts', { cookie: official })).body)
    expect(desk).toContain('Breven kan inte öppnas.')
    const found = { ...settings, letterKeyFile }
    const again = await openSiteIn(settings.dataDir, { clock, letterKey, settings: found })
    const good = textOf((await again.get('/desk/posts', { cookie: official })).body)
    expect(good).not.toContain('Breven kan inte öppnas.')
  })

  test('without the key nothing is said to have been opened, and what is written more comes back', async () => {
    const { site, official, unread, restore } = await backedUp()
    const page = await site.get('/receipt', { cookie: unread.cookie })
    const { settings } = await restore(undefined)
    const again = await openSiteIn(settings.dataDir, {
      clock: site.clock(),
      letterKey: null,
      settings,
    })
    await again.post(`/desk/letters/${unread.number}/opening`, {}, { cookie: official })
    const mine = await again.get('/receipt', { cookie: unread.cookie })
    expect(textOf(mine.body)).toContain('Har kommit, inte läst ännu')
    expect(textOf(mine.body)).not.toContain('öppnade brevet')
    const form = { ...hiddenFields(page.body), text: 'Jag glömde en sak.' }
    const back = await again.post('/receipt/letter', form, { cookie: unread.cookie })
    expect(back.statusCode).toBe(503)
    expect(back.body).toContain('Jag glömde en sak.')
    expect(textOf(back.body)).toContain('Brevet kan inte öppnas just nu.')
  })
})
