import { type Kysely, SqliteAdapter, sql } from 'kysely'

/**
 * When a draft becomes public by itself, and by whose word. It goes with its draft: published, or thrown away. What stood in
 * the way when the time came is kept until somebody decides anew.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const isSqlite = db.getExecutor().adapter instanceof SqliteAdapter
  await db.schema
    .createTable('post_schedule')
    .addColumn('draft_id', 'integer', (c) =>
      c.primaryKey().notNull().references('draft.id').onDelete('cascade'),
    )
    .addColumn('due_at', 'text', (c) => c.notNull())
    .addColumn('seen', 'text', (c) => c.notNull()) // the draft as it was read by whoever chose the time
    .addColumn('capacity', 'text', (c) =>
      c.notNull().check(sql`capacity in ('personal', 'official')`),
    )
    .addColumn('new_address', 'integer', (c) => c.notNull().check(sql`new_address in (0, 1)`))
    .addColumn('account_id', 'integer', (c) => c.notNull().references('account.id'))
    .addColumn('official_id', 'integer', (c) => c.notNull().references('account.id')) // who spoke here then
    .addColumn('made_at', 'text', (c) => c.notNull())
    .addColumn('refused_at', 'text')
    .addColumn('problem', 'text')
    .addCheckConstraint(
      'post_schedule_refused',
      sql`(refused_at is null) = (problem is null) and (problem is null or problem <> '')`,
    )
    .modifyEnd(isSqlite ? sql`strict` : sql``)
    .execute()
  await sql`create index post_schedule_due on post_schedule (due_at) where refused_at is null`.execute(
    db,
  )
}
