/** What the doctor says of letters and of the key that opens them. */
import { chmodSync, copyFileSync, mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { makeLetterKey } from '../../server/storage/letter-key.ts'
import type { Settings } from '../../server/web/house.ts'
import { openChannel, openFor } from '../letters/channel.ts'
import { cli } from '../support/cli.ts'
import { testFolder } from '../support/database.ts'
import { openTestSite } from '../support/site.ts'

/** What it says of letters, a line each. */
async function said(site: Parameters<typeof cli>[0], settings: Partial<Settings> = {}) {
  const { said } = await cli({ ...site, settings: { ...site.settings, ...settings } }, 'doctor')
  return said.split('\n').filter((line) => / letters: /.test(line))
}

/** A channel as it should be: open, with its key in a file, and somebody has said where the copy is. */
async function wellKept() {
  const letterKeyFile = join(testFolder(), 'letters.key')
  const letterKey = makeLetterKey(letterKeyFile)
  const opened = await openChannel({ letterKey, settings: { letterKeyFile } })
  await openFor(opened.site, opened.official, { kept: 'Kassaskåpet i arkivet' })
  return { ...opened, file: letterKeyFile, key: letterKey }
}

describe('of letters the doctor', () => {
  test('has nothing to mend while none are taken, or all is as it should be', async () => {
    expect(await said(await openTestSite())).toEqual(['good  letters:        none are taken'])
    const { site, official, write } = await wellKept()
    await write({ text: 'Hej.' })
    expect(await said(site)).toEqual(['good  letters:        the channel is open'])
    await openFor(site, official, { open: '' })
    expect(await said(site)).toEqual(['good  letters:        the channel is closed'])
  })

  test('never says where the copy is', async () => {
    const { site } = await wellKept()
    expect((await cli(site, 'doctor')).said).not.toContain('Kassaskåpet')
  })

  test.each<[string, (file: string) => void, RegExp]>([
    ['is gone', (file) => rmSync(file), /There is no .*put the key for letters back/],
    ['can be read by others', (file) => chmodSync(file, 0o644), /chmod go-rwx/],
    ['is another', exchange, /is the key \w{16}, but letters are locked with \w{16}: put that one/],
  ])('says what to do when the file of the key %s', async (_, spoil, line) => {
    const { site, file, write } = await wellKept()
    await write({ text: 'Hej.' })
    spoil(file)
    const [only = '', ...more] = await said(site)
    expect([only.slice(0, 4), more]).toEqual(['mend', []])
    expect(only).toMatch(line)
  })

  test('says what to do when the setting is gone, also when the channel is closed and letters stand', async () => {
    const { site, official, write } = await wellKept()
    await write({ text: 'Hej.' })
    await openFor(site, official, { open: '' })
    const [line] = await said(site, { letterKeyFile: undefined })
    expect(line).toMatch(/^mend {2}letters: +LETTER_KEY_FILE is not set/)
  })

  test('finds the key inside the data folder or the backups, by way of a link too', async () => {
    const { site, file } = await wellKept()
    const { dataDir, backups } = site.settings
    const inData = join(dataDir, 'letters.key')
    copyFileSync(file, inData)
    expect((await said(site, { letterKeyFile: inData }))[0]).toMatch(
      /lies inside DATA_DIR.*move it/,
    )
    renameSync(inData, `${inData}.moved`)
    const folder = join(testFolder(), 'backups')
    mkdirSync(folder)
    renameSync(file, join(folder, 'letters.key'))
    symlinkSync(join(folder, 'letters.key'), file)
    const lines = await said(site, { backups: { ...backups, folder } })
    expect(lines).toEqual([expect.stringMatching(/^mend .*lies inside BACKUP_DIR/)])
  })

  test('asks until somebody has said where the copy is', async () => {
    const letterKeyFile = join(testFolder(), 'letters.key')
    const letterKey = makeLetterKey(letterKeyFile)
    const { site } = await openChannel({ letterKey, settings: { letterKeyFile } })
    expect(await said(site)).toEqual([
      expect.stringMatching(/^mend .*nobody has said where the copy .*\/desk\/letters\/channel/),
    ])
  })
})

/** Another key in place of the one that was there. */
function exchange(file: string): void {
  rmSync(file)
  makeLetterKey(file)
}
