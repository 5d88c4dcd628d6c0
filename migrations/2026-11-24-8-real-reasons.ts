import { type Kysely, SqliteAdapter, sql } from 'kysely'

const WORDS = 'an account has its reasoning, a responsible person and a day to look at it again'
const texts = ['can_say', 'why', 'responsible_name'] as const

/** Line breaks are no reasoning, and a day that no calendar has never comes. */
export async function up(db: Kysely<unknown>): Promise<void> {
  if (db.getExecutor().adapter instanceof SqliteAdapter) {
    const spaces = 'char(9, 10, 11, 12, 13, 32, 133, 160, 8203, 8232, 8233)'
    const empty = texts.map((name) => `trim(new.${name}, ${spaces}) = ''`).join(' or ')
    await sql`create trigger disclosure_event_real before insert on disclosure_event
      when date(new.review_on) is not new.review_on or ${sql.raw(empty)}
      begin select raise(abort, ${sql.lit(WORDS)}); end`.execute(db)
    return
  }
  const empty = texts.map((name) => `new.${name} !~ '\\S'`).join(' or ')
  await sql`create function disclosure_event_real() returns trigger language plpgsql as $$
    begin
      if new.review_on::date::text <> new.review_on or ${sql.raw(empty)}
      then raise exception ${sql.lit(WORDS)}; end if;
      return new;
    end $$`.execute(db)
  await sql`create trigger disclosure_event_real before insert on disclosure_event
    for each row execute function disclosure_event_real()`.execute(db)
}
