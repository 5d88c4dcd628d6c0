import { type Kysely, SqliteAdapter, sql } from 'kysely'

const grounds = [
  ...['personnel_social', 'recruitment', 'protected_person', 'health_private', 'social_services'],
  ...['school_child', 'whistleblowing', 'business_secret', 'municipal_economy', 'procurement'],
  ...['union_negotiation', 'litigation', 'security_it', 'preparedness_defence', 'control_crime'],
  ...['personal_data_misuse', 'working_material', 'editorial_choice', 'another_person', 'not_yet'],
]
const quoted = (codes: readonly string[]) => sql.raw(codes.map((code) => `'${code}'`).join(', '))

/**
 * The archive of what was told and what was withheld. An entry is its events, each with all that the entry says from
 * then on; nothing in them is ever changed. No event is stored without ground, reasoning, responsible person and date of the
 * next look (promise 5).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const isSqlite = db.getExecutor().adapter instanceof SqliteAdapter
  const strict = isSqlite ? sql`strict` : sql``

  await db.schema
    .createTable('disclosure_event')
    .addColumn('disclosure_id', 'integer', (c) => c.notNull())
    .addColumn('number', 'integer', (c) => c.notNull().check(sql`number > 0`))
    .addColumn('kind', 'text', (c) =>
      c
        .notNull()
        .check(sql`kind in ('made', 'disclosed', 'narrowed', 'kept', 'ended', 'corrected')`),
    )
    .addColumn('state', 'text', (c) =>
      c.notNull().check(sql`state in ('disclosed', 'partly', 'withheld', 'ended')`),
    )
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('language', 'text', (c) => c.notNull().check(sql`language in ('sv', 'nb', 'en')`))
    .addColumn('capacity', 'text', (c) =>
      c.notNull().check(sql`capacity in ('personal', 'official')`),
    )
    .addColumn('can_say', 'text', (c) => c.notNull().check(sql`trim(can_say) <> ''`))
    .addColumn('ground', 'text', (c) => c.notNull().check(sql`ground in (${quoted(grounds)})`))
    .addColumn('why', 'text', (c) => c.notNull().check(sql`trim(why) <> ''`))
    .addColumn('responsible_id', 'integer', (c) => c.notNull().references('account.id'))
    .addColumn('responsible_name', 'text', (c) =>
      c.notNull().check(sql`trim(responsible_name) <> ''`),
    )
    .addColumn('responsible_title', 'text', (c) => c.notNull())
    .addColumn('openness', 'text', (c) =>
      c.notNull().check(sql`openness in ('mine', 'asked', 'agreed', 'refused', 'not_asked')`),
    )
    .addColumn('openness_why', 'text') // why whoever it is about was not asked
    .addColumn('has_harm', 'integer', (c) => c.notNull().check(sql`has_harm in (0, 1)`))
    .addColumn('harm', 'text') // the harm test, where the ground has one
    .addColumn('decision', 'text') // the number of a decision about a document that stands behind this
    .addColumn('delegation', 'text') // by which whoever decided may decide
    .addColumn('review_on', 'text', (c) =>
      c.notNull().check(sql`length(review_on) = 10 and review_on like '____-__-__'`),
    )
    .addColumn('lift', 'text') // what would lift it before that date
    .addColumn('because', 'text') // why the event
    .addColumn('told', 'text') // where it is told now
    .addColumn('by_id', 'integer', (c) => c.notNull().references('account.id'))
    .addColumn('salt', 'text', (c) => c.notNull().check(sql`length(salt) = 32`))
    .addColumn('hash', 'text', (c) => c.notNull().check(sql`length(hash) = 64`))
    .addPrimaryKeyConstraint('disclosure_event_key', ['disclosure_id', 'number'])
    .addCheckConstraint('disclosure_event_first', sql`(number = 1) = (kind = 'made')`)
    .addCheckConstraint(
      'disclosure_event_state',
      sql`(kind = 'made' and state <> 'ended') or (kind = 'disclosed' and state = 'disclosed')
        or (kind = 'narrowed' and state = 'partly') or (kind = 'ended' and state = 'ended')
        or (kind = 'kept' and state in ('partly', 'withheld')) or kind = 'corrected'`,
    )
    .addCheckConstraint(
      'disclosure_event_ahead', // a look that is due on the day of the act is none
      sql`kind not in ('made', 'narrowed', 'kept') or review_on > substr(at, 1, 10)`,
    )
    .addCheckConstraint(
      'disclosure_event_asked',
      sql`openness <> 'not_asked' or (openness_why is not null and trim(openness_why) <> '')`,
    )
    .addCheckConstraint(
      'disclosure_event_harm',
      sql`has_harm = 0 or (harm is not null and trim(harm) <> '')`,
    )
    .addCheckConstraint(
      'disclosure_event_delegation',
      sql`decision is null or (delegation is not null and trim(delegation) <> '')`,
    )
    .addCheckConstraint(
      'disclosure_event_because',
      sql`kind not in ('ended', 'corrected') or (because is not null and trim(because) <> '')`,
    )
    .addCheckConstraint(
      'disclosure_event_told',
      sql`kind <> 'disclosed' or (told is not null and trim(told) <> '')`,
    )
    .modifyEnd(strict)
    .execute()

  await db.schema
    .createTable('disclosure')
    .addColumn('id', 'integer', (c) => c.primaryKey().notNull())
    .addColumn('number', 'integer', (c) => c.notNull()) // the event that holds now
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('feed_id', 'text', (c) => c.notNull().unique())
    .addColumn('post_id', 'integer', (c) => c.references('post.id'))
    .addColumn('comment_id', 'integer', (c) => c.references('comment.id'))
    .addCheckConstraint('disclosure_on', sql`post_id is null or comment_id is null`)
    .addForeignKeyConstraint('disclosure_now', ['id', 'number'], 'disclosure_event', [
      'disclosure_id',
      'number',
    ])
    .modifyEnd(strict)
    .execute()
  for (const on of ['post_id', 'comment_id'] as const)
    await db.schema.createIndex(`disclosure_${on}`).on('disclosure').column(on).execute()

  await sql`create view public_disclosure as
    select d.id, d.at as first_at, d.feed_id, p.id as post_id,
      case when c.exposure = 'text' then c.id end as comment_id, e.number, e.kind, e.state, e.at,
      e.language, e.capacity, e.can_say, e.ground, e.why, e.responsible_name, e.responsible_title,
      e.openness, e.openness_why, e.harm, e.decision, e.delegation, e.review_on, e.lift, e.because,
      e.told, e.salt, e.hash
    from disclosure d join disclosure_event e on e.disclosure_id = d.id
      left join public_post p on p.id = d.post_id left join public_comment c on c.id = d.comment_id
    where e.number = d.number`.execute(db)
  await (isSqlite ? sqliteTriggers(db) : postgresTriggers(db))
}

/** An entry moves on to its newest event and changes in nothing else. */
const notNewest =
  'new.number <> (select max(number) from disclosure_event where disclosure_id = new.id)'
const moved = `new.id <> old.id or new.at <> old.at or new.feed_id <> old.feed_id
  or coalesce(new.post_id, 0) <> coalesce(old.post_id, 0)
  or coalesce(new.comment_id, 0) <> coalesce(old.comment_id, 0) or ${notNewest}`

const KEPT = 'what the archive says is kept as it was said'
const FOLLOWS = 'an event of the archive follows the one before'

/** What an event may not be after the one before it; `prior` is the row of that one, the same on both databases. */
const refused = `prior.disclosure_id is null
  or (new.kind <> 'corrected' and prior.state not in ('partly', 'withheld'))
  or (new.kind = 'kept' and (new.state <> prior.state or new.why = prior.why))
  or (new.kind in ('kept', 'narrowed') and new.review_on <= prior.review_on)
  or (new.kind = 'corrected' and (new.state <> prior.state or new.review_on <> prior.review_on))
  or new.at < prior.at`

async function sqliteTriggers(db: Kysely<unknown>): Promise<void> {
  const refuse = (name: string, what: string) =>
    sql`create trigger ${sql.raw(name)} before ${sql.raw(what)}
      begin select raise(abort, ${sql.lit(KEPT)}); end`.execute(db)
  for (const table of ['disclosure', 'disclosure_event'])
    await refuse(`${table}_kept`, `delete on ${table}`)
  await refuse('disclosure_event_unchanged', 'update on disclosure_event')
  const fixed = 'id, at, feed_id, post_id, comment_id'
  await refuse('disclosure_unchanged', `update of ${fixed} on disclosure`)
  await refuse('disclosure_newest', `update of number on disclosure when ${notNewest}`)
  // Inserting over a row would delete it without the triggers of deleting.
  await sql`create trigger disclosure_once before insert on disclosure
    when new.number <> 1 or exists (select 1 from disclosure where id = new.id or feed_id = new.feed_id)
    begin select raise(abort, ${sql.lit(KEPT)}); end`.execute(db)
  await sql`create trigger disclosure_event_once before insert on disclosure_event
    when exists (select 1 from disclosure_event
      where disclosure_id = new.disclosure_id and number = new.number)
    begin select raise(abort, ${sql.lit(KEPT)}); end`.execute(db)
  await sql`create trigger disclosure_event_follows before insert on disclosure_event
    when new.number > 1 and (not exists (select 1 from disclosure where id = new.disclosure_id)
      or exists (select 1 from (select 1) left join disclosure_event prior
        on prior.disclosure_id = new.disclosure_id and prior.number = new.number - 1
        where ${sql.raw(refused)}))
    begin select raise(abort, ${sql.lit(FOLLOWS)}); end`.execute(db)
  await sql`create trigger disclosure_event_now after insert on disclosure_event
    begin update disclosure set number = new.number where id = new.disclosure_id; end`.execute(db)
}

async function postgresTriggers(db: Kysely<unknown>): Promise<void> {
  await sql`create function disclosure_kept() returns trigger language plpgsql as $$
    begin raise exception ${sql.lit(KEPT)}; end $$`.execute(db)
  for (const table of ['disclosure', 'disclosure_event'])
    await sql`create trigger ${sql.raw(`${table}_kept`)}
      before ${sql.raw(table === 'disclosure' ? '' : 'update or ')}delete or truncate on ${sql.raw(table)}
      for each statement execute function disclosure_kept()`.execute(db)
  await sql`create function disclosure_moved() returns trigger language plpgsql as $$
    begin
      if ${sql.raw(moved)} then raise exception ${sql.lit(KEPT)}; end if;
      return new;
    end $$`.execute(db)
  await sql`create trigger disclosure_moved before update on disclosure
    for each row execute function disclosure_moved()`.execute(db)
  await sql`create function disclosure_first() returns trigger language plpgsql as $$
    begin
      if new.number <> 1 then raise exception ${sql.lit(KEPT)}; end if;
      return new;
    end $$`.execute(db)
  await sql`create trigger disclosure_first before insert on disclosure
    for each row execute function disclosure_first()`.execute(db)
  await sql`create function disclosure_event_follows() returns trigger language plpgsql as $$
    begin
      if new.number > 1 and (not exists (select 1 from disclosure where id = new.disclosure_id)
        or exists (select 1 from (select 1) one left join disclosure_event prior
          on prior.disclosure_id = new.disclosure_id and prior.number = new.number - 1
          where ${sql.raw(refused)}))
      then raise exception ${sql.lit(FOLLOWS)}; end if;
      return new;
    end $$`.execute(db)
  await sql`create trigger disclosure_event_follows before insert on disclosure_event
    for each row execute function disclosure_event_follows()`.execute(db)
  await sql`create function disclosure_event_now() returns trigger language plpgsql as $$
    begin
      update disclosure set number = new.number where id = new.disclosure_id;
      return null;
    end $$`.execute(db)
  await sql`create trigger disclosure_event_now after insert on disclosure_event
    for each row execute function disclosure_event_now()`.execute(db)
}
