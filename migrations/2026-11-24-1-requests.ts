import { type Kysely, SqliteAdapter, sql } from 'kysely'

/**
 * Requests for documents. What becomes of one is a chain of steps that are added and never changed; each begins where the
 * one before it ended, which foreign keys see to. A refusal has its ground, provision, reasons and what the asker was told
 * of their rights; a decision is signed under a delegation of the signer's own; in Norway a refusal names paragraph and
 * ledd, and more access was considered. All of it holds against raw SQL, here and on PostgreSQL.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const isSqlite = db.getExecutor().adapter instanceof SqliteAdapter
  const strict = isSqlite ? sql`strict` : sql``

  await db.schema
    .createTable('request_delegation') // who may sign decisions, and by which decision of the authority (L12)
    .addColumn('id', 'integer', (c) => c.primaryKey().notNull())
    .addColumn('account_id', 'integer', (c) => c.notNull().references('account.id'))
    .addColumn('reference', 'text', (c) =>
      c.notNull().check(sql`length(reference) between 1 and 200`),
    )
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('by_account', 'integer', (c) => c.notNull().references('account.id'))
    .addColumn('ended_at', 'text')
    .addUniqueConstraint('request_delegation_own', ['id', 'account_id'])
    .modifyEnd(strict)
    .execute()

  await db.schema
    .createTable('document_request')
    .addColumn('id', 'integer', (c) => c.primaryKey().notNull())
    .addColumn('country', 'text', (c) => c.notNull().check(sql`country in ('se', 'no')`))
    .addColumn('received_at', 'text', (c) => c.notNull())
    .addColumn('language', 'text', (c) => c.notNull().check(sql`language in ('sv', 'nb', 'en')`))
    .addColumn('receipt_id', 'integer', (c) => c.notNull().references('receipt.id'))
    .addColumn('submission', 'text', (c) => c.notNull().unique())
    .addColumn('sealed_key', 'text', (c) => c.notNull())
    .addColumn('key_id', 'text', (c) => c.notNull())
    .addColumn('silent_at', 'text') // Norway: from then on silence is a refusal (offentleglova § 32)
    .addCheckConstraint('document_request_silent', sql`(country = 'no') = (silent_at is not null)`)
    .addUniqueConstraint('document_request_country', ['id', 'country'])
    .addUniqueConstraint('document_request_silence', ['id', 'silent_at'])
    .modifyEnd(strict)
    .execute()
  await db.schema
    .createIndex('document_request_receipt')
    .on('document_request')
    .columns(['receipt_id', 'id'])
    .execute()

  await db.schema
    .createTable('request_step')
    .addColumn('request_id', 'integer', (c) => c.notNull())
    .addColumn('number', 'integer', (c) => c.notNull().check(sql`number > 0`))
    .addColumn('country', 'text', (c) => c.notNull())
    .addColumn('previous', 'integer')
    .addColumn('from_state', 'text')
    .addColumn('act', 'text', (c) => c.notNull())
    .addColumn('to_state', 'text', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('account_id', 'integer', (c) => c.references('account.id')) // null: whoever asked
    .addColumn('by_name', 'text')
    .addColumn('by_title', 'text')
    .addColumn('sealed', 'text') // what was said, and what was given out
    .addColumn('reasons', 'text') // sealed
    .addColumn('ground', 'text')
    .addColumn('provision', 'text')
    .addColumn('told', 'text') // what the asker was told of their rights, as it was told
    .addColumn('wider', 'integer', (c) => c.check(sql`wider in (0, 1)`)) // offentleglova § 11
    .addColumn('delegation_id', 'integer')
    .addColumn('silent_at', 'text')
    .addPrimaryKeyConstraint('request_step_key', ['request_id', 'number'])
    .addUniqueConstraint('request_step_end', ['request_id', 'number', 'to_state'])
    .addForeignKeyConstraint('request_step_of', ['request_id', 'country'], 'document_request', [
      'id',
      'country',
    ])
    .addForeignKeyConstraint(
      'request_step_chain',
      ['request_id', 'previous', 'from_state'],
      'request_step',
      ['request_id', 'number', 'to_state'],
    )
    .addForeignKeyConstraint(
      'request_step_signed',
      ['delegation_id', 'account_id'],
      'request_delegation',
      ['id', 'account_id'],
    )
    .addForeignKeyConstraint(
      'request_step_silence',
      ['request_id', 'silent_at'],
      'document_request',
      ['id', 'silent_at'],
    )
    .addCheckConstraint('request_step_known', knownMoves())
    .addCheckConstraint(
      'request_step_follows',
      sql`(number = 1) = (previous is null) and (number = 1) = (from_state is null) and coalesce(previous, 0) = number - 1`,
    )
    .addCheckConstraint(
      'request_step_by',
      sql`(account_id is null) = (act in ('ask', 'more', 'demand', 'withdraw', 'ask_reasons', 'complain'))
        and (account_id is null) = (by_name is null) and (account_id is null) = (by_title is null)`,
    )
    .addCheckConstraint(
      'request_step_said',
      sql`sealed is not null or act in ('demand', 'withdraw', 'ask_reasons', 'complain')`,
    )
    .addCheckConstraint(
      'request_step_ground', // what is withheld has its ground and provision (TF 2:2; offentleglova § 31)
      sql`act not in ('release_part', 'refuse', 'decide')
        or ground is not null and provision is not null and length(ground) > 0 and length(provision) > 0`,
    )
    .addCheckConstraint(
      'request_step_reasons',
      sql`act not in ('release_part', 'refuse', 'not_held', 'decide', 'decide_not_held', 'explain', 'close')
        or reasons is not null`,
    )
    .addCheckConstraint(
      'request_step_told', // the right to a written decision (OSL 6:3), or how to appeal
      sql`act not in ('release_part', 'refuse', 'not_held', 'decide', 'decide_not_held')
        or told is not null and length(told) > 0`,
    )
    .addCheckConstraint(
      'request_step_appeal',
      sql`case when act in ('decide', 'decide_not_held') then told like '%kammarr%'
        when country = 'no' and act in ('release_part', 'refuse', 'not_held') then told like '%Statsforvalter%'
        else true end`,
    )
    .addCheckConstraint(
      'request_step_signature', // only with a recorded delegation (JO 3869-2013)
      sql`(act in ('decide', 'decide_not_held')) = (delegation_id is not null)`,
    )
    .addCheckConstraint(
      'request_step_norway', // paragraph and ledd, and more access considered (offentleglova §§ 11 and 31)
      sql`country <> 'no' or act not in ('release_part', 'refuse')
        or wider is not null and wider = 1 and provision like '%§%ledd%'`,
    )
    .addCheckConstraint(
      'request_step_silent', // silence is a refusal from a certain day on, and not before
      sql`(act = 'complain' and from_state = 'asked') = (silent_at is not null) and coalesce(silent_at, at) <= at`,
    )
    .modifyEnd(strict)
    .execute()

  await (isSqlite ? sqliteTriggers(db) : postgresTriggers(db))
}

/** Country, where a step begins, the act, where it ends: nothing else can be written. */
const moves = [
  ...both('', 'ask', 'asked'),
  ...both('asked', 'question', 'asked'),
  ...both('asked', 'more', 'asked'),
  ...both('asked', 'withdraw', 'withdrawn'),
  ...both('asked', 'release', 'released'),
  ...both('asked', 'release_part', 'partly'),
  ...both('asked', 'refuse', 'refused'),
  ...both('asked', 'not_held', 'not_held'),
  ...['partly', 'refused', 'not_held'].flatMap((from) => [
    `se ${from} demand demanded`,
    `no ${from} ask_reasons reasons_asked`,
    `no ${from} complain complained`,
    ...both(from, 'close', 'closed'),
  ]),
  ...['se demanded release released', 'se demanded decide decided'],
  ...['se demanded decide_not_held decided', 'se decided release released'],
  'se decided close closed',
  ...['no asked complain complained', 'no reasons_asked explain explained'],
  ...['no reasons_asked complain complained', 'no explained complain complained'],
  ...['no complained release released', 'no complained forward forwarded'],
  ...['no forwarded release released', 'no forwarded uphold upheld'],
  ...['no explained close closed', 'no upheld close closed'],
]

function both(from: string, act: string, to: string): string[] {
  return ['se', 'no'].map((country) => `${country} ${from} ${act} ${to}`)
}

const knownMoves = () =>
  sql`country || ' ' || coalesce(from_state, '') || ' ' || act || ' ' || to_state in (${sql.join(
    moves.map((one) => sql.lit(one)),
  )})`

const unchanged = [
  ['document_request', 'id, country, received_at, language, receipt_id, submission, silent_at'],
  ['request_delegation', 'id, account_id, reference, at, by_account'],
  ['request_step', undefined],
] as const

/** By what a row is known, so that none is replaced by another. */
const keys = {
  document_request: 'id = new.id or submission = new.submission',
  request_delegation: 'id = new.id',
  request_step: 'request_id = new.request_id and number = new.number',
} as const

const MESSAGE = 'what was asked and answered is kept as it was'

async function sqliteTriggers(db: Kysely<unknown>): Promise<void> {
  const refuse = sql`begin select raise(abort, ${sql.lit(MESSAGE)}); end`
  for (const [name, columns] of unchanged) {
    const table = sql.raw(name)
    const of = columns ? sql`of ${sql.raw(columns)}` : sql``
    const same = sql.raw(keys[name])
    await sql`create trigger ${table}_once before insert on ${table}
      when exists (select 1 from ${table} where ${same}) ${refuse}`.execute(db)
    await sql`create trigger ${table}_kept before delete on ${table} ${refuse}`.execute(db)
    await sql`create trigger ${table}_unchanged before update ${of} on ${table} ${refuse}`.execute(
      db,
    )
  }
  await sql`create trigger request_delegation_ends before update of ended_at on request_delegation
    when old.ended_at is not null ${refuse}`.execute(db)
  await sql`create trigger request_step_delegated before insert on request_step
    when new.delegation_id is not null and exists (select 1 from request_delegation
      where id = new.delegation_id and ended_at is not null)
    begin select raise(abort, 'a delegation that has ended signs nothing'); end`.execute(db)
}

async function postgresTriggers(db: Kysely<unknown>): Promise<void> {
  await sql`create function request_refuses() returns trigger language plpgsql as
    ${sql.raw(`$$ begin raise exception '${MESSAGE}'; end $$`)}`.execute(db)
  for (const [name, columns] of unchanged) {
    const table = sql.raw(name)
    const of = columns ? sql`of ${sql.raw(columns)}` : sql``
    await sql`create trigger ${table}_kept before delete on ${table}
      for each row execute function request_refuses()`.execute(db)
    await sql`create trigger ${table}_unchanged before update ${of} on ${table}
      for each row execute function request_refuses()`.execute(db)
  }
  await sql`create trigger request_delegation_ends before update of ended_at on request_delegation
    for each row when (old.ended_at is not null) execute function request_refuses()`.execute(db)
  await sql`create function request_delegated() returns trigger language plpgsql as
    ${sql.raw(`$$ begin
      if exists (select 1 from request_delegation where id = new.delegation_id and ended_at is not null)
      then raise exception 'a delegation that has ended signs nothing'; end if;
      return new; end $$`)}`.execute(db)
  await sql`create trigger request_step_delegated before insert on request_step
    for each row execute function request_delegated()`.execute(db)
}
