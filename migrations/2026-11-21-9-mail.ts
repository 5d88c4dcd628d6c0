import { type Kysely, SqliteAdapter, sql } from 'kysely'

/**
 * What is to be mailed, and what became of it. No text, no name and no address stands here: a mail is
 * written when it is sent, from what may be told then, to the address that the account has then.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const isSqlite = db.getExecutor().adapter instanceof SqliteAdapter
  const strict = isSqlite ? sql`strict` : sql``

  await db.schema
    .createTable('mail_event') // written in the transaction of the act that somebody is told of
    .addColumn('id', 'integer', (c) => c.primaryKey().notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('post_id', 'integer', (c) => c.references('post.id'))
    .addColumn('comment_id', 'integer', (c) => c.references('comment.id'))
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('due_at', 'text', (c) => c.notNull()) // nobody is told before, while it can be undone
    .addColumn('expanded_at', 'text') // when it became mails
    .modifyEnd(strict)
    .execute()
  await db.schema
    .createIndex('mail_event_due')
    .on('mail_event')
    .columns(['due_at'])
    .where(sql`expanded_at is null` as never)
    .execute()

  await db.schema
    .createTable('mail') // one mail to one person
    .addColumn('id', 'integer', (c) => c.primaryKey().notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('key', 'text', (c) => c.notNull().unique()) // what makes it this mail: never made twice
    .addColumn('event_id', 'integer', (c) => c.references('mail_event.id'))
    .addColumn('comment_id', 'integer', (c) => c.references('comment.id')) // the newest it tells of
    .addColumn('account_id', 'integer', (c) => c.references('account.id')) // to one of the staff
    .addColumn('message_id', 'text', (c) => c.notNull().unique()) // the same at each attempt
    .addColumn('state', 'text', (c) =>
      c
        .notNull()
        .check(
          sql`state in ('waiting', 'handing', 'offered', 'sent', 'dropped', 'stuck', 'given_up')`,
        ),
    )
    .addColumn('attempts', 'integer', (c) => c.notNull().check(sql`attempts >= 0`))
    .addColumn('due_at', 'text', (c) => c.notNull()) // when it is tried next
    .addColumn('problem', 'text') // a code from a closed list, never what a server said
    .addColumn('reply', 'integer', (c) => c.check(sql`reply between 100 and 599`)) // RFC 5321, 4.2
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('settled_at', 'text')
    .addCheckConstraint(
      'mail_settled',
      sql`(settled_at is not null) = (state in ('sent', 'dropped', 'given_up'))`,
    )
    .modifyEnd(strict)
    .execute()
  await db.schema
    .createIndex('mail_open') // what is still to be done, however much was sent
    .on('mail')
    .columns(['state', 'due_at'])
    .where(sql`settled_at is null` as never)
    .execute()
  await db.schema.createIndex('mail_settled_at').on('mail').columns(['settled_at']).execute()
  await db.schema
    .createIndex('mail_account')
    .on('mail')
    .columns(['account_id', 'kind', 'comment_id'])
    .where(sql`account_id is not null` as never)
    .execute()
  await db.schema.createIndex('mail_event_of').on('mail').columns(['event_id']).execute()

  await db.schema
    .createTable('account_mail') // what somebody chose to be mailed; who chose nothing gets all of it
    .addColumn('account_id', 'integer', (c) => c.primaryKey().notNull().references('account.id'))
    .addColumn('digest', 'integer', (c) => c.notNull().check(sql`digest in (0, 1)`))
    .addColumn('urgent', 'integer', (c) => c.notNull().check(sql`urgent in (0, 1)`))
    .addColumn('language', 'text', (c) => c.check(sql`language in ('sv', 'nb', 'en')`)) // null: the site's
    .modifyEnd(strict)
    .execute()

  if (isSqlite)
    await sql`create trigger mail_stands
      before update of id, kind, key, event_id, comment_id, account_id, message_id, created_at on mail
      begin select raise(abort, 'a mail is sent or not, and never becomes another'); end`.execute(
      db,
    )
}
