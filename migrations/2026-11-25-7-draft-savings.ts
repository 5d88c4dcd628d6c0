import type { Kysely } from 'kysely'
import { SqliteAdapter, sql } from 'kysely'

/** The texts that a draft was saved with, so that no saving of one writer loses another's; gone with the draft. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const strict = db.getExecutor().adapter instanceof SqliteAdapter ? sql`strict` : sql``
  await db.schema
    .createTable('draft_saving')
    .addColumn('draft_id', 'integer', (c) => c.notNull().references('draft.id').onDelete('cascade'))
    .addColumn('number', 'integer', (c) => c.notNull().check(sql`number > 0`))
    .addColumn('account_id', 'integer', (c) => c.notNull().references('account.id'))
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('content', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('draft_saving_key', ['draft_id', 'number'])
    .modifyEnd(strict)
    .execute()
}
