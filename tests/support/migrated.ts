import Database from 'better-sqlite3'
import { builder } from '../../server/storage/database.ts'
import { migrateWith } from '../../server/storage/migrate.ts'

/** An empty database in memory, in this version's form; for questions about the form itself. */
export async function migratedInMemory(): Promise<Database.Database> {
  const db = new Database(':memory:')
  await migrateWith(builder(db))
  return db
}
