/** What somebody has asked for is not erased while the request is open (LAW.md L14). */
import { expect, test } from 'vitest'
import { DAY } from '../../server/kernel/clock.ts'
import { open } from '../../server/storage/database.ts'
import { eraseAt } from '../letters/channel.ts'
import { textOf } from '../posts/writing.ts'
import { openRegister } from '../register/register.ts'
import { decide, write } from '../support/citizen.ts'
import { cli } from '../support/cli.ts'
import { askFor } from './asking.ts'

const decision = { reference: 'KS 2026/114 § 7', decided_on: '2026-11-20', cause: 'other' }

/** A letter that could be erased, and a request for it. */
async function openAsked() {
  const register = await openRegister()
  const { site, official, sent, number, exempt } = register
  await exempt([number])
  await site.post('/desk/requests/channel', { open: 'yes', search: '' }, { cookie: official })
  const cookie = await askFor(site, `Brev ${number}.`)
  const link = (item: number, kind = 'letter') =>
    site.post('/desk/requests/1/items', { kind, item: String(item) }, sent)
  return { ...register, cookie, link }
}

test('a letter that is asked for is not erased, nor proposed, and the page says how many are left out', async () => {
  const { site, number, act, page, link } = await openAsked()
  expect((await link(number)).statusCode).toBe(303)
  const refused = await act('erasure', decision)
  expect([refused.statusCode, textOf(refused.body)]).toEqual([
    422,
    expect.stringContaining('Det får inte raderas'),
  ])
  expect(await page()).toContain('En begäran om handlingar gäller brevet.')
  site.advance(900 * DAY)
  const cookie = await site.signIn('registrar')
  const { body } = await site.get('/desk/register/retention', { cookie })
  expect(textOf(body)).toContain('Ett brev till har haft sin tid, men någon har begärt ut det.')
  expect(body).not.toContain(`/desk/register/${number}"`)
})

test('raw SQL does not erase it either', async () => {
  const { site, number, link } = await openAsked()
  await link(number)
  await expect(eraseAt(site, number)).rejects.toThrow('what somebody has asked for is not erased')
})

test('a hidden comment that is asked for is not erased, by raw SQL neither, until nobody asks for it', async () => {
  const { site, sent, link, post } = await openAsked()
  const { number } = await write(site, post.path, { text: 'Ett påhopp.', name: 'Bo' })
  const hide = { act: 'hide', reason: 'personal_attack', sentence: 'Namn hör inte hit.' }
  await decide(site, await site.signIn('moderator'), number, hide)
  expect((await link(number, 'comment')).statusCode).toBe(303)
  const erase = () => cli(site, 'comment', 'erase', String(number), '--decision', 'KS 2026/9')
  expect(await erase()).toMatchObject({ code: 1, said: expect.stringContaining('asked for it') })
  const raw = open(site.storage.file, false)
  const row = "insert into comment_erasure values (?, 'now', 'KS', 'x', 'x', ?, ?)"
  const insert = () => raw.prepare(row).run(number, 's'.repeat(32), 'h'.repeat(64))
  expect(insert).toThrow('what somebody has asked for is not erased')
  raw.close()
  await site.post('/desk/requests/1/items/end', { item: '1' }, sent)
  expect((await erase()).code).toBe(0)
})

test('it can be erased once the request is answered, or was about something else', async () => {
  for (const end of ['release', 'unlink'] as const) {
    const { site, number, act, link, sent } = await openAsked()
    await link(number)
    if (end === 'release') await site.post('/desk/requests/1/release', { piece: 'Brevet.' }, sent)
    else await site.post('/desk/requests/1/items/end', { item: '1' }, sent)
    expect([end, (await act('erasure', decision)).statusCode]).toEqual([end, 303])
  }
})

test('a refusal holds it on, until nobody can appeal any more', async () => {
  const { site, number, link, sent } = await openAsked()
  await link(number)
  const refusal = { ground: 'health_private', provision: 'OSL 21:1', reason: 'Hälsa.' }
  await site.post('/desk/requests/1/refuse', refusal, sent)
  expect((await site.post('/desk/requests/1/close', { reason: 'Klart.' }, sent)).statusCode).toBe(
    409,
  )
  site.advance(28 * DAY)
  const cookie = await site.signIn('registrar')
  const asked = () => site.storage.read.selectFrom('asked_for_letter').selectAll().execute()
  expect(await asked()).toHaveLength(1)
  const closed = await site.post('/desk/requests/1/close', { reason: 'Klart.' }, { cookie })
  expect(closed.statusCode).toBe(303)
  expect(await asked()).toEqual([])
})

test.each([
  ['letter', '99'],
  ['comment', '1'],
  ['post', 'x'],
  ['account', '1'],
  ['letter', ''],
])('there is nothing to link: %s %s', async (kind, item) => {
  const { site, sent } = await openAsked()
  const answer = await site.post('/desk/requests/1/items', { kind, item }, sent)
  expect([answer.statusCode, textOf(answer.body)]).toEqual([
    422,
    expect.stringContaining('Det finns inget med det numret'),
  ])
})
