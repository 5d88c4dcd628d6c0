import { type Kysely, SqliteAdapter, sql } from 'kysely'

const refuse = sql`begin select raise(abort, 'a row that is kept has the place of no other'); end`

/** What is kept under a key of several columns: each row has a number of SQLite's own besides. */
const byKey = [
  ...['ledger_node', 'clause_text', 'clause_reason', 'post_version', 'post_address'],
  ...['reply_version', 'letter_excluded', 'letter_piece', 'published_letter'],
  ...['disclosure_event', 'disclosure_mark', 'request_step', 'request_piece'],
]

/** What is kept under its number. */
const byNumber = [
  ...['policy_version', 'clause', 'post', 'receipt', 'comment', 'mail', 'letter', 'letter_direct'],
  ...[
    'letter_passing',
    'letter_no_ip',
    'letter_register',
    'letter_proposal',
    'disclosure',
    'request_delegation',
  ],
  ...['document_request', 'request_item'],
]

/**
 * SQLite knows each row by a number that also has the names rowid, oid and _rowid_. Under those names it could be given to
 * another row, which replaces what stood there, or be changed, and no trigger on the table's own columns was asked.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  if (!(db.getExecutor().adapter instanceof SqliteAdapter)) return
  for (const name of [...byKey, ...byNumber]) {
    const table = sql.raw(name)
    await sql`create trigger ${table}_row_stays before update on ${table}
      when new.rowid <> old.rowid ${refuse}`.execute(db)
  }
  for (const name of byKey) {
    const table = sql.raw(name)
    await sql`create trigger ${table}_row_once before insert on ${table}
      when exists (select 1 from ${table} where rowid = new.rowid) ${refuse}`.execute(db)
  }
}
