import { expect, test } from 'vitest'
import { MINUTE } from '../../server/kernel/clock.ts'
import { textOf } from '../posts/writing.ts'
import { hiddenFields } from '../support/site.ts'
import { openAt, openChannel } from './channel.ts'

/** A letter that the official and the registrar have opened, and to which its writer then adds. */
async function added() {
  const { site, official, write } = await openChannel()
  const { number, cookie } = await write({ text: 'Det första.' })
  const registrar = await site.signIn('registrar')
  for (const who of [official, registrar]) await openAt(site, number, { cookie: who })
  site.advance(MINUTE)
  const { body } = await site.get('/receipt', { cookie })
  const more = { ...hiddenFields(body), text: 'Det som kom sedan.' }
  await site.post('/receipt/letter', more, { cookie })
  const at = `/desk/letters/${number}`
  const page = async (who: string) => (await site.get(at, { cookie: who })).body
  const mine = async () => textOf((await site.get('/receipt', { cookie })).body)
  return { site, official, registrar, number, at, page, mine }
}

test('what a writer adds is read by whoever opens the letter again, and the writer sees it', async () => {
  const { site, official, registrar, number, page, mine } = await added()
  expect(await page(official)).not.toContain('Det som kom sedan.')
  expect(textOf(await page(official))).toContain('har skrivit mer sedan du läste')
  expect(await mine()).toContain('Har kommit, inte läst ännu')
  site.advance(MINUTE)
  expect((await openAt(site, number, { cookie: official })).body).toContain('Det som kom sedan.')
  expect(await mine()).not.toContain('Har kommit, inte läst ännu')
  expect((await mine()).match(/Kerstin Ahlby \(kommundirektör\) öppnade brevet/g)).toHaveLength(2)
  expect(await page(registrar), 'to each the new words are new').not.toContain('kom sedan')
})

test('an answer that was being written meanwhile comes back with its words', async () => {
  const { site, official, at } = await added()
  const form = { capacity: 'official', reply: 'Ett långt svar på det första.' }
  const refused = await site.post(`${at}/reply`, form, { cookie: official })
  expect(refused.statusCode).toBe(403)
  expect(textOf(refused.body)).toContain('har skrivit mer sedan du läste')
  expect(refused.body).toContain('Ett långt svar på det första.')
})
