import type { Kysely } from 'kysely'
import { SqliteAdapter, sql } from 'kysely'

/** Whether authors ask the official first, and the steps of a draft that one of them asked about; gone with the draft. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const strict = db.getExecutor().adapter instanceof SqliteAdapter ? sql`strict` : sql``
  await db.schema
    .alterTable('site')
    .addColumn('approval_asked', 'integer', (c) =>
      c.notNull().defaultTo(0).check(sql`approval_asked in (0, 1)`),
    )
    .execute()
  await db.schema
    .createTable('draft_approval')
    .addColumn('draft_id', 'integer', (c) => c.notNull().references('draft.id').onDelete('cascade'))
    .addColumn('number', 'integer', (c) => c.notNull().check(sql`number > 0`))
    .addColumn('account_id', 'integer', (c) => c.notNull().references('account.id'))
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('act', 'text', (c) =>
      c.notNull().check(sql`act in ('asked', 'returned', 'approved', 'withdrawn')`),
    )
    .addColumn('hash', 'text', (c) => c.notNull())
    .addColumn('note', 'text', (c) => c.notNull().defaultTo(''))
    .addPrimaryKeyConstraint('draft_approval_key', ['draft_id', 'number'])
    .addCheckConstraint('draft_approval_note', sql`act = 'returned' or note = ''`)
    .modifyEnd(strict)
    .execute()
}
