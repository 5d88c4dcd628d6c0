import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { type Act, written } from '../../server/ledger/entry.ts'
import { leafHash } from '../../server/ledger/merkle.ts'
import { append } from '../../server/ledger/store.ts'
import { type Report, verify } from '../../server/ledger/verify.ts'
import { builder, open } from '../../server/storage/database.ts'
import { openTestDatabase } from '../support/database.ts'
import { actOf, acts } from './acts.ts'

type Run = (statement: string, ...values: unknown[]) => void
type Tamper = (run: Run, all: (query: string) => unknown[]) => void

/** A ledger whose guards somebody with the file has taken away; each attempt starts from the true one. */
async function unguarded(given: readonly Act[]): Promise<(tamper: Tamper) => Promise<Report>> {
  const storage = await openTestDatabase()
  await storage.transact(async (tx) => {
    for (const act of given) await append(tx, act)
  })
  const raw = open(storage.file, false)
  onTestFinished(() => void raw.close())
  const triggers = raw.prepare("select name from sqlite_master where type = 'trigger'").all()
  for (const { name } of triggers as { name: string }[]) raw.exec(`drop trigger ${name}`)
  raw.pragma('ignore_check_constraints = on')
  const db = builder(raw)
  return async (tamper) => {
    raw.exec('begin')
    try {
      const run: Run = (statement, ...values) => void raw.prepare(statement).run(...values)
      tamper(run, (query) => raw.prepare(query).all())
      return await verify(db)
    } finally {
      raw.exec('rollback')
    }
  }
}

const given = acts(21)
const body = (index: number) => written(given[index] as Act)

test('a ledger that nobody has touched is right', async () => {
  const tampered = await unguarded(given)
  expect(await tampered(() => {})).toMatchObject({ ok: true, size: 21 })
})

const columns = [
  ['ledger_entry', 'kind'],
  ['ledger_entry', 'at'],
  ['ledger_entry', 'body'],
  ['ledger_entry', 'leaf'],
  ['ledger_node', 'hash'],
] as const

test('any byte changed, anywhere, is found', async () => {
  const tampered = await unguarded(given)
  const mask = fc.integer({ min: 1, max: 255 })
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...columns), fc.nat(), fc.nat(), mask, async (...chosen) => {
      const [[table, column], row, byte, mask] = chosen
      const report = await tampered((run, all) => {
        const rows = all(`select rowid as rowid, cast(${column} as blob) as bytes from ${table}`)
        const { rowid, bytes } = rows[row % rows.length] as { rowid: number; bytes: Buffer }
        bytes[byte % bytes.length] = (bytes[byte % bytes.length] as number) ^ mask
        run(`update ${table} set ${column} = cast(? as text) where rowid = ?`, bytes, rowid)
      })
      expect(report.ok).toBe(false)
    }),
    { numRuns: 500 },
  )
})

const insert = 'insert into ledger_entry (id, kind, at, body, leaf) values (?, ?, ?, ?, ?)'
const row = (index: number, act: Act) => [
  index,
  act.kind,
  act.at,
  written(act),
  leafHash(written(act)),
]
const other = actOf('comment_withdrawn', 99)
const shift = (from: number, by: number) => (run: Run) => {
  run('update ledger_entry set id = -id - 1000 where id >= ?', from)
  run('update ledger_entry set id = -id - 1000 + ? where id < 0', by)
}

const attempts: [string, Tamper, { problem: string; index: number; entries?: number }][] = [
  [
    'words put in the place of an entry',
    (run) => run("update ledger_entry set body = '{}' where id = 4"),
    { problem: 'changed', index: 4, entries: 1 },
  ],
  [
    'an entry that says another thing, with its hash',
    (run) => {
      run('delete from ledger_entry where id = 5')
      run(insert, ...row(5, other))
    },
    { problem: 'node', index: 4, entries: 2 },
  ],
  [
    'words with their hash, which no act is written as',
    (run) => {
      run(
        `update ledger_entry set body = '{"text":"words"}', leaf = ? where id = 4`,
        leafHash('{"text":"words"}'),
      )
    },
    { problem: 'unknown', index: 4 },
  ],
  [
    'a time that is not the one in the entry',
    (run) => run("update ledger_entry set at = '2020-01-01T00:00:00.000Z' where id = 7"),
    { problem: 'changed', index: 7 },
  ],
  [
    'an entry taken out',
    (run) => run('delete from ledger_entry where id = 9'),
    { problem: 'missing', index: 9 },
  ],
  [
    'the first entry taken out',
    (run) => run('delete from ledger_entry where id = 0'),
    { problem: 'missing', index: 0 },
  ],
  [
    'an entry taken out, and the gap closed',
    (run) => {
      run('delete from ledger_entry where id = 9')
      shift(10, -1)(run)
    },
    { problem: 'missing', index: 8, entries: 2 },
  ],
  [
    'the last entries taken out',
    (run) => run('delete from ledger_entry where id >= 18'),
    { problem: 'missing', index: 18 },
  ],
  [
    'everything taken out',
    (run) => run('delete from ledger_entry'),
    { problem: 'missing', index: 0 },
  ],
  [
    'an entry put in before the first',
    (run) => run(insert, ...row(-1, other)),
    { problem: 'added', index: -1 },
  ],
  [
    'an entry put in at an even index, the others moved on',
    (run) => {
      shift(6, 1)(run)
      run(insert, ...row(6, other))
    },
    { problem: 'added', index: 6 },
  ],
  [
    'an entry put in at an odd index, the others moved on',
    (run) => {
      shift(7, 1)(run)
      run(insert, ...row(7, other))
    },
    { problem: 'added', index: 7 },
  ],
  [
    'an entry put in last, without what belongs to it',
    (run) => run(insert, ...row(21, other)),
    { problem: 'added', index: 20, entries: 2 },
  ],
  [
    'two neighbours in each other’s place',
    (run) => {
      run('update ledger_entry set id = -1 where id = 12')
      run('update ledger_entry set id = 12 where id = 13')
      run('update ledger_entry set id = 13 where id = -1')
    },
    { problem: 'reordered', index: 12, entries: 2 },
  ],
  [
    'the words of two entries in each other’s place',
    (run) => {
      run('update ledger_entry set body = ? where id = 3', body(15))
      run('update ledger_entry set body = ? where id = 15', body(3))
    },
    { problem: 'reordered', index: 3 },
  ],
  [
    'a hash over two entries',
    (run) =>
      run('update ledger_node set hash = ? where level = 1 and position = 2', '0'.repeat(64)),
    { problem: 'node', index: 4, entries: 2 },
  ],
  [
    'a hash over eight entries',
    (run) =>
      run('update ledger_node set hash = ? where level = 3 and position = 1', '0'.repeat(64)),
    { problem: 'node', index: 8, entries: 8 },
  ],
  [
    'a hash taken out',
    (run) => run('delete from ledger_node where level = 4'),
    { problem: 'node', index: 0, entries: 16 },
  ],
  [
    'a hash of what is not there',
    (run) => run('insert into ledger_node values (1, 40, ?)', '0'.repeat(64)),
    { problem: 'missing', index: 21 },
  ],
]

test.each(attempts)('%s: found, and where', async (_, tamper, flaw) => {
  const tampered = await unguarded(given)
  expect(await tampered(tamper)).toMatchObject({ ok: false, ...flaw })
})

test('faults are found beyond the first batch, too', async () => {
  const tampered = await unguarded(acts(9000))
  expect(await tampered(() => {})).toMatchObject({ ok: true, size: 9000 })
  expect(await tampered((run) => run('delete from ledger_entry where id = 8192'))).toMatchObject({
    problem: 'missing',
    index: 8192,
  })
  expect(
    await tampered((run) =>
      run('update ledger_node set hash = ? where level = 13', '0'.repeat(64)),
    ),
  ).toMatchObject({ problem: 'node', index: 0, entries: 8192 })
})
