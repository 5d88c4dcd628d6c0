import { type Kysely, SqliteAdapter, sql } from 'kysely'

const reached = sql`exposure <> 'none'`

/**
 * What the public may see of a comment follows from its state alone, in one place: its words, only
 * a marker in its place, or nothing.
 */
const exposure = sql`case
  when state = 'shown' then 'text'
  when state = 'hidden' then 'marker'
  when state = 'pending' then 'none'
  when shown_at is null then 'none'
  else 'marker' end`

/** Citizens' and staff's comments, the codes they hang on, and the decisions about them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const isSqlite = db.getExecutor().adapter instanceof SqliteAdapter
  const strict = isSqlite ? sql`strict` : sql``

  await db.schema
    .createTable('receipt')
    .addColumn('id', 'integer', (c) => c.primaryKey().notNull())
    .addColumn('code_hash', 'text', (c) => c.notNull().unique()) // the code itself is never stored
    .addColumn('created_at', 'text', (c) => c.notNull())
    .modifyEnd(strict)
    .execute()

  await db.schema
    .createTable('comment')
    .addColumn('id', 'integer', (c) => c.primaryKey().notNull())
    .addColumn('post_id', 'integer', (c) => c.notNull().references('post.id'))
    .addColumn('parent_id', 'integer', (c) => c.references('comment.id'))
    .addColumn('path', 'text', (c) => c.notNull()) // the ids from the root down, in an order-keeping form
    .addColumn('depth', 'integer', (c) => c.notNull().check(sql`depth >= 0`))
    .addColumn('kind', 'text', (c) => c.notNull().check(sql`kind in ('citizen', 'staff')`))
    .addColumn('state', 'text', (c) =>
      c.notNull().check(sql`state in ('pending', 'shown', 'held', 'hidden', 'spam', 'withdrawn')`),
    )
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.notNull().check(sql`length(text) > 0`))
    .addColumn('html', 'text', (c) => c.notNull())
    .addColumn('renderer', 'integer', (c) => c.notNull())
    .addColumn('question', 'integer', (c) => c.notNull().check(sql`question in (0, 1)`))
    .addColumn('answered_by', 'integer', (c) => c.references('comment.id'))
    .addColumn('received_at', 'text', (c) => c.notNull())
    .addColumn('shown_at', 'text') // the first time its words were public
    .addColumn('removed_at', 'text')
    .addColumn('removed_reason', 'text', (c) => c.references('reason.id'))
    .addColumn('removed_clause', 'integer', (c) => c.references('clause.id'))
    .addColumn('post_version', 'integer', (c) => c.notNull()) // what was answered, as it stood
    .addColumn('parent_version', 'integer')
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('capacity', 'text', (c) => c.check(sql`capacity in ('personal', 'official')`))
    .addColumn('account_id', 'integer', (c) => c.references('account.id'))
    .addColumn('author_title', 'text')
    .addColumn('author_role', 'text')
    .addColumn('receipt_id', 'integer', (c) => c.references('receipt.id'))
    .addColumn('submission', 'text', (c) => c.unique()) // the same form sent twice is one comment
    .addColumn('suspicion', 'integer', (c) => c.notNull())
    .addColumn('signs', 'text', (c) => c.notNull()) // why, a JSON list of codes
    .addColumn('salt', 'text', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull())
    .addColumn('exposure', 'text', (c) => c.generatedAlwaysAs(exposure).stored())
    .addCheckConstraint(
      'comment_hidden_with_reason',
      sql`state <> 'hidden' or (removed_at is not null and removed_reason is not null and removed_clause is not null)`,
    )
    .addCheckConstraint(
      'comment_staff_in_a_capacity',
      sql`(kind = 'staff') = (capacity is not null) and (kind = 'staff') = (account_id is not null)
        and (kind = 'staff' or author_title is null)`,
    )
    .addCheckConstraint('comment_root', sql`(parent_id is null) = (depth = 0)`)
    .addForeignKeyConstraint(
      'comment_answers_a_version',
      ['post_id', 'post_version'],
      'post_version',
      ['post_id', 'number'],
    )
    .modifyEnd(strict)
    .execute()

  // A page of threads, and a subtree: one range of this index, whatever the post has besides.
  await db.schema
    .createIndex('comment_thread')
    .on('comment')
    .columns(['post_id', 'path'])
    .where(reached as never)
    .execute()
  await db.schema // paging by whole threads
    .createIndex('comment_roots')
    .on('comment')
    .columns(['post_id', 'id'])
    .where(sql`exposure <> 'none' and depth = 0` as never)
    .execute()
  await db.schema
    .createIndex('comment_latest')
    .on('comment')
    .columns(['shown_at'])
    .where(sql`exposure = 'text'` as never)
    .execute()
  await db.schema
    .createIndex('comment_waiting')
    .on('comment')
    .columns(['state', 'id'])
    .where(sql`state in ('pending', 'held', 'spam')` as never)
    .execute()
  await db.schema
    .createIndex('comment_questions')
    .on('comment')
    .columns(['shown_at'])
    .where(sql`question = 1 and answered_by is null and exposure = 'text'` as never)
    .execute()
  await db.schema
    .createIndex('comment_receipt')
    .on('comment')
    .columns(['receipt_id', 'id'])
    .where(sql`receipt_id is not null` as never)
    .execute()

  await db.schema
    .createTable('reply_version') // a staff reply may be changed; every version is kept
    .addColumn('comment_id', 'integer', (c) => c.notNull().references('comment.id'))
    .addColumn('number', 'integer', (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('html', 'text', (c) => c.notNull())
    .addColumn('renderer', 'integer', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('salt', 'text', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('reply_version_key', ['comment_id', 'number'])
    .modifyEnd(strict)
    .execute()

  await db.schema
    .createTable('decision')
    .addColumn('id', 'integer', (c) => c.primaryKey().notNull())
    .addColumn('comment_id', 'integer', (c) => c.notNull().references('comment.id'))
    .addColumn('act', 'text', (c) =>
      c.notNull().check(sql`act in ('let_through', 'hide', 'spam', 'hold', 'confirm', 'put_back')`),
    )
    .addColumn('reason', 'text', (c) => c.references('reason.id'))
    .addColumn('clause_id', 'integer')
    .addColumn('policy_version_id', 'integer', (c) => c.references('policy_version.id'))
    .addColumn('sentence', 'text')
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('account_id', 'integer', (c) => c.notNull().references('account.id'))
    .addColumn('decider_name', 'text', (c) => c.notNull()) // as they were then; inside only
    .addColumn('decider_title', 'text', (c) => c.notNull())
    .addColumn('decider_role', 'text', (c) => c.notNull())
    .addColumn('salt', 'text')
    .addColumn('hash', 'text')
    .addCheckConstraint(
      'decision_with_reason',
      sql`act in ('let_through', 'put_back')
        or (reason is not null and clause_id is not null and policy_version_id is not null)`,
    )
    .addCheckConstraint('decision_with_sentence', sql`act <> 'hide' or length(trim(sentence)) > 0`)
    .addForeignKeyConstraint(
      'decision_clause_of_version',
      ['clause_id', 'policy_version_id'],
      'clause',
      ['id', 'version_id'],
    )
    .modifyEnd(strict)
    .execute()
  await db.schema
    .createIndex('decision_comment')
    .on('decision')
    .columns(['comment_id', 'id'])
    .execute()

  await sql`create view public_comment as
    select c.id, c.post_id, c.parent_id, c.path, c.depth, c.kind, c.exposure, c.state,
      case when c.exposure = 'text' then c.name end as name,
      case when c.exposure = 'text' then c.html end as html,
      c.question, c.answered_by, c.received_at, c.shown_at, c.removed_at, c.removed_reason,
      c.removed_clause, c.post_version, c.parent_version, c.version, c.capacity,
      case when c.exposure = 'text' then c.author_title end as author_title,
      case when c.exposure = 'text' then c.author_role end as author_role
    from comment c join post p on p.id = c.post_id
    where c.exposure <> 'none' and p.state = 'published'`.execute(db)

  if (isSqlite) await guard(db)
}

/** A citizen's words are never edited, nothing received is lost, and a decision stands as it was made. */
async function guard(db: Kysely<unknown>): Promise<void> {
  await sql`create trigger comment_kept before delete on comment
    begin select raise(abort, 'a comment is never deleted'); end`.execute(db)
  await sql`create trigger comment_words_unchanged
    before update of post_id, parent_id, path, depth, kind, name, text, question, received_at, post_version,
      parent_version, salt, hash on comment when old.kind = 'citizen'
    begin select raise(abort, 'a citizen''s words are never edited'); end`.execute(db)
  for (const act of ['update', 'delete'])
    await sql`create trigger ${sql.table(`decision_no_${act}`)} before ${sql.raw(act)} on decision
      begin select raise(abort, 'a decision stands as it was made'); end`.execute(db)
}
