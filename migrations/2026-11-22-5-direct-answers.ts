import { type Kysely, SqliteAdapter, sql } from 'kysely'

/**
 * Answers to comments that were given directly, by the code: each begins a letter, whose first words are the office's.
 * The thread says so only while the comment's writer wants it to.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const isSqlite = db.getExecutor().adapter instanceof SqliteAdapter
  const strict = isSqlite ? sql`strict` : sql``

  await db.schema
    .createTable('letter_direct')
    .addColumn('letter_id', 'integer', (c) => c.primaryKey().notNull().references('letter.id'))
    .addColumn('comment_id', 'integer', (c) => c.notNull().references('comment.id'))
    .addColumn('text_id', 'integer', (c) => c.notNull().references('letter_text.id')) // the first answer
    .addColumn('shown_at', 'text') // null: the thread says nothing
    .modifyEnd(strict)
    .execute()
  await db.schema
    .createIndex('letter_direct_shown')
    .on('letter_direct')
    .columns(['comment_id', 'letter_id'])
    .where(sql`shown_at is not null` as never)
    .execute()

  // That a comment was answered directly, by whom and when; nothing of what was said, nor the letter's number.
  await sql`create view public_direct_answer as
    select d.comment_id, x.at, x.author_name, x.author_title, x.capacity
    from letter_direct d join letter_text x on x.id = d.text_id
    join public_comment c on c.id = d.comment_id
    where d.shown_at is not null and c.exposure = 'text'`.execute(db)

  if (isSqlite) {
    await sql`create trigger letter_direct_kept before delete on letter_direct
      begin select raise(abort, 'that a comment was answered is kept'); end`.execute(db)
    await sql`create trigger letter_direct_unchanged before update of letter_id, comment_id, text_id on letter_direct
      begin select raise(abort, 'that a comment was answered is never changed'); end`.execute(db)
    await sql`create trigger letter_direct_once before insert on letter_direct
      when exists (select 1 from letter_direct where letter_id = new.letter_id)
      begin select raise(abort, 'what stands in letter_direct is never replaced'); end`.execute(db)
    await sql`create trigger letter_direct_asked before insert on letter_direct
      when new.shown_at is not null or not exists (select 1 from letter l join letter_text x on x.letter_id = l.id
        where l.id = new.letter_id and l.comment_id = new.comment_id and x.id = new.text_id and x.kind = 'reply')
      begin select raise(abort, 'nothing is shown before the writer wants it'); end`.execute(db)
  }
}
