import { type Kysely, SqliteAdapter, sql } from 'kysely'

/** What the public may read of the versions of staff replies; no version is changed or taken away. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create view public_reply_version as
    select v.comment_id, v.number, v.text, v.html, v.renderer, v.at, v.salt, v.hash
    from reply_version v join public_comment c on c.id = v.comment_id
    where c.exposure = 'text'`.execute(db)

  if (!(db.getExecutor().adapter instanceof SqliteAdapter)) return
  await sql`create trigger reply_version_kept before delete on reply_version
    begin select raise(abort, 'a published version is kept'); end`.execute(db)
  // The rendered words may be made again when the renderer changes.
  await sql`create trigger reply_version_unchanged
    before update of comment_id, number, text, at, salt, hash on reply_version
    begin select raise(abort, 'a published version is never changed'); end`.execute(db)
}
