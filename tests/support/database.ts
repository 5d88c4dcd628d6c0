import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openDatabase, type Storage } from '../../server/storage/database.ts'
import { migrateFile } from '../../server/storage/migrate.ts'

let prepared: Promise<string> | undefined

/** A folder of this test's own, gone when the test is. */
export function testFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'insyn-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A database file in this version's form, of this test's own; closed and gone when the test is. */
export async function openTestDatabase(): Promise<Storage> {
  prepared ??= migratedFile()
  const file = join(testFolder(), 'insyn.sqlite')
  copyFileSync(await prepared, file)
  const storage = openDatabase(file)
  onTestFinished(() => storage.close())
  return storage
}

async function migratedFile(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'insyn-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'migrated.sqlite')
  await migrateFile(file, join(folder, 'copy'))
  return file
}
