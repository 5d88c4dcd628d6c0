import { type Kysely, SqliteAdapter, sql } from 'kysely'

/** Who was mailed that an entry of the archive is to be looked at again, once for each of its dates and stages. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const isSqlite = db.getExecutor().adapter instanceof SqliteAdapter
  const strict = isSqlite ? sql`strict` : sql``
  await db.schema
    .createTable('look_reminder')
    .addColumn('disclosure_id', 'integer', (c) => c.notNull().references('disclosure.id'))
    .addColumn('review_on', 'text', (c) => c.notNull()) // a correction leaves it, a look moves it
    .addColumn('stage', 'text', (c) => c.notNull().check(sql`stage in ('soon', 'passed')`))
    .addColumn('account_id', 'integer', (c) => c.notNull().references('account.id'))
    .addColumn('at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('look_reminder_key', [
      ...(['disclosure_id', 'review_on', 'stage', 'account_id'] as const),
    ])
    .modifyEnd(strict)
    .execute()
  await db.schema
    .alterTable('account_mail')
    .addColumn('looks', 'integer', (c) => c.notNull().defaultTo(1).check(sql`looks in (0, 1)`))
    .execute()
}
