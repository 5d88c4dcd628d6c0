import { describe, expect, test } from 'vitest'
import { DAY } from '../../server/kernel/clock.ts'
import { dueDay } from '../../server/register/entry.ts'
import { writeLetter } from '../letters/channel.ts'
import { openRegister, stateOf } from './register.ts'

describe('the register', () => {
  test('has every letter that the registrar may read, and the words of those they have opened', async () => {
    const { site, list, act, write, registrar } = await openRegister()
    await act('description', { subject: 'Tak på förskola' })
    await write({ text: 'Ett brev till.', name: 'Oöppnad' })
    await write({ text: 'Utan registrator', exclude: [String(await idOf(site, registrar))] }).catch(
      () => undefined, // the only registrar cannot be excluded
    )
    const text = await list()
    expect(text).toContain('Tak på förskola')
    expect(text).toContain('Mirja')
    expect(text).not.toContain('Oöppnad')
    expect(text).toContain('visas när du har öppnat brevet')
  })

  test('shows no word before the second step is given again', async () => {
    const { site, list, page, act } = await openRegister()
    await act('description', { subject: 'Tak på förskola' })
    site.advance(40 * 60_000)
    for (const text of [await list(), await page()]) {
      expect(text).not.toMatch(/Mirja|Tak på förskola/)
      expect(text).toContain('Visa att det är du')
    }
  })

  test('is filtered by state and by year, a page at a time', async () => {
    const { site, list, act, number, receive } = await openRegister()
    const other = await receive()
    await act('diary', { diary: 'KS 2026/7' })
    const shown = async (query: string) =>
      [...(await list(query)).matchAll(/Välj brev (\d+)/g)].length
    expect(await list('?state=registered')).toContain('KS 2026/7')
    expect(await list('?state=unassessed')).not.toContain('KS 2026/7')
    expect((await list('?state=waiting')).includes('Inga brev här.')).toBe(true)
    expect((await list('?year=2025')).includes('Inga brev här.')).toBe(true)
    expect(await list('?year=2026')).toContain('KS 2026/7')
    expect(await list(`?before=${other.number}`)).toContain('KS 2026/7')
    expect(await list(`?before=${number}`)).toContain('Inga brev här.')
    expect(await shown('?state=unassessed')).toBe(0) // a name for who hears it, not words of the page
    expect(await stateOf(site, other.number)).toBe('unassessed')
  })

  test('is looked through by opening letters in memory, and the words stand in no address', async () => {
    const { site, sent } = await openRegister()
    const found = await site.post('/desk/register/search', { words: 'granens TAKET' }, sent)
    expect(found.body).toContain('href="/desk/register/1"')
    const none = await site.post('/desk/register/search', { words: 'zqfinnsinte' }, sent)
    expect(none.body).not.toContain('href="/desk/register/1"')
    const back = await site.get('/desk/register/search', sent)
    expect(back.headers.location).toBe('/desk/register')
  })
})

async function idOf(site: Awaited<ReturnType<typeof openRegister>>['site'], _: string) {
  const rows = site.storage.read.selectFrom('account_role').select('account_id')
  return (await rows.where('role', '=', 'registrar').executeTakeFirstOrThrow()).account_id
}

describe('what may be secret', () => {
  test('waits until it has a number, is late after one working day, and its writer sees it', async () => {
    const { site, act, page, mine, list, number } = await openRegister({
      clock: '2026-11-20T11:00:00.000Z' as never, // a Friday
    })
    await act('flag')
    expect(await stateOf(site, number)).toBe('waiting')
    expect(await list('?state=waiting')).toContain('Mirja')
    expect(await page()).toContain('senast 23 november 2026')
    expect(await mine()).toContain('bedömde att något i brevet kan vara hemligt')
    const desk = async () =>
      (await site.get('/desk/register', { cookie: await site.signIn('registrar') })).body
    site.advance(3 * DAY) // Monday
    expect(await desk()).not.toContain('borde redan ha fått sitt nummer')
    site.advance(DAY)
    expect(await desk()).toContain('borde redan ha fått sitt nummer')
    site.advance(DAY / 24)
    const cookie = await site.signIn('registrar')
    await site.post(`/desk/register/${number}/diary`, { diary: 'KS 2026/8' }, { cookie })
    expect(await stateOf(site, number)).toBe('registered')
    expect((await site.get('/desk/register', { cookie })).body).not.toContain(
      'borde redan ha fått sitt nummer',
    )
  })

  test.each([
    ['2026-11-20T09:00:00.000Z', '2026-11-23'], // Friday
    ['2026-11-21T09:00:00.000Z', '2026-11-23'],
    ['2026-11-23T09:00:00.000Z', '2026-11-24'],
    ['2026-11-23T23:30:00.000Z', '2026-11-25'], // Tuesday already, in Stockholm
    ['2026-12-23T09:00:00.000Z', '2026-12-28'], // Christmas
    ['2026-10-24T22:30:00.000Z', '2026-10-26'], // the Sunday of 25 hours
  ])('what is marked so at %s has its number by %s', (at, due) => {
    expect(dueDay(at as never, { zone: 'Europe/Stockholm', country: 'se' })).toBe(due)
  })

  test('is not among what need not be registered', async () => {
    const { act, exempt, number, site } = await openRegister()
    await act('flag')
    const refused = await exempt([number])
    expect(refused.statusCode).toBe(422)
    expect(refused.body).toContain('Det måste registreras.')
    expect(await stateOf(site, number)).toBe('waiting')
    const raw = site.storage.transact((tx) =>
      tx
        .updateTable('letter_register')
        .set({ exempt: 'orderly', exempt_at: site.clock() })
        .execute(),
    )
    await expect(raw).rejects.toThrow('CHECK')
  })

  test('is marked with provision, date and authority, all three, which blocks nothing', async () => {
    const { act, page, mine, site } = await openRegister()
    const whole = { provision: '21 kap. 1 § OSL', on: '2026-11-20', authority: 'Kommunstyrelsen' }
    for (const name of Object.keys(whole)) {
      const refused = await act('mark', { ...whole, [name]: ' ' })
      expect([name, refused.statusCode]).toEqual([name, 422])
      for (const other of Object.values({ ...whole, [name]: '' }))
        expect(refused.body).toContain(other) // what was typed comes back
    }
    expect((await act('mark', { ...whole, on: '2026-02-31' })).statusCode).toBe(422)
    expect((await act('mark', whole)).statusCode).toBe(303)
    expect(await page()).toContain('21 kap. 1 § OSL, 20 november 2026, Kommunstyrelsen')
    expect(await mine()).toContain('Skäl: 21 kap. 1 § OSL, 2026-11-20, Kommunstyrelsen')
    expect((await act('diary', { diary: 'KS 2026/7' })).statusCode).toBe(303) // it blocks nothing
    const half = site.storage.transact((tx) =>
      tx.updateTable('letter_register').set({ mark_on: null }).execute(),
    )
    await expect(half).rejects.toThrow('CHECK')
    await act('unmark')
    expect(await page()).not.toContain('Kommunstyrelsen')
  })
})

describe('letters that need not be registered', () => {
  test('are noted many at once, each with a step of its own and a reason', async () => {
    const { site, receive, exempt, number, mine } = await openRegister()
    const other = await receive({ text: 'Tack!' })
    const form = { kind: 'trivial', exempt_reason: 'Ett tack.' }
    expect((await exempt([number, other.number], form)).statusCode).toBe(303)
    for (const id of [number, other.number]) expect(await stateOf(site, id)).toBe('exempt')
    expect(await mine()).toContain(
      'inte behöver registreras: det har liten betydelse. Skäl: Ett tack.',
    )
    const steps = site.storage.read.selectFrom('letter_step').selectAll()
    expect(await steps.where('kind', '=', 'exempt').execute()).toHaveLength(2)
  })

  test('are noted all or none: not without a reason, a choice, or having been opened', async () => {
    const { site, exempt, number, write } = await openRegister()
    const unopened = await write({ text: 'Oöppnat.' })
    const cases: [Parameters<typeof exempt>, number][] = [
      [[[number], { exempt_reason: ' ' }], 422],
      [[[number], { kind: '' }], 422],
      [[[]], 422],
      [[[number, unopened.number]], 403],
      [[[number, 99_999]], 404],
    ]
    for (const [[ids, form], status] of cases)
      expect([form, ids, (await exempt(ids, form)).statusCode]).toEqual([form, ids, status])
    expect(await stateOf(site, number)).toBe('unassessed')
    const kept = await exempt([number], { kind: '', exempt_reason: 'Mina ord' })
    expect(kept.body).toContain('Mina ord')
  })
})

describe('a letter that somebody has asked for', () => {
  test('is held with a reason, lifted with a reason, and its writer sees both', async () => {
    const { act, page, mine } = await openRegister()
    expect((await act('hold', { hold_reason: '' })).statusCode).toBe(422)
    await act('hold', { hold_reason: 'Begäran kom i dag.' })
    expect(await page()).toContain('Någon har begärt ut brevet. Det får inte raderas.')
    expect((await act('hold', { hold_reason: 'Igen.' })).statusCode).toBe(422)
    expect((await act('lift', { lift_reason: '' })).statusCode).toBe(422)
    await act('lift', { lift_reason: 'Besvarad.' })
    expect(await page()).not.toContain('Det får inte raderas.')
    expect(await mine()).toContain('Skäl: Begäran kom i dag.')
    expect(await mine()).toContain('hävde spärren mot radering. Skäl: Besvarad.')
  })
})

test('what a registrar writes for longer than the second step lasts comes back', async () => {
  const { site, act } = await openRegister()
  site.advance(40 * 60_000)
  const late = await act('description', { subject: 'Det här skrev jag länge på' })
  expect(late.statusCode).toBe(403)
  expect(late.body).toContain('Det här skrev jag länge på')
})

test('what a writer adds has to be opened before anything is done with it', async () => {
  const { site, act, number, mine } = await openRegister()
  await writeLetter(site, { text: 'Ett annat.' })
  await mine()
  await site.storage.transact((tx) =>
    tx.updateTable('letter').set({ status: 'received' }).where('id', '=', number).execute(),
  )
  expect((await act('flag')).statusCode).toBe(403)
})
