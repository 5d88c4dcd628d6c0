import { type Kysely, SqliteAdapter, sql } from 'kysely'

/**
 * An answer that is being written, sealed under the letter's own key: one for each letter and person, gone when it was
 * sent, and no part of what is handed out (LAW.md L04). And sentences that the team keeps ready, which are of no letter.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const isSqlite = db.getExecutor().adapter instanceof SqliteAdapter
  const strict = isSqlite ? sql`strict` : sql``

  await db.schema
    .createTable('letter_draft')
    .addColumn('letter_id', 'integer', (c) => c.notNull().references('letter.id'))
    .addColumn('account_id', 'integer', (c) => c.notNull().references('account.id'))
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('capacity', 'text', (c) => c.check(sql`capacity in ('personal', 'official')`))
    .addColumn('sealed', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('letter_draft_key', ['letter_id', 'account_id'])
    .modifyEnd(strict)
    .execute()

  await db.schema
    .createTable('letter_phrase')
    .addColumn('id', 'integer', (c) => c.primaryKey().notNull())
    .addColumn('language', 'text', (c) => c.notNull().check(sql`language in ('sv', 'nb', 'en')`))
    .addColumn('name', 'text', (c) => c.notNull().check(sql`length(name) between 1 and 120`))
    .addColumn('text', 'text', (c) => c.notNull().check(sql`length(text) between 1 and 4000`))
    .addColumn('changed_at', 'text', (c) => c.notNull())
    .addColumn('changed_by', 'integer', (c) => c.notNull().references('account.id'))
    .modifyEnd(strict)
    .execute()
  await db.schema
    .createIndex('letter_phrase_language')
    .on('letter_phrase')
    .columns(['language', 'name', 'id'])
    .execute()
}
