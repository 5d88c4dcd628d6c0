import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { DAY } from '../../server/kernel/clock.ts'
import type { TestSite } from '../support/site.ts'
import { openRegister } from './register.ts'

const decision = { reference: 'KS 2026/114 § 7', decided_on: '2026-11-20', cause: 'other' }

const keyOf = async ({ storage }: TestSite, id: number) =>
  (
    await storage.read
      .selectFrom('letter')
      .select('sealed_key')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
  ).sealed_key

/** How often these bytes are in the files of the database. */
const timesIn = ({ storage: { file } }: TestSite, text: string): number =>
  [file, `${file}-wal`, `${file}-shm`]
    .filter((path) => existsSync(path))
    .map((path) => readFileSync(path, 'latin1').split(text).length - 1)
    .reduce((sum, count) => sum + count, 0)

describe('erasing by decision', () => {
  test('takes every word away, and tells the writer when and by which decision', async () => {
    const { site, number, act, mine, page, exempt, list } = await openRegister()
    await exempt([number])
    expect(await mine()).toContain('Taket läcker')
    expect((await act('erasure', decision)).statusCode).toBe(303)
    const read = await mine()
    expect(read).not.toContain('Taket läcker')
    expect(read).toContain('Brevet är raderat. 21 november 2026')
    expect(read).toContain('enligt beslut KS 2026/114 § 7 den 20 november 2026: se beslutet')
    expect(read).toContain('inte behöver registreras') // its steps stay, without words
    expect(read).not.toContain('Hålls ordnat här.')
    expect(await page()).toContain('Brevet är raderat.')
    expect(await page()).not.toContain('Mirja')
    expect(await list()).toContain('raderat')
    expect((await act('erasure', decision)).statusCode).toBe(404)
    expect((await act('description', { subject: 'x' })).statusCode).toBe(404)
    expect(await keyOf(site, number)).toBeNull()
  })

  test('leaves no byte of the letter’s key in the files of the database, other letters’ keys stand', async () => {
    const { site, number, act, exempt, receive } = await openRegister()
    for (let at = 0; at < 25; at++) await receive({ text: `Brev ${at}` }) // its page fills and is split
    const [key, other] = [await keyOf(site, number), await keyOf(site, number + 1)]
    for (const status of ['answering', 'read', 'answered', 'closed'] as const)
      await site.storage.transact((tx) => tx.updateTable('letter').set({ status }).execute())
    await exempt([number])
    expect(timesIn(site, String(key))).toBeGreaterThan(0)
    await act('erasure', decision)
    expect(timesIn(site, String(key))).toBe(0)
    expect(timesIn(site, String(other))).toBeGreaterThan(0)
    expect(timesIn(site, 'zqfinnsinte')).toBe(0)
  })

  test('needs the reference, the day and the reason of the decision', async () => {
    const { number, act, exempt, site } = await openRegister()
    await exempt([number])
    for (const wrong of [
      { reference: ' ' },
      { decided_on: '' },
      { decided_on: '2026-02-31' },
      { decided_on: '2026-11-22' }, // tomorrow
      { cause: '' },
    ]) {
      const refused = await act('erasure', { ...decision, ...wrong })
      expect([wrong, refused.statusCode]).toEqual([wrong, 422])
    }
    expect(await keyOf(site, number)).not.toBeNull()
  })

  test('is refused while somebody has asked for the letter, by raw SQL too', async () => {
    const { site, number, act, exempt } = await openRegister()
    await exempt([number])
    await act('hold', { hold_reason: 'Begärt.' })
    expect((await act('erasure', decision)).body).toContain('Det får inte raderas förrän')
    await expect(eraseRaw(site, number)).rejects.toThrow('what somebody has asked for')
    await act('lift', { lift_reason: 'Besvarat.' })
    expect((await act('erasure', decision)).statusCode).toBe(303)
  })

  test('is refused before it is said whether the letter is registered, by raw SQL too', async () => {
    const { site, number, act } = await openRegister()
    expect((await act('erasure', decision)).body).toContain('Säg först om brevet är registrerat')
    await act('flag')
    expect((await act('erasure', decision)).statusCode).toBe(422)
    await expect(eraseRaw(site, number)).rejects.toThrow('what waits to be registered')
    await act('diary', { diary: 'KS 2026/7' })
    expect((await act('erasure', decision)).statusCode).toBe(303)
  })

  test('is refused by the database without a decision among its steps', async () => {
    const { site, number, exempt } = await openRegister()
    await exempt([number])
    const bare = site.storage.transact((tx) =>
      tx.updateTable('letter').set({ sealed_key: null }).where('id', '=', number).execute(),
    )
    await expect(bare).rejects.toThrow('by a stated decision alone')
  })
})

/** As somebody would who writes a decision by hand. */
const eraseRaw = ({ storage, clock }: TestSite, id: number) =>
  storage.transact(async (tx) => {
    const by = { account_id: null, by_name: null, by_title: null, sealed: null }
    const step = { id: 9999, letter_id: id, kind: 'erased', at: clock(), detail: 'x', ...by }
    await tx.insertInto('letter_step').values(step).execute()
    await tx.updateTable('letter').set({ sealed_key: null }).where('id', '=', id).execute()
  })

describe('what has been kept for its time', () => {
  test('is proposed, and nothing is erased by itself', async () => {
    const { site, number, exempt, receive, act } = await openRegister()
    const [trivial, registered, held, unassessed] = [
      await receive(),
      await receive(),
      await receive(),
      await receive(),
    ]
    await exempt([number, held.number])
    await exempt([trivial.number], { kind: 'trivial' })
    await act('diary', { diary: 'KS 2026/7' }, registered.number)
    await act('hold', { hold_reason: 'Begärt.' }, held.number)
    const proposed = async () => {
      const cookie = await site.signIn('registrar')
      const { body } = await site.get('/desk/register/retention', { cookie })
      return [...body.matchAll(/href="\/desk\/register\/(\d+)"/g)].map(([, id]) => Number(id))
    }
    site.advance(80 * DAY)
    expect(await proposed()).toEqual([])
    site.advance(11 * DAY)
    expect(await proposed()).toEqual([registered.number])
    site.advance(2 * DAY)
    expect(await proposed()).toEqual([trivial.number, registered.number])
    site.advance(640 * DAY)
    expect(await proposed()).toEqual([number, trivial.number, registered.number])
    for (const id of [number, trivial.number, registered.number, unassessed.number])
      expect(await keyOf(site, id)).not.toBeNull()
  })
})
