import { expect, test } from 'vitest'
import { textOf } from '../posts/writing.ts'
import { letterText, openLetter, postsOf, proposal } from './agreeing.ts'

test('the office can say yes to what the writer changed, and publish another day', async () => {
  const there = await openLetter()
  const { propose, change, page, officialSays } = there
  await propose()
  await change({ credit: 'colleague', part: ['1', '2'] })
  expect(textOf(await page('desk'))).toContain('Den som skrev har ändrat texten och sagt ja')
  expect(await page('desk')).toContain('name="answer" value="yes"')
  await officialSays('yes')
  expect(textOf(await page('own'))).toContain('Ni har båda sagt ja.')
  expect(await page('desk')).not.toContain('name="answer" value="yes"')
  expect((await postsOf(there)).length, 'nothing is published by that').toBe(1)
})

test('a page with nothing to answer has no form for it', async () => {
  const { propose, say, publish, page } = await openLetter()
  await propose()
  expect(await page('desk')).toContain('proposal/answer"')
  await say('yes')
  await publish()
  expect(await page('desk')).not.toContain('proposal/answer"')
  expect(textOf(await page('desk'))).toContain('Ändra')
})

test('each piece of a letter is named for who hears it, and is no landmark of the page', async () => {
  const { propose, page } = await openLetter()
  await propose()
  const body = await page('own')
  const pieces = [...body.matchAll(/<(\w+) class="agreed [^"]*"([^>]*)>/g)]
  expect(pieces.map(([, element]) => element)).toEqual(['div', 'div', 'div', 'div'])
  for (const [, , rest] of pieces)
    expect(rest).toMatch(/role="group" aria-label="(Brev"|Svar från )/)
})

test('what must be mended leads to where: to those who are named, or to the list of others', async () => {
  const { site, at, desk } = await openLetter(`${letterText}\n\nFråga Eva Lind.`)
  const form = { ...proposal, part: ['1', '4'], number: '0' }
  const named = await site.post(`${at}/preview`, form, desk)
  expect(named.statusCode).toBe(422)
  expect(named.body).toContain('<a href="#persons">')
  expect(named.body).toContain('<h2 id="persons">')
  const long = await site.post(`${at}/preview`, { ...form, others: 'x'.repeat(2001) }, desk)
  expect(long.statusCode).toBe(422)
  expect(long.body).toContain('<a href="#others">Högst 40 rader')
  expect(long.body).toMatch(/<textarea[^>]* id="others"[^>]* aria-invalid="true"/)
})

test('after publication both read the day of it, and until then that it is not yet known', async () => {
  const { propose, say, publish, change, page } = await openLetter()
  await propose()
  await say('yes')
  const pages = async () => [textOf(await page('own')), textOf(await page('desk'))]
  for (const words of await pages()) expect(words).toContain('överenskommelse, den dag')
  await publish()
  for (const words of await pages()) {
    expect(words).toContain('Publicerat efter överenskommelse den 21 november 2026.')
    expect(words).not.toContain('ett förslag')
  }
  await change({ credit: 'colleague', part: ['1', '2'] })
  for (const words of await pages()) expect(words).toContain('överenskommelse, den dag')
})
