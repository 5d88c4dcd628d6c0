import { type Kysely, SqliteAdapter, sql } from 'kysely'

const reasons = {
  legal: [
    'threat',
    'hate',
    'incitement',
    'terrorism',
    'child_abuse',
    'violent_image',
    'privacy_intrusion',
    'copyright',
    'defamation',
    'insult_official',
    'personal_data',
  ],
  house: ['personal_attack', 'off_topic', 'spam_impersonation', 'own_case'],
}

/** The house rules in versions and clauses, and the closed list of reasons that decisions cite. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const isSqlite = db.getExecutor().adapter instanceof SqliteAdapter
  const strict = isSqlite ? sql`strict` : sql``

  await db.schema
    .createTable('policy_version')
    .addColumn('id', 'integer', (c) => c.primaryKey().notNull())
    .addColumn('policy', 'text', (c) => c.notNull().check(sql`policy in ('house_rules')`))
    .addColumn('number', 'integer', (c) => c.notNull())
    .addColumn('published_at', 'text', (c) => c.notNull())
    .addColumn('applies_from', 'text', (c) => c.notNull())
    .addColumn('salt', 'text', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull())
    .addUniqueConstraint('policy_version_number', ['policy', 'number'])
    .addCheckConstraint('policy_version_not_back_in_time', sql`applies_from >= published_at`)
    .modifyEnd(strict)
    .execute()

  await db.schema
    .createTable('clause')
    .addColumn('id', 'integer', (c) => c.primaryKey().notNull())
    .addColumn('version_id', 'integer', (c) => c.notNull().references('policy_version.id'))
    .addColumn('number', 'integer', (c) => c.notNull())
    .addColumn('key', 'text', (c) => c.notNull())
    .addUniqueConstraint('clause_number', ['version_id', 'number'])
    .addUniqueConstraint('clause_in_version', ['id', 'version_id']) // what a decision refers to
    .modifyEnd(strict)
    .execute()

  await db.schema
    .createTable('clause_text')
    .addColumn('clause_id', 'integer', (c) => c.notNull().references('clause.id'))
    .addColumn('language', 'text', (c) => c.notNull().check(sql`language in ('sv', 'nb', 'en')`))
    .addColumn('title', 'text', (c) => c.notNull())
    .addColumn('body', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('clause_text_key', ['clause_id', 'language'])
    .modifyEnd(strict)
    .execute()

  await db.schema
    .createTable('reason')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('kind', 'text', (c) => c.notNull().check(sql`kind in ('legal', 'house')`))
    .modifyEnd(strict)
    .execute()

  await db.schema
    .createTable('clause_reason')
    .addColumn('clause_id', 'integer', (c) => c.notNull().references('clause.id'))
    .addColumn('reason', 'text', (c) => c.notNull().references('reason.id'))
    .addPrimaryKeyConstraint('clause_reason_key', ['clause_id', 'reason'])
    .modifyEnd(strict)
    .execute()

  for (const [kind, ids] of Object.entries(reasons))
    for (const id of ids)
      await sql`insert into reason (id, kind) values (${id}, ${kind})`.execute(db)
}
