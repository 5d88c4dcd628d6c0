import { type Kysely, SqliteAdapter, sql } from 'kysely'

/** What can be searched of an event: every text of it that readers see. */
const texts = [
  ...['can_say', 'why', 'openness_why', 'harm', 'decision', 'delegation', 'lift', 'because'],
]
const wordsOf = (row: string) =>
  sql.raw(texts.map((text) => `coalesce(${row}.${text}, '')`).join(" || ' ' || "))

/**
 * The search of the archive: for each entry the words of all its events, since its history is shown. A trigger keeps
 * it, so that an event and its words come in one transaction. SQLite has FTS5, where å, ä, ö, æ and ø are letters of
 * their own; PostgreSQL a tsvector. The index on the events lets a list be filtered and counted without reading a text.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createIndex('disclosure_event_found')
    .on('disclosure_event')
    .columns(['disclosure_id', 'number', 'state', 'ground', 'capacity', 'review_on'])
    .execute()
  await db.schema.dropView('public_disclosure').execute()
  await sql`create view public_disclosure as
    select d.id, d.at as first_at, d.feed_id,
      (select p.id from public_post p where p.id = d.post_id) as post_id,
      (select c.id from public_comment c where c.id = d.comment_id and c.exposure = 'text') as comment_id,
      e.number, e.kind, e.state, e.at, e.language, e.capacity, e.can_say, e.ground, e.why,
      e.responsible_name, e.responsible_title, e.openness, e.openness_why, e.harm, e.decision,
      e.delegation, e.review_on, e.lift, e.because, e.told, e.salt, e.hash
    from disclosure d join disclosure_event e on e.disclosure_id = d.id
    where e.number = d.number`.execute(db)
  const isSqlite = db.getExecutor().adapter instanceof SqliteAdapter
  await (isSqlite ? sqliteSearch(db) : postgresSearch(db))
}

async function sqliteSearch(db: Kysely<unknown>): Promise<void> {
  await sql`create virtual table disclosure_words using fts5(
    words, tokenize = 'unicode61 remove_diacritics 0')`.execute(db)
  await sql`insert into disclosure_words (rowid, words)
    select disclosure_id, group_concat(${wordsOf('e')}, char(10))
    from disclosure_event e group by disclosure_id`.execute(db)
  await sql`create trigger disclosure_event_words after insert on disclosure_event
    begin insert or replace into disclosure_words (rowid, words) values (new.disclosure_id,
      coalesce((select words || char(10) from disclosure_words where rowid = new.disclosure_id), '')
      || ${wordsOf('new')}); end`.execute(db)
}

async function postgresSearch(db: Kysely<unknown>): Promise<void> {
  await sql`create table disclosure_words (rowid integer primary key, words tsvector not null)`.execute(
    db,
  )
  await sql`create index disclosure_words_found on disclosure_words using gin (words)`.execute(db)
  const vector = (row: string) => sql`to_tsvector('simple', ${wordsOf(row)})`
  await sql`insert into disclosure_words (rowid, words)
    select disclosure_id, to_tsvector('simple', string_agg(${wordsOf('e')}, ' '))
    from disclosure_event e group by disclosure_id`.execute(db)
  await sql`create function disclosure_event_words() returns trigger language plpgsql as $$
    begin
      insert into disclosure_words (rowid, words) values (new.disclosure_id, ${vector('new')})
        on conflict (rowid) do update set words = disclosure_words.words || excluded.words;
      return null;
    end $$`.execute(db)
  await sql`create trigger disclosure_event_words after insert on disclosure_event
    for each row execute function disclosure_event_words()`.execute(db)
}
