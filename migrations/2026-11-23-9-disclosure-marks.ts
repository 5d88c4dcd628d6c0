import { type Kysely, SqliteAdapter, sql } from 'kysely'

/**
 * Entries of the archive in the text of a post: what is written with a draft waits beside it until that is published, and
 * each version of a post says which entries it has a place for.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const isSqlite = db.getExecutor().adapter instanceof SqliteAdapter
  const strict = isSqlite ? sql`strict` : sql``

  await db.schema
    .createTable('disclosure_draft') // written with a draft, public with it
    .addColumn('id', 'integer', (c) => c.primaryKey().notNull())
    .addColumn('draft_id', 'integer', (c) => c.notNull().references('draft.id'))
    .addColumn('account_id', 'integer', (c) => c.notNull().references('account.id'))
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('content', 'text', (c) => c.notNull())
    .modifyEnd(strict)
    .execute()
  await db.schema
    .createIndex('disclosure_draft_of')
    .on('disclosure_draft')
    .column('draft_id')
    .execute()

  await db.schema
    .createTable('disclosure_mark') // which entries a version of a post has a place for
    .addColumn('post_id', 'integer', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('disclosure_id', 'integer', (c) => c.notNull().references('disclosure.id'))
    .addPrimaryKeyConstraint('disclosure_mark_key', ['post_id', 'version', 'disclosure_id'])
    .addForeignKeyConstraint('disclosure_mark_in', ['post_id', 'version'], 'post_version', [
      'post_id',
      'number',
    ])
    .modifyEnd(strict)
    .execute()
  await db.schema
    .createIndex('disclosure_mark_of')
    .on('disclosure_mark')
    .column('disclosure_id')
    .execute()

  await sql`create view public_disclosure_mark as
    select m.disclosure_id, m.post_id from disclosure_mark m join public_post p on p.id = m.post_id
    where p.version = m.version`.execute(db)

  const kept = 'what a version of a post has places for is kept as it was'
  if (!isSqlite) {
    await sql`create function disclosure_mark_kept() returns trigger language plpgsql as $$
      begin raise exception ${sql.lit(kept)}; end $$`.execute(db)
    await sql`create trigger disclosure_mark_kept before update or delete or truncate on disclosure_mark
      for each statement execute function disclosure_mark_kept()`.execute(db)
    return
  }
  const refuse = (name: string, what: string) =>
    sql`create trigger ${sql.raw(name)} before ${sql.raw(what)}
      begin select raise(abort, ${sql.lit(kept)}); end`.execute(db)
  await refuse('disclosure_mark_kept', 'delete on disclosure_mark')
  await refuse('disclosure_mark_unchanged', 'update on disclosure_mark')
  await refuse(
    'disclosure_mark_once',
    `insert on disclosure_mark when exists (select 1 from disclosure_mark where post_id = new.post_id
      and version = new.version and disclosure_id = new.disclosure_id)`,
  )
}
