/** The only place that opens the database: one connection that writes, one that reads. */
import { setTimeout as pause } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { Kysely, SqliteDialect, type Transaction } from 'kysely'
import { type Prepare, runOn } from './prepared.ts'
import type { Schema } from './schema.ts'
import { type Transact, writerQueue } from './writer.ts'

/** Reads the committed state. It cannot write: its connection is read-only. */
export type Reader = Pick<Kysely<Schema>, 'selectFrom' | 'getExecutor'>

/** Writes inside one act's transaction; only `transact` gives one out. */
export type Writer = Transaction<Schema>

/** The open database. */
export interface Storage {
  readonly file: string
  readonly read: Reader
  /**
   * Runs one act with a `Writer`. Acts that wait together share one transaction, each in a
   * savepoint of its own; resolves after COMMIT has reached the disk, rejects with what the act
   * threw, after its changes alone were undone.
   */
  readonly transact: Transact
  /** True when another process has committed since the last time this was asked. */
  readonly changedElsewhere: () => boolean
  /**
   * Takes what was overwritten out of the log beside the database, where old pages stand until they are needed;
   * false when somebody, such as a backup, still reads them after a while.
   */
  readonly emptyLog: () => Promise<boolean>
  readonly close: () => Promise<void>
}

/** Opens (or makes) the database file with WAL, full sync and foreign keys. Throws when it cannot. */
export function openDatabase(file: string): Storage {
  const writing = open(file, false)
  const reading = open(file, true)
  const write = builder(writing)
  const read = builder(reading)
  const { transact, idle } = writerQueue(write, writing)
  let seen = dataVersion(writing)
  return {
    file,
    read,
    transact,
    changedElsewhere: () => {
      const now = dataVersion(writing)
      const changed = now !== seen
      seen = now
      return changed
    },
    emptyLog: async () => {
      for (let tried = 0; tried < TRIES; tried++) {
        await idle()
        if (!writing.inTransaction && isLogEmptied(writing)) return true
        await pause(PAUSE)
      }
      return false
    },
    close: async () => {
      await idle()
      reading.close()
      writing.close()
    },
  }
}

const TRIES = 50
const PAUSE = 100

function isLogEmptied(db: Database.Database): boolean {
  const [told] = db.pragma('wal_checkpoint(TRUNCATE)') as { readonly busy: number }[]
  return told?.busy === 0
}

/** A connection as the site uses it; also for migrations, which run before anything else does. */
export function open(file: string, readonly: boolean): Database.Database {
  const db = new Database(file, { readonly, timeout: 5000 })
  if (!readonly) {
    db.pragma('journal_mode = WAL')
    db.pragma('synchronous = FULL') // an answer is given only when the disk has it (promise 3)
    db.pragma('wal_autocheckpoint = 4000')
    db.pragma('secure_delete = ON') // what is erased is overwritten, not only forgotten
  }
  db.pragma('foreign_keys = ON')
  db.pragma('trusted_schema = OFF')
  db.pragma('cache_size = -32000')
  db.pragma('temp_store = MEMORY')
  return db
}

/** Kysely over one connection, each statement prepared once. */
export function builder(db: Database.Database): Kysely<Schema> {
  const prepare = preparing(db)
  const database = { close: () => {}, prepare } as unknown as Database.Database
  const made = new Kysely<Schema>({ dialect: new SqliteDialect({ database }) })
  runOn(made, prepare)
  return made
}

const MAX_STATEMENTS = 500

function preparing(db: Database.Database): Prepare {
  const statements = new Map<string, Database.Statement>()
  return (text) => {
    const known = statements.get(text)
    if (known) return known
    if (statements.size >= MAX_STATEMENTS) statements.clear()
    const made = db.prepare(text)
    statements.set(text, made)
    return made
  }
}

const dataVersion = (db: Database.Database): number =>
  db.pragma('data_version', { simple: true }) as number
