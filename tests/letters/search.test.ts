import { expect, test } from 'vitest'
import { HOUR } from '../../server/kernel/clock.ts'
import { textOf } from '../posts/writing.ts'
import { openAt, openChannel } from './channel.ts'

async function opened() {
  const channel = await openChannel()
  const { site, official, write } = channel
  const bridge = await write({ text: 'Bron vid Ängsgatan är HAL.' })
  const other = await write({ text: 'Bron igen, men om kaféet.' })
  const excluded = await write({ text: 'Bron, sade Kerstin.', exclude: '1' })
  await openAt(site, bridge.number, { cookie: official })
  const note = { note: 'Ring gatukontoret.' }
  await site.post(`/desk/letters/${bridge.number}/note`, note, { cookie: official })
  const find = async (words: string, cookie = official) =>
    (await site.post('/desk/letters/search', { words }, { cookie })).body
  return { ...channel, bridge, other, excluded, find }
}

const numbersIn = (page: string): number[] =>
  [...page.matchAll(/href="\/desk\/letters\/(\d+)"/g)].map(([, id]) => Number(id))

test('a letter is found by words of its own, its answers and its notes, in any case', async () => {
  const { bridge, find } = await opened()
  for (const words of ['hal', 'ÄNGSGATAN bron', 'gatukontoret'])
    expect(numbersIn(await find(words)), words).toEqual([bridge.number])
  const none = await find('finns inte')
  expect([numbersIn(none), textOf(none)]).toEqual([[], expect.stringContaining('Inget brev har')])
  expect(numbersIn(await find('   '))).toEqual([])
})

test('nobody finds what they have not opened, but a registrar, and nobody what they may not read', async () => {
  const { site, bridge, other, excluded, find } = await opened()
  expect(numbersIn(await find('bron'))).toEqual([bridge.number])
  const registrar = await site.signIn('registrar')
  const all = [excluded.number, other.number, bridge.number]
  expect(numbersIn(await find('bron', registrar))).toEqual(all)
  const moderator = await site.signIn('moderator')
  expect(numbersIn(await find('bron', moderator))).toEqual([])
})

test('searching needs a second step not long ago, and leaves no word in an address', async () => {
  const { site, official } = await opened()
  site.advance(HOUR)
  const late = await site.post('/desk/letters/search', { words: 'bron' }, { cookie: official })
  expect([late.statusCode, late.headers.location]).toEqual([
    303,
    '/desk/second-factor/again?to=%2Fdesk%2Fletters',
  ])
})
