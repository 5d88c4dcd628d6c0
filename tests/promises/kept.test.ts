/** Promise 3: nothing received is lost or silently changed; the database itself sees to it. */
import type Database from 'better-sqlite3'
import { describe, expect, test, vi } from 'vitest'
import { eraseComment } from '../../server/comments/erase-actions.ts'
import { open } from '../../server/storage/database.ts'
import { openWorld } from './world.ts'

vi.setConfig({ testTimeout: 90_000 }) // it asks for everything there is

interface Row {
  readonly table: string
  readonly where?: string
  /** The columns that an act may change; all others stand for ever. */
  readonly may: readonly string[]
  /** Set when a retention job of its own deletes it (LAW.md, section 5). */
  readonly mayGo?: true
}

/** What became of a comment, and what is rendered again when the renderer changes. */
const fate = ['state', 'shown_at', 'removed_at', 'removed_reason', 'removed_clause', 'answered_by']
const rendered = ['html', 'renderer']
const sorting = ['suspicion', 'signs']

const standing: readonly Row[] = [
  { table: 'ledger_entry', may: [] },
  { table: 'ledger_node', may: [] },
  {
    table: 'comment',
    where: "kind = 'citizen' and salt <> ''",
    may: [...fate, ...rendered, ...sorting],
  },
  {
    ...{ table: 'comment', where: "kind = 'staff'" },
    may: [...fate, ...rendered, ...sorting, 'version', 'text', 'question', 'salt', 'hash'],
  },
  { table: 'reply_version', may: rendered },
  { table: 'decision', may: [] },
  { table: 'receipt', may: [] },
  {
    table: 'post',
    may: [
      ...['state', 'slug', 'version', 'language', 'author_id', 'comments_open', 'feeds_from'],
      ...['first_published_at', 'changed_at', 'unpublished_at', 'unpublished_reason'],
      ...['unpublished_salt', 'unpublished_hash', 'comment_count', 'answer_count'],
    ],
  },
  { table: 'post_version', may: rendered },
  { table: 'post_address', may: [] },
  { table: 'policy_version', may: [] },
  { table: 'clause', may: [] },
  { table: 'clause_text', may: [] },
  { table: 'clause_reason', may: [] },
  {
    table: 'letter',
    may: [
      'sealed_key',
      'key_id',
      'status',
      'answer_by',
      'document',
      'handed_over_at',
      'diary',
      'diary_at',
    ],
  },
  { table: 'letter_text', may: [] },
  { table: 'letter_step', may: [] },
  { table: 'letter_excluded', may: [] },
  {
    table: 'letter_register',
    may: [
      ...['flagged_at', 'exempt', 'exempt_at', 'subject', 'hides_party', 'hides_subject'],
      ...['mark_provision', 'mark_authority', 'mark_on', 'held_at'],
    ],
  },
  {
    ...{ table: 'letter_passing', where: 'sent_at is null and ended_at is null' },
    may: ['answer', 'agreed_hash', 'ended_at', 'sent_at', 'sent_by'],
  },
  { table: 'letter_passing', where: 'sent_at is not null', may: [] },
  { table: 'letter_direct', may: ['shown_at'] },
  { table: 'letter_file', may: [] },
  { table: 'letter_piece', may: [] },
  { table: 'letter_no_ip', may: ['ended_at'] },
  {
    ...{ table: 'letter_proposal', where: 'withdrawn_at is null and published is null' },
    may: ['withdrawn_at'],
  },
  { table: 'letter_proposal', where: 'withdrawn_at is not null', may: [] },
  { table: 'letter_version', may: [] },
  { table: 'letter_answer', may: [] },
  { table: 'published_letter', may: [] },
  { table: 'letter_release', may: [] },
  { table: 'disclosure', may: ['number'] },
  { table: 'disclosure_event', may: [] },
  { table: 'ledger_origin', may: [] },
  { table: 'comment_erasure', may: [] },
  { table: 'thread_summary', where: 'ended_at is null', may: ['ended_at', 'ended_by'] },
  { table: 'summary_basis', may: [] },
  { table: 'side_discussion', where: 'ended_at is null', may: ['size', 'ended_at', 'ended_by'] },
  { table: 'changed_mind', where: 'ended_at is null', may: ['ended_at', 'ended_by'] },
  { table: 'disclosure_mark', may: [] },
  { table: 'document_request', may: ['sealed_key', 'key_id'] },
  { table: 'request_step', may: [] },
  { table: 'request_delegation', may: ['ended_at'] },
  { table: 'request_item', may: ['ended_at'] },
  { table: 'request_file', may: [] },
  { table: 'request_piece', may: [] },
  {
    ...{ table: 'library_item', where: 'id in (select item_id from library_mark)' },
    may: ['alt', 'decorative', 'credit', 'licence', 'licence_words'],
  },
  { table: 'library_file', where: 'item_id in (select item_id from library_mark)', may: [] },
  { table: 'library_piece', where: 'item_id in (select item_id from library_mark)', may: [] },
  { table: 'library_mark', may: [] },
  { table: 'audit', may: [], mayGo: true },
]

/** Where something may be changed and taken away: none of it was received or published. */
const passing = [
  ...['counter', 'site', 'account', 'account_role', 'official_term', 'one_time_link'],
  ...[
    'recovery_code',
    'session',
    'reason',
    'post_tag',
    'draft',
    'draft_saving',
    'draft_approval',
    'disclosure_draft',
    'post_schedule',
  ],
  ...['post_count', 'post_pin', 'lifted_comment', 'series', 'series_part', 'aside'],
  ...[
    'mail_event',
    'mail',
    'account_mail',
    'look_reminder',
    'follow',
    'mail_stop',
    'letter_channel',
    'request_channel',
    'letter_deputy',
    'letter_draft',
    'letter_phrase',
    'pending_file',
    'pending_piece',
    'conversation',
    'answered_conversation',
    'profile',
  ],
  ...['', '_data', '_idx', '_content', '_docsize', '_config'].map(
    (end) => `disclosure_words${end}`,
  ),
  ...['post', 'comment'].flatMap((kind) => [
    `${kind}_terms`,
    ...['', '_data', '_idx', '_config'].map((end) => `${kind}_words${end}`),
  ]),
]

/** The world's database with foreign keys and triggers as the site has them. */
async function openRaw() {
  const { site, comments, posts, cookies } = await openWorld()
  const summary = { text: 'Frågan var vägen.', capacity: 'official' }
  await site.post(`/desk/threads/${posts.open.id}/summary`, summary, { cookie: cookies.official })
  const place = { language: 'sv', timeZone: 'Europe/Stockholm' } as const
  await eraseComment(site, place, { id: comments.withdrawnunseen, reference: 'KS 2026/114 § 7' })
  return open(site.storage.file, false)
}

describe('what stands', () => {
  test('is known of every table', async () => {
    const db = await openRaw()
    const tables = db.prepare("select name from sqlite_master where type = 'table'").pluck().all()
    const known = [...standing.map(({ table }) => table), ...passing]
    db.close()
    expect(
      tables.filter(
        (name) => !/^(sqlite|kysely)_/.test(String(name)) && !known.includes(`${name}`),
      ),
      'say in this file whether its rows stand',
    ).toEqual([])
  })

  test('is never changed, deleted or replaced by another row', async () => {
    const db = await openRaw()
    db.exec('begin') // so that what one statement changes does not hinder the next
    const tried = standing.flatMap((row) =>
      statements(db, row).map(([how, statement]) => {
        const [found, right] = [outcome(db, statement), wanted(how, row)]
        return { is: `${row.table}, ${how}: ${found}`, right: `${row.table}, ${how}: ${right}` }
      }),
    )
    db.close()
    expect(tried.length).toBeGreaterThan(100)
    expect(tried.map(({ is }) => is)).toEqual(tried.map(({ right }) => right))
  })
})

const REFUSED = 'SQLITE_CONSTRAINT_TRIGGER'

const wanted = (how: string, { may, mayGo }: Row): string =>
  may.includes(how) || (how === 'delete' && mayGo) ? 'done' : REFUSED

function outcome(db: Database.Database, statement: string): string {
  db.exec('savepoint one')
  try {
    return db.prepare(statement).run().changes > 0 ? 'done' : 'found no row'
  } catch (problem) {
    return (problem as { code?: string }).code ?? String(problem)
  } finally {
    db.exec('rollback to one')
  }
}

/** Every way to change one row of a table: what is tried, and the SQL. */
function statements(db: Database.Database, { table, where = 'true' }: Row): [string, string][] {
  const one = `rowid = (select rowid from ${table} where ${where} order by rowid limit 1)`
  const columns = db
    .prepare(`select name from pragma_table_xinfo('${table}') where hidden = 0`)
    .pluck()
    .all() as string[]
  return [
    ...columns.map((name): [string, string] => [
      name,
      `update ${table} set ${name} = ${name} where ${one}`,
    ]),
    ['delete', `delete from ${table} where ${one}`],
    ...keysOf(db, table, one).map((key): [string, string] => [
      `replace by ${key.join(', ')}`,
      `insert or replace into ${table} (${columns.join(', ')})
       select ${columns.map((name) => otherwise(name, key)).join(', ')} from ${table} where ${one}`,
    ]),
  ]
}

/** The columns of each key of a row, by which a REPLACE would take it away. */
function keysOf(db: Database.Database, table: string, one: string): string[][] {
  const primary = db
    .prepare(`select name from pragma_table_info('${table}') where pk > 0 order by pk`)
    .pluck()
    .all() as string[]
  const indexes = db
    .prepare(`select name from pragma_index_list('${table}') where "unique" = 1`)
    .pluck()
    .all() as string[]
  const others = indexes.map(
    (name) => db.prepare(`select name from pragma_index_info('${name}')`).pluck().all() as string[],
  )
  const isWhole = (key: readonly string[]) =>
    db.prepare(`select ${key.join(' is not null and ')} is not null from ${table} where ${one}`)
  return [primary, ...others].filter((key) => isWhole(key).pluck().get() === 1)
}

/** The same value for a column of the key, another for a column of some other key. */
function otherwise(name: string, key: readonly string[]): string {
  if (key.includes(name)) return name
  if (name === 'id') return 'id + 1000'
  if (name === 'submission' || name === 'code_hash' || name === 'feed_id') return `${name} || 'x'`
  return name === 'post_id' ? 'post_id % 2 + 1' : name
}
