/**
 * A database of an earlier version, kept as it was when five migrations had been run, with posts,
 * comments in every state, codes and sessions of an invented municipality. This version must find
 * all of it. `tests/fixtures/2026-11-21-5.sql` is never made anew.
 */
import { copyFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Instant } from '../../server/kernel/clock.ts'
import { verify } from '../../server/ledger/verify.ts'
import { flawOfFile, lookInto } from '../../server/storage/copy.ts'
import { open } from '../../server/storage/database.ts'
import { migrateFile, standingOf } from '../../server/storage/migrate.ts'
import { textOf } from '../posts/writing.ts'
import { testFolder } from '../support/database.ts'
import { openSiteIn, staff } from '../support/site.ts'

const fixture = join(import.meta.dirname, '../fixtures/2026-11-21-5')
const cookies = {
  holder: 'receipt=4Q5FCASNSAYN9RYM',
  moderator: 'insyn=c6__asdnLe77firGK8E_ayScyKtUWv1v7Q9wavv3QaM',
}
const now = '2026-11-21T12:00:00.000Z' as Instant

/** The data folder as that version left it. */
function earlierFolder(): string {
  const folder = testFolder()
  const raw = open(join(folder, 'insyn.sqlite'), false)
  raw.exec(readFileSync(`${fixture}.sql`, 'utf8'))
  raw.close()
  copyFileSync(`${fixture}.keys.json`, join(folder, 'keys.json'))
  return folder
}

function rowsOf(file: string): Record<string, unknown[]> {
  const db = open(file, true)
  const tables = db
    .prepare(
      "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' and name not like 'kysely_%'",
    )
    .pluck()
    .all() as string[]
  const rows = tables.map((table) => [table, db.prepare(`select * from "${table}"`).all()])
  db.close()
  return Object.fromEntries(rows)
}

async function upgraded() {
  const folder = earlierFolder()
  const file = join(folder, 'insyn.sqlite')
  const before = rowsOf(file)
  const copy = join(folder, 'insyn-before-upgrade.sqlite')
  return { folder, file, before, copy, done: await migrateFile(file, copy) }
}

test('an earlier database is brought forward, with every row and a copy from before', async () => {
  const { file, before, copy, done } = await upgraded()
  expect(done.ran).toContain('2026-11-21-6-kept')
  expect(done.copy).toBe(copy)
  expect(before.comment?.length).toBe(19)
  expect(rowsOf(file)).toMatchObject(before)
  expect(rowsOf(copy)).toEqual(before)
  expect((await lookInto(file, standingOf)).missing).toEqual([])
  expect(flawOfFile(file)).toBeUndefined()
  expect(await lookInto(file, verify)).toMatchObject({ ok: true })
})

test('posts, conversations, codes, sessions and passwords are there after it', async () => {
  const { folder } = await upgraded()
  const site = await openSiteIn(folder, { clock: now })
  const path = /href="(\/2026\/11\/[^"/]+)"/.exec((await site.get('/')).body)?.[1] ?? ''
  expect((await site.get(path)).statusCode).toBe(200)
  expect((await site.get('/comments/1')).body).toContain('zqshowntextzq')
  const receipt = await site.get('/receipt', { cookie: cookies.holder })
  expect([receipt.statusCode, receipt.body]).toEqual([200, expect.stringContaining('zqpending')])
  const desk = await site.get('/desk', { cookie: cookies.moderator })
  expect([desk.statusCode, textOf(desk.body)]).toEqual([
    200,
    expect.stringContaining(staff.moderator.name),
  ])
  expect(await site.signIn('moderator')).toMatch(/^insyn=/)
  expect((await site.post('/comments', { post: '1', text: 'Vem nu?' })).statusCode).toBe(303)
  expect((await verify(site.storage.read)).ok).toBe(true)
})
