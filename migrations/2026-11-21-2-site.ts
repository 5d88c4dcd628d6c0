import { type Kysely, SqliteAdapter, sql } from 'kysely'

/** Who speaks here, the people of the desk, and what they did. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const isSqlite = db.getExecutor().adapter instanceof SqliteAdapter
  const strict = isSqlite ? sql`strict` : sql``

  await db.schema
    .createTable('site') // one row: one installation is one authority and one blog
    .addColumn('id', 'integer', (c) => c.primaryKey().notNull().check(sql`id = 1`))
    .addColumn('authority', 'text', (c) => c.notNull())
    .addColumn('country', 'text', (c) => c.notNull().check(sql`country in ('se', 'no')`))
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('language', 'text', (c) => c.notNull().check(sql`language in ('sv', 'nb', 'en')`))
    .addColumn('time_zone', 'text', (c) => c.notNull())
    .addColumn('telephone', 'text')
    .addColumn('contact_email', 'text')
    .addColumn('postal_address', 'text')
    .addColumn('controller', 'text')
    .addColumn('data_protection_officer', 'text')
    .addColumn('presentation', 'text', (c) => c.notNull())
    .addColumn('presentation_html', 'text', (c) => c.notNull())
    .addColumn('renderer', 'integer', (c) => c.notNull())
    .addColumn('hours_days', 'text', (c) => c.notNull()) // ISO weekdays, '12345'
    .addColumn('hours_from', 'text', (c) => c.notNull()) // '08:00' in the site's zone
    .addColumn('hours_to', 'text', (c) => c.notNull())
    .addColumn('hours_within', 'integer', (c) => c.notNull().check(sql`hours_within > 0`))
    .addColumn('away_until', 'text') // a date in the site's zone
    .addColumn('set_up_at', 'text', (c) => c.notNull())
    .modifyEnd(strict)
    .execute()

  await db.schema
    .createTable('account')
    .addColumn('id', 'integer', (c) => c.primaryKey().notNull())
    .addColumn('email', 'text', (c) => c.notNull().unique()) // lower case: one person, one sign-in
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('title', 'text', (c) => c.notNull())
    .addColumn('password', 'text') // argon2id, PHC string
    .addColumn('totp_secret', 'text') // sealed with the key in the data folder
    .addColumn('totp_at', 'text')
    .addColumn('totp_step', 'integer', (c) => c.notNull().defaultTo(0)) // the last one used (RFC 6238 5.2)
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('disabled_at', 'text')
    .modifyEnd(strict)
    .execute()

  await db.schema
    .createTable('account_role')
    .addColumn('account_id', 'integer', (c) => c.notNull().references('account.id'))
    .addColumn('role', 'text', (c) =>
      c.notNull().check(sql`role in ('author', 'moderator', 'registrar', 'administrator')`),
    )
    .addColumn('given_at', 'text', (c) => c.notNull())
    .addColumn('given_by', 'integer', (c) => c.references('account.id'))
    .addPrimaryKeyConstraint('account_role_key', ['account_id', 'role'])
    .modifyEnd(strict)
    .execute()

  await db.schema
    .createTable('official_term') // who is the official, from when; the latest begun one holds
    .addColumn('id', 'integer', (c) => c.primaryKey().notNull())
    .addColumn('account_id', 'integer', (c) => c.notNull().references('account.id'))
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('title', 'text', (c) => c.notNull())
    .addColumn('starts_at', 'text', (c) => c.notNull())
    .addColumn('notice', 'text')
    .addColumn('planned_at', 'text', (c) => c.notNull())
    .addColumn('planned_by', 'integer', (c) => c.references('account.id'))
    .addColumn('cancelled_at', 'text')
    .modifyEnd(strict)
    .execute()

  await db.schema
    .createTable('one_time_link')
    .addColumn('id', 'integer', (c) => c.primaryKey().notNull())
    .addColumn('purpose', 'text', (c) =>
      c.notNull().check(sql`purpose in ('set_up', 'invitation', 'password')`),
    )
    .addColumn('token_hash', 'text', (c) => c.notNull().unique()) // the token itself is never stored
    .addColumn('account_id', 'integer', (c) => c.references('account.id'))
    .addColumn('email', 'text')
    .addColumn('name', 'text')
    .addColumn('title', 'text')
    .addColumn('roles', 'text') // a JSON list
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('created_by', 'integer', (c) => c.references('account.id'))
    .addColumn('expires_at', 'text', (c) => c.notNull())
    .addColumn('used_at', 'text')
    .modifyEnd(strict)
    .execute()

  await db.schema
    .createTable('recovery_code')
    .addColumn('account_id', 'integer', (c) => c.notNull().references('account.id'))
    .addColumn('code_hash', 'text', (c) => c.notNull())
    .addColumn('used_at', 'text')
    .addPrimaryKeyConstraint('recovery_code_key', ['account_id', 'code_hash'])
    .modifyEnd(strict)
    .execute()

  await db.schema
    .createTable('session')
    .addColumn('id', 'integer', (c) => c.primaryKey().notNull())
    .addColumn('token_hash', 'text', (c) => c.notNull().unique()) // a stolen database opens no session
    .addColumn('account_id', 'integer', (c) => c.notNull().references('account.id'))
    .addColumn('started_at', 'text', (c) => c.notNull())
    .addColumn('seen_at', 'text', (c) => c.notNull())
    .addColumn('expires_at', 'text', (c) => c.notNull())
    .addColumn('second_factor_at', 'text')
    .addColumn('ended_at', 'text')
    .modifyEnd(strict)
    .execute()
  await db.schema.createIndex('session_account').on('session').column('account_id').execute()

  await db.schema
    .createTable('audit') // inside only: who did what with accounts, roles and settings
    .addColumn('id', 'integer', (c) => c.primaryKey().notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('account_id', 'integer', (c) => c.references('account.id'))
    .addColumn('act', 'text', (c) => c.notNull())
    .addColumn('subject', 'text')
    .addColumn('detail', 'text')
    .modifyEnd(strict)
    .execute()

  if (isSqlite) {
    await sql`create trigger audit_no_update before update on audit
      begin select raise(abort, 'the audit log is append-only'); end`.execute(db)
  } else {
    await sql`create rule audit_no_update as on update to audit do instead nothing`.execute(db)
  }
}
