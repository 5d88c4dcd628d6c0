import { type Kysely, sql } from 'kysely'

/** What was erased is told of nowhere: neither that a comment was answered directly. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`drop view public_direct_answer`.execute(db)
  await sql`create view public_direct_answer as
    select d.comment_id, x.at, x.author_name, x.author_title, x.capacity
    from letter_direct d join letter_text x on x.id = d.text_id
    join letter l on l.id = d.letter_id and l.sealed_key is not null
    join public_comment c on c.id = d.comment_id
    where d.shown_at is not null and c.exposure = 'text'`.execute(db)
}
