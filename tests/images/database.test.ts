/** What the database refuses by raw SQL: what is shown is never changed, and nothing is shown without a text. */
import type Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { open } from '../../server/storage/database.ts'
import { openTestSite } from '../support/site.ts'
import { draftWithImage, published } from './library.ts'

const item = (change: Readonly<Record<string, string>>): string => {
  const row = {
    ...{ id: '9', kind: "'image'", name: "'a.jpg'", size: '3', source_hash: "'x'" },
    ...{ uploaded_by: '1', uploaded_at: "'2026-11-21T10:00:00.000Z'", decorative: '0', ...change },
  }
  return `insert into library_item (${Object.keys(row)}) values (${Object.values(row)})`
}

const wrong: readonly (readonly [string, string])[] = [
  ['a kind that is not known', item({ kind: "'film'" })],
  ['a licence that is not on the list', item({ licence: "'mine'" })],
  ['a decoration with a text', item({ decorative: '1', alt: "'Ett hus'" })],
  ['other terms without words', item({ licence: "'other'" })],
  ['terms in words with a licence', item({ licence: "'own'", licence_words: "'Fråga'" })],
  ['a PDF with an alt text', item({ kind: "'pdf'", alt: "'Ett hus'" })],
  ['the place of another item', item({ id: '1' }).replace('insert', 'insert or replace')],
  ['another file for an item', "update library_item set source_hash = 'y' where id = 1"],
  ['another row number', 'update library_item set rowid = 8 where id = 1'],
  ['an image that is shown without its text', 'update library_item set alt = null where id = 1'],
  ['other bytes', "update library_piece set bytes = x'00'"],
  ['another hash', `update library_file set hash = '${'0'.repeat(64)}'`],
  [
    'bytes in the place of others',
    `insert or replace into library_piece
    select item_id, format, width, number, x'00' from library_piece limit 1`,
  ],
  [
    'bytes in the row of others',
    `insert or replace into library_piece
    (rowid, item_id, format, width, number, bytes)
    select 1, item_id, format, width, 7, x'00' from library_piece limit 1`,
  ],
  ['the loss of what is shown', 'delete from library_piece'],
  ['the loss of the item', 'delete from library_item'],
  ['the loss of what a version shows', 'delete from library_mark'],
  ['another version for what is shown', 'update library_mark set version = 2'],
  ['an image without a text in a post', 'insert into library_mark values (1, 1, 2, 1)'],
  [
    'a file of two sides that is a PDF',
    `insert into library_file
    values (2, 'pdf', 3, 3, 1, '${'0'.repeat(64)}')`,
  ],
]

test('refuses what would change or hide what was published', async () => {
  const site = await openTestSite()
  const cookie = await site.signIn('official')
  const { draft } = await draftWithImage(site, cookie)
  await published(site, cookie, draft)
  const db: Database.Database = open(site.storage.file, false)
  db.exec(item({ id: '2', source_hash: "'undescribed'" }))
  const all = () =>
    ['library_item', 'library_file', 'library_piece', 'library_mark'].map((table) =>
      db.prepare(`select * from ${table}`).all(),
    )
  const before = all()
  for (const [what, sql] of wrong) expect(() => db.exec(sql), what).toThrow()
  expect(all()).toEqual(before)
  db.close()
})
