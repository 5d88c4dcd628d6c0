/** The ledger as the floor writes it: the same rows (RFC 6962), with what it needs of the past in memory. */
import { hash } from 'node:crypto'
import type Database from 'better-sqlite3'

/** Gives what records an entry that a comment was received: its bytes, its hash and the subtrees it completes. */
export function openLedger(db: Database.Database): (at: string, body: string) => void {
  const insertEntry = db.prepare('insert into ledger_entry values (?, ?, ?, ?, ?)')
  const insertNode = db.prepare('insert into ledger_node values (?, ?, ?)')
  let size = Number(db.prepare('select count(*) from ledger_entry').pluck().get())
  const peaks = peaksOf(db, size)
  return (at, body) => {
    const index = size++
    let sum = hash('sha256', `\0${body}`, 'hex')
    insertEntry.run(index, 'comment_received', at, body, sum)
    for (let level = 1, rest = index; rest % 2 === 1; level++) {
      rest = (rest - 1) / 2
      sum = hash('sha256', Buffer.from(`01${peaks.pop()}${sum}`, 'hex'), 'hex')
      insertNode.run(level, rest, sum)
    }
    peaks.push(sum)
  }
}

/** The hashes of the complete subtrees that make up the first `size` entries, the largest first. */
function peaksOf(db: Database.Database, size: number): string[] {
  const leaf = db.prepare('select leaf from ledger_entry where id = ?').pluck()
  const node = db.prepare('select hash from ledger_node where level = ? and position = ?').pluck()
  const peaks: string[] = []
  for (let level = 31, from = 0; level >= 0; level--) {
    const length = 2 ** level
    if (size - from < length) continue
    peaks.push(String(level === 0 ? leaf.get(from) : node.get(level, from / length)))
    from += length
  }
  return peaks
}
