import { type Kysely, SqliteAdapter, sql } from 'kysely'

/**
 * Letters: what is not shown on the blog. Every word that a writer gives or the office writes about a letter lies
 * here sealed under the letter's own key, which lies beside it sealed under a key that is not in this folder.
 * Numbers, times and states can be read: they are what a register is made of.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const isSqlite = db.getExecutor().adapter instanceof SqliteAdapter
  const strict = isSqlite ? sql`strict` : sql``

  await db.schema
    .createTable('letter_channel') // one row, once it was opened for the first time
    .addColumn('id', 'integer', (c) => c.primaryKey().notNull().check(sql`id = 1`))
    .addColumn('opened_at', 'text') // null: closed
    .addColumn('whistle', 'text', (c) => c.notNull().check(sql`length(whistle) > 0`)) // LAW.md L43
    .addColumn('answer_days', 'integer', (c) => c.notNull().check(sql`answer_days > 0`))
    .addColumn('key_id', 'text', (c) => c.notNull()) // which key, not the key
    .addColumn('key_kept', 'text') // where its copy is kept, as somebody of the staff said
    .addColumn('key_kept_at', 'text')
    .addColumn('key_kept_by', 'integer', (c) => c.references('account.id'))
    .modifyEnd(strict)
    .execute()

  await db.schema
    .createTable('letter_deputy') // who reads and answers when the official does not (LAW.md L15)
    .addColumn('account_id', 'integer', (c) => c.primaryKey().notNull().references('account.id'))
    .addColumn('since', 'text', (c) => c.notNull())
    .modifyEnd(strict)
    .execute()

  await db.schema
    .createTable('letter')
    .addColumn('id', 'integer', (c) => c.primaryKey().notNull())
    .addColumn('received_at', 'text', (c) => c.notNull())
    .addColumn('language', 'text', (c) => c.notNull().check(sql`language in ('sv', 'nb', 'en')`))
    .addColumn('post_id', 'integer', (c) => c.references('post.id'))
    .addColumn('comment_id', 'integer', (c) => c.references('comment.id'))
    .addColumn('receipt_id', 'integer', (c) => c.notNull().references('receipt.id'))
    .addColumn('submission', 'text', (c) => c.unique())
    .addColumn('sealed_key', 'text') // null: erased, and every word with it
    .addColumn('key_id', 'text', (c) => c.notNull())
    .addColumn('status', 'text', (c) =>
      c.notNull().check(sql`status in ('received', 'read', 'answering', 'answered', 'closed')`),
    )
    .addColumn('answer_by', 'text') // a date: the office's promise
    .addColumn(
      'document',
      'text',
      (c) =>
        c
          .notNull()
          .check(sql`document in ('unassessed', 'incoming', 'internal', 'other_capacity')`), // LAW.md L03
    )
    .addColumn('handed_over_at', 'text') // to the whistleblower function (LAW.md L44)
    .modifyEnd(strict)
    .execute()
  await db.schema.createIndex('letter_receipt').on('letter').columns(['receipt_id', 'id']).execute()
  await db.schema
    .createIndex('letter_unanswered')
    .on('letter')
    .columns(['id'])
    .where(sql`status in ('received', 'read', 'answering')` as never)
    .execute()

  await db.schema
    .createTable('letter_text') // each thing that was said, in the order it was said
    .addColumn('id', 'integer', (c) => c.primaryKey().notNull())
    .addColumn('letter_id', 'integer', (c) => c.notNull().references('letter.id'))
    .addColumn('kind', 'text', (c) =>
      c.notNull().check(sql`kind in ('letter', 'name', 'email', 'more', 'reply', 'note')`),
    )
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('sealed', 'text', (c) => c.notNull())
    .addColumn('submission', 'text', (c) => c.unique())
    .addColumn('account_id', 'integer', (c) => c.references('account.id'))
    .addColumn('author_name', 'text')
    .addColumn('author_title', 'text')
    .addColumn('author_role', 'text')
    .addColumn('capacity', 'text', (c) => c.check(sql`capacity in ('personal', 'official')`))
    .addCheckConstraint(
      'letter_text_by_office',
      sql`(kind in ('reply', 'note')) = (account_id is not null) and (kind = 'reply') = (capacity is not null)`,
    )
    .modifyEnd(strict)
    .execute()
  await db.schema
    .createIndex('letter_text_of')
    .on('letter_text')
    .columns(['letter_id', 'id'])
    .execute()

  await db.schema
    .createTable('letter_excluded') // whom the writer does not let read
    .addColumn('letter_id', 'integer', (c) => c.notNull().references('letter.id'))
    .addColumn('account_id', 'integer', (c) => c.notNull().references('account.id'))
    .addPrimaryKeyConstraint('letter_excluded_key', ['letter_id', 'account_id'])
    .modifyEnd(strict)
    .execute()

  await db.schema
    .createTable('letter_step') // what was done with a letter; its writer sees each
    .addColumn('id', 'integer', (c) => c.primaryKey().notNull())
    .addColumn('letter_id', 'integer', (c) => c.notNull().references('letter.id'))
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('account_id', 'integer', (c) => c.references('account.id'))
    .addColumn('by_name', 'text')
    .addColumn('by_title', 'text')
    .addColumn('detail', 'text') // a code from a closed list, or a date
    .addColumn('sealed', 'text') // words about it, such as a reason
    .modifyEnd(strict)
    .execute()
  await db.schema
    .createIndex('letter_step_of')
    .on('letter_step')
    .columns(['letter_id', 'id'])
    .execute()

  await db.schema
    .alterTable('mail')
    .addColumn('letter_id', 'integer', (c) => c.references('letter.id'))
    .execute()

  if (isSqlite) {
    await sql`create trigger letter_kept before delete on letter
      begin select raise(abort, 'a letter is never deleted'); end`.execute(db)
    await sql`create trigger letter_unchanged
      before update of id, received_at, language, post_id, comment_id, receipt_id, submission on letter
      begin select raise(abort, 'how a letter came is never changed'); end`.execute(db)
    await sql`create trigger letter_erased_stays before update of sealed_key on letter
      when old.sealed_key is null
      begin select raise(abort, 'what was erased stays erased'); end`.execute(db)
    await sql`create trigger letter_once before insert on letter
      when exists (select 1 from letter where id = new.id or submission = new.submission)
      begin select raise(abort, 'what stands in letter is never replaced'); end`.execute(db)
    await sql`create trigger letter_text_once before insert on letter_text
      when exists (select 1 from letter_text where id = new.id or submission = new.submission)
      begin select raise(abort, 'what was said of a letter is never replaced'); end`.execute(db)
    await sql`create trigger letter_step_once before insert on letter_step
      when exists (select 1 from letter_step where id = new.id)
      begin select raise(abort, 'what was done with a letter is never replaced'); end`.execute(db)
    await sql`create trigger letter_excluded_once before insert on letter_excluded
      when exists (select 1 from letter_excluded
        where letter_id = new.letter_id and account_id = new.account_id)
      begin select raise(abort, 'whom a writer excluded stays excluded'); end`.execute(db)
    for (const table of ['letter_text', 'letter_step']) {
      await sql`create trigger ${sql.raw(table)}_kept before delete on ${sql.raw(table)}
        begin select raise(abort, 'what was said of a letter is kept'); end`.execute(db)
      await sql`create trigger ${sql.raw(table)}_unchanged before update on ${sql.raw(table)}
        begin select raise(abort, 'what was said of a letter is never changed'); end`.execute(db)
    }
    await sql`create trigger letter_excluded_stays before delete on letter_excluded
      begin select raise(abort, 'whom a writer excluded stays excluded'); end`.execute(db)
    await sql`create trigger letter_excluded_unchanged before update on letter_excluded
      begin select raise(abort, 'whom a writer excluded stays excluded'); end`.execute(db)
  }
}
