import { type Kysely, SqliteAdapter, sql } from 'kysely'

/** How documents are asked for here: where they can be searched, and whether the blog itself takes requests. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const isSqlite = db.getExecutor().adapter instanceof SqliteAdapter
  const strict = isSqlite ? sql`strict` : sql``
  await db.schema
    .createTable('request_channel')
    .addColumn('id', 'integer', (c) => c.primaryKey().notNull().check(sql`id = 1`))
    .addColumn('search', 'text', (c) => c.check(sql`search like 'https://%'`)) // eInnsyn, or a diary
    .addColumn('opened_at', 'text') // since when the blog takes requests
    .addColumn('key_id', 'text') // which key they are locked with
    .addCheckConstraint('request_channel_key', sql`opened_at is null or key_id is not null`)
    .modifyEnd(strict)
    .execute()
}
