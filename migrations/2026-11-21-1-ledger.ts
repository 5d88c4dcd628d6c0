import { type Kysely, SqliteAdapter, sql } from 'kysely'

/** Ids, and the append-only record of public acts (docs/ledger.md). */
export async function up(db: Kysely<unknown>): Promise<void> {
  const isSqlite = db.getExecutor().adapter instanceof SqliteAdapter
  const strict = isSqlite ? sql`strict` : sql``

  await db.schema
    .createTable('counter')
    .addColumn('kind', 'text', (c) => c.primaryKey().notNull())
    .addColumn('last', 'integer', (c) => c.notNull())
    .modifyEnd(strict)
    .execute()

  await db.schema
    .createTable('ledger_entry')
    .addColumn('id', 'integer', (c) => c.primaryKey().notNull()) // the index, from 0
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('body', 'text', (c) => c.notNull())
    .addColumn('leaf', 'text', (c) => c.notNull().check(sql`length(leaf) = 64`))
    .modifyEnd(strict)
    .execute()

  await db.schema
    .createTable('ledger_node') // the hash of each complete subtree of 2^level entries
    .addColumn('level', 'integer', (c) => c.notNull().check(sql`level >= 1`))
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull().check(sql`length(hash) = 64`))
    .addPrimaryKeyConstraint('ledger_node_key', ['level', 'position'])
    .modifyEnd(strict)
    .execute()

  for (const table of ['ledger_entry', 'ledger_node']) await refuseChanges(db, table, isSqlite)
  if (isSqlite) await refuseReplacing(db)
}

/** REPLACE deletes without asking a delete trigger: an index comes in its order, a node comes once. */
async function refuseReplacing(db: Kysely<unknown>): Promise<void> {
  await sql`create trigger ledger_entry_in_order before insert on ledger_entry
    when new.id <> (select coalesce(max(id), -1) + 1 from ledger_entry)
    begin select raise(abort, 'the ledger is append-only'); end`.execute(db)
  await sql`create trigger ledger_node_once before insert on ledger_node
    when exists (select 1 from ledger_node where level = new.level and position = new.position)
    begin select raise(abort, 'the ledger is append-only'); end`.execute(db)
}

/** What stands in the ledger stands: the database itself refuses to change or delete it. */
async function refuseChanges(db: Kysely<unknown>, table: string, isSqlite: boolean): Promise<void> {
  const name = sql.table(table)
  if (!isSqlite) {
    await sql`create rule ${sql.table(`${table}_no_update`)} as on update to ${name} do instead nothing`.execute(
      db,
    )
    await sql`create rule ${sql.table(`${table}_no_delete`)} as on delete to ${name} do instead nothing`.execute(
      db,
    )
    return
  }
  for (const act of ['update', 'delete']) {
    await sql`create trigger ${sql.table(`${table}_no_${act}`)} before ${sql.raw(act)} on ${name}
      begin select raise(abort, 'the ledger is append-only'); end`.execute(db)
  }
}
