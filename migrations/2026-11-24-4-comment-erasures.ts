import { type Kysely, SqliteAdapter, sql } from 'kysely'

/**
 * What a citizen wrote and nobody is shown any more can be erased, by a decision that everybody can read the reference
 * of. Words and salt go with the row that says so, and in no other way; the place, the times and the hash stay.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const isSqlite = db.getExecutor().adapter instanceof SqliteAdapter
  const strict = isSqlite ? sql`strict` : sql``

  await db.schema
    .createTable('comment_erasure')
    .addColumn('comment_id', 'integer', (c) => c.primaryKey().notNull().references('comment.id'))
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('reference', 'text', (c) =>
      c.notNull().check(sql`trim(reference) <> '' and length(reference) <= 200`),
    )
    .addColumn('words', 'text', (c) => c.notNull().check(sql`trim(words) <> ''`)) // instead
    .addColumn('html', 'text', (c) => c.notNull())
    .addColumn('salt', 'text', (c) => c.notNull().check(sql`length(salt) = 32`)) // of the reference
    .addColumn('hash', 'text', (c) => c.notNull().check(sql`length(hash) = 64`))
    .modifyEnd(strict)
    .execute()
  if (isSqlite) await guard(db)
  else
    for (const act of ['update', 'delete'])
      await sql`create rule ${sql.raw(`comment_erasure_no_${act}`)} as on ${sql.raw(act)} to comment_erasure
        do instead nothing`.execute(db)
}

async function guard(db: Kysely<unknown>): Promise<void> {
  for (const act of ['update', 'delete'])
    await sql`create trigger ${sql.raw(`comment_erasure_no_${act}`)} before ${sql.raw(act)} on comment_erasure
      begin select raise(abort, 'that something was erased stands'); end`.execute(db)
  await sql`create trigger comment_erasure_of_what_is_gone before insert on comment_erasure
    when exists (select 1 from comment_erasure where comment_id = new.comment_id) or not exists
      (select 1 from comment where id = new.comment_id and kind = 'citizen'
        and state in ('hidden', 'withdrawn'))
    begin select raise(abort, 'only what is hidden or withdrawn is erased, and once'); end`.execute(
    db,
  )
  await sql`create trigger comment_erasure_erases after insert on comment_erasure
    begin update comment set name = '', text = new.words, html = new.html, salt = ''
      where id = new.comment_id; end`.execute(db)
  await sql`create trigger comment_erased_stays before update of state on comment
    when new.state <> old.state
      and exists (select 1 from comment_erasure where comment_id = old.id)
    begin select raise(abort, 'what was erased is shown no more'); end`.execute(db)
  await sql`drop trigger comment_stands`.execute(db) // as it was, but for a citizen's name
  await sql`create trigger comment_stands
    before update of id, post_id, parent_id, path, depth, kind, received_at, post_version,
      parent_version, capacity, account_id, author_title, author_role, receipt_id, submission
    on comment begin select raise(abort, 'what stands in comment is never changed'); end`.execute(
    db,
  )
  await sql`create trigger comment_name_of_staff before update of name on comment
    when old.kind = 'staff'
    begin select raise(abort, 'what stands in comment is never changed'); end`.execute(db)
  await sql`drop trigger comment_words_unchanged`.execute(db)
  await sql`create trigger comment_words_unchanged
    before update of post_id, parent_id, path, depth, kind, question, received_at, post_version,
      parent_version, hash on comment when old.kind = 'citizen'
    begin select raise(abort, 'a citizen''s words are never edited'); end`.execute(db)
  await sql`create trigger comment_words_erased_by_decision
    before update of name, text, salt on comment when old.kind = 'citizen' and (new.name <> ''
      or new.salt <> '' or old.salt = '' or new.text is not
      (select words from comment_erasure where comment_id = old.id))
    begin select raise(abort, 'a citizen''s words are never edited'); end`.execute(db)
}
