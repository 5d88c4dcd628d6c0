/** What was written goes by a decision alone; that it was there, and that it is gone, stays for everybody. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { Kysely, PGliteDialect, sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { HOUR } from '../../server/kernel/clock.ts'
import { entriesFrom } from '../../server/ledger/store.ts'
import { open } from '../../server/storage/database.ts'
import { migrateWith } from '../../server/storage/migrate.ts'
import { openThread } from '../moderation/sent.ts'
import { cli } from '../support/cli.ts'
import { testFolder } from '../support/database.ts'

const REFERENCE = 'KS 2026/114 § 7'
const SECRET = 'Personnumret är 19121212-1212'
const hide = { act: 'hide', reason: 'personal_attack', sentence: 'Namn hör inte hit.' }

/** A comment that everybody has read, hidden since. */
async function openHidden() {
  const thread = await openThread()
  const { site, post, show, decide } = thread
  const id = await show(SECRET, { name: 'Östen Utpekad' })
  await show('Ett svar.', { parentId: id })
  site.advance(HOUR)
  await decide(id, hide)
  const erase = (...more: string[]) =>
    cli(
      site,
      'comment',
      'erase',
      ...(more.length > 0 ? more : [String(id), '--decision', REFERENCE]),
    )
  const page = async (path: string) => (await site.get(path)).body
  return { ...thread, id, erase, page, path: post.path }
}

describe('a hidden comment that is erased', () => {
  test('is in no file of the data folder any more', async () => {
    const { site, erase } = await openHidden()
    const holders = () =>
      readdirSync(site.settings.dataDir).filter((name) =>
        /sqlite/.test(name)
          ? readFileSync(join(site.settings.dataDir, name)).includes(SECRET)
          : false,
      )
    expect(holders().length).toBeGreaterThan(0)
    expect((await erase()).code).toBe(0)
    expect(holders()).toEqual([])
  })

  test('is told of in its place, when and by which decision, in the language of who reads', async () => {
    const { id, erase, page, path, site } = await openHidden()
    await page(path)
    await erase()
    site.advance(1_000) // what another process did is noticed within a second
    const words = 'Orden raderades den 21 november 2026 enligt beslut KS 2026/114 § 7.'
    for (const at of [path, `/comments/${id}`]) expect(await page(at)).toContain(words)
    expect((await site.get(path, { cookie: 'language=nb' })).body).toContain(
      'etter vedtak KS 2026/114',
    )
    expect(await page(path)).toContain('Ett svar.')
  })

  test('stands in the log, which stays whole, with a reference that everybody can check', async () => {
    const { id, erase, page, site } = await openHidden()
    const kept = join(testFolder(), 'checkpoint')
    writeFileSync(kept, await page('/ledger/checkpoint'))
    const copy = join(testFolder(), 'copy')
    const received = (await entriesFrom(site.storage.read, 0, 99)).find(
      ({ kind, body }) => kind === 'comment_received' && JSON.parse(body).number === id,
    )
    await erase()
    site.advance(1_000)
    expect((await cli(site, 'ledger', 'verify')).code).toBe(0)
    await cli(site, 'ledger', 'publish', copy)
    const checked = await cli(site, 'ledger', 'verify', '--from', copy, '--checkpoint', kept)
    expect([checked.code, checked.said]).toEqual([0, expect.stringContaining('are the ones that')])
    const [last] = (await entriesFrom(site.storage.read, 0, 99)).slice(-1)
    expect(JSON.parse(last?.body ?? '')).toMatchObject({ kind: 'comment_erased', number: id })
    const told = await page(`/ledger/${last?.index}`)
    expect(told).toContain(`Kommentar ${id} raderades`)
    expect(told).toContain('{&quot;reference&quot;:&quot;KS 2026/114 § 7&quot;}')
    expect(await page(`/ledger/${received?.index}`)).toContain('Texten är inte offentlig')
  })

  test('says so to whoever wrote it, behind the code', async () => {
    const { site, submit, decide, page } = await openHidden()
    const { number, code } = (await submit(SECRET)) as { number: number; code: string }
    await decide(number, hide)
    const cookie = `receipt=${code}`
    expect((await site.get('/receipt', { cookie })).body).toContain(SECRET)
    await cli(site, 'comment', 'erase', String(number), '--decision', REFERENCE)
    const own = (await site.get('/receipt', { cookie })).body
    expect(own).not.toContain(SECRET)
    expect(own).toContain('enligt beslut KS 2026/114')
    expect(await page('/')).not.toContain(SECRET)
  })

  test('is shown no more, whatever a moderator decides', async () => {
    const { id, erase, decide, page, path } = await openHidden()
    await erase()
    expect((await decide(id, { act: 'let_through' })).statusCode).toBe(409)
    expect(await page(path)).toContain('enligt beslut')
  })
})

describe('nothing is erased', () => {
  test('that is shown, waits, is a reply of the office, or is not there', async () => {
    const { erase, show, send, answer, site } = await openHidden()
    const shown = await show('Visas.')
    const waits = await send('Väntar.')
    await answer(shown)
    for (const [id, words] of [
      [shown, 'only what is hidden or withdrawn'],
      [waits, 'only what is hidden or withdrawn'],
      [waits + 1, 'no such comment'],
      [9999, 'no such comment'],
    ] as const) {
      const { code, said } = await erase(String(id), '--decision', REFERENCE)
      expect([id, code, said]).toEqual([id, 1, expect.stringContaining(words)])
    }
    expect((await cli(site, 'ledger', 'verify')).code).toBe(0)
  })

  test('without a decision, or twice', async () => {
    const { id, erase } = await openHidden()
    for (const more of [[], ['--decision', ' '], ['--decision', 'x'.repeat(201)]])
      expect((await erase(String(id), ...more)).said).toContain('where the decision is found')
    expect((await erase('nonsense')).code).toBe(2)
    expect((await erase()).code).toBe(0)
    expect((await erase()).said).toContain('erased before')
  })

  test('by raw SQL but with the row that says so', async () => {
    const { site, id, erase, show, decide } = await openHidden()
    const shown = await show('Visas.')
    const other = await show('Också.')
    await decide(other, hide)
    await erase()
    const db = open(site.storage.file, false)
    const row = (number: number) =>
      `insert into comment_erasure values (${number}, 'x', 'KS 1', 'borta', 'borta', '${'0'.repeat(32)}', '${'0'.repeat(64)}')`
    for (const statement of [
      `update comment set text = 'borta' where id = ${other}`,
      `update comment set name = '', text = 'borta', salt = '' where id = ${other}`,
      `update comment set salt = '' where id = ${shown}`,
      `update comment set text = 'annat' where id = ${id}`,
      `update comment set name = 'någon' where id = ${id}`,
      `update comment set state = 'shown' where id = ${id}`,
      row(shown),
      row(id),
      row(9999),
      row(other).replace('insert', 'insert or replace').replace(String(other), String(id)),
      row(other).replace("'KS 1'", "' '"),
      `update comment_erasure set reference = 'KS 2'`,
      'delete from comment_erasure',
    ])
      expect(() => db.exec(statement), statement).toThrow(
        /SQLITE_CONSTRAINT|never|stands|erased|CHECK|FOREIGN/i,
      )
    db.exec(row(other))
    expect(db.prepare(`select name, text, salt from comment where id = ${other}`).get()).toEqual({
      ...{ name: '', text: 'borta', salt: '' },
    })
    db.close()
  })

  test('nor undone on PostgreSQL', { timeout: 60_000 }, async () => {
    const db = new Kysely<unknown>({ dialect: new PGliteDialect({ pglite: new PGlite() }) })
    await migrateWith(db)
    await sql`alter table comment_erasure drop constraint comment_erasure_comment_id_fkey`.execute(
      db,
    )
    await sql`insert into comment_erasure values (1, 'x', 'KS 1', 'borta', '', ${'0'.repeat(32)}, ${'0'.repeat(64)})`.execute(
      db,
    )
    await sql`update comment_erasure set reference = 'KS 2'`.execute(db)
    await sql`delete from comment_erasure`.execute(db)
    const { rows } = await sql`select reference from comment_erasure`.execute(db)
    expect(rows).toEqual([{ reference: 'KS 1' }])
    await db.destroy()
  })
})
