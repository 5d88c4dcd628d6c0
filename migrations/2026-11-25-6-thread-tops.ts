import { type Kysely, SqliteAdapter, sql } from 'kysely'

const KEPT = 'what was said on top of a thread is kept'

/** What stands on top of a thread: a staff reply that sums it up, and comments that changed what an author thinks. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const isSqlite = db.getExecutor().adapter instanceof SqliteAdapter
  const strict = isSqlite ? sql`strict` : sql``
  await db.schema
    .createTable('thread_summary')
    .addColumn('comment_id', 'integer', (c) => c.primaryKey().notNull().references('comment.id'))
    .addColumn('post_id', 'integer', (c) => c.notNull().references('post.id'))
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('ended_at', 'text')
    .addColumn('ended_by', 'integer', (c) => c.references('account.id'))
    .addCheckConstraint('thread_summary_ended', sql`(ended_at is null) = (ended_by is null)`)
    .modifyEnd(strict)
    .execute()
  await sql`create unique index thread_summary_stands on thread_summary (post_id)
    where ended_at is null`.execute(db)
  await db.schema
    .createTable('summary_basis')
    .addColumn('comment_id', 'integer', (c) => c.notNull().references('thread_summary.comment_id'))
    .addColumn('version', 'integer', (c) => c.notNull().check(sql`version >= 1`))
    .addColumn('comments', 'integer', (c) => c.notNull().check(sql`comments >= 0`))
    .addColumn('at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('summary_basis_key', ['comment_id', 'version'])
    .modifyEnd(strict)
    .execute()
  await db.schema
    .createTable('changed_mind')
    .addColumn('id', 'integer', (c) => c.primaryKey().notNull())
    .addColumn('comment_id', 'integer', (c) => c.notNull().references('comment.id'))
    .addColumn('post_id', 'integer', (c) => c.notNull().references('post.id'))
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('capacity', 'text', (c) =>
      c.notNull().check(sql`capacity in ('personal', 'official')`),
    )
    .addColumn('reason', 'text', (c) => c.notNull().check(sql`length(reason) <= 300`))
    .addColumn('account_id', 'integer', (c) => c.notNull().references('account.id'))
    .addColumn('author_name', 'text', (c) => c.notNull())
    .addColumn('author_title', 'text', (c) => c.notNull())
    .addColumn('author_role', 'text', (c) => c.notNull())
    .addColumn('ended_at', 'text')
    .addColumn('ended_by', 'integer', (c) => c.references('account.id'))
    .addCheckConstraint('changed_mind_ended', sql`(ended_at is null) = (ended_by is null)`)
    .modifyEnd(strict)
    .execute()
  await sql`create unique index changed_mind_stands on changed_mind (comment_id)
    where ended_at is null`.execute(db)
  await sql`create index changed_mind_of_post on changed_mind (post_id, id)
    where ended_at is null`.execute(db)
  await sql`create view public_changed_mind as
    select m.id, m.comment_id, m.post_id, m.at, m.capacity, m.reason, m.author_name, m.author_title,
      c.name as comment_name
    from changed_mind m join public_comment c on c.id = m.comment_id
    where m.ended_at is null and c.exposure = 'text'`.execute(db)
  await keep(db, isSqlite, {
    table: 'thread_summary',
    key: 'comment_id',
    columns: 'comment_id post_id at',
  })
  await keep(db, isSqlite, {
    table: 'summary_basis',
    key: '',
    columns: 'comment_id version comments at',
  })
  await keep(db, isSqlite, {
    table: 'changed_mind',
    key: 'id',
    columns:
      'id comment_id post_id at capacity reason account_id author_name author_title author_role',
  })
}

/** No row is deleted or replaced, nothing of it changed but that it ended, once. */
async function keep(
  db: Kysely<unknown>,
  isSqlite: boolean,
  { table, key, columns }: { table: string; key: string; columns: string },
): Promise<void> {
  const names = columns.split(' ')
  const ends = key !== ''
  const run = (text: string) => sql.raw(text).execute(db)
  if (!isSqlite) {
    const changed = [...names, ...(ends ? ['ended_at'] : [])].map((name) =>
      name === 'ended_at' ? 'old.ended_at is not null' : `new.${name} is distinct from old.${name}`,
    )
    await run(`create function ${table}_kept() returns trigger language plpgsql as $$
      begin
        if tg_op <> 'UPDATE' or ${changed.join(' or ')} then raise exception '${KEPT}'; end if;
        return new;
      end $$`)
    await run(`create trigger ${table}_kept before update or delete on ${table}
      for each row execute function ${table}_kept()`)
    return
  }
  const refuse = `begin select raise(abort, '${KEPT}'); end`
  await run(`create trigger ${table}_no_delete before delete on ${table} ${refuse}`)
  await run(
    `create trigger ${table}_unchanged before update of ${names.join(', ')} on ${table} ${refuse}`,
  )
  await run(`create trigger ${table}_row_stays before update on ${table}
    when new.rowid <> old.rowid begin select raise(abort, 'a row that is kept has the place of no other'); end`)
  if (ends) {
    await run(`create trigger ${table}_ended_once before update on ${table}
      when old.ended_at is not null ${refuse}`)
    await run(`create trigger ${table}_once before insert on ${table}
      when exists (select 1 from ${table} where ${key} = new.${key}
        or ${table === 'changed_mind' ? 'comment_id = new.comment_id' : 'post_id = new.post_id'}
          and ended_at is null and new.ended_at is null) ${refuse}`)
  } else {
    await run(`create trigger ${table}_once before insert on ${table} when exists
      (select 1 from ${table} where comment_id = new.comment_id and version = new.version) ${refuse}`)
    await run(`create trigger ${table}_row_once before insert on ${table}
      when exists (select 1 from ${table} where rowid = new.rowid)
      begin select raise(abort, 'a row that is kept has the place of no other'); end`)
  }
}
