import { type Kysely, SqliteAdapter, sql } from 'kysely'

/**
 * The library: images and PDF files that authors have put into posts, each with the bytes that are handed out; which of
 * them a version of a post shows; and what an author says of themselves, with a picture.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const isSqlite = db.getExecutor().adapter instanceof SqliteAdapter
  const strict = isSqlite ? sql`strict` : sql``
  const blob = isSqlite ? 'blob' : 'bytea'

  await db.schema
    .createTable('library_item')
    .addColumn('id', 'integer', (c) => c.primaryKey().notNull())
    .addColumn('kind', 'text', (c) => c.notNull().check(sql`kind in ('image', 'pdf')`))
    .addColumn('name', 'text', (c) => c.notNull().check(sql`length(name) between 1 and 80`))
    .addColumn('size', 'integer', (c) => c.notNull().check(sql`size > 0`)) // bytes, all that is kept
    .addColumn('source_hash', 'text', (c) => c.notNull().unique()) // of what came: the same file is one
    .addColumn('uploaded_by', 'integer', (c) => c.notNull().references('account.id'))
    .addColumn('uploaded_at', 'text', (c) => c.notNull())
    .addColumn('alt', 'text', (c) => c.check(sql`length(alt) between 1 and 2000`))
    .addColumn('decorative', 'integer', (c) => c.notNull().check(sql`decorative in (0, 1)`))
    .addColumn('credit', 'text', (c) => c.check(sql`length(credit) between 1 and 1000`))
    .addColumn('licence', 'text', (c) =>
      c.check(
        sql`licence in ('own', 'cc_by_4', 'cc_by_sa_4', 'public_domain', 'permission', 'other')`,
      ),
    )
    .addColumn('licence_words', 'text', (c) =>
      c.check(sql`length(licence_words) between 1 and 1000`),
    )
    .addCheckConstraint('library_item_alt', sql`alt is null or decorative = 0`)
    .addCheckConstraint(
      'library_item_other',
      sql`(coalesce(licence, '') = 'other') = (licence_words is not null)`,
    )
    .addCheckConstraint(
      'library_item_pdf',
      sql`kind = 'image' or (alt is null and decorative = 0 and licence is null and credit is null)`,
    )
    .modifyEnd(strict)
    .execute()

  await db.schema
    .createTable('library_file') // what is handed out: an image in a few widths and formats, or the PDF
    .addColumn('item_id', 'integer', (c) => c.notNull().references('library_item.id'))
    .addColumn('format', 'text', (c) =>
      c.notNull().check(sql`format in ('avif', 'webp', 'jpeg', 'png', 'pdf')`),
    )
    .addColumn('width', 'integer', (c) => c.notNull().check(sql`width >= 0`))
    .addColumn('height', 'integer', (c) => c.notNull().check(sql`height >= 0`))
    .addColumn('size', 'integer', (c) => c.notNull().check(sql`size > 0`))
    .addColumn('hash', 'text', (c) => c.notNull().check(sql`length(hash) = 64`))
    .addPrimaryKeyConstraint('library_file_key', ['item_id', 'format', 'width'])
    .addCheckConstraint('library_file_sides', sql`(format = 'pdf') = (width = 0 and height = 0)`)
    .modifyEnd(strict)
    .execute()
  await db.schema.createIndex('library_file_hash').on('library_file').columns(['hash']).execute()

  await db.schema
    .createTable('library_piece')
    .addColumn('item_id', 'integer', (c) => c.notNull())
    .addColumn('format', 'text', (c) => c.notNull())
    .addColumn('width', 'integer', (c) => c.notNull())
    .addColumn('number', 'integer', (c) => c.notNull().check(sql`number >= 0`))
    .addColumn('bytes', blob, (c) => c.notNull())
    .addPrimaryKeyConstraint('library_piece_key', ['item_id', 'format', 'width', 'number'])
    .addForeignKeyConstraint('library_piece_of', ['item_id', 'format', 'width'], 'library_file', [
      'item_id',
      'format',
      'width',
    ])
    .modifyEnd(strict)
    .execute()

  await db.schema
    .createTable('library_mark') // what a version of a post shows, in the order of its text
    .addColumn('post_id', 'integer', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('item_id', 'integer', (c) => c.notNull().references('library_item.id'))
    .addColumn('place', 'integer', (c) => c.notNull().check(sql`place >= 0`))
    .addPrimaryKeyConstraint('library_mark_key', ['post_id', 'version', 'item_id'])
    .addForeignKeyConstraint('library_mark_in', ['post_id', 'version'], 'post_version', [
      'post_id',
      'number',
    ])
    .modifyEnd(strict)
    .execute()
  await db.schema.createIndex('library_mark_of').on('library_mark').column('item_id').execute()

  await db.schema
    .createTable('profile') // what an author says of themselves; public while they are the official
    .addColumn('account_id', 'integer', (c) => c.primaryKey().notNull().references('account.id'))
    .addColumn('item_id', 'integer', (c) => c.references('library_item.id'))
    .addColumn('brief', 'text', (c) => c.notNull().check(sql`length(brief) <= 2000`))
    .addColumn('interests', 'text', (c) => c.notNull().check(sql`length(interests) <= 20000`))
    .addColumn('changed_at', 'text', (c) => c.notNull())
    .modifyEnd(strict)
    .execute()
  await db.schema.createIndex('profile_picture').on('profile').column('item_id').execute()

  await sql`create view public_profile as
    select p.account_id, p.item_id, p.brief, p.interests from profile p
    where p.account_id in (select t.account_id from official_term t where t.cancelled_at is null)`.execute(
    db,
  )
  await sql`create view public_library_mark as
    select m.item_id, m.post_id, m.place from library_mark m join public_post p on p.id = m.post_id
    where p.version = m.version`.execute(db)
  await sql`create view public_library_item as
    select i.id, i.kind, i.name, i.size, i.alt, i.decorative, i.credit, i.licence, i.licence_words
    from library_item i
    where exists (select 1 from public_library_mark m where m.item_id = i.id)
      or exists (select 1 from public_profile p where p.item_id = i.id)`.execute(db)

  await (isSqlite ? guardedInSqlite(db) : guardedInPostgres(db))
}

const lasting = 'what lies in the library is never changed: its address is made from it'
const shown = 'what a version of a post shows is kept'
const marked = 'what a version of a post shows is kept as it was'
const undescribed =
  'an image has a text instead of it, or is marked as decoration, before it is shown'
const place = 'a row that is kept has the place of no other'

/** What of an item may change: its description. */
const FIXED = 'id, kind, name, size, source_hash, uploaded_by, uploaded_at'

async function guardedInSqlite(db: Kysely<unknown>): Promise<void> {
  const refuse = (name: string, what: string, why: string) =>
    sql`create trigger ${sql.raw(name)} before ${sql.raw(what)}
      begin select raise(abort, ${sql.lit(why)}); end`.execute(db)
  await refuse('library_item_fixed', `update of ${FIXED} on library_item`, lasting)
  await refuse(
    'library_item_row_stays',
    'update on library_item when new.rowid <> old.rowid',
    place,
  )
  await refuse(
    'library_item_once',
    'insert on library_item when exists (select 1 from library_item where id = new.id or source_hash = new.source_hash)',
    lasting,
  )
  await refuse(
    'library_item_kept',
    'delete on library_item when exists (select 1 from library_mark where item_id = old.id)',
    shown,
  )
  await refuse(
    'library_item_described',
    `update of alt, decorative on library_item
      when old.kind = 'image' and new.alt is null and new.decorative = 0
      and exists (select 1 from library_mark where item_id = old.id)`,
    undescribed,
  )
  for (const table of ['library_file', 'library_piece']) {
    await refuse(`${table}_unchanged`, `update on ${table}`, lasting)
    await refuse(
      `${table}_kept`,
      `delete on ${table} when exists (select 1 from library_mark where item_id = old.item_id)`,
      shown,
    )
    await refuse(
      `${table}_row_once`,
      `insert on ${table} when exists (select 1 from ${table} where rowid = new.rowid)`,
      place,
    )
  }
  const same = 'item_id = new.item_id and format = new.format and width = new.width'
  await refuse(
    'library_file_once',
    `insert on library_file when exists (select 1 from library_file where ${same})`,
    lasting,
  )
  await refuse(
    'library_piece_once',
    `insert on library_piece
      when exists (select 1 from library_piece where ${same} and number = new.number)`,
    lasting,
  )
  await refuse('library_mark_kept', 'delete on library_mark', marked)
  await refuse('library_mark_unchanged', 'update on library_mark', marked)
  await refuse(
    'library_mark_once',
    `insert on library_mark when exists (select 1 from library_mark where post_id = new.post_id
      and version = new.version and item_id = new.item_id)`,
    marked,
  )
  await refuse(
    'library_mark_row_once',
    'insert on library_mark when exists (select 1 from library_mark where rowid = new.rowid)',
    place,
  )
  await refuse(
    'library_mark_described',
    `insert on library_mark when exists (select 1 from library_item where id = new.item_id
      and kind = 'image' and alt is null and decorative = 0)`,
    undescribed,
  )
}

async function guardedInPostgres(db: Kysely<unknown>): Promise<void> {
  const refusal = (name: string, why: string) =>
    sql`create function ${sql.raw(name)}() returns trigger language plpgsql as $$
      begin raise exception ${sql.lit(why)}; end $$`.execute(db)
  await refusal('library_lasting', lasting)
  await refusal('library_mark_kept', marked)
  await sql`create function library_shown() returns trigger language plpgsql as $$
    begin
      if exists (select 1 from library_mark where item_id = old.item_id) then
        raise exception ${sql.lit(shown)};
      end if;
      return old;
    end $$`.execute(db)
  await sql`create function library_mark_described() returns trigger language plpgsql as $$
    begin
      if exists (select 1 from library_item where id = new.item_id and kind = 'image'
        and alt is null and decorative = 0) then
        raise exception ${sql.lit(undescribed)};
      end if;
      return new;
    end $$`.execute(db)
  await sql`create function library_item_described() returns trigger language plpgsql as $$
    begin
      if old.kind = 'image' and new.alt is null and new.decorative = 0
        and exists (select 1 from library_mark where item_id = old.id) then
        raise exception ${sql.lit(undescribed)};
      end if;
      return new;
    end $$`.execute(db)
  await sql`create trigger library_item_fixed before update of ${sql.raw(FIXED)} on library_item
    for each row execute function library_lasting()`.execute(db)
  await sql`create trigger library_item_described before update on library_item
    for each row execute function library_item_described()`.execute(db)
  for (const table of ['library_file', 'library_piece']) {
    await sql`create trigger ${sql.raw(`${table}_unchanged`)} before update or truncate
      on ${sql.raw(table)} for each statement execute function library_lasting()`.execute(db)
    await sql`create trigger ${sql.raw(`${table}_kept`)} before delete on ${sql.raw(table)}
      for each row execute function library_shown()`.execute(db)
  }
  await sql`create trigger library_mark_kept before update or delete or truncate on library_mark
    for each statement execute function library_mark_kept()`.execute(db)
  await sql`create trigger library_mark_described before insert on library_mark
    for each row execute function library_mark_described()`.execute(db)
}
