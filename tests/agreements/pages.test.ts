import { expect, test } from 'vitest'
import { textOf } from '../posts/writing.ts'
import { openLetter, postsOf } from './agreeing.ts'

test('the office can say yes to what the writer changed, and publish another day', async () => {
  const there = await openLetter()
  const { propose, change, page, officialSays } = there
  await propose()
  await change({ credit: 'colleague', part: ['1', '2'] })
  expect(textOf(await page('desk'))).toContain('Den som skrev har ändrat och sagt ja')
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
