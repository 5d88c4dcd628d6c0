import type Database from 'better-sqlite3'
import { beforeAll, describe, expect, test } from 'vitest'
import { migratedInMemory } from '../support/migrated.ts'
import { declaredTables } from './schema.ts'

let db: Database.Database

beforeAll(async () => {
  db = await migratedInMemory()
  return () => db.close()
})

describe('the types of the tables', () => {
  const declared = declaredTables()

  test('name every table and view of the database, and no other', () => {
    const real = db
      .prepare("select name from sqlite_master where type in ('table', 'view') order by name")
      .pluck()
      .all() as string[]
    expect(
      [...declared.keys()].sort(),
      'server/storage/schema.ts and the migrations differ: mend the one that is wrong.',
    ).toEqual(real.filter((name) => !/^(sqlite_|kysely_)/.test(name) && !isShadow(name, real)))
  })

  test.each([...declared.keys()])(
    '%s has the columns, kinds and nulls that its type says',
    (table) => {
      const real = columnsOf(table)
      const types = Object.fromEntries(declared.get(table) ?? [])
      for (const { name, kind, nullable, generated, isView } of real) {
        const type = types[name]
        delete types[name]
        // A generated column cannot be written, so its type may leave it out; readers use the views.
        if (generated && type === undefined) continue
        expect(type, `${table}.${name} is in the database and not in schema.ts`).toBeDefined()
        if (kind !== '') expect(type?.kind, `${table}.${name}`).toBe(kind)
        // A view's column has no null rule of its own.
        if (!isView) expect(type?.nullable, `${table}.${name} may be null`).toBe(nullable)
      }
      expect(Object.keys(types), `in schema.ts and not in the database, table ${table}`).toEqual([])
    },
  )
})

/** The tables that a search index keeps for itself: `words_data` beside `words`. */
const isShadow = (name: string, all: readonly string[]): boolean =>
  all.some((other) => name.startsWith(`${other}_`) && isVirtual(other))

const isVirtual = (name: string): boolean =>
  /^create virtual/i.test(
    String(db.prepare('select sql from sqlite_master where name = ?').pluck().get(name)),
  )

function columnsOf(table: string) {
  const isView =
    db.prepare('select type from sqlite_master where name = ?').pluck().get(table) === 'view'
  const rows = db.prepare('select * from pragma_table_xinfo(?)').all(table) as {
    name: string
    type: string
    notnull: number
    hidden: number
  }[]
  return rows
    .filter(({ hidden }) => hidden !== 1)
    .map(({ name, type, notnull, hidden }) => ({
      name,
      kind: type.toUpperCase().replace(/ .*/, ''),
      nullable: notnull === 0,
      generated: hidden > 1,
      isView,
    }))
}
