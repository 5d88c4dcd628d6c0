import { type Kysely, SqliteAdapter, sql } from 'kysely'

const capacity = sql`capacity in ('personal', 'official')`
const language = sql`language in ('sv', 'nb', 'en')`

/** Posts and every published version of them; drafts are kept apart, since they are not public documents. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const isSqlite = db.getExecutor().adapter instanceof SqliteAdapter
  const strict = isSqlite ? sql`strict` : sql``

  await db.schema
    .createTable('post') // a row exists from the first publication on
    .addColumn('id', 'integer', (c) => c.primaryKey().notNull())
    .addColumn('state', 'text', (c) =>
      c.notNull().check(sql`state in ('published', 'unpublished')`),
    )
    .addColumn('year_month', 'text', (c) => c.notNull()) // '2026/11', of the first publication, for ever
    .addColumn('slug', 'text', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull()) // the number of the current one
    .addColumn('language', 'text', (c) => c.notNull().check(language))
    .addColumn('author_id', 'integer', (c) => c.notNull().references('account.id'))
    .addColumn('comments_open', 'integer', (c) => c.notNull().check(sql`comments_open in (0, 1)`))
    .addColumn('first_published_at', 'text', (c) => c.notNull())
    .addColumn('feeds_from', 'text', (c) => c.notNull()) // five minutes in which to undo
    .addColumn('changed_at', 'text')
    .addColumn('unpublished_at', 'text')
    .addColumn('unpublished_reason', 'text')
    .addColumn('unpublished_salt', 'text')
    .addColumn('unpublished_hash', 'text')
    .addColumn('feed_id', 'text', (c) => c.notNull().unique()) // given once, whatever the address becomes
    .addColumn('comment_count', 'integer', (c) => c.notNull().defaultTo(0)) // of those whose words show
    .addColumn('answer_count', 'integer', (c) => c.notNull().defaultTo(0))
    .addUniqueConstraint('post_address_now', ['year_month', 'slug'])
    .addCheckConstraint(
      'post_unpublished_with_reason',
      sql`(state = 'unpublished') = (unpublished_at is not null)
        and (state = 'published' or length(trim(unpublished_reason)) > 0)`,
    )
    .modifyEnd(strict)
    .execute()
  await db.schema
    .createIndex('post_latest')
    .on('post')
    .columns(['state', 'first_published_at', 'id'])
    .execute()

  await db.schema
    .createTable('post_version')
    .addColumn('post_id', 'integer', (c) => c.notNull().references('post.id'))
    .addColumn('number', 'integer', (c) => c.notNull())
    .addColumn('capacity', 'text', (c) => c.notNull().check(capacity)) // no third value, no default
    .addColumn('title', 'text', (c) => c.notNull().check(sql`length(trim(title)) > 0`))
    .addColumn('question', 'text', (c) => c.notNull())
    .addColumn('summary', 'text', (c) => c.notNull())
    .addColumn('source', 'text', (c) => c.notNull())
    .addColumn('html', 'text', (c) => c.notNull())
    .addColumn('renderer', 'integer', (c) => c.notNull())
    .addColumn('tags', 'text', (c) => c.notNull()) // a JSON list
    .addColumn('language', 'text', (c) => c.notNull().check(language))
    .addColumn('decision_text', 'text')
    .addColumn('decision_url', 'text')
    .addColumn('author_id', 'integer', (c) => c.notNull().references('account.id'))
    .addColumn('author_name', 'text', (c) => c.notNull()) // as it was when written
    .addColumn('author_title', 'text', (c) => c.notNull())
    .addColumn('author_role', 'text', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('quiet', 'integer', (c) => c.notNull().check(sql`quiet in (0, 1)`))
    .addColumn('corrected_from', 'text', (c) =>
      c.check(sql`corrected_from in ('personal', 'official') and corrected_from <> capacity`),
    )
    .addColumn('salt', 'text', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('post_version_key', ['post_id', 'number'])
    .modifyEnd(strict)
    .execute()

  await db.schema
    .createTable('post_address') // every address a post has had; the old ones redirect
    .addColumn('year_month', 'text', (c) => c.notNull())
    .addColumn('slug', 'text', (c) => c.notNull())
    .addColumn('post_id', 'integer', (c) => c.notNull().references('post.id'))
    .addPrimaryKeyConstraint('post_address_key', ['year_month', 'slug'])
    .modifyEnd(strict)
    .execute()

  await db.schema
    .createTable('post_tag') // of the current version
    .addColumn('post_id', 'integer', (c) => c.notNull().references('post.id'))
    .addColumn('slug', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('post_tag_key', ['post_id', 'slug'])
    .modifyEnd(strict)
    .execute()
  await db.schema.createIndex('post_tag_slug').on('post_tag').columns(['slug', 'post_id']).execute()

  await db.schema
    .createTable('draft') // of a new post, or of a change to a published one
    .addColumn('id', 'integer', (c) => c.primaryKey().notNull())
    .addColumn('post_id', 'integer', (c) => c.unique().references('post.id')) // one change at a time
    .addColumn('author_id', 'integer', (c) => c.notNull().references('account.id'))
    .addColumn('capacity', 'text', (c) => c.check(capacity))
    .addColumn('title', 'text', (c) => c.notNull())
    .addColumn('question', 'text', (c) => c.notNull())
    .addColumn('summary', 'text', (c) => c.notNull())
    .addColumn('source', 'text', (c) => c.notNull())
    .addColumn('tags', 'text', (c) => c.notNull())
    .addColumn('language', 'text', (c) => c.notNull().check(language))
    .addColumn('decision_text', 'text')
    .addColumn('decision_url', 'text')
    .addColumn('comments_open', 'integer', (c) => c.notNull().check(sql`comments_open in (0, 1)`))
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('changed_at', 'text', (c) => c.notNull())
    .modifyEnd(strict)
    .execute()

  await sql`create view public_post as
    select p.id, p.year_month, p.slug, p.version, p.language, p.comments_open, p.first_published_at,
      p.feeds_from, p.changed_at, p.feed_id, p.comment_count, p.answer_count, v.capacity, v.title,
      v.question, v.summary, v.source, v.html, v.renderer, v.tags, v.decision_text, v.decision_url,
      v.author_id, v.author_name, v.author_title, v.author_role, v.at, v.quiet, v.corrected_from,
      v.salt, v.hash
    from post p join post_version v on v.post_id = p.id and v.number = p.version
    where p.state = 'published'`.execute(db)

  await sql`create view public_post_version as
    select v.* from post_version v join post p on p.id = v.post_id
    where p.state = 'published'`.execute(db)

  await sql`create view gone_post as
    select id, unpublished_at, unpublished_reason from post where state = 'unpublished'`.execute(db)

  if (isSqlite) {
    await sql`create trigger post_version_kept before delete on post_version
      begin select raise(abort, 'a published version is kept'); end`.execute(db)
    await sql`create trigger post_version_unchanged
      before update of post_id, number, capacity, title, question, summary, source, tags, language,
        decision_text, decision_url, author_id, author_name, author_title, author_role, at, quiet,
        corrected_from, salt, hash on post_version
      begin select raise(abort, 'a published version is never changed'); end`.execute(db)
  }
}
