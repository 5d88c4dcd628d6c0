import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { asCsv } from '../../server/register/export.ts'
import { openRegister } from './register.ts'

const wanted = { export_year: '2026', format: 'json', export_reason: 'Begärt i dag.' }

/** A register with letters of which some tell less than others, and its export. */
async function openExport() {
  const register = await openRegister()
  const { site, sent, act } = register
  await act('description', { subject: 'Tak på förskola' })
  const give = (form: Record<string, string> = {}) =>
    site.post('/desk/register/export', { ...wanted, ...form }, sent)
  return { ...register, give, entries: async () => JSON.parse((await give()).body).entries }
}

describe('the register that is given to others', () => {
  test('has date, number, sender and subject, as its schema says, and nothing else', async () => {
    const { give, act } = await openExport()
    await act('diary', { diary: 'KS 2026/7' })
    const answer = await give()
    expect(answer.headers).toMatchObject({
      'content-disposition': 'attachment; filename="register-2026.json"',
      'cache-control': 'no-store',
    })
    const told = JSON.parse(answer.body)
    expect(told.entries).toEqual([
      { date: '2026-11-21', number: 'KS 2026/7', party: 'Mirja', subject: 'Tak på förskola' },
    ])
    const schema = JSON.parse(readFileSync('docs/register-schema.json', 'utf8'))
    expect(Object.keys(told)).toEqual(schema.required)
    expect(Object.keys(schema.properties)).toEqual(schema.required)
    const { items } = schema.properties.entries
    expect(Object.keys(told.entries[0])).toEqual(items.required)
    expect(Object.keys(items.properties)).toEqual(items.required)
    expect(told.format).toBe(schema.properties.format.const)
  })

  test('has no trace of a sender or subject that is left out', async () => {
    const { give, act } = await openExport()
    const left = { subject: 'Tak på förskola', left_out: ['party', 'subject'] as never }
    await act('description', left)
    for (const format of ['json', 'csv']) {
      const { body } = await give({ format })
      expect(body).not.toMatch(/Mirja|Tak på/)
      expect(body).toContain('2026-11-21')
    }
  })

  test('has nothing received in another capacity, and neither who nor what of what was handed over', async () => {
    const { site, sent, entries, receive } = await openExport()
    const [private_, handed] = [await receive({ name: 'Pelle' }), await receive({ name: 'Larmar' })]
    const at = (id: number, what: string) => `/desk/letters/${id}/${what}`
    const document = { document: 'other_capacity', reason: 'Till partiet.' }
    await site.post(at(private_.number, 'document'), document, sent)
    await site.post(at(handed.number, 'hand-over'), { reason: 'Ett larm.' }, sent)
    expect(await entries()).toEqual([
      { date: '2026-11-21', number: '1', party: 'Mirja', subject: 'Tak på förskola' },
      { date: '2026-11-21', number: String(handed.number), party: null, subject: null },
    ])
  })

  test('has no letter from which its writer excluded this registrar', async () => {
    const { site, give, number, registrar } = await openExport()
    const rows = site.storage.read.selectFrom('account').select('id')
    const { id } = await rows.where('name', '=', 'Maj Sund').executeTakeFirstOrThrow()
    await site.storage.transact((tx) =>
      tx.insertInto('letter_excluded').values({ letter_id: number, account_id: id }).execute(),
    )
    expect(JSON.parse((await give()).body).entries).toEqual([])
    const cookie = registrar
    expect((await site.get(`/desk/register/${number}`, { cookie })).statusCode).toBe(404)
  })

  test('is an act with a reason, which the writers of what leaves can see', async () => {
    const { site, give, mine } = await openExport()
    const refused = await give({ export_reason: ' ' })
    expect(refused.statusCode).toBe(422)
    expect(await mine()).not.toContain('lämnade ut registret')
    await give()
    expect(await mine()).toContain('lämnade ut registret')
    expect(await mine()).toContain('Skäl: Begärt i dag.')
    const audit = site.storage.read.selectFrom('audit').selectAll()
    const [line] = await audit.where('act', '=', 'register_exported').execute()
    expect(line).toMatchObject({ detail: '2026 json' })
    site.advance(40 * 60_000)
    const late = await give()
    expect([late.statusCode, late.body.includes('Begärt i dag.')]).toEqual([403, true])
  })

  test.each(['=1+1', '+46', '-1', '@sum', '\tx', ' =x', '|x', '%x'])(
    'is a table in which %j is no formula',
    (words) => {
      const line = { date: '2026-11-21', number: '1', party: words, subject: 'Sa "nej", igen' }
      expect(asCsv([line], ['a', 'b', 'c', 'd'])).toBe(
        `\ufeffa,b,c,d\r\n2026-11-21,1,'${words},"Sa ""nej"", igen"\r\n`,
      )
    },
  )
})
