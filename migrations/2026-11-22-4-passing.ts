import { type Kysely, SqliteAdapter, sql } from 'kysely'

/**
 * What the office wants to pass on of a letter: to whom and the exact text, sealed under the letter's own key, with a
 * salted hash of them. It cannot count as passed on without its writer's yes to that very hash, or the provision of law
 * that demands it; what was asked is never changed, only taken back and asked anew.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const isSqlite = db.getExecutor().adapter instanceof SqliteAdapter
  const strict = isSqlite ? sql`strict` : sql``

  await db.schema
    .createTable('letter_passing')
    .addColumn('id', 'integer', (c) => c.primaryKey().notNull())
    .addColumn('letter_id', 'integer', (c) => c.notNull().references('letter.id'))
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('account_id', 'integer', (c) => c.notNull().references('account.id'))
    .addColumn('by_name', 'text', (c) => c.notNull())
    .addColumn('by_title', 'text', (c) => c.notNull())
    .addColumn('law', 'text', (c) =>
      c.check(sql`law in ('se_child', 'se_danger', 'no_child', 'no_report', 'no_danger')`),
    )
    .addColumn('sealed', 'text', (c) => c.notNull()) // to whom, the text, why, and the salt of the hash
    .addColumn('hash', 'text', (c) => c.notNull().check(sql`length(hash) = 64`))
    .addColumn('answer', 'text', (c) => c.check(sql`answer in ('yes', 'no')`))
    .addColumn('agreed_hash', 'text')
    .addColumn('ended_at', 'text') // taken back by the office, or asked anew with other words
    .addColumn('sent_at', 'text')
    .addColumn('sent_by', 'integer', (c) => c.references('account.id'))
    .addCheckConstraint(
      'letter_passing_yes',
      sql`(coalesce(answer, '') = 'yes') = (agreed_hash is not null) and coalesce(agreed_hash, hash) = hash`,
    )
    .addCheckConstraint(
      'letter_passing_sent',
      sql`sent_at is null or law is not null or coalesce(agreed_hash, '') = hash`,
    )
    .addCheckConstraint(
      'letter_passing_end',
      sql`(sent_at is null or ended_at is null) and (law is null or sent_at is not null) and
      (sent_at is null) = (sent_by is null)`,
    )
    .modifyEnd(strict)
    .execute()
  await db.schema
    .createIndex('letter_passing_of')
    .on('letter_passing')
    .columns(['letter_id', 'id'])
    .execute()

  if (isSqlite) {
    await sql`create trigger letter_passing_kept before delete on letter_passing
      begin select raise(abort, 'what was asked of a writer is kept'); end`.execute(db)
    await sql`create trigger letter_passing_once before insert on letter_passing
      when exists (select 1 from letter_passing where id = new.id)
      begin select raise(abort, 'what was asked of a writer is never replaced'); end`.execute(db)
    await sql`create trigger letter_passing_begins before insert on letter_passing
      when new.answer is not null or new.ended_at is not null or new.law is null and new.sent_at is not null
      begin select raise(abort, 'nobody has answered what was not asked'); end`.execute(db)
    await sql`create trigger letter_passing_one before insert on letter_passing
      when new.sent_at is null and exists (select 1 from letter_passing
        where letter_id = new.letter_id and sent_at is null and ended_at is null)
      begin select raise(abort, 'one thing is asked of a writer at a time'); end`.execute(db)
    await sql`create trigger letter_passing_unchanged
      before update of id, letter_id, at, account_id, by_name, by_title, law, sealed, hash on letter_passing
      begin select raise(abort, 'other words are asked anew'); end`.execute(db)
    await sql`create trigger letter_passing_stands before update on letter_passing
      when old.sent_at is not null or old.ended_at is not null
      begin select raise(abort, 'what was passed on or taken back stands'); end`.execute(db)
  }
}
