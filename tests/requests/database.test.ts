/** What the database refuses of requests by itself, in SQLite and in PostgreSQL alike. */
import { PGlite } from '@electric-sql/pglite'
import type Database from 'better-sqlite3'
import { Kysely, PGliteDialect, sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { procedures } from '../../server/requests/request.ts'
import { migrateWith } from '../../server/storage/migrate.ts'
import { migratedInMemory } from '../support/migrated.ts'

type Row = Readonly<Record<string, string | number | null>>

interface Raw {
  /** Runs statements one after the other and undoes them all; gives what refused the last, or undefined. */
  readonly tried: (statements: readonly string[]) => Promise<string | undefined>
}

const AT = '2026-11-21T09:00:00.000Z'
const LATER = '2026-11-30T09:00:00.000Z'
const SILENT = '2026-11-27T23:00:00.000Z'

const literal = (value: string | number | null): string =>
  value === null ? 'null' : typeof value === 'number' ? String(value) : `'${value}'`

const insert = (table: string, row: Row): string =>
  `insert into ${table} (${Object.keys(row).join(', ')}) values (${Object.values(row).map(literal).join(', ')})`

const account = (id: number): string =>
  insert('account', {
    ...{ id, email: `p${id}@eken.example`, name: 'P', title: 't', created_at: AT },
  })

/** Two people, a delegation of each of which the second has ended, and a request in each country. */
const world = [
  account(901),
  account(902),
  insert('receipt', { id: 1, code_hash: 'a'.repeat(64), created_at: AT }),
  ...[901, 902].map((who) =>
    insert('request_delegation', {
      ...{ id: who, account_id: who, reference: 'KS 1', at: AT, by_account: 901 },
      ended_at: who === 902 ? AT : null,
    }),
  ),
  ...(['se', 'no'] as const).map((country, at) =>
    insert('document_request', {
      ...{ id: at + 1, country, received_at: AT, language: 'sv', receipt_id: 1 },
      ...{ submission: country, sealed_key: 'x', key_id: 'y' },
      silent_at: country === 'no' ? SILENT : null,
    }),
  ),
]

const office = { account_id: 901, by_name: 'P', by_title: 't' }
const none = { ground: null, provision: null, reasons: null, told: null, wider: null }

/** The step that follows, whole; what a test says of it stands instead. */
const step = (country: 'se' | 'no', number: number, row: Row): string =>
  insert('request_step', {
    ...{ request_id: country === 'se' ? 1 : 2, number, country, at: LATER, sealed: 'x' },
    ...{ previous: number === 1 ? null : number - 1, delegation_id: null, silent_at: null },
    ...none,
    ...row,
  })

const asked = (country: 'se' | 'no') => step(country, 1, { act: 'ask', to_state: 'asked', at: AT })

const withheld = { ground: 'health_private', reasons: 'x' }
const swedish = { ...office, ...withheld, provision: 'OSL 21:1', told: 'OSL 6:3' }
const norwegian = {
  ...{ ...office, ...withheld, wider: 1 },
  ...{ provision: 'offl § 13 første ledd', told: 'Klag til Statsforvalteren.' },
}

const refuse = { from_state: 'asked', act: 'refuse', to_state: 'refused' }
const demand = { from_state: 'refused', act: 'demand', to_state: 'demanded' }
const decide = { from_state: 'demanded', act: 'decide', to_state: 'decided' }
const complain = { from_state: 'asked', act: 'complain', to_state: 'complained' }
const signed = { ...swedish, told: 'Överklaga till kammarrätten.', delegation_id: 901 }
const demanded = [asked('se'), step('se', 2, { ...refuse, ...swedish }), step('se', 3, demand)]

const allowed: Readonly<Record<string, readonly string[]>> = {
  'a Swedish refusal': [asked('se'), step('se', 2, { ...refuse, ...swedish })],
  'a Swedish decision': [...demanded, step('se', 4, { ...decide, ...signed })],
  'a Norwegian refusal': [asked('no'), step('no', 2, { ...refuse, ...norwegian })],
  'a complaint about silence': [asked('no'), step('no', 2, { ...complain, silent_at: SILENT })],
}

const forbidden: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(
    (['ground', 'provision', 'reasons', 'told'] as const).flatMap((name) => [
      [
        `a Swedish refusal without ${name}`,
        [asked('se'), step('se', 2, { ...refuse, ...swedish, [name]: null })],
      ],
      [
        `a Norwegian refusal without ${name}`,
        [asked('no'), step('no', 2, { ...refuse, ...norwegian, [name]: null })],
      ],
      [
        `a decision without ${name}`,
        [...demanded, step('se', 4, { ...decide, ...signed, [name]: null })],
      ],
    ]),
  ),
  'a refusal with an empty ground': [
    asked('se'),
    step('se', 2, { ...refuse, ...swedish, ground: '' }),
  ],
  'a refusal by nobody': [
    asked('se'),
    step('se', 2, { ...refuse, ...swedish, account_id: null, by_name: null, by_title: null }),
  ],
  'a Norwegian refusal without ledd': [
    asked('no'),
    step('no', 2, { ...refuse, ...norwegian, provision: 'offl § 13' }),
  ],
  'a Norwegian refusal without considering more': [
    asked('no'),
    step('no', 2, { ...refuse, ...norwegian, wider: 0 }),
  ],
  'a Norwegian refusal that says nothing of it': [
    asked('no'),
    step('no', 2, { ...refuse, ...norwegian, wider: null }),
  ],
  'a Norwegian refusal that tells of no complaint': [
    asked('no'),
    step('no', 2, { ...refuse, ...norwegian, told: 'Nei.' }),
  ],
  'a decision without a delegation': [
    ...demanded,
    step('se', 4, { ...decide, ...signed, delegation_id: null }),
  ],
  'a decision under somebody else’s delegation': [
    ...demanded,
    step('se', 4, { ...decide, ...signed, account_id: 902 }),
  ],
  'a decision under a delegation that has ended': [
    ...demanded,
    step('se', 4, { ...decide, ...signed, account_id: 902, delegation_id: 902 }),
  ],
  'a decision that does not say where to appeal': [
    ...demanded,
    step('se', 4, { ...decide, ...signed, told: 'Nej.' }),
  ],
  'a decision that nobody demanded': [
    asked('se'),
    step('se', 2, { ...decide, ...signed, from_state: 'asked' }),
  ],
  'a step that begins elsewhere than the last one ended': [
    asked('se'),
    step('se', 2, { ...demand }),
  ],
  'a step that leaves one out': [asked('se'), step('se', 3, { ...refuse, ...swedish })],
  'a step of another country': [
    asked('no'),
    step('no', 2, { ...refuse, ...swedish, country: 'se' }),
  ],
  'a complaint about silence before its time': [
    asked('no'),
    step('no', 2, { ...complain, silent_at: SILENT, at: '2026-11-24T09:00:00.000Z' }),
  ],
  'a complaint about silence with a day of its own': [
    asked('no'),
    step('no', 2, { ...complain, silent_at: AT }),
  ],
  'a complaint about silence in Sweden': [asked('se'), step('se', 2, complain)],
  'an act that there is not': [asked('se'), step('se', 2, { ...refuse, ...swedish, act: 'hush' })],
  'a step that is changed': [asked('se'), "update request_step set at = 'x'"],
  'a step that is deleted': [asked('se'), 'delete from request_step'],
  'a request that is deleted': ['delete from document_request'],
  'a request from another day': ["update document_request set received_at = 'x'"],
  'a delegation that is given to another': ['update request_delegation set account_id = 901'],
  'a delegation that is taken back': [
    "update request_delegation set ended_at = '2027' where id = 902",
  ],
}

/** Every step that the nouns know, as the database writes it. */
const known = new Set(
  (['se', 'no'] as const).flatMap((country) => [
    `${country}  ask asked`,
    ...procedures[country].moves.flatMap(({ act, from, to }) =>
      from.map((one) => `${country} ${one} ${act} ${to}`),
    ),
  ]),
)

const engines: Record<string, () => Promise<Raw>> = { SQLite: sqlite, PostgreSQL: postgres }

describe.each(Object.keys(engines))('%s', (name) => {
  let raw: Raw
  beforeAll(async () => {
    raw = (await engines[name]?.()) as Raw
  }, 60_000)

  test.each(Object.keys(allowed))('takes %s', async (what) => {
    expect(await raw.tried([...world, ...(allowed[what] ?? [])])).toBeUndefined()
  })

  test.each(Object.keys(forbidden))('refuses %s', async (what) => {
    const statements = [...world, ...(forbidden[what] ?? [])]
    expect(await raw.tried(statements.slice(0, -1))).toBeUndefined()
    expect(await raw.tried(statements)).toBeDefined()
  })
})

test('the database knows the same steps as the nouns, and no other', async () => {
  const db = await migratedInMemory()
  const text = db
    .prepare("select sql from sqlite_master where name = 'request_step'")
    .pluck()
    .get() as string
  db.close()
  const [, list = ''] =
    /"request_step_known" check \([^(]*\([^)]*\)[^(]*\(([^)]*)\)/.exec(text) ?? []
  const written = [...list.matchAll(/'([^']+)'/g)].map(([, one]) => one)
  expect(written.sort()).toEqual([...known].sort())
})

async function sqlite(): Promise<Raw> {
  const db: Database.Database = await migratedInMemory()
  db.pragma('foreign_keys = on')
  return {
    tried: async (statements) => {
      db.exec('begin')
      try {
        for (const one of statements) db.exec(one)
        return undefined
      } catch (problem) {
        return (problem as Error).message
      } finally {
        db.exec('rollback')
      }
    },
  }
}

async function postgres(): Promise<Raw> {
  const db = new Kysely<unknown>({ dialect: new PGliteDialect({ pglite: new PGlite() }) })
  await migrateWith(db)
  return {
    tried: (statements) =>
      db
        .transaction()
        .execute(async (tx) => {
          for (const one of statements) await sql.raw(one).execute(tx)
          throw new Undone()
        })
        .then(
          () => undefined,
          (problem: unknown) =>
            problem instanceof Undone ? undefined : (problem as Error).message,
        ),
  }
}

class Undone extends Error {}
