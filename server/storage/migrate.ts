/** Brings a database forward to this version's form. */
import { copyFileSync, existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Kysely, sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import { builder, open, type Reader } from './database.ts'

const folder = join(import.meta.dirname, '../../migrations')

/** The migrations of this version by name, in order. */
export async function migrations(): Promise<Record<string, Migration>> {
  const files = readdirSync(folder)
    .filter((file) => /^\d{4}-.*\.ts$/.test(file))
    .sort()
  const entries = files.map(async (file) => [
    file.slice(0, -3),
    (await import(join(folder, file))) as Migration,
  ])
  return Object.fromEntries(await Promise.all(entries))
}

/** Runs what has not been run, on any dialect. Throws with the migration's own error. Returns the names. */
export async function migrateWith<S>(db: Kysely<S>): Promise<string[]> {
  const migrator = new Migrator({ db, provider: { getMigrations: migrations } })
  const { error, results } = await migrator.migrateToLatest()
  if (error) throw error
  return (results ?? []).map(({ migrationName }) => migrationName)
}

/**
 * Migrates a database file, all or nothing, after copying it aside when it is older than this
 * version. Returns the migrations run and the copy's name, if one was made.
 */
export async function migrateFile(
  file: string,
  backup: string,
): Promise<{ ran: string[]; copy: string | undefined }> {
  const existed = existsSync(file)
  const raw = open(file, false)
  try {
    const copy = existed && (await isBehind(builder(raw))) ? backup : undefined
    if (copy) {
      raw.pragma('wal_checkpoint(TRUNCATE)')
      copyFileSync(file, copy)
    }
    raw.exec('begin immediate')
    const ran = await migrateWith(builder(raw))
    raw.exec('commit')
    return { ran, copy }
  } finally {
    raw.close()
  }
}

async function isBehind<S>(db: Kysely<S>): Promise<boolean> {
  return (await standingOf(db)).missing.length > 0
}

/** How a database stands to this version: its migrations, those it lacks, those only a newer version knows. */
export interface Standing {
  readonly done: readonly string[]
  readonly missing: readonly string[]
  readonly unknown: readonly string[]
}

/** Compares the migrations that a database has had with those of this version. */
export async function standingOf<S>(db: Kysely<S> | Reader): Promise<Standing> {
  const known = Object.keys(await migrations())
  const { rows } = await sql<{ name: string }>`
    select name from kysely_migration order by name`
    .execute(db as Kysely<S>)
    .catch(() => ({ rows: [] }))
  const done = rows.map(({ name }) => name)
  return {
    done,
    missing: known.filter((name) => !done.includes(name)),
    unknown: done.filter((name) => !known.includes(name)),
  }
}
