/** What is backed up, and the drill: a lived-in site is restored into an empty folder and compared. */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type BackupList, LIST } from '../../server/backup.ts'
import { sha256 } from '../../server/kernel/random.ts'
import { verify } from '../../server/ledger/verify.ts'
import type { NewMail } from '../../server/mail/mail.ts'
import { saveMail } from '../../server/mail/store.ts'
import { open } from '../../server/storage/database.ts'
import { openWorld } from '../promises/world.ts'
import { cli, spoilLedger } from '../support/cli.ts'
import { testFolder } from '../support/database.ts'
import { openSiteIn, openTestSite, staff, type TestSite } from '../support/site.ts'

/** A backup of a site in a folder of its own. */
async function backedUp(site: TestSite): Promise<string> {
  const folder = join(testFolder(), 'backup')
  expect((await cli(site, 'backup', folder)).code).toBe(0)
  return folder
}

/** Restores a backup into a folder; gives the exit code and what was said. */
const restore = (site: TestSite, backup: string, dataDir: string) =>
  cli({ ...site, settings: { ...site.settings, dataDir } }, 'restore', backup)

/** Every row of every table, as text. */
function rowsOf(file: string): Record<string, unknown[]> {
  const db = open(file, true)
  const tables = db
    .prepare("select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'")
    .pluck()
    .all() as string[]
  const rows = tables.map((table) => [table, db.prepare(`select * from "${table}"`).all()])
  db.close()
  return Object.fromEntries(rows)
}

/** What a form is recognised by when it is sent twice: each form has its own. */
const marks = /(?<=name="mark" value=")[^"]*/g

const mode = (path: string): number => statSync(path).mode & 0o777

describe('the drill', () => {
  test('a lived-in site comes back whole: rows, files, keys, codes, sign-ins and ledger', async () => {
    const { site, cookies, posts } = await openWorld()
    mkdirSync(join(site.settings.dataDir, 'mail/sent'), { recursive: true })
    writeFileSync(join(site.settings.dataDir, 'mail/sent/1.eml'), 'Subject: Hej\r\n')
    const backup = await backedUp(site)
    const dataDir = join(testFolder(), 'empty')
    const { code, said } = await restore(site, backup, dataDir)
    expect([code, said]).toEqual([0, expect.stringContaining(`Restored to ${dataDir}`)])

    const before = rowsOf(site.storage.file)
    expect(Object.keys(before).length).toBeGreaterThan(20)
    expect(rowsOf(join(dataDir, 'insyn.sqlite'))).toEqual(before)
    for (const file of ['keys.json', 'mail/sent/1.eml'])
      expect(readFileSync(join(dataDir, file))).toEqual(
        readFileSync(join(site.settings.dataDir, file)),
      )
    expect(readdirSync(dataDir).sort()).toEqual(['insyn.sqlite', 'keys.json', 'mail'])
    for (const file of readdirSync(dataDir))
      expect([file, mode(join(dataDir, file))]).toEqual([file, file === 'mail' ? 0o700 : 0o600])

    const again = await openSiteIn(dataDir, { clock: site.clock() })
    expect((await again.get(posts.changed.path)).body).toBe(
      (await site.get(posts.changed.path)).body,
    )
    const receipt = async (one: TestSite) =>
      (await one.get('/receipt', { cookie: cookies.holder })).body.replace(marks, '')
    expect(await receipt(again)).toBe(await receipt(site))
    expect((await again.get('/desk/me', { cookie: cookies.moderator })).statusCode).toBe(200)
    expect(await again.signIn('moderator')).toMatch(/^insyn=/)
    expect(await signInWithCode(again, site.code('official'))).toBe('/desk')
    expect(await verify(again.storage.read)).toEqual(await verify(site.storage.read))
  })

  test('what is taken in after a restore goes on where the numbers ended', async () => {
    const { site, posts } = await openWorld()
    const dataDir = join(testFolder(), 'empty')
    await restore(site, await backedUp(site), dataDir)
    const again = await openSiteIn(dataDir, { clock: site.clock() })
    const size = (await again.storage.read.selectFrom('comment').select('id').execute()).length
    const form = { post: String(posts.open.id), text: 'Vem plogar nu?' }
    expect((await again.post('/comments', form)).statusCode).toBe(303)
    const ids = await again.storage.read.selectFrom('comment').select('id').execute()
    expect(ids.length).toBe(size + 1)
    expect((await verify(again.storage.read)).ok).toBe(true)
  })
})

async function signInWithCode(site: TestSite, code: string): Promise<unknown> {
  const { email, password } = staff.official
  const first = await site.post('/sign-in', { email, password, to: '/desk' })
  const cookie = String([first.headers['set-cookie']].flat()[0]).split(';')[0]
  const second = await site.post('/desk/second-factor', { to: '/desk', code }, { cookie })
  return second.headers.location
}

describe('a backup', () => {
  test('holds database, keys, files and a list of them, for its owner alone', async () => {
    const site = await openTestSite()
    const folder = await backedUp(site)
    expect(readdirSync(folder).sort()).toEqual([LIST, 'insyn.sqlite', 'keys.json'])
    expect(mode(folder)).toBe(0o700)
    for (const file of readdirSync(folder)) expect(mode(join(folder, file))).toBe(0o600)
  })

  test('without a name lies in the folder for backups, and holds no other backup', async () => {
    const site = await openTestSite()
    await cli(site, 'backup')
    site.advance(1000)
    expect((await cli(site, 'backup')).code).toBe(0)
    const folder = join(site.settings.dataDir, 'backups')
    expect(readdirSync(folder)).toEqual([
      'insyn-2026-11-21T09-00-00-000Z',
      'insyn-2026-11-21T09-00-01-000Z',
    ])
    expect(readdirSync(join(folder, 'insyn-2026-11-21T09-00-01-000Z'))).not.toContain('backups')
  })

  test('never takes the place of anything', async () => {
    const site = await openTestSite()
    const folder = await backedUp(site)
    const { code, said } = await cli(site, 'backup', folder)
    expect([code, said]).toEqual([1, expect.stringContaining('is there already')])
  })

  test('of a ledger that does not hold together is told, and gets no name', async () => {
    const site = await openTestSite()
    await spoilLedger(site)
    const folder = join(testFolder(), 'backup')
    const { code, said } = await cli(site, 'backup', folder)
    expect([code, said]).toEqual([1, expect.stringContaining('does not hold together')])
    expect(existsSync(folder)).toBe(false)
  })

  test('is of one moment and comes to its end while comments keep coming', async () => {
    const site = await openTestSite()
    const rows = () => site.storage.transact((tx) => fill(tx))
    for (let n = 0; n < 20; n++) await rows()
    let left = 300
    const writing = (async () => {
      while (left-- > 0) await rows()
    })()
    const folder = await backedUp(site).finally(() => {
      left = 0
    })
    await writing
    const copy = rowsOf(join(folder, 'insyn.sqlite')).audit ?? []
    expect(copy.length % ROWS, 'whole acts alone').toBe((await auditBefore(site)) % ROWS)
  })
})

const ROWS = 50

type Tx = Parameters<Parameters<TestSite['storage']['transact']>[0]>[0]

/** One act of fifty rows. */
async function fill(tx: Tx): Promise<void> {
  const last = await tx
    .selectFrom('audit')
    .select(({ fn }) => fn.max('id').as('id'))
    .execute()
  const from = Number(last[0]?.id ?? 0)
  const rows = Array.from({ length: ROWS }, (_, at) => ({
    ...{ id: from + at + 1, at: '2026-11-21T09:00:00.000Z' as never, account_id: null },
    ...{ act: 'signed_in', subject: 'x'.repeat(200), detail: null },
  }))
  await tx
    .insertInto('audit')
    .values(rows as never)
    .execute()
}

const auditBefore = async ({ storage }: TestSite): Promise<number> =>
  (await storage.read.selectFrom('audit').select('id').execute()).length

describe('a restore', () => {
  test('refuses a folder in which anything lies, and leaves it as it is', async () => {
    const site = await openTestSite()
    const backup = await backedUp(site)
    const dataDir = testFolder()
    writeFileSync(join(dataDir, 'note.txt'), 'mine')
    const { code, said } = await restore(site, backup, dataDir)
    expect([code, said]).toEqual([1, expect.stringContaining('is not empty')])
    expect(readdirSync(dataDir)).toEqual(['note.txt'])
  })

  test.each<[string, (backup: string, site: TestSite) => void, RegExp]>([
    ['is no backup', (backup) => rmSync(join(backup, LIST)), /is not a backup/],
    ['lacks its keys', (backup) => rmSync(join(backup, 'keys.json')), /keys\.json is missing/],
    [
      'was changed',
      (backup) => writeFileSync(join(backup, 'keys.json'), '{}'),
      /keys\.json is not what it was/,
    ],
    ['has the keys of another site', takeOtherKeys, /keys are not those of this database/],
    ['has a broken database', breakDatabase, /SQLite says/],
    ['is of a newer version', makeNewer, /use that version or a newer one/],
    ['names a file outside of itself', leaveFolder, /is not a backup/],
  ])('refuses what %s, and writes nothing', async (_, spoil, told) => {
    const site = await openTestSite()
    const backup = await backedUp(site)
    spoil(backup, site)
    const dataDir = join(testFolder(), 'empty')
    const { code, said } = await restore(site, backup, dataDir)
    expect([code, said]).toEqual([1, expect.stringMatching(told)])
    expect(said).toContain('Nothing was restored.')
    expect(existsSync(dataDir)).toBe(false)
  })

  test('says how many mails waited, since they may have been sent after the backup', async () => {
    const site = await openTestSite()
    const mail = { kind: 'digest', key: 'digest:1', accountId: 1 } as NewMail
    await site.storage.transact((tx) =>
      saveMail(tx, mail, { messageId: '<1@eken.example>', at: site.clock() }),
    )
    const { code, said } = await restore(site, await backedUp(site), join(testFolder(), 'empty'))
    expect([code, said]).toEqual([0, expect.stringMatching(/^1 mails waited then.*SMTP_URL/m)])
  })

  test('takes a disk of its own, which has a folder for lost things, for empty', async () => {
    const site = await openTestSite()
    const dataDir = testFolder()
    mkdirSync(join(dataDir, 'lost+found'))
    expect((await restore(site, await backedUp(site), dataDir)).code).toBe(0)
  })
})

/** Writes what is there now into the list, as somebody who put files together by hand might. */
function listAnew(backup: string, change: (list: BackupList) => unknown = (list) => list): void {
  const file = join(backup, LIST)
  writeFileSync(file, JSON.stringify(change(JSON.parse(readFileSync(file, 'utf8')))))
}

function measureAnew(backup: string, name: string, sha256: string): void {
  const bytes = statSync(join(backup, name)).size
  listAnew(backup, (list) => ({ ...list, files: { ...list.files, [name]: { bytes, sha256 } } }))
}

function takeOtherKeys(backup: string, site: TestSite): void {
  const file = join(backup, 'keys.json')
  const keys = JSON.parse(readFileSync(join(site.settings.dataDir, 'keys.json'), 'utf8'))
  writeFileSync(file, JSON.stringify({ ...keys, seal: keys.receipt }))
  measureAnew(backup, 'keys.json', hashOf(file))
}

function breakDatabase(backup: string): void {
  const file = join(backup, 'insyn.sqlite')
  const bytes = readFileSync(file)
  bytes.fill(0xff, 4096 * 3, 4096 * 6)
  writeFileSync(file, bytes)
  measureAnew(backup, 'insyn.sqlite', hashOf(file))
}

function makeNewer(backup: string): void {
  const file = join(backup, 'insyn.sqlite')
  const copy = join(testFolder(), 'newer.sqlite')
  copyFileSync(file, copy)
  const raw = open(copy, false)
  raw.exec("insert into kysely_migration values ('2099-01-01-1-later', '2099-01-01')")
  raw.pragma('journal_mode = DELETE')
  raw.close()
  copyFileSync(copy, file)
  measureAnew(backup, 'insyn.sqlite', hashOf(file))
}

function leaveFolder(backup: string): void {
  const file = { bytes: 1, sha256: '' }
  listAnew(backup, (list) => ({ ...list, files: { ...list.files, '../outside': file } }))
}

const hashOf = (file: string): string => sha256(readFileSync(file))
