import { Kysely, SqliteDialect } from 'kysely'
import { describe, expect, test } from 'vitest'
import type { Reader, Writer } from '../../server/storage/database.ts'
import { prepared, preparedOne } from '../../server/storage/prepared.ts'
import type { Schema } from '../../server/storage/schema.ts'
import { openTestDatabase } from '../support/database.ts'
import { migratedInMemory } from '../support/migrated.ts'

const keep = prepared<{ kind: string; last: number }, never>(
  (db, param) =>
    db.insertInto('counter').values({ last: param('last'), kind: param('kind') }) as never,
)
const named = preparedOne<{ kind: string; least: number }, { last: number }>((db, param) =>
  db
    .selectFrom('counter')
    .select('last')
    .where('last', '>=', param('least'))
    .where('kind', '=', param('kind')),
)
const all = prepared<Record<never, never>, { kind: string }>((db) =>
  db.selectFrom('counter').select('kind').orderBy('kind'),
)

describe('a prepared statement', () => {
  test('puts each value where its name stands, in whatever order', async () => {
    const { transact, read } = await openTestDatabase()
    await transact((tx) => keep(tx, { kind: 'post', last: 7 }))
    expect(await named(read, { kind: 'post', least: 7 })).toEqual({ last: 7 })
    expect(await named(read, { kind: 'post', least: 8 })).toBeUndefined()
    expect(await named(read, { least: 0, kind: 'draft' })).toBeUndefined()
  })

  test('sees within an act what the act has written, and outside of it only what is committed', async () => {
    const { transact, read } = await openTestDatabase()
    await transact(async (tx) => {
      await keep(tx, { kind: 'post', last: 1 })
      expect(await all(tx, {})).toEqual([{ kind: 'post' }])
      expect(await all(read, {})).toEqual([])
    })
    expect(await all(read, {})).toEqual([{ kind: 'post' }])
  })

  test('is undone with its act', async () => {
    const { transact, read } = await openTestDatabase()
    const kept = transact((tx) => keep(tx, { kind: 'post', last: 1 }))
    const failed = transact(async (tx) => {
      await keep(tx, { kind: 'draft', last: 1 })
      throw new Error('no')
    })
    await expect(failed).rejects.toThrow('no')
    await kept
    expect(await all(read, {})).toEqual([{ kind: 'post' }])
  })

  test('is refused by the database as any other: a reader cannot write', async () => {
    const { read } = await openTestDatabase()
    const writes = keep(read as Reader & Writer, { kind: 'post', last: 1 })
    await expect(writes).rejects.toThrow('readonly')
  })

  test('runs through Kysely where the connection is not ours', async () => {
    const database = await migratedInMemory()
    const db = new Kysely<Schema>({ dialect: new SqliteDialect({ database }) })
    await keep(db as Writer, { kind: 'post', last: 3 })
    expect(await named(db, { kind: 'post', least: 0 })).toEqual({ last: 3 })
    await db.destroy()
  })
})
