import { type Kysely, SqliteAdapter, sql } from 'kysely'

/**
 * What a request is about, as far as it lies here, and what was given out with one. A letter that somebody has asked for is
 * not erased while the request is open (L14).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const isSqlite = db.getExecutor().adapter instanceof SqliteAdapter
  const strict = isSqlite ? sql`strict` : sql``
  const blob = isSqlite ? 'blob' : 'bytea'

  await db.schema
    .createTable('request_item') // what is asked for, as far as it lies here: it may not be erased meanwhile (L14)
    .addColumn('id', 'integer', (c) => c.primaryKey().notNull())
    .addColumn('request_id', 'integer', (c) => c.notNull().references('document_request.id'))
    .addColumn('letter_id', 'integer', (c) => c.references('letter.id'))
    .addColumn('comment_id', 'integer', (c) => c.references('comment.id'))
    .addColumn('post_id', 'integer', (c) => c.references('post.id'))
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('account_id', 'integer', (c) => c.notNull().references('account.id'))
    .addColumn('ended_at', 'text') // it was not this that was asked for
    .addCheckConstraint(
      'request_item_one',
      sql`(letter_id is null) <> (comment_id is null) and post_id is null
        or letter_id is null and comment_id is null and post_id is not null`,
    )
    .modifyEnd(strict)
    .execute()
  await db.schema
    .createIndex('request_item_of')
    .on('request_item')
    .columns(['request_id', 'id'])
    .execute()
  await db.schema
    .createIndex('request_item_letter')
    .on('request_item')
    .columns(['letter_id'])
    .execute()

  await db.schema
    .createTable('request_file') // given out with a step, sealed under the request's own key
    .addColumn('id', 'integer', (c) => c.primaryKey().notNull())
    .addColumn('request_id', 'integer', (c) => c.notNull())
    .addColumn('number', 'integer', (c) => c.notNull())
    .addColumn('pieces', 'integer', (c) => c.notNull().check(sql`pieces > 0`))
    .addColumn('sealed', 'text', (c) => c.notNull())
    .addForeignKeyConstraint('request_file_step', ['request_id', 'number'], 'request_step', [
      'request_id',
      'number',
    ])
    .modifyEnd(strict)
    .execute()
  await db.schema
    .createIndex('request_file_of')
    .on('request_file')
    .columns(['request_id', 'id'])
    .execute()
  await db.schema
    .createTable('request_piece')
    .addColumn('file_id', 'integer', (c) => c.notNull().references('request_file.id'))
    .addColumn('number', 'integer', (c) => c.notNull().check(sql`number >= 0`))
    .addColumn('sealed', blob, (c) => c.notNull())
    .addPrimaryKeyConstraint('request_piece_key', ['file_id', 'number'])
    .modifyEnd(strict)
    .execute()

  // The one rule for how far a request has come: where its last step ended.
  await sql`create view request_state as
    select request_step.request_id, request_step.number, request_step.to_state as state, request_step.at as since
    from request_step where not exists (select 1 from request_step as later
      where later.request_id = request_step.request_id and later.number > request_step.number)`.execute(
    db,
  )
  // Letters that somebody has asked for in a request that is still open.
  await sql`create view asked_for_letter as
    select request_item.letter_id, min(request_item.at) as since
    from request_item join request_state on request_state.request_id = request_item.request_id
    where request_item.letter_id is not null and request_item.ended_at is null
      and request_state.state not in ('released', 'withdrawn', 'closed')
    group by request_item.letter_id`.execute(db)

  await (isSqlite ? sqliteTriggers(db) : postgresTriggers(db))
}

const unchanged = [
  ['request_item', 'id, request_id, letter_id, comment_id, post_id, at, account_id'],
  ['request_file', undefined],
  ['request_piece', undefined],
] as const

async function sqliteTriggers(db: Kysely<unknown>): Promise<void> {
  const refuse = sql`begin select raise(abort, 'what was asked and answered is kept as it was'); end`
  for (const [name, columns] of unchanged) {
    const table = sql.raw(name)
    const of = columns ? sql`of ${sql.raw(columns)}` : sql``
    const same =
      name === 'request_piece'
        ? sql`file_id = new.file_id and number = new.number`
        : sql`id = new.id`
    await sql`create trigger ${table}_once before insert on ${table}
      when exists (select 1 from ${table} where ${same}) ${refuse}`.execute(db)
    await sql`create trigger ${table}_kept before delete on ${table} ${refuse}`.execute(db)
    await sql`create trigger ${table}_unchanged before update ${of} on ${table} ${refuse}`.execute(
      db,
    )
  }
  await sql`create trigger request_item_ends before update of ended_at on request_item
    when old.ended_at is not null ${refuse}`.execute(db)
  await sql`create trigger request_item_open before insert on request_item
    when new.ended_at is not null ${refuse}`.execute(db)
  await sql`create trigger letter_asked_for before update of sealed_key on letter
    when old.sealed_key is not null and new.sealed_key is null
      and exists (select 1 from asked_for_letter where letter_id = old.id)
    begin select raise(abort, 'what somebody has asked for is not erased'); end`.execute(db)
}

async function postgresTriggers(db: Kysely<unknown>): Promise<void> {
  for (const [name, columns] of unchanged) {
    const table = sql.raw(name)
    const of = columns ? sql`of ${sql.raw(columns)}` : sql``
    await sql`create trigger ${table}_kept before delete on ${table}
      for each row execute function request_refuses()`.execute(db)
    await sql`create trigger ${table}_unchanged before update ${of} on ${table}
      for each row execute function request_refuses()`.execute(db)
  }
  await sql`create trigger request_item_ends before update of ended_at on request_item
    for each row when (old.ended_at is not null) execute function request_refuses()`.execute(db)
  await sql`create function letter_asked_for() returns trigger language plpgsql as
    ${sql.raw(`$$ begin
      if old.sealed_key is not null and new.sealed_key is null
        and exists (select 1 from asked_for_letter where letter_id = old.id)
      then raise exception 'what somebody has asked for is not erased'; end if;
      return new; end $$`)}`.execute(db)
  await sql`create trigger letter_asked_for before update of sealed_key on letter
    for each row execute function letter_asked_for()`.execute(db)
}
