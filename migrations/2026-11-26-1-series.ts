import { type Kysely, SqliteAdapter, sql } from 'kysely'

/** Posts that belong together, in an order: `series` has an address for ever, `series_part` says what is in it now. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const strict = db.getExecutor().adapter instanceof SqliteAdapter ? sql`strict` : sql``
  await db.schema
    .createTable('series')
    .addColumn('id', 'integer', (c) => c.primaryKey().notNull())
    .addColumn('slug', 'text', (c) => c.notNull().unique())
    .addColumn('name', 'text', (c) => c.notNull().check(sql`length(trim(name)) > 0`))
    .addColumn('language', 'text', (c) => c.notNull().check(sql`language in ('sv', 'nb', 'en')`))
    .addColumn('account_id', 'integer', (c) => c.notNull().references('account.id'))
    .addColumn('at', 'text', (c) => c.notNull())
    .modifyEnd(strict)
    .execute()
  await db.schema
    .createTable('series_part')
    .addColumn('post_id', 'integer', (c) => c.primaryKey().notNull().references('post.id')) // in one series
    .addColumn('series_id', 'integer', (c) => c.notNull().references('series.id'))
    .addColumn('place', 'integer', (c) => c.notNull().check(sql`place > 0`))
    .modifyEnd(strict)
    .execute()
  await db.schema
    .createIndex('series_part_place')
    .on('series_part')
    .columns(['series_id', 'place', 'post_id'])
    .execute()
}
