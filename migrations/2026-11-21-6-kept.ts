import { type Kysely, SqliteAdapter, sql } from 'kysely'

/**
 * REPLACE takes a row away without asking a delete trigger, so whoever inserts what is there already
 * is refused: for each table the keys, any of which finds the row that would go.
 */
const once: Readonly<Record<string, readonly string[]>> = {
  comment: ['id = new.id', 'submission = new.submission'],
  reply_version: ['comment_id = new.comment_id and number = new.number'],
  decision: ['id = new.id'],
  receipt: ['id = new.id', 'code_hash = new.code_hash'],
  post: ['id = new.id', 'feed_id = new.feed_id', 'year_month = new.year_month and slug = new.slug'],
  post_version: ['post_id = new.post_id and number = new.number'],
  policy_version: ['id = new.id', 'policy = new.policy and number = new.number'],
  clause: ['id = new.id', 'version_id = new.version_id and number = new.number'],
  clause_text: ['clause_id = new.clause_id and language = new.language'],
  clause_reason: ['clause_id = new.clause_id and reason = new.reason'],
  audit: ['id = new.id'],
}

/** What is never changed, whoever wrote it: who, where, when and about which text. */
const unchanged: Readonly<Record<string, readonly string[]>> = {
  comment: [
    ...['id', 'post_id', 'parent_id', 'path', 'depth', 'kind', 'name', 'received_at'],
    ...['post_version', 'parent_version', 'capacity', 'account_id', 'author_title', 'author_role'],
    ...['receipt_id', 'submission'],
  ],
  receipt: ['id', 'code_hash', 'created_at'],
  post: ['id', 'year_month', 'feed_id'],
  post_address: ['year_month', 'slug', 'post_id'],
  policy_version: ['id', 'policy', 'number', 'published_at', 'applies_from', 'salt', 'hash'],
  clause: ['id', 'version_id', 'number', 'key'],
  clause_text: ['clause_id', 'language', 'title', 'body'],
  clause_reason: ['clause_id', 'reason'],
}

/** What is never deleted, besides what earlier migrations keep. */
const kept = Object.keys(unchanged).filter((table) => table !== 'comment')

/** Comments, codes, addresses, decisions and the rules that they cite stand as they are. */
export async function up(db: Kysely<unknown>): Promise<void> {
  if (!(db.getExecutor().adapter instanceof SqliteAdapter)) return
  for (const [table, keys] of Object.entries(once))
    await refuse(db, {
      name: `${table}_once`,
      before: `insert on ${table} when exists (select 1 from ${table} where ${keys.join(' or ')})`,
      words: `what stands in ${table} is never replaced`,
    })
  for (const [table, columns] of Object.entries(unchanged))
    await refuse(db, {
      name: `${table}_stands`,
      before: `update of ${columns.join(', ')} on ${table}`,
      words: `what stands in ${table} is never changed`,
    })
  for (const table of kept)
    await refuse(db, {
      name: `${table}_kept`,
      before: `delete on ${table}`,
      words: `what stands in ${table} is kept`,
    })
  await refuse(db, {
    name: 'comment_version_of_staff',
    before: `update of version on comment when old.kind = 'citizen'`,
    words: 'the words of a citizen have no versions',
  })
  await keepAddresses(db)
}

/** An address leads to one post for ever, and two posts never share one. */
async function keepAddresses(db: Kysely<unknown>): Promise<void> {
  const same = 'year_month = new.year_month and slug = new.slug'
  const words = 'an address leads to one post for ever'
  await refuse(db, {
    name: 'post_address_once',
    before: `insert on post_address when exists
      (select 1 from post_address where ${same} and post_id <> new.post_id)`,
    words,
  })
  await refuse(db, {
    name: 'post_slug_of_another',
    before: `update of slug on post when exists
      (select 1 from post where ${same} and id <> new.id)`,
    words,
  })
}

interface Refusal {
  readonly name: string
  readonly before: string
  readonly words: string
}

const refuse = (db: Kysely<unknown>, { name, before, words }: Refusal) =>
  sql`create trigger ${sql.table(name)} before ${sql.raw(before)}
    begin select raise(abort, ${sql.lit(words)}); end`.execute(db)
