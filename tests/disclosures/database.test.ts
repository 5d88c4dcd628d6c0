/** What the database itself refuses of the archive, by raw SQL too; the same on SQLite and on PostgreSQL. */
import { PGlite } from '@electric-sql/pglite'
import { Kysely, PGliteDialect } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { migrateWith } from '../../server/storage/migrate.ts'
import { migratedInMemory } from '../support/migrated.ts'

type Run = (sql: string) => Promise<unknown[]>

/** One SQL for both: each runs a statement, or throws. */
const databases: Record<string, () => Promise<{ run: Run; close: () => Promise<unknown> }>> = {
  SQLite: async () => {
    const db = await migratedInMemory()
    db.pragma('foreign_keys = on')
    const run: Run = async (sql) => {
      const statement = db.prepare(sql)
      if (statement.reader) return statement.all()
      statement.run()
      return []
    }
    return { run, close: async () => db.close() }
  },
  PostgreSQL: async () => {
    const lite = new PGlite()
    const postgres = new Kysely<unknown>({ dialect: new PGliteDialect({ pglite: lite }) })
    await migrateWith(postgres)
    const run: Run = async (sql) => (await lite.query(sql)).rows
    return { run, close: () => postgres.destroy() }
  },
}

type Row = Readonly<Record<string, string | number | null>>

const event = {
  ...{
    disclosure_id: 1,
    number: 1,
    kind: 'made',
    state: 'withheld',
    at: '2026-11-21T10:00:00.000Z',
  },
  ...{
    language: 'sv',
    capacity: 'personal',
    can_say: 'Vi förhandlar.',
    ground: 'municipal_economy',
  },
  ...{ why: 'Det skulle ge oss en sämre affär.', responsible_id: 1, responsible_name: 'Torunn' },
  ...{ responsible_title: 'Kommundirektör', openness: 'mine', openness_why: null, has_harm: 1 },
  ...{ harm: 'Priset stiger om säljaren vet vårt tak.', decision: null, delegation: null },
  ...{
    review_on: '2027-05-21',
    lift: 'när avtalet är skrivet',
    because: null,
    told: null,
    by_id: 1,
  },
  ...{ salt: '0'.repeat(32), hash: 'a'.repeat(64) },
} as const satisfies Row

const entry = { id: 1, number: 1, at: event.at, feed_id: 'tag:1', post_id: null, comment_id: null }

const literal = (value: string | number | null): string =>
  typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value)

const insert = (table: string, row: Row): string =>
  `insert into ${table} (${Object.keys(row)}) values (${Object.values(row).map(literal)})`

const next = (change: Row): Row => ({
  ...{ ...event, number: 2, kind: 'kept', at: '2027-05-20T10:00:00.000Z' },
  ...{ why: 'Förhandlingen är inte klar.', review_on: '2027-11-20', ...change },
})

/** Rows that may not be: what is wrong with each, beside what is right in all else. */
const first: Record<string, Row> = {
  'no ground': { ground: null },
  'an empty ground': { ground: '' },
  'a ground that is not on the list': { ground: 'inconvenient' },
  'no reasoning': { why: null },
  'a reasoning of spaces': { why: '   ' },
  'a reasoning of line breaks': { why: '\n\t\n' },
  'nothing that can be said': { can_say: '' },
  'no responsible person': { responsible_id: null },
  'a responsible person without a name': { responsible_name: ' ' },
  'a responsible person who is not there': { responsible_id: 77 },
  'no date of the next look': { review_on: null },
  'a date of the next look that is none': { review_on: 'some day' },
  'a next look on a day that no calendar has': { review_on: '2027-02-30' },
  'a next look on a day in letters': { review_on: 'zzzz-zz-zz' },
  'a next look on the same day': { review_on: '2026-11-21' },
  'a next look in the past': { review_on: '2026-11-20' },
  'no capacity': { capacity: null },
  'a capacity that is neither': { capacity: 'private' },
  'a state that is none': { state: 'secret' },
  'an entry that ends when it begins': { state: 'ended' },
  'an openness that is none': { openness: 'unknown' },
  'somebody who was not asked, without a why': { openness: 'not_asked' },
  'a ground with a harm test, without the test': { harm: null },
  'a decision without its delegation': { decision: 'KS 2026/12' },
  'a first event that is a look': { kind: 'kept' },
  'an event without its hash': { hash: null },
}

const later: Record<string, Row> = {
  'an event after one that is not there': { number: 3 },
  'an event of an entry that is not there': { disclosure_id: 9 },
  'an entry made twice': { kind: 'made' },
  'kept for the same reason': { why: event.why },
  'kept until the same day': { review_on: event.review_on },
  'kept until a day before': { review_on: '2027-05-21' },
  'kept, and yet told': { state: 'disclosed' },
  'kept in part, which was withheld whole': { state: 'partly' },
  'told without saying where': { kind: 'disclosed', state: 'disclosed' },
  'told, and yet withheld': { kind: 'disclosed', told: '/2027/05/it' },
  'narrowed, and yet withheld': { kind: 'narrowed' },
  'narrowed without a new date': { kind: 'narrowed', state: 'partly', review_on: event.review_on },
  'ended without a why': { kind: 'ended', state: 'ended' },
  'corrected without a why': { kind: 'corrected', review_on: event.review_on },
  'a correction that gives a new date': { kind: 'corrected', because: 'Fel ord.' },
  'a correction that gives another state': {
    ...{ kind: 'corrected', because: 'Fel ord.', review_on: event.review_on, state: 'disclosed' },
  },
  'an event before the one before': { at: '2026-11-20T10:00:00.000Z' },
}

const changes = [
  "update disclosure_event set why = 'another'",
  "update disclosure_event set review_on = '2030-01-01'",
  'delete from disclosure_event',
  'delete from disclosure',
  'update disclosure set number = 2',
  "update disclosure set at = '2020-01-01T00:00:00.000Z'",
  'update disclosure set post_id = 1',
  'update disclosure set id = 5',
  "update disclosure set feed_id = 'tag:2'",
  insert('disclosure_event', { ...event, why: 'another' }),
  insert('disclosure', entry),
  insert('disclosure', { ...entry, id: 2, number: 2, feed_id: 'tag:2' }),
  insert('disclosure', { ...entry, id: 2, feed_id: 'tag:2' }),
]

describe.each(Object.keys(databases))('%s refuses', (name) => {
  let run: Run
  let close: () => Promise<unknown>

  beforeAll(async () => {
    const opened = await databases[name]?.()
    if (!opened) throw new Error('no such database')
    run = opened.run
    close = opened.close
    await run(
      insert('account', {
        ...{ id: 1, email: 'torunn@rannefors.example', name: 'Torunn', title: 'Kommundirektör' },
        ...{ totp_step: 0, created_at: event.at },
      }),
    )
    await run(insert('disclosure_event', event))
    await run(insert('disclosure', entry))
  }, 60_000)
  afterAll(() => close())

  const stands = async () => [
    await run('select * from disclosure'),
    await run('select * from disclosure_event'),
  ]

  test.each(Object.entries(first))('an entry with %s', async (_, change) => {
    const before = await stands()
    await expect(
      run(insert('disclosure_event', { ...event, disclosure_id: 2, ...change })),
    ).rejects.toThrow()
    expect(await stands()).toEqual(before)
  })

  test.each(Object.entries(later))('%s', async (_, change) => {
    const before = await stands()
    await expect(run(insert('disclosure_event', next(change)))).rejects.toThrow()
    expect(await stands()).toEqual(before)
  })

  test.each(changes)('%s', async (sql) => {
    const before = await stands()
    await expect(run(sql)).rejects.toThrow()
    expect(await stands()).toEqual(before)
  })

  test('to replace what stands', async () => {
    const over =
      name === 'SQLite'
        ? insert('disclosure_event', { ...event, why: 'another' }).replace(
            'insert',
            'insert or replace',
          )
        : `${insert('disclosure_event', { ...event, why: 'another' })}
           on conflict (disclosure_id, number) do update set why = excluded.why`
    const before = await stands()
    await expect(run(over)).rejects.toThrow()
    expect(await stands()).toEqual(before)
  })

  test('nothing of what follows the rules', async () => {
    await run(insert('disclosure_event', next({})))
    await run(
      insert(
        'disclosure_event',
        next({
          ...{ number: 3, kind: 'corrected', because: 'Fel ord.', why: 'Affären pågår.' },
          ...{ at: '2027-12-30T10:00:00.000Z' }, // also when the look is overdue
        }),
      ),
    )
    const partly = { number: 4, kind: 'narrowed', state: 'partly', at: '2027-12-31T10:00:00.000Z' }
    await run(insert('disclosure_event', next({ ...partly, review_on: '2028-03-01' })))
    const told = { number: 5, kind: 'disclosed', state: 'disclosed', told: '/2028/02/affaren' }
    await run(
      insert(
        'disclosure_event',
        next({ ...told, at: '2028-02-01T10:00:00.000Z', review_on: '2028-03-01' }),
      ),
    )
    expect(await run('select number from disclosure')).toEqual([{ number: 5 }])
    expect(await run('select id, number, state from public_disclosure')).toEqual([
      { id: 1, number: 5, state: 'disclosed' },
    ])
    const again = next({ number: 6, at: '2028-02-02T10:00:00.000Z', review_on: '2029-01-01' })
    await expect(run(insert('disclosure_event', again)), 'what was told is told').rejects.toThrow()
  })
})
