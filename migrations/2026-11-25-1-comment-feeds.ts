import type { Kysely } from 'kysely'
import { sql } from 'kysely'

/** The latest comments of one post, for its feed: found without reading the whole thread. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index comment_post_latest on comment (post_id, shown_at) where exposure = 'text'`.execute(
    db,
  )
}
