import { type Kysely, SqliteAdapter, sql } from 'kysely'

/**
 * The ledger in public: under which name its checkpoints are signed, whether the menu leads there, and the texts behind
 * its hashes with their salts, as long as they are public.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const isSqlite = db.getExecutor().adapter instanceof SqliteAdapter
  const strict = isSqlite ? sql`strict` : sql``

  await db.schema
    .createTable('ledger_origin') // one row, once the site has an address that others can reach
    .addColumn('id', 'integer', (c) => c.primaryKey().notNull().check(sql`id = 1`))
    .addColumn('origin', 'text', (c) => c.notNull().check(sql`length(origin) between 1 and 300`))
    .addColumn('since', 'text', (c) => c.notNull())
    .modifyEnd(strict)
    .execute()
  await neverChanged(db, isSqlite)

  await db.schema
    .alterTable('site')
    .addColumn('ledger_shown', 'integer', (c) =>
      c.notNull().defaultTo(0).check(sql`ledger_shown in (0, 1)`),
    )
    .execute()

  await sql`create view public_comment_text as
    select c.id, c.post_id, c.name, c.text, c.question, c.salt, c.hash
    from comment c join post p on p.id = c.post_id
    where c.exposure = 'text' and c.kind = 'citizen' and p.state = 'published'`.execute(db)
  await sql`create view gone_post_text as
    select id, unpublished_reason as reason, unpublished_salt as salt, unpublished_hash as hash
    from post where state = 'unpublished'`.execute(db)
}

/** Witnesses know the log by this name: the database itself keeps it. */
async function neverChanged(db: Kysely<unknown>, isSqlite: boolean): Promise<void> {
  for (const act of ['update', 'delete']) {
    if (isSqlite)
      await sql`create trigger ${sql.raw(`ledger_origin_no_${act}`)} before ${sql.raw(act)} on ledger_origin
        begin select raise(abort, 'the name of the ledger is never changed'); end`.execute(db)
    else
      await sql`create rule ${sql.raw(`ledger_origin_no_${act}`)} as on ${sql.raw(act)} to ledger_origin
        do instead nothing`.execute(db)
  }
  if (isSqlite)
    await sql`create trigger ledger_origin_once before insert on ledger_origin
      when exists (select 1 from ledger_origin)
      begin select raise(abort, 'the name of the ledger is never changed'); end`.execute(db)
}
