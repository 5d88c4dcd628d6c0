import { describe, expect, test } from 'vitest'
import { textOf } from '../posts/writing.ts'
import { staff } from '../support/site.ts'
import { openAt, openChannel, openFor } from './channel.ts'

const text = 'Chefen vet redan.'

/** A letter with an address, opened by the official and by the registrar. */
async function opened() {
  const channel = await openChannel()
  const { site, official, write } = channel
  const { number, cookie } = await write({ text, email: 'arne@privat.example' })
  const registrar = await site.signIn('registrar')
  for (const who of [official, registrar]) await openAt(site, number, { cookie: who })
  const at = `/desk/letters/${number}`
  const act = (what: string, form: Record<string, string>, who = official) =>
    site.post(`${at}/${what}`, form, { cookie: who })
  const mine = async () => textOf((await site.get('/receipt', { cookie })).body)
  return { ...channel, number, at, act, mine, registrar }
}

describe('the writer’s mail address', () => {
  test('is shown for a reason alone, once each time, and the writer sees who and why', async () => {
    const { site, official, at, act, mine } = await opened()
    expect((await site.get(at, { cookie: official })).body).not.toContain('arne@')
    const without = await act('address', { reason: ' ' })
    expect([without.statusCode, without.body.includes('arne@')]).toEqual([422, false])
    expect(await mine()).not.toContain('såg din mejladress')
    const seen = await act('address', { reason: 'Vi kommer inte överens om en tid.' })
    expect(seen.body).toContain('arne@privat.example')
    expect(await mine()).toContain(
      'Kerstin Ahlby (kommundirektör) såg din mejladress. Skäl: Vi kommer inte överens om en tid.',
    )
    expect((await site.get(at, { cookie: official })).body).not.toContain('arne@')
  })
})

describe('a letter that was handed over to the whistleblower function', () => {
  test('is not there for the official any more, and is for the registrar', async () => {
    const { site, official, registrar, at, number, act, mine } = await opened()
    expect((await act('hand-over', { reason: '' })).statusCode).toBe(422)
    const done = await act('hand-over', { reason: 'Det är ett larm.' })
    expect(done.headers.location).toBe('/desk/letters?done=letters.handed_over')
    expect((await site.get(at, { cookie: official })).statusCode).toBe(404)
    for (const what of ['opening', 'reply', 'note', 'status', 'address', 'hand-over'])
      expect((await act(what, { reason: 'x', reply: 'x', note: 'x' })).statusCode, what).toBe(404)
    const list = await site.get('/desk/letters', { cookie: official })
    expect(list.body).not.toContain(`/desk/letters/${number}"`)
    expect((await site.get(at, { cookie: registrar })).body).toContain('Chefen vet redan.')
    expect(await mine()).toContain(
      'lämnade brevet till visselblåsarfunktionen. Skäl: Det är ett larm.',
    )
  })
})

describe('as a document', () => {
  test('a letter is unassessed until a registrar says otherwise, with a reason', async () => {
    const { site, registrar, act, mine, number } = await opened()
    const row = async () =>
      site.storage.read
        .selectFrom('letter')
        .selectAll()
        .where('id', '=', number)
        .executeTakeFirstOrThrow()
    expect((await row()).document).toBe('unassessed')
    expect((await act('document', { document: 'internal', reason: 'x' })).statusCode).toBe(403)
    expect((await act('document', { document: 'internal' }, registrar)).statusCode).toBe(422)
    expect((await row()).document).toBe('unassessed')
    await act('document', { document: 'incoming', reason: 'Rör kommunens verksamhet.' }, registrar)
    expect((await row()).document).toBe('incoming')
    expect(await mine()).toContain('bedömde brevet som ”har kommit in till myndigheten”')
  })

  test('it gets its number in the register from a registrar alone', async () => {
    const { site, registrar, act, mine, number } = await opened()
    expect((await act('diary', { diary: 'KS 2026/7' })).statusCode).toBe(403)
    expect((await act('diary', { diary: '' }, registrar)).statusCode).toBe(422)
    await act('diary', { diary: 'KS 2026/7' }, registrar)
    const row = site.storage.read.selectFrom('letter').selectAll().where('id', '=', number)
    expect(await row.executeTakeFirst()).toMatchObject({ diary: 'KS 2026/7' })
    expect(await mine()).toContain('förde in brevet i diariet som KS 2026/7')
  })
})

test('a form about a letter comes back with what was typed, at the field that must be mended', async () => {
  const { act, registrar } = await opened()
  const reason = 'å'.repeat(501)
  const judged = await act('document', { document: 'internal', reason }, registrar)
  expect(judged.statusCode).toBe(422)
  expect(judged.body).toMatch(/id="document-internal"[^>]* checked/)
  expect(judged.body).toContain(`id="document-reason" name="reason" value="${reason}"`)
  const handed = await act('hand-over', { reason })
  expect(handed.body).toContain(`id="hand-reason" name="reason" value="${reason}"`)
  expect(handed.body).toMatch(/id="address-reason" name="reason" value=""/)
  const long = 'KS '.repeat(30)
  const entered = await act('diary', { diary: long }, registrar)
  expect(entered.body).toContain(`name="diary" value="${long}"`)
})

test('a deputy answers officially whatever roles they have, and personally nobody but an author', async () => {
  const { site, official, write } = await openChannel()
  const administrator = await site.signIn('administrator')
  const people = await site.storage.read.selectFrom('account').select(['id', 'name']).execute()
  const deputy = people.find(({ name }) => name === staff.administrator.name)
  await openFor(site, official, { deputies: String(deputy?.id) })
  const { number } = await write({ text })
  await openAt(site, number, { cookie: administrator })
  const reply = { capacity: 'personal', reply: 'Jag svarar.' }
  const sent = { cookie: administrator }
  expect((await site.post(`/desk/letters/${number}/reply`, reply, sent)).statusCode).toBe(422)
  const officially = { ...reply, capacity: 'official' }
  expect((await site.post(`/desk/letters/${number}/reply`, officially, sent)).statusCode).toBe(303)
})
