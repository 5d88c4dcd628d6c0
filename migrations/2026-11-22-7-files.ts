import { type Kysely, SqliteAdapter, sql } from 'kysely'

/**
 * Files: those chosen for something that was not sent yet, under a key that only its form holds, and those sent with
 * letters, under the letter's own key. Each lies in pieces, so that no page needs a whole one in memory.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const isSqlite = db.getExecutor().adapter instanceof SqliteAdapter
  const strict = isSqlite ? sql`strict` : sql``
  const blob = isSqlite ? 'blob' : 'bytea'

  await db.schema
    .createTable('pending_file') // chosen and not sent; gone after some hours
    .addColumn('id', 'integer', (c) => c.primaryKey().notNull())
    .addColumn('bundle', 'text', (c) => c.notNull().check(sql`length(bundle) = 64`)) // a hash
    .addColumn('expires_at', 'text', (c) => c.notNull())
    .addColumn('size', 'integer', (c) => c.notNull().check(sql`size > 0`)) // bytes, all copies
    .addColumn('sealed', 'text', (c) => c.notNull()) // name, kind, what it tells
    .modifyEnd(strict)
    .execute()
  await db.schema
    .createIndex('pending_file_bundle')
    .on('pending_file')
    .columns(['bundle', 'id'])
    .execute()
  await db.schema
    .createIndex('pending_file_expires')
    .on('pending_file')
    .columns(['expires_at'])
    .execute()

  await db.schema
    .createTable('pending_piece')
    .addColumn('file_id', 'integer', (c) => c.notNull().references('pending_file.id'))
    .addColumn('copy', 'text', (c) => c.notNull().check(sql`copy in ('as_is', 'clean')`))
    .addColumn('number', 'integer', (c) => c.notNull().check(sql`number >= 0`))
    .addColumn('sealed', blob, (c) => c.notNull())
    .addPrimaryKeyConstraint('pending_piece_key', ['file_id', 'copy', 'number'])
    .modifyEnd(strict)
    .execute()

  await db.schema
    .createTable('letter_file') // sent with a letter, or with what was written more
    .addColumn('id', 'integer', (c) => c.primaryKey().notNull())
    .addColumn('letter_id', 'integer', (c) => c.notNull().references('letter.id'))
    .addColumn('text_id', 'integer', (c) => c.notNull().references('letter_text.id'))
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('pieces', 'integer', (c) => c.notNull().check(sql`pieces > 0`))
    .addColumn('sealed', 'text', (c) => c.notNull()) // name, kind, size
    .modifyEnd(strict)
    .execute()
  await db.schema
    .createIndex('letter_file_of')
    .on('letter_file')
    .columns(['letter_id', 'id'])
    .execute()
  await db.schema.createIndex('letter_file_text').on('letter_file').columns(['text_id']).execute()

  await db.schema
    .createTable('letter_piece')
    .addColumn('file_id', 'integer', (c) => c.notNull().references('letter_file.id'))
    .addColumn('number', 'integer', (c) => c.notNull().check(sql`number >= 0`))
    .addColumn('sealed', blob, (c) => c.notNull())
    .addPrimaryKeyConstraint('letter_piece_key', ['file_id', 'number'])
    .modifyEnd(strict)
    .execute()

  if (isSqlite) {
    await sql`create trigger letter_file_once before insert on letter_file
      when exists (select 1 from letter_file where id = new.id)
      begin select raise(abort, 'what was sent with a letter is never replaced'); end`.execute(db)
    await sql`create trigger letter_file_own before insert on letter_file
      when not exists (select 1 from letter_text
        where id = new.text_id and letter_id = new.letter_id and kind in ('letter', 'more'))
      begin select raise(abort, 'a file belongs to what its writer said'); end`.execute(db)
    await sql`create trigger letter_piece_once before insert on letter_piece
      when exists (select 1 from letter_piece where file_id = new.file_id and number = new.number)
        or not exists (select 1 from letter_file where id = new.file_id and pieces > new.number)
      begin select raise(abort, 'what was sent with a letter is never replaced'); end`.execute(db)
    for (const table of ['letter_file', 'letter_piece']) {
      await sql`create trigger ${sql.raw(table)}_kept before delete on ${sql.raw(table)}
        begin select raise(abort, 'what was sent with a letter is kept'); end`.execute(db)
      await sql`create trigger ${sql.raw(table)}_unchanged before update on ${sql.raw(table)}
        begin select raise(abort, 'what was sent with a letter is never changed'); end`.execute(db)
    }
  }
}
