/** Backups that the server makes by itself; a look is what its timer does once a minute. */
import { mkdirSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { backUpAside, backupLook, isDue, surplus } from '../../server/backup-schedule.ts'
import { DAY, HOUR, type Instant, later, MINUTE } from '../../server/kernel/clock.ts'
import { testFolder } from '../support/database.ts'
import { openTestSite, type Wanted } from '../support/site.ts'

async function withLook(wanted: Wanted = {}) {
  const site = await openTestSite(wanted)
  const said: string[] = []
  const look = backupLook({ ...site, say: (line) => said.push(line) })
  const { folder } = site.settings.backups
  const names = () => readdirSync(folder)
  return { site, said, look, folder, names }
}

describe('the running server', () => {
  test('makes a backup when there is none, and the next a day later', async () => {
    const { site, look, names, said } = await withLook()
    await look()
    site.advance(DAY - MINUTE)
    await look()
    expect(names()).toEqual(['insyn-2026-11-21T09-00-00-000Z'])
    site.advance(MINUTE)
    await look()
    expect(names()).toHaveLength(2)
    expect(said).toEqual([expect.stringMatching(/^Backup: /), expect.stringMatching(/^Backup: /)])
  })

  test('counts the one from before a restart', async () => {
    const { site, look, names, said } = await withLook()
    await look()
    site.advance(HOUR)
    await backupLook({ ...site, say: (line) => said.push(line) })()
    expect(names()).toHaveLength(1)
  })

  test('keeps so many, and none that is too old but the newest', async () => {
    const folder = join(testFolder(), 'copies')
    const backups = { folder, every: DAY, keep: 3, within: 10 * DAY }
    const { site, look, names } = await withLook({ settings: { backups } })
    for (let day = 0; day < 5; day++) {
      await look()
      site.advance(DAY)
    }
    expect(names()).toEqual([23, 24, 25].map((day) => `insyn-2026-11-${day}T09-00-00-000Z`))
    site.advance(30 * DAY)
    await look()
    expect(names()).toEqual(['insyn-2026-12-26T09-00-00-000Z'])
  })

  test('says what went wrong, tries again an hour later, and leaves no half of one', async () => {
    const { site, look, said, names } = await withLook()
    const { backups } = site.settings
    mkdirSync(backups.folder)
    mkdirSync(join(backups.folder, 'insyn-2026-11-21T09-00-00-000Z'))
    await look()
    site.advance(MINUTE)
    await look()
    expect(said).toEqual([expect.stringContaining('is there already')])
    mkdirSync(join(backups.folder, 'insyn-2026-11-20T09-00-00-000Z.unchecked'))
    site.advance(HOUR)
    await look()
    expect(said.at(-1)).toMatch(/^Backup: /)
    expect(names().filter((name) => name.endsWith('.unchecked'))).toEqual([])
  })

  test('makes none when it is told so', async () => {
    const folder = join(testFolder(), 'copies')
    const backups = { folder, every: 0, keep: 3, within: DAY }
    const { look, said } = await withLook({ settings: { backups } })
    await look()
    expect(said).toEqual([])
  })

  test('goes on answering while a backup is made', async () => {
    const { site } = await withLook()
    let isDone = false
    const made = backUpAside(site.settings.dataDir, join(testFolder(), 'copy'), site.clock())
    void made.then(() => {
      isDone = true
    })
    expect((await site.get('/about')).statusCode).toBe(200)
    expect(isDone).toBe(false)
    const done = await made
    expect('folder' in done && statSync(done.folder).isDirectory()).toBe(true)
  })
})

describe('whether one is due', () => {
  const now = '2026-11-21T09:00:00.000Z' as Instant
  const made = (...days: number[]) =>
    days.map((ago) => ({ folder: `${ago}`, made: later(now, -ago * DAY) }))

  test('depends on the newest', () => {
    expect(isDue([], DAY, now)).toBe(true)
    expect(isDue(made(3, 2), DAY, now)).toBe(true)
    expect(isDue(made(3, 0.9), DAY, now)).toBe(false)
  })

  test('is not hidden by one from the future, after the clock was wrong', () => {
    expect(isDue(made(3, 2, -400), DAY, now)).toBe(true)
    expect(surplus(made(3, 2, 1, -400), { keep: 1, within: DAY }, now)).toEqual(made(3, 2))
  })
})
