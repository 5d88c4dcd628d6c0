import { type Kysely, SqliteAdapter, sql } from 'kysely'

/**
 * What is latest is found in the order of an index, however much there is. SQLite took published
 * posts for few and began with them, so that the front page looked at every comment of all of them;
 * CROSS JOIN makes it begin with the comments. PostgreSQL counts and needs no such word.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createIndex('post_month')
    .on('post')
    .columns(['state', 'year_month', 'first_published_at', 'id'])
    .execute()

  if (!(db.getExecutor().adapter instanceof SqliteAdapter)) return
  await sql`drop view public_comment`.execute(db)
  await sql`create view public_comment as
  select c.id, c.post_id, c.parent_id, c.path, c.depth, c.kind, c.exposure, c.state,
  case when c.exposure = 'text' then c.name end as name,
  case when c.exposure = 'text' then c.html end as html,
  c.question, c.answered_by, c.received_at, c.shown_at, c.removed_at, c.removed_reason,
  c.removed_clause, c.post_version, c.parent_version, c.version, c.capacity,
  case when c.exposure = 'text' then c.author_title end as author_title,
  case when c.exposure = 'text' then c.author_role end as author_role
  from comment c cross join post p on p.id = c.post_id
  where c.exposure <> 'none' and p.state = 'published'`.execute(db)
}
