import { type Kysely, SqliteAdapter, sql } from 'kysely'

/**
 * Which comment a post began with: first with its draft, then with the post. The words stay with the comment and are read there
 * each time, so that a post says of them what the thread says.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const isSqlite = db.getExecutor().adapter instanceof SqliteAdapter
  await db.schema
    .createTable('lifted_comment')
    .addColumn('id', 'integer', (c) => c.primaryKey().notNull())
    .addColumn('comment_id', 'integer', (c) => c.notNull().references('comment.id'))
    .addColumn('draft_id', 'integer', (c) => c.unique().references('draft.id').onDelete('cascade'))
    .addColumn('post_id', 'integer', (c) => c.unique().references('post.id'))
    .addColumn('account_id', 'integer', (c) => c.notNull().references('account.id'))
    .addColumn('at', 'text', (c) => c.notNull())
    .addCheckConstraint('lifted_comment_of', sql`(draft_id is null) <> (post_id is null)`)
    .modifyEnd(isSqlite ? sql`strict` : sql``)
    .execute()
  await db.schema
    .createIndex('lifted_comment_from')
    .on('lifted_comment')
    .columns(['comment_id', 'post_id'])
    .execute()
}
