import { PGlite } from '@electric-sql/pglite'
import { Kysely, PGliteDialect, sql } from 'kysely'
import { expect, test } from 'vitest'
import { soughtOf } from '../../server/search/match.ts'
import { queryOf } from '../../server/search/query.ts'
import { foundIds } from '../../server/search/store.ts'
import { migrateWith } from '../../server/storage/migrate.ts'
import type { Schema } from '../../server/storage/schema.ts'

const at = '2026-11-21T09:00:00.000Z'

/** A row in which only what is named differs from what every such row has. */
const insert = (db: Kysely<Schema>, table: string, row: Readonly<Record<string, unknown>>) => {
  const columns = sql.join(Object.keys(row).map((name) => sql.ref(name)))
  return sql`insert into ${sql.table(table)} (${columns})
    values (${sql.join(Object.values(row))})`.execute(db)
}

async function openPostgres() {
  const db = new Kysely<Schema>({ dialect: new PGliteDialect({ pglite: new PGlite() }) })
  await migrateWith(db)
  await insert(db, 'account', {
    id: 1,
    email: 'a@eken.example',
    name: 'A',
    title: 'B',
    created_at: at,
  })
  const post = {
    id: 7,
    state: 'published',
    year_month: '2026/11',
    slug: 'x',
    version: 1,
    language: 'sv',
  }
  const shown = {
    author_id: 1,
    comments_open: 1,
    first_published_at: at,
    feeds_from: at,
    feed_id: 'f',
  }
  await insert(db, 'post', { ...post, ...shown })
  const by = {
    author_id: 1,
    author_name: 'A',
    author_title: 'B',
    author_role: 'author',
    at,
    quiet: 0,
  }
  const texts = { title: 'Skolvägarna', question: '', summary: '', source: 'Om bussen.', html: '' }
  const kept = { renderer: 1, tags: '[]', language: 'sv', salt: '', hash: '' }
  await insert(db, 'post_version', {
    post_id: 7,
    number: 1,
    capacity: 'official',
    ...texts,
    ...by,
    ...kept,
  })
  return db
}

async function say(db: Kysely<Schema>, id: number, text: string): Promise<void> {
  const place = { id, post_id: 7, path: String(id), depth: 0, kind: 'citizen', state: 'shown' }
  const words = { name: 'Kråkström', text, html: '', renderer: 1, question: 0, received_at: at }
  const rest = { post_version: 1, version: 1, suspicion: 0, signs: '', salt: '', hash: '' }
  await insert(db, 'comment', { ...place, ...words, ...rest, shown_at: at })
}

test('the same search is answered by PostgreSQL, from the moment a text is public until it is not', {
  timeout: 120_000,
}, async () => {
  const db = await openPostgres()
  try {
    await say(db, 1, 'Bussen går inte till skolan.')
    await say(db, 2, 'Snöröjningen kom sent.')
    const find = async (kind: 'post' | 'comment', typed: string, mark?: string) => {
      const sought = soughtOf(queryOf(typed), undefined)
      const marks = { all: mark ? [[mark]] : [], none: [] }
      const rest = { tag: undefined, capacity: undefined, from: undefined, to: undefined }
      const asked = { sought, marks, ...rest, isSifted: false }
      const part = { before: undefined, most: 21, onPage: 20 }
      return (await foundIds(db, kind, asked, part)).ids
    }
    expect(await find('comment', 'skola')).toEqual([1])
    expect(await find('comment', '"till skolan"')).toEqual([1])
    expect(await find('comment', '"skolan till"')).toEqual([])
    expect(await find('comment', 'snö*')).toEqual([2])
    expect(await find('comment', 'buss -skola')).toEqual([])
    expect(await find('comment', 'kråkström')).toEqual([])
    expect(await find('comment', '', 'citizen')).toEqual([2, 1])
    expect(await find('post', 'buss', 'official')).toEqual([7])
    expect(await find('post', 'buss', 'personal')).toEqual([])
    await sql`update comment set state = 'withdrawn' where id = 1`.execute(db)
    expect(await find('comment', 'skola')).toEqual([])
    const gone = sql`unpublished_at = ${at}, unpublished_reason = 'Fel.'`
    await sql`update post set state = 'unpublished', ${gone}`.execute(db)
    expect([await find('post', 'buss'), await find('comment', 'snö*')]).toEqual([[], []])
    await sql`update post set state = 'published', unpublished_at = null,
      unpublished_reason = null`.execute(db)
    expect([await find('post', 'buss'), await find('comment', 'snö*')]).toEqual([[7], [2]])
  } finally {
    await db.destroy()
  }
})
