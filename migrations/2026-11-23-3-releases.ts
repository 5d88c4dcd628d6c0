import { type Kysely, SqliteAdapter, sql } from 'kysely'

/** What of letters was given out to somebody who asked for it, and under which check. To whom is kept nowhere. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const isSqlite = db.getExecutor().adapter instanceof SqliteAdapter
  const strict = isSqlite ? sql`strict` : sql``
  await db.schema
    .createTable('letter_release')
    .addColumn('id', 'integer', (c) => c.primaryKey().notNull())
    .addColumn('letter_id', 'integer', (c) => c.notNull().references('letter.id'))
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('outcome', 'text', (c) =>
      c.notNull().check(sql`outcome in ('whole', 'partly', 'refused')`),
    )
    .addColumn('sealed', 'text', (c) => c.notNull()) // the check, and the copy that was given out
    .modifyEnd(strict)
    .execute()
  await db.schema
    .createIndex('letter_release_of')
    .on('letter_release')
    .columns(['letter_id', 'id'])
    .execute()
  if (!isSqlite) return
  await sql`create trigger letter_release_once before insert on letter_release
    when exists (select 1 from letter_release where id = new.id)
    begin select raise(abort, 'what was given out is never replaced'); end`.execute(db)
  await sql`create trigger letter_release_kept before delete on letter_release
    begin select raise(abort, 'what was given out is kept'); end`.execute(db)
  await sql`create trigger letter_release_unchanged before update on letter_release
    begin select raise(abort, 'what was given out is never changed'); end`.execute(db)
}
