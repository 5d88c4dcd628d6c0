import { PGlite } from '@electric-sql/pglite'
import type Database from 'better-sqlite3'
import { Kysely, PGliteDialect, sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { migrateWith, migrations } from '../../server/storage/migrate.ts'
import { migratedInMemory } from '../support/migrated.ts'

describe('the migrations', () => {
  test('are dated, numbered within the day and named after one concept, so that their order is plain', async () => {
    const names = Object.keys(await migrations())
    for (const name of names) expect(name).toMatch(/^\d{4}-\d{2}-\d{2}-\d+-[a-z-]+$/)
    expect(names, 'ten in a day would sort wrong: use the next day').toEqual(
      [...names].sort((one, other) => one.localeCompare(other, 'en', { numeric: true })),
    )
  })

  test('give the database that migrations/schema.sql shows', async () => {
    const db = await migratedInMemory()
    const page = describeDatabase(db)
    db.close()
    // A migration changed what the page shows: look at the difference, then `npm test -- -u`.
    await expect(page).toMatchFileSnapshot('../../migrations/schema.sql')
  })

  test('make STRICT tables alone, so that a column holds what its type says', async () => {
    const db = await migratedInMemory()
    const loose = db
      .prepare(
        "select name from pragma_table_list where type = 'table' and strict = 0 and name not like 'sqlite_%' and name not like 'kysely_%'",
      )
      .pluck()
      .all()
    db.close()
    expect(loose, 'add .modifyEnd(strict) to these').toEqual([])
  })

  test('run on PostgreSQL too, with the same tables, views and columns', {
    timeout: 60_000,
  }, async () => {
    const postgres = new Kysely<unknown>({ dialect: new PGliteDialect({ pglite: new PGlite() }) })
    try {
      expect(await migrateWith(postgres)).toEqual(Object.keys(await migrations()))
      const db = await migratedInMemory()
      const sqlite = namesInSqlite(db)
      db.close()
      expect(await namesInPostgres(postgres)).toEqual(sqlite)
    } finally {
      await postgres.destroy()
    }
  })
})

/** Every table, index, view and trigger as SQL, in the order in which the migrations make them. */
function describeDatabase(db: Database.Database): string {
  const rows = db
    .prepare(
      `select type, name, tbl_name, sql from sqlite_master
       where sql is not null and name not like 'sqlite_%' and name not like 'kysely_%' order by rowid`,
    )
    .all() as { type: string; sql: string }[]
  const head = '-- The database as the migrations make it. Written by a test: npm test -- -u\n\n'
  return `${head}${rows.map(({ sql: text }) => `${laidOut(text)};`).join('\n\n')}\n`
}

/** One column or constraint a line; views and triggers stay as their migration wrote them. */
function laidOut(text: string): string {
  const table = /^create table "(\w+)" \((.*)\)([^)]*)$/is.exec(text)
  if (table === null) return text.replace(/\n\s+/g, '\n  ')
  const [, name, body = '', end] = table
  return `create table "${name}" (\n  ${parts(body).join(',\n  ')}\n)${end}`
}

/** What commas divide outside of brackets and quotes. */
function parts(body: string): string[] {
  const found: string[] = []
  let depth = 0
  let quoted = false
  let part = ''
  for (const character of body.replace(/\s+/g, ' ')) {
    if (character === "'") quoted = !quoted
    if (!quoted && character === '(') depth += 1
    if (!quoted && character === ')') depth -= 1
    if (character === ',' && depth === 0 && !quoted) {
      found.push(part.trim())
      part = ''
    } else part += character
  }
  return [...found, part.trim()]
}

const isOurs = (name: string): boolean => !/^(kysely_|sqlite_)/.test(name)

function namesInSqlite(db: Database.Database): string[] {
  const rows = db
    .prepare(
      `select t.name || '.' || c.name from pragma_table_list t, pragma_table_xinfo(t.name) c
       where t.schema = 'main' and t.type in ('table', 'view', 'virtual') and c.hidden <> 1`,
    )
    .pluck()
    .all() as string[]
  return rows.filter(isOurs).sort()
}

async function namesInPostgres(db: Kysely<unknown>): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select table_name || '.' || column_name as name from information_schema.columns
    where table_schema = 'public'`.execute(db)
  return rows
    .map(({ name }) => name)
    .filter((name) => isOurs(name) && !name.endsWith('.rowid')) // which a search index has anyhow
    .sort()
}
