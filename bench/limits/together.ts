/** What the limits that write have in common: forms read, and rows committed together. */
import type { IncomingMessage } from 'node:http'
import { type ParsedUrlQuery, parse } from 'node:querystring'
import type Database from 'better-sqlite3'
import BetterSqlite3 from 'better-sqlite3'

/** Opens a database as the site does: WAL, and each commit on the disk before it returns. */
export function openFull(file: string): Database.Database {
  const db = new BetterSqlite3(file)
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.pragma('wal_autocheckpoint = 4000')
  db.pragma('cache_size = -32000')
  return db
}

/** Reads a form and hands it on. */
export function readForm(request: IncomingMessage, take: (form: ParsedUrlQuery) => void): void {
  const pieces: Buffer[] = []
  request.on('data', (piece: Buffer) => pieces.push(piece))
  request.on('end', () => take(parse(Buffer.concat(pieces).toString())))
}

/** One value of a form; '' when it is not there. */
export const valueOf = (form: ParsedUrlQuery, name: string): string => {
  const value = form[name]
  return typeof value === 'string' ? value : ''
}

interface Waiting {
  readonly write: () => void
  readonly answer: () => void
}

/**
 * Commits what came in the same turns of the event loop as one transaction, until a turn brings
 * nothing more, and answers after that.
 */
export function groupCommit(db: Database.Database): (waiting: Waiting) => void {
  const begin = db.prepare('begin immediate')
  const commit = db.prepare('commit')
  let group: Waiting[] = []
  let before = 0
  const flush = (): void => {
    if (group.length > before) {
      before = group.length
      setImmediate(flush)
      return
    }
    const now = group
    group = []
    begin.run()
    for (const { write } of now) write()
    commit.run()
    for (const { answer } of now) answer()
  }
  return (waiting) => {
    if (group.push(waiting) > 1) return
    before = 1
    setImmediate(flush)
  }
}

/** Commits each alone, and answers after that. */
export function eachCommit(db: Database.Database): (waiting: Waiting) => void {
  const alone = db.transaction((write: () => void) => write())
  return ({ write, answer }) => {
    alone.immediate(write)
    answer()
  }
}
