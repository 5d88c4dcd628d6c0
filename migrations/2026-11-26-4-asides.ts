import { type Kysely, SqliteAdapter, sql } from 'kysely'

/** Which drafts, and then posts, are asides: short items without a title of their own. All else of them is a post's. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const isSqlite = db.getExecutor().adapter instanceof SqliteAdapter
  await db.schema
    .createTable('aside')
    .addColumn('draft_id', 'integer', (c) => c.unique().references('draft.id').onDelete('cascade'))
    .addColumn('post_id', 'integer', (c) => c.unique().references('post.id'))
    .addCheckConstraint('aside_of', sql`(draft_id is null) <> (post_id is null)`)
    .modifyEnd(isSqlite ? sql`strict` : sql``)
    .execute()
}
