import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { cell } from '../../server/disclosures/export.ts'
import { textHash } from '../../server/ledger/salted.ts'
import { readCsv } from './figures-from-files.ts'
import { openFilled } from './filled.ts'

const hashed = [
  ...['state', 'language', 'capacity', 'can_say', 'ground', 'why', 'responsible_name'],
  ...['responsible_title', 'openness', 'openness_why', 'harm', 'decision', 'delegation'],
  ...['review_on', 'lift', 'because', 'told'],
]

describe('the archive as files', () => {
  test('has every entry and every event, so that the hash of each can be made anew', async () => {
    const { site, make } = await openFilled()
    for (let minute = 10; minute < 40; minute++) await make(`2026-10-01T08:${minute}:00.000Z`, {})
    const { body, headers } = await site.get('/openness.json')
    expect(headers['content-type']).toBe('application/json; charset=utf-8')
    const file = JSON.parse(body)
    expect(file).toMatchObject({ format: 'insyn-openness-1', time_zone: 'Europe/Stockholm' })
    expect(file.entries.map(({ entry }: { entry: number }) => entry)).toEqual(
      Array.from({ length: 30 }, (_, at) => at + 1),
    )
    for (const { events } of file.entries)
      for (const event of events) {
        const text = Object.fromEntries(hashed.map((name) => [name, event[name]]))
        expect(textHash(event.salt, text as never)).toBe(event.hash)
      }
  })

  test('is sent whole when it is longer than one piece, and narrowed as the list is', async () => {
    const { site, make } = await openFilled()
    for (let at = 0; at < 205; at++)
      await make(new Date(Date.UTC(2026, 8, 1, 8, at)).toISOString(), {
        ground: at % 5 === 0 ? 'recruitment' : 'procurement',
      })
    const rows = async (query: string) => readCsv((await site.get(`/openness.csv${query}`)).body)
    expect((await rows('')).map(({ entry }) => Number(entry))).toEqual(
      Array.from({ length: 205 }, (_, at) => at + 1),
    )
    expect((await rows('?ground=recruitment')).length).toBe(41)
    expect((await rows('?ground=recruitment&words=finns+inte')).length).toBe(0)
    expect(JSON.parse((await site.get('/openness.json?year=2019')).body).entries).toEqual([])
  })

  test('says the same as a table and as data, whatever stands in a text', async () => {
    const { site, make } = await openFilled()
    const texts = ['=1+1', "'=1+1", '-', '"a", b\r\nc', ' +x', '@SUM(A1)', 'å\tä', "''", '| x', '%']
    for (const [at, text] of texts.entries())
      await make(`2026-10-01T08:1${at}:00.000Z`, { canSay: text, why: `${text} eftersom` })
    const table = readCsv((await site.get('/openness.csv')).body)
    const { entries } = JSON.parse((await site.get('/openness.json')).body)
    expect(table.map(({ can_say }) => can_say)).toEqual(texts)
    for (const [at, { events, ...entry }] of entries.entries()) {
      const { is_now, ...row } = table[at] ?? {}
      const [event] = events
      const plain = (value: unknown) => (value === null ? '' : String(value))
      const both = Object.entries({ ...entry, ...event }).map(([key, value]) => [key, plain(value)])
      expect(Object.fromEntries(both)).toEqual(row)
      expect(is_now).toBe('1')
    }
  })

  test('has exactly the fields that its schema names', async () => {
    const { site, make } = await openFilled()
    await make('2026-10-01T08:00:00.000Z', {})
    const file = JSON.parse((await site.get('/openness.json')).body)
    const schema = JSON.parse(readFileSync('docs/openness-schema.json', 'utf8'))
    const { entries } = schema.properties
    const { events } = entries.items.properties
    expect(Object.keys(file)).toEqual(schema.required)
    expect(Object.keys(file.entries[0])).toEqual(entries.items.required)
    expect(Object.keys(file.entries[0].events[0])).toEqual(events.items.required)
  })

  test('is one entry by itself, and nothing that is not there', async () => {
    const { site, make } = await openFilled()
    const id = await make('2026-10-01T08:00:00.000Z', { canSay: 'Taket.' })
    const { entries } = JSON.parse((await site.get(`/openness/${id}.json`)).body)
    expect(entries[0]).toMatchObject({ entry: id, url: `http://localhost:3000/openness/${id}` })
    expect((await site.get('/openness/77.json')).statusCode).toBe(404)
  })
})

test.each(['=a', '+1', '-1', '@a', "'a", ' =a', '\t', '%', '|'])(
  'in %j a spreadsheet sees no formula',
  (text) => {
    expect(cell(text)).toMatch(/^"?'/)
  },
)
