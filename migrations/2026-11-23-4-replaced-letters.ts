import { type Kysely, sql } from 'kysely'

/**
 * An agreement holds for one text. When both sides have agreed to another, what was public of a letter before is shown
 * no more, in the history neither: that there was a version, when and in which capacity stays, its words do not.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const words = (column: string) =>
    sql`case when l.post_id is null then v.${sql.raw(column)} end as ${sql.raw(column)}`
  await sql`drop view public_post_version`.execute(db)
  await sql`create view public_post_version as
    select v.post_id, v.number, v.capacity, ${words('title')}, ${words('question')},
      ${words('summary')}, ${words('source')}, ${words('html')}, v.renderer, v.tags, v.language,
      v.decision_text, v.decision_url, v.author_id, v.author_name, v.author_title, v.author_role,
      v.at, v.quiet, v.corrected_from, ${words('salt')}, ${words('hash')}
    from post_version v join post p on p.id = v.post_id
      left join published_letter l on l.post_id = v.post_id and l.version = v.number
        and l.version <> p.version
    where p.state = 'published'`.execute(db)
}
