import { type Kysely, SqliteAdapter, sql } from 'kysely'

/**
 * Who follows what by mail, without an account. The address is sealed; the key beside it is a keyed hash of the
 * address together with what is followed, so that nobody who has only the database can tell that two rows belong
 * to one person. Who stops is deleted.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const isSqlite = db.getExecutor().adapter instanceof SqliteAdapter
  const strict = isSqlite ? sql`strict` : sql``

  await db.schema
    .createTable('follow')
    .addColumn('id', 'integer', (c) => c.primaryKey().notNull())
    .addColumn('topic', 'text', (c) =>
      c.notNull().check(sql`topic in ('posts', 'thread', 'answers', 'question')`),
    )
    .addColumn('capacity', 'text', (c) => c.check(sql`capacity in ('personal', 'official')`)) // null: both
    .addColumn('post_id', 'integer', (c) => c.references('post.id'))
    .addColumn('comment_id', 'integer', (c) => c.references('comment.id'))
    .addColumn('address', 'text', (c) => c.notNull()) // sealed
    .addColumn('address_key', 'text', (c) => c.notNull().unique())
    .addColumn('language', 'text', (c) => c.notNull().check(sql`language in ('sv', 'nb', 'en')`))
    .addColumn('asked_at', 'text', (c) => c.notNull())
    .addColumn('confirmed_at', 'text') // nothing is mailed before, but the question itself
    .addColumn('refused', 'integer', (c) => c.notNull().check(sql`refused >= 0`)) // mails in a row
    .addColumn('refused_since', 'text')
    .addCheckConstraint(
      'follow_something',
      sql`(topic = 'thread') = (post_id is not null) and
      (topic in ('answers', 'question')) = (comment_id is not null) and
      (topic = 'posts' or capacity is null)`,
    )
    .addCheckConstraint('follow_refused', sql`(refused > 0) = (refused_since is not null)`)
    .modifyEnd(strict)
    .execute()
  await db.schema
    .createIndex('follow_posts')
    .on('follow')
    .columns(['id'])
    .where(sql`topic = 'posts' and confirmed_at is not null` as never)
    .execute()
  await db.schema
    .createIndex('follow_thread')
    .on('follow')
    .columns(['post_id', 'id'])
    .where(sql`post_id is not null` as never)
    .execute()
  await db.schema
    .createIndex('follow_comment')
    .on('follow')
    .columns(['comment_id', 'id'])
    .where(sql`comment_id is not null` as never)
    .execute()

  await db.schema
    .createTable('mail_stop') // an address that gets no mail to followers: a keyed hash, for a year
    .addColumn('address_key', 'text', (c) => c.primaryKey().notNull())
    .addColumn('reason', 'text', (c) =>
      c.notNull().check(sql`reason in ('bounce', 'complaint', 'asked')`),
    )
    .addColumn('at', 'text', (c) => c.notNull())
    .modifyEnd(strict)
    .execute()

  await db.schema
    .alterTable('mail')
    .addColumn('follow_id', 'integer', (c) => c.references('follow.id').onDelete('set null'))
    .execute()
  await db.schema
    .alterTable('mail')
    .addColumn('post_id', 'integer', (c) => c.references('post.id'))
    .execute()
  await db.schema
    .createIndex('mail_follow')
    .on('mail')
    .columns(['follow_id', 'kind'])
    .where(sql`follow_id is not null` as never)
    .execute()
  await db.schema
    .createIndex('mail_to_nobody') // whoever it was for has stopped following
    .on('mail')
    .columns(['id'])
    .where(sql`follow_id is null and account_id is null` as never)
    .execute()

  await db.schema
    .alterTable('mail_event')
    .addColumn('expanded_to', 'integer') // the last follower who was told, while there are more
    .execute()
  await db.schema
    .createIndex('mail_event_comments') // what came under a post in a while
    .on('mail_event')
    .columns(['post_id', 'due_at'])
    .where(sql`kind = 'comment_shown'` as never)
    .execute()
}
