import { type Kysely, SqliteAdapter, sql } from 'kysely'

/**
 * What an administrator has attested of the logs in front of the blog: that they keep no addresses of visitors. Only
 * then is a letter's writer told so, for a year, or until it is taken back.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const isSqlite = db.getExecutor().adapter instanceof SqliteAdapter
  const strict = isSqlite ? sql`strict` : sql``

  await db.schema
    .createTable('letter_no_ip')
    .addColumn('id', 'integer', (c) => c.primaryKey().notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('account_id', 'integer', (c) => c.notNull().references('account.id'))
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('how', 'text', (c) => c.notNull().check(sql`length(how) between 1 and 2000`))
    .addColumn('ended_at', 'text') // taken back, or attested anew
    .modifyEnd(strict)
    .execute()

  if (isSqlite) {
    await sql`create trigger letter_no_ip_kept before delete on letter_no_ip
      begin select raise(abort, 'what was attested is kept'); end`.execute(db)
    await sql`create trigger letter_no_ip_unchanged before update of id, at, account_id, name, how on letter_no_ip
      begin select raise(abort, 'what was attested is never changed'); end`.execute(db)
    await sql`create trigger letter_no_ip_ends before update of ended_at on letter_no_ip
      when old.ended_at is not null
      begin select raise(abort, 'what was taken back is attested anew'); end`.execute(db)
    await sql`create trigger letter_no_ip_once before insert on letter_no_ip
      when exists (select 1 from letter_no_ip where id = new.id or ended_at is null)
      begin select raise(abort, 'what was attested is never replaced'); end`.execute(db)
  }
}
