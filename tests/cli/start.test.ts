/** A start that cannot succeed says why in a line, and how to go on. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { open } from '../../server/storage/database.ts'
import { makeLetterKey } from '../../server/storage/letter-key.ts'
import { testFolder } from '../support/database.ts'
import { startServer } from '../support/process.ts'
import { openTestSite } from '../support/site.ts'

const told = (dataDir: string, why: string) =>
  new RegExp(`^the server ended: Insyn cannot open ${dataDir}: .*${why}.*\\n.*doctor`)

test('a data folder that is none', async () => {
  const file = join(testFolder(), 'data')
  writeFileSync(file, '')
  await expect(startServer(file)).rejects.toThrow(told(file, 'EEXIST'))
})

test('a database that is none', async () => {
  const folder = testFolder()
  writeFileSync(join(folder, 'insyn.sqlite'), 'words, and no database'.repeat(100))
  await expect(startServer(folder)).rejects.toThrow(told(folder, 'not a database'))
})

test('a database of a newer version, which is left as it is', async () => {
  const { storage, settings } = await openTestSite()
  const raw = open(storage.file, false)
  raw.exec("insert into kysely_migration values ('2099-01-01-1-later', '2099-01-01')")
  await expect(startServer(settings.dataDir)).rejects.toThrow(told(settings.dataDir, '2099-01-01'))
  expect(raw.pragma('integrity_check', { simple: true })).toBe('ok')
  raw.close()
})

test('a key for letters that is named and not there, or mistyped: one sentence, and nothing is begun', async () => {
  const dataDir = join(testFolder(), 'data')
  const file = join(testFolder(), 'letters.key')
  const start = () => startServer(dataDir, { LETTER_KEY_FILE: file })
  const ended = (why: string) =>
    new RegExp(`^the server ended: Insyn cannot start\\. .*${why}.*\\.\\n$`)
  await expect(start()).rejects.toThrow(
    ended(`There is no ${file}: put the key for letters back from where its copy is kept`),
  )
  makeLetterKey(file)
  const typed = readFileSync(file, 'utf8')
  writeFileSync(file, (typed[0] === 'Z' ? 'X' : 'Z') + typed.slice(1))
  await expect(start()).rejects.toThrow(ended(`${file} does not hold a key for letters`))
  expect(existsSync(dataDir)).toBe(false)
})
