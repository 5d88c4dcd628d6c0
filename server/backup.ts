/**
 * A backup: one folder with the database, the keys, every other file of the data folder, and a list
 * of them with their hashes. Made while the site is used, looked through before it gets its name.
 */
import { createReadStream, existsSync, readdirSync, readFileSync } from 'node:fs'
import { chmod, copyFile, mkdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join, relative, resolve, sep } from 'node:path'
import type { Instant } from './kernel/clock.ts'
import { sha256OfStream } from './kernel/random.ts'
import { verify } from './ledger/verify.ts'
import { copyDatabase, flawOfFile, lookInto } from './storage/copy.ts'
import { version } from './version.ts'

export const DATABASE = 'insyn.sqlite'
export const LIST = 'backup.json'

/** What `backup.json` says of the backup that it lies in. */
export interface BackupList {
  readonly made: Instant
  /** The release of Insyn that made it. */
  readonly version: string
  readonly files: Readonly<Record<string, { readonly bytes: number; readonly sha256: string }>>
}

/** Nothing but a backup, or the sentence that says why there is none. */
export type Made = { readonly folder: string } | { readonly flaw: string }

/**
 * Makes a backup of a data folder in a new folder for its owner alone. It bears its name only when
 * everything in it was found right; what was not stays as `….unchecked`. Throws when it cannot be
 * written.
 */
export async function makeBackup(dataDir: string, name: string, made: Instant): Promise<Made> {
  const folder = resolve(name)
  if (existsSync(folder)) return { flaw: `${folder} is there already: choose another name.` }
  const unchecked = `${folder}.unchecked`
  await rm(unchecked, { recursive: true, force: true })
  await mkdir(dirname(folder), { recursive: true, mode: 0o700 })
  await mkdir(unchecked, { mode: 0o700 })
  await copyDatabase(join(dataDir, DATABASE), join(unchecked, DATABASE))
  await chmod(join(unchecked, DATABASE), 0o600)
  for (const file of filesOf(dataDir)) await copyOwned(join(dataDir, file), join(unchecked, file))
  const list: BackupList = { made, version, files: await listed(unchecked) }
  await writeFile(join(unchecked, LIST), `${JSON.stringify(list, null, 2)}\n`, { mode: 0o600 })
  const flaw = await flawOfDatabase(join(unchecked, DATABASE))
  if (flaw) return { flaw: `The copy is not right: ${flaw} It is left as ${unchecked}.` }
  await rename(unchecked, folder)
  return { folder }
}

/** Copies a file as its owner's alone, making the folders above it. */
export async function copyOwned(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 })
  await copyFile(from, to)
  await chmod(to, 0o600)
}

/** Everything of a data folder that a backup holds besides the database, as paths within it. */
export function filesOf(dataDir: string): string[] {
  const below = (folder: string): string[] =>
    readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) return isBackup(path) ? [] : below(path)
      return entry.isFile() ? [path] : []
    })
  return below(dataDir)
    .map((path) => relative(dataDir, path).split(sep).join('/'))
    .filter((path) => !isLeftOut(path))
    .sort()
}

/** The database is copied by itself; earlier copies are none of its content; read-only is a passing state. */
const isLeftOut = (path: string): boolean =>
  /^(insyn\.sqlite(-wal|-shm|-journal)?|insyn-before-[^/]*|read-only\.json(\.new)?)$/.test(path) ||
  /(^|\/)lost\+found\//.test(path)

const isBackup = (folder: string): boolean =>
  existsSync(join(folder, LIST)) || folder.endsWith('.unchecked')

async function listed(folder: string): Promise<BackupList['files']> {
  const names = [DATABASE, ...filesOf(folder)]
  const entries = names.map(async (name) => [name, await measured(join(folder, name))] as const)
  return Object.fromEntries(await Promise.all(entries))
}

async function measured(path: string) {
  const { size: bytes } = await stat(path)
  return { bytes, sha256: await sha256OfStream(createReadStream(path)) }
}

/** What is wrong with a database that nobody uses, in a sentence: pages, references, ledger. */
export async function flawOfDatabase(file: string): Promise<string | undefined> {
  const flaw = flawOfFile(file)
  if (flaw) return flaw
  const report = await lookInto(file, verify)
  if (report.ok) return undefined
  return `The ledger does not hold together: ${report.problem}, somewhere in ${report.entries} entries from number ${report.index} on.`
}

/** What is wrong with the files of a backup as its list has them, in a sentence each. */
export async function flawsOfFiles(folder: string, list: BackupList): Promise<string[]> {
  const flaws = Object.entries(list.files).map(async ([name, told]) => {
    const found = await measured(join(folder, name)).catch(() => undefined)
    if (!found) return [`${name} is missing or cannot be read.`]
    return found.sha256 === told.sha256 ? [] : [`${name} is not what it was when it was copied.`]
  })
  return (await Promise.all(flaws)).flat()
}

/** The list of a backup; undefined when the folder is none. */
export function readList(folder: string): BackupList | undefined {
  try {
    const list = JSON.parse(readFileSync(join(folder, LIST), 'utf8')) as BackupList
    const names = Object.keys(list.files)
    const isWithin = (name: string) => resolve(folder, name).startsWith(resolve(folder) + sep)
    return names.includes(DATABASE) && names.every(isWithin) ? list : undefined
  } catch {
    return undefined
  }
}

export interface Backup {
  readonly folder: string
  readonly made: Instant
}

/** The backups of a folder, oldest first. */
export function backupsIn(folder: string): Backup[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => !name.endsWith('.unchecked'))
    .flatMap((name) => {
      const list = readList(join(folder, name))
      return list ? [{ folder: join(folder, name), made: list.made }] : []
    })
    .sort((one, other) => (one.made < other.made ? -1 : Number(one.made > other.made)))
}

/** The name of a backup made at a moment: sorts by time and is good on every file system. */
export const backupName = (at: Instant): string => `insyn-${at.replace(/[:.]/g, '-')}`
