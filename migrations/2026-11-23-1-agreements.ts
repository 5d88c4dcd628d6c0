import { type Kysely, SqliteAdapter, sql } from 'kysely'

const side = sql`side in ('official', 'writer')`

/**
 * Letters published by agreement: what was proposed, in versions, sealed; each side's answers to each; and what was
 * published, which this database refuses unless both sides last said yes to the same hash of the newest version.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const isSqlite = db.getExecutor().adapter instanceof SqliteAdapter
  const strict = isSqlite ? sql`strict` : sql``

  await db.schema
    .createTable('letter_proposal')
    .addColumn('id', 'integer', (c) => c.primaryKey().notNull())
    .addColumn('letter_id', 'integer', (c) => c.notNull().references('letter.id'))
    .addColumn('kind', 'text', (c) => c.notNull().check(sql`kind in ('letter', 'own_words')`))
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('withdrawn_at', 'text')
    .addColumn('post_id', 'integer', (c) => c.references('post.id')) // from the first publication on
    .addColumn('published', 'integer') // the number of the version that is public
    .addCheckConstraint(
      'letter_proposal_published',
      sql`(post_id is null) = (published is null) and (published is null or withdrawn_at is null)`,
    )
    .modifyEnd(strict)
    .execute()
  await db.schema
    .createIndex('letter_proposal_of') // one at a time
    .on('letter_proposal')
    .columns(['letter_id'])
    .unique()
    .where(sql`withdrawn_at is null` as never)
    .execute()
  await db.schema
    .createIndex('letter_proposal_post')
    .on('letter_proposal')
    .columns(['post_id'])
    .execute()

  await db.schema
    .createTable('letter_version')
    .addColumn('id', 'integer', (c) => c.primaryKey().notNull())
    .addColumn('proposal_id', 'integer', (c) => c.notNull().references('letter_proposal.id'))
    .addColumn('number', 'integer', (c) => c.notNull().check(sql`number > 0`))
    .addColumn('side', 'text', (c) => c.notNull().check(side)) // who made it
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull().check(sql`length(hash) = 64`))
    .addColumn('sealed', 'text', (c) => c.notNull()) // content, salt, and what was typed
    .addUniqueConstraint('letter_version_number', ['proposal_id', 'number'])
    .modifyEnd(strict)
    .execute()

  await db.schema
    .createTable('letter_answer') // the last one of a side to a version counts
    .addColumn('id', 'integer', (c) => c.primaryKey().notNull())
    .addColumn('proposal_id', 'integer', (c) => c.notNull().references('letter_proposal.id'))
    .addColumn('number', 'integer', (c) => c.notNull())
    .addColumn('side', 'text', (c) => c.notNull().check(side))
    .addColumn('answer', 'text', (c) => c.notNull().check(sql`answer in ('yes', 'no', 'back')`))
    .addColumn('hash', 'text', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('account_id', 'integer', (c) => c.references('account.id'))
    .addColumn('sealed', 'text') // how the official knows that those who are named agree
    .addCheckConstraint(
      'letter_answer_by',
      sql`(side = 'official') = (account_id is not null) and (side = 'writer' or answer <> 'no')`,
    )
    .addForeignKeyConstraint('letter_answer_version', ['proposal_id', 'number'], 'letter_version', [
      'proposal_id',
      'number',
    ])
    .modifyEnd(strict)
    .execute()
  await db.schema
    .createIndex('letter_answer_to')
    .on('letter_answer')
    .columns(['proposal_id', 'number', 'side', 'id'])
    .execute()

  await db.schema
    .createTable('published_letter') // what the page of a post is made from
    .addColumn('post_id', 'integer', (c) => c.notNull().references('post.id'))
    .addColumn('version', 'integer', (c) => c.notNull()) // of the post
    .addColumn('proposal_id', 'integer', (c) => c.notNull().references('letter_proposal.id'))
    .addColumn('number', 'integer', (c) => c.notNull()) // of the proposal's version
    .addColumn('hash', 'text', (c) => c.notNull())
    .addColumn('salt', 'text', (c) => c.notNull())
    .addColumn('content', 'text', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('day', 'text', (c) => c.notNull()) // the date where the site is, as the page says it
    .addPrimaryKeyConstraint('published_letter_key', ['post_id', 'version'])
    .addUniqueConstraint('published_letter_once', ['proposal_id', 'number'])
    .modifyEnd(strict)
    .execute()

  await sql`drop view public_post`.execute(db)
  await sql`create view public_post as
    select p.id, p.year_month, p.slug, p.version, p.language, p.comments_open, p.first_published_at,
      p.feeds_from, p.changed_at, p.feed_id, p.comment_count, p.answer_count, v.capacity, v.title,
      v.question, v.summary, v.source, v.html, v.renderer, v.tags, v.decision_text, v.decision_url,
      v.author_id, v.author_name, v.author_title, v.author_role, v.at, v.quiet, v.corrected_from,
      v.salt, v.hash, l.content as letter, l.salt as letter_salt, l.hash as letter_hash,
      l.day as letter_day
    from post p join post_version v on v.post_id = p.id and v.number = p.version
      left join published_letter l on l.post_id = p.id and l.version = p.version
    where p.state = 'published'`.execute(db)

  if (isSqlite) await triggers(db)
}

async function triggers(db: Kysely<unknown>): Promise<void> {
  const kept = {
    letter_version: 'what was proposed of a letter is kept as it was',
    letter_answer: 'what was answered to a proposal is kept as it was',
    published_letter: 'a published letter is kept as it was agreed',
  }
  for (const [table, words] of Object.entries(kept)) {
    await sql`create trigger ${sql.raw(table)}_kept before delete on ${sql.raw(table)}
      begin select raise(abort, ${sql.lit(words)}); end`.execute(db)
    await sql`create trigger ${sql.raw(table)}_unchanged before update on ${sql.raw(table)}
      begin select raise(abort, ${sql.lit(words)}); end`.execute(db)
  }
  await sql`create trigger letter_proposal_kept before delete on letter_proposal
    begin select raise(abort, 'a proposal is kept'); end`.execute(db)
  await sql`create trigger letter_proposal_unchanged
    before update of id, letter_id, kind, at on letter_proposal
    begin select raise(abort, 'a proposal is kept as it was made'); end`.execute(db)
  await sql`create trigger letter_proposal_withdrawn before update of withdrawn_at on letter_proposal
    when old.withdrawn_at is not null or old.published is not null
    begin select raise(abort, 'a proposal is withdrawn once, and not when it is public'); end`.execute(
    db,
  )
  await sql`create trigger letter_proposal_public before update of post_id, published on letter_proposal
    when (old.post_id is not null and new.post_id is not old.post_id)
      or not exists (select 1 from published_letter l
        where l.proposal_id = new.id and l.number = new.published and l.post_id = new.post_id)
    begin select raise(abort, 'a proposal is public only as it was published'); end`.execute(db)
  // Inserting over a row would delete it without the triggers of deleting.
  await sql`create trigger letter_proposal_once before insert on letter_proposal
    when new.withdrawn_at is not null or new.published is not null
      or exists (select 1 from letter_proposal where id = new.id
        or (letter_id = new.letter_id and withdrawn_at is null))
    begin select raise(abort, 'what stands of an agreement is never replaced'); end`.execute(db)
  for (const table of ['letter_version', 'letter_answer'])
    await sql`create trigger ${sql.raw(table)}_once before insert on ${sql.raw(table)}
      when exists (select 1 from ${sql.raw(table)} where id = new.id)
      begin select raise(abort, 'what stands of an agreement is never replaced'); end`.execute(db)
  await sql`create trigger letter_version_next before insert on letter_version
    when new.number is not
        (select coalesce(max(number), 0) + 1 from letter_version where proposal_id = new.proposal_id)
      or not exists (select 1 from letter_proposal
        where id = new.proposal_id and withdrawn_at is null)
    begin select raise(abort, 'a version follows the one before'); end`.execute(db)
  await sql`create trigger letter_answer_to_newest before insert on letter_answer
    when new.number is not
        (select max(number) from letter_version where proposal_id = new.proposal_id)
      or new.hash is not (select hash from letter_version
        where proposal_id = new.proposal_id and number = new.number)
      or not exists (select 1 from letter_proposal
        where id = new.proposal_id and withdrawn_at is null and published is not new.number)
    begin select raise(abort, 'an answer is to the newest version, as it is'); end`.execute(db)
  const last = (who: string) => sql`(select answer from letter_answer
      where proposal_id = new.proposal_id and number = new.number and hash = new.hash
        and side = ${sql.lit(who)} order by id desc limit 1)`
  await sql`create trigger published_letter_agreed before insert on published_letter
    when new.number is not
        (select max(number) from letter_version where proposal_id = new.proposal_id)
      or new.hash is not (select hash from letter_version
        where proposal_id = new.proposal_id and number = new.number)
      or not exists (select 1 from letter_proposal where id = new.proposal_id
        and withdrawn_at is null and (post_id is null or post_id = new.post_id))
      or exists (select 1 from published_letter l
        where (l.post_id = new.post_id and (l.version >= new.version
          or l.proposal_id is not new.proposal_id))
          or (l.proposal_id = new.proposal_id and l.number = new.number))
      or ${last('writer')} is not 'yes' or ${last('official')} is not 'yes'
    begin select raise(abort, 'a letter is published only as both sides have agreed'); end`.execute(
    db,
  )
  await sql`create trigger post_version_agreed before insert on post_version
    when exists (select 1 from published_letter where post_id = new.post_id)
      and not exists (select 1 from published_letter l
        where l.post_id = new.post_id and l.version = new.number
          and json_extract(l.content, '$.title') is new.title
          and json_extract(l.content, '$.preface') is new.summary
          and json_extract(l.content, '$.capacity') is new.capacity
          and json_extract(l.content, '$.language') is new.language)
    begin select raise(abort, 'a published letter changes only as both sides have agreed'); end`.execute(
    db,
  )
}
