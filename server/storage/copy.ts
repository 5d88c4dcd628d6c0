/** A copy of the database in one file, taken while it is used, and whether a file is a sound database. */
import { builder, open, type Reader } from './database.ts'

/**
 * Copies a live database as it is at this moment, a hundred pages at a time. The snapshot is held
 * open meanwhile, so that writers neither wait for the copy nor make it begin again. The
 * copy needs no log beside it.
 */
export async function copyDatabase(file: string, target: string): Promise<void> {
  const source = open(file, true)
  try {
    source.exec('begin')
    source.prepare('select count(*) from sqlite_schema').get()
    await source.backup(target)
  } finally {
    source.close()
  }
  const copy = open(target, false)
  copy.pragma('journal_mode = DELETE') // one file, which can be read where nothing can be written
  copy.close()
}

/** Looks into a database file without being able to change it. */
export async function lookInto<Seen>(
  file: string,
  look: (db: Reader) => Promise<Seen>,
): Promise<Seen> {
  const raw = open(file, true)
  try {
    return await look(builder(raw))
  } finally {
    raw.close()
  }
}

/** What SQLite finds wrong with a file, in a sentence; nothing when every page and reference is right. */
export function flawOfFile(file: string): string | undefined {
  try {
    const raw = open(file, true)
    try {
      const found = raw.pragma('integrity_check(1)', { simple: true })
      if (found !== 'ok') return `SQLite says: ${found}.`
      const loose = raw.pragma('foreign_key_check') as unknown[]
      return loose.length === 0 ? undefined : `${loose.length} rows refer to what is not there.`
    } finally {
      raw.close()
    }
  } catch (problem) {
    return `SQLite says: ${(problem as Error).message}.`
  }
}

/** The version of SQLite that is built in. */
export function sqliteVersion(): string {
  const raw = open(':memory:', false)
  try {
    return String(raw.prepare('select sqlite_version()').pluck().get())
  } finally {
    raw.close()
  }
}
