/** Puts a backup back: everything is looked through before anything is written. */
import { existsSync, readdirSync } from 'node:fs'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { sealedSecrets } from './accounts/second-factor-store.ts'
import { totpPurpose } from './accounts/sign-in-actions.ts'
import {
  type BackupList,
  copyOwned,
  DATABASE,
  filesOf,
  flawOfDatabase,
  flawsOfFiles,
  readList,
} from './backup.ts'
import { unseal } from './kernel/seal.ts'
import { keysOfLetters } from './letters/channel-store.ts'
import { backlog } from './mail/store.ts'
import { keysOfRequests } from './requests/store.ts'
import { lookInto } from './storage/copy.ts'
import type { Reader } from './storage/database.ts'
import { readKeys } from './storage/keys.ts'
import { standingOf } from './storage/migrate.ts'

/** What was put back, or every reason why nothing was. */
export type Restored =
  | {
      readonly ok: true
      readonly list: BackupList
      readonly isOlder: boolean
      /** Mails that waited when the backup was made: some may have been sent since. */
      readonly mails: number
      /** The keys that its letters are locked with, none of which is in a backup. */
      readonly letterKeys: readonly string[]
    }
  | { readonly ok: false; readonly flaws: readonly string[] }

/**
 * Puts a backup into a data folder that is empty or not there yet. Refuses when a file of the backup
 * is missing or changed, when the database or its ledger does not hold together, when a newer
 * version of Insyn made it, or when the keys are not those of the database. After a failure the data
 * folder is as empty as before.
 */
export async function restore(backup: string, dataDir: string): Promise<Restored> {
  const list = readList(backup)
  if (!list) return refused(`${backup} is not a backup: it lacks a list of its files.`)
  if (!isEmpty(dataDir))
    return refused(`${dataDir} is not empty. Move what is there away first, and keep it.`)
  const found = await flawsOf(backup, list)
  if (found.flaws.length > 0) return { ok: false, flaws: found.flaws }
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  try {
    await putBack(backup, list, dataDir)
  } catch (problem) {
    for (const name of readdirSync(dataDir).filter(isOurs))
      await rm(join(dataDir, name), { recursive: true, force: true })
    return refused(`It could not be written: ${(problem as Error).message}`)
  }
  const mails = await lookInto(join(dataDir, DATABASE), mailsWaiting)
  const letterKeys = await lookInto(join(dataDir, DATABASE), keysWanted)
  return { ok: true, list, isOlder: found.isOlder, mails, letterKeys }
}

/** None in a database from before there was mail. */
const mailsWaiting = (db: Reader): Promise<number> =>
  backlog(db).then(
    ({ waiting }) => waiting,
    () => 0,
  )

/** None in a database from before there were letters, or requests. */
async function keysWanted(db: Reader): Promise<string[]> {
  const letters = await keysOfLetters(db).catch(() => [])
  const requests = await keysOfRequests(db).catch(() => [])
  return [...new Set([...letters, ...requests])]
}

const refused = (...flaws: string[]): Restored => ({ ok: false, flaws })

/** A disk of its own has a folder for what was found when it was mended. */
const isOurs = (name: string): boolean => name !== 'lost+found'

const isEmpty = (folder: string): boolean =>
  !existsSync(folder) || !readdirSync(folder).some(isOurs)

async function flawsOf(backup: string, list: BackupList) {
  const flaws = await flawsOfFiles(backup, list)
  if (flaws.length > 0) return { flaws, isOlder: false }
  const file = join(backup, DATABASE)
  const flaw = await flawOfDatabase(file)
  if (flaw) return { flaws: [flaw], isOlder: false }
  const { unknown, missing, done } = await lookInto(file, standingOf)
  if (unknown.length > 0 || done.length === 0)
    flaws.push(
      `Insyn ${list.version} made it and knows ${unknown.join(', ') || 'no migration'}: use that version or a newer one.`,
    )
  else flaws.push(...(await keysFlaws(backup)))
  return { flaws, isOlder: missing.length > 0 }
}

/** The keys must be there, and open what this database has sealed. */
async function keysFlaws(backup: string): Promise<string[]> {
  try {
    const { seal } = readKeys(backup)
    const secrets = await lookInto(join(backup, DATABASE), sealedSecrets)
    const fits = secrets.every(
      ({ accountId, sealed }) => unseal(seal, totpPurpose(accountId), sealed) !== undefined,
    )
    return fits ? [] : ['The keys are not those of this database: they open none of its secrets.']
  } catch (problem) {
    return [(problem as Error).message]
  }
}

/** The database comes last and gets its name when it is whole: without it nothing starts. */
async function putBack(backup: string, list: BackupList, dataDir: string): Promise<void> {
  const coming = `${DATABASE}.coming`
  for (const name of Object.keys(list.files).filter((one) => one !== DATABASE))
    await copyOwned(join(backup, name), join(dataDir, name))
  await copyOwned(join(backup, DATABASE), join(dataDir, coming))
  for (const name of [coming, ...filesOf(dataDir)]) await onDisk(join(dataDir, name))
  await rename(join(dataDir, coming), join(dataDir, DATABASE))
}

async function onDisk(path: string): Promise<void> {
  const handle = await open(path, 'r+')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
