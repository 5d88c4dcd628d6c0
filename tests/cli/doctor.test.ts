/** What the doctor says of an installation: one line each, with the cure. */
import { chmodSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { DAY, HOUR } from '../../server/kernel/clock.ts'
import { open } from '../../server/storage/database.ts'
import type { Settings } from '../../server/web/house.ts'
import { cli } from '../support/cli.ts'
import { openTestSite, type TestSite, type Wanted } from '../support/site.ts'

const sound: Partial<Settings> = {
  publicUrl: 'https://blogg.eken.example',
  trustProxy: 1,
  hsts: 31_536_000,
}

/** An installation as it should be: behind TLS, with a backup. */
async function soundSite(wanted: Wanted = {}): Promise<TestSite> {
  const site = await openTestSite({ ...wanted, settings: { ...sound, ...wanted.settings } })
  chmodSync(site.settings.dataDir, 0o700)
  expect((await cli(site, 'backup')).code).toBe(0)
  return site
}

const doctor = (site: TestSite, settings: Partial<Settings> = {}, clock = site.clock) =>
  cli({ clock, settings: { ...site.settings, ...settings } }, 'doctor')

describe('the doctor', () => {
  test('finds a sound installation well, and tells the versions', async () => {
    const { code, said } = await doctor(await soundSite())
    expect([code, said]).toEqual([0, expect.stringContaining('All is well.')])
    expect(said).toMatch(/good {2}versions: +Insyn [\d.]+, Node 2\d\.[\d.]+, SQLite 3\.[\d.]+\n/)
    expect(said).toMatch(/look {2}backups: +on the same disk/)
    expect(said).not.toMatch(/^mend/m)
    for (const about of ['permissions', 'writing', 'keys', 'disk', 'schema', 'clock'])
      expect(said).toMatch(new RegExp(`^good {2}${about}:`, 'm'))
  })

  test.each<[string, Partial<Settings>, RegExp]>([
    ['TLS is missing', { publicUrl: 'http://blogg.eken.example' }, /address: .*has no TLS/],
    ['the proxy is not known', { trustProxy: false }, /proxy: .*set TRUST_PROXY=1/],
    ['anybody is believed', { trustProxy: true }, /proxy: .*believes anybody/],
    ['nothing is ever too many', { rateLimits: false }, /proxy: .*RATE_LIMITS=off/],
    ['there is no data', { dataDir: '/nowhere/at/all' }, /database: .*set DATA_DIR/],
    ['backups are elsewhere', { backups: none('/nowhere') }, /backups: +none in .*-- backup/],
  ])('says what to do when %s', async (_, settings, line) => {
    const { code, said } = await doctor(await soundSite(), settings)
    expect(code).toBe(1)
    expect(said).toMatch(new RegExp(`^mend {2}${line.source}`, 'm'))
    expect(said).toMatch(/To be mended: \d\.$/)
  })

  test.each<[string, (site: TestSite) => void, RegExp]>([
    [
      'others can read the data',
      (site) => chmodSync(site.settings.dataDir, 0o755),
      /permissions: .*chmod go-rwx/,
    ],
    [
      'the keys are gone',
      (site) => rmSync(join(site.settings.dataDir, 'keys.json')),
      /keys: .*put it back/,
    ],
    [
      'the last backup is old',
      (site) => site.advance(2 * DAY + HOUR),
      /backups: .*is 49 hours old/,
    ],
    ['the database is newer', makeNewer, /schema: .*upgrade the program/],
    ['the database is older', makeOlder, /schema: .*-- migrate/],
  ])('says what to do when %s', async (_, spoil, line) => {
    const site = await soundSite()
    spoil(site)
    const { code, said } = await doctor(site)
    expect([code, said]).toEqual([
      1,
      expect.stringMatching(new RegExp(`^mend {2}${line.source}`, 'm')),
    ])
  })

  test('sees a clock that is behind, and that nobody but the author decides', async () => {
    const site = await soundSite({ alone: true })
    const behind = () => '2020-01-01T00:00:00.000Z' as ReturnType<typeof site.clock>
    const { said } = await doctor(site, {}, behind)
    expect(said).toMatch(/^mend {2}clock: .*set the clock/m)
    expect((await doctor(site)).said).toMatch(/^mend {2}second person: .*invite a moderator/m)
  })

  test('looks at the mail: where it goes, and that none is stuck', async () => {
    const site = await soundSite()
    expect((await doctor(site)).said).toMatch(/^look {2}mail: .*set SMTP_URL/m)
    const mail = { ...site.settings.mail, from: 'blogg@eken.example' }
    const plain = { mail: { ...mail, server: 'smtp://name:secret@mail.eken.example:25' } }
    expect((await doctor(site, plain)).said).toMatch(
      /^look {2}mail: +mail.eken.example:25 without/m,
    )
    const sealed = { mail: { ...mail, server: 'smtps://name:secret@mail.eken.example' } }
    const { said } = await doctor(site, sealed)
    expect(said).toMatch(/^good {2}mail: +from blogg@eken.example by mail.eken.example$/m)
    expect(said).not.toContain('secret')
  })

  test('tells what may be meant so without calling it wrong', async () => {
    const site = await soundSite()
    await cli(site, 'read-only', 'on', 'flytt')
    mkdirSync(join(site.settings.backups.folder, 'insyn-x.unchecked'))
    const { code, said } = await doctor(site, { hsts: 0, host: '0.0.0.0' })
    expect(code).toBe(0)
    for (const about of ['read-only', 'HSTS', 'proxy', 'backups'])
      expect(said).toMatch(new RegExp(`^look {2}${about}:`, 'm'))
  })
})

function none(folder: string): Settings['backups'] {
  return { folder, every: DAY, keep: 1, within: DAY }
}

function change(site: TestSite, sql: string): void {
  const raw = open(site.storage.file, false)
  raw.exec(sql)
  raw.close()
}

function makeNewer(site: TestSite): void {
  change(site, "insert into kysely_migration values ('2099-01-01-1-later', '2099-01-01')")
}

function makeOlder(site: TestSite): void {
  change(site, 'delete from kysely_migration where name = (select max(name) from kysely_migration)')
}
