import { type Kysely, SqliteAdapter, sql } from 'kysely'

/** A comment that somebody has asked for is not erased while the request is open. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create view asked_for_comment as
    select request_item.comment_id, min(request_item.at) as since
    from request_item join request_state on request_state.request_id = request_item.request_id
    where request_item.comment_id is not null and request_item.ended_at is null
      and request_state.state not in ('released', 'withdrawn', 'closed')
    group by request_item.comment_id`.execute(db)
  const asked = sql`exists (select 1 from asked_for_comment where comment_id = new.comment_id)`
  const words = 'what somebody has asked for is not erased'
  if (db.getExecutor().adapter instanceof SqliteAdapter) {
    await sql`create trigger comment_asked_for before insert on comment_erasure when ${asked}
      begin select raise(abort, ${sql.lit(words)}); end`.execute(db)
    return
  }
  await sql`create function comment_asked_for() returns trigger language plpgsql as $$
    begin
      if ${asked} then raise exception ${sql.lit(words)}; end if;
      return new;
    end $$`.execute(db)
  await sql`create trigger comment_asked_for before insert on comment_erasure
    for each row execute function comment_asked_for()`.execute(db)
}
