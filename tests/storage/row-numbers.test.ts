/** SQLite numbers its rows under names of its own; what is kept is not reached by those either. */
import { expect, test } from 'vitest'
import { migratedInMemory } from '../support/migrated.ts'

interface Column {
  readonly name: string
  readonly type: string
  readonly pk: number
}

const at = '2026-11-21T10:00:00.000Z'

const event = (id: number, number: number, more: string, rowid?: number): string =>
  `insert or replace into disclosure_event (${rowid ? 'rowid, ' : ''}disclosure_id, number, kind, state, at, language,
    capacity, can_say, ground, why, responsible_id, responsible_name, responsible_title, openness, has_harm,
    review_on, by_id, salt, hash)
   values (${rowid ? `${rowid}, ` : ''}${id}, ${number}, ${more}, 1, 'Torunn', 'Kommundirektör', 'mine', 0,
    ${number === 1 ? "'2027-05-21'" : "'2027-11-21'"}, 1, '${'0'.repeat(32)}', '${'a'.repeat(64)}')`

const made = (why: string): string =>
  `'made', 'withheld', '${at}', 'sv', 'personal', 'Vi förhandlar.', 'not_yet', '${why}'`

async function archive() {
  const db = await migratedInMemory()
  db.pragma('foreign_keys = on')
  db.exec(`insert into account (id, email, name, title, totp_step, created_at)
    values (1, 'torunn@rannefors.example', 'Torunn', 'Kommundirektör', 0, '${at}')`)
  for (const id of [1, 2]) {
    db.exec(event(id, 1, made('Det är för tidigt.')))
    db.exec(
      `insert into disclosure (id, number, at, feed_id) values (${id}, 1, '${at}', 'tag:${id}')`,
    )
  }
  const kept = "'kept', 'withheld', '2027-05-20T10:00:00.000Z', 'sv', 'personal', 'Vi förhandlar.'"
  db.exec(event(1, 2, `${kept}, 'not_yet', 'Det är inte klart.'`))
  return db
}

test.each([
  ['an event in the place of an older one', event(9, 1, made('Ett annat skäl.'), 1)],
  ['an entry by another number', 'update disclosure set rowid = 7, number = 1 where id = 2'],
  ['an entry in the place of another', 'update or replace disclosure set oid = 2 where id = 1'],
])('the archive does not take %s', async (_, attack) => {
  const db = await archive()
  const stands = () => [
    db.prepare('select rowid, * from disclosure_event').all(),
    db.prepare('select * from disclosure').all(),
  ]
  const before = stands()
  db.exec(event(7, 1, made('Utan sin post.'))) // so that foreign keys hold
  const withOrphan = stands()
  expect(before).not.toEqual(withOrphan)
  expect(() => db.exec(attack)).toThrow('has the place of no other')
  expect(stands()).toEqual(withOrphan)
})

test('every table whose rows may not be deleted has a guard of its row numbers', async () => {
  const db = await migratedInMemory()
  const triggers = db
    .prepare("select tbl_name as tableName, sql from sqlite_schema where type = 'trigger'")
    .all() as { readonly tableName: string; readonly sql: string }[]
  const of = (table: string, what: RegExp) =>
    triggers.filter((one) => one.tableName === table && what.test(one.sql))
  const kept = [...new Set(triggers.map(({ tableName }) => tableName))].filter(
    (table) => of(table, /before\s+delete/i).length > 0,
  )
  const unguarded = kept.filter((table) => {
    const keys = (db.pragma(`table_info('${table}')`) as Column[]).filter(({ pk }) => pk > 0)
    const isNumber = keys.length === 1 && keys[0]?.type.toLowerCase() === 'integer'
    const stays = of(table, /before\s+update\s+on/i).some(
      (trigger) => !/\swhen\s/i.test(trigger.sql) || /new\.rowid <> old\.rowid/.test(trigger.sql),
    )
    const once = isNumber || of(table, /before insert[\s\S]*rowid = new\.rowid/i).length > 0
    return !stays || !once
  })
  expect(kept.length).toBeGreaterThan(30)
  expect(unguarded).toEqual([])
})
