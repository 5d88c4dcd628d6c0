/** However long the log is: what its pages, files and proofs ask is found by number, and nothing is passed over. */
import Database from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { pathsOf, textBehind } from '../../server/ledger/public-store.ts'
import {
  append,
  consistencyProof,
  entriesFrom,
  inclusionProof,
  root,
  size,
} from '../../server/ledger/store.ts'
import { builder, type Reader } from '../../server/storage/database.ts'
import { openTestDatabase } from '../support/database.ts'
import { acts } from './acts.ts'

const questions: Record<string, (read: Reader) => Promise<unknown>> = {
  'how many there are': (read) => size(read),
  'a file of entries': (read) => entriesFrom(read, 1024, 1024),
  'the root': (read) => root(read, 1500),
  'that an entry is in the log': (read) => inclusionProof(read, 700, 1500),
  'that a log continues another': (read) => consistencyProof(read, 700, 1500),
  'what of a page is public': (read) =>
    pathsOf(read, [
      { of: 'post', number: 1 },
      { of: 'comment', number: 2 },
    ]),
  'the text of a comment': (read) => textBehind(read, { of: 'comment', number: 2 }, 'x'),
  'the text of a post': (read) => textBehind(read, { of: 'post', number: 1, version: 1 }, 'x'),
  'the text of a reply': (read) => textBehind(read, { of: 'reply', number: 1, version: 1 }, 'x'),
  'the text of an account': (read) =>
    textBehind(read, { of: 'disclosure', number: 1, version: 1 }, 'x'),
}

/** Small tables that hold a row or a few for ever. */
const few = /SCAN (v|policy_version|site|channel)\b/

test.each(Object.keys(questions))('%s is found without looking through anything', async (name) => {
  const storage = await openTestDatabase()
  await storage.transact(async (tx) => {
    for (const act of acts(1600)) await append(tx, act)
  })
  const sent: string[] = []
  const db = new Database(storage.file, { readonly: true, verbose: (text) => sent.push(`${text}`) })
  onTestFinished(() => void db.close())
  await questions[name]?.(builder(db))
  expect(sent.length).toBeGreaterThan(0)
  const plans = sent.splice(0).flatMap((text) =>
    (db.prepare(`explain query plan ${text}`).all() as { detail: string }[])
      // To the last entry SQLite goes by the end of the key, and calls it a scan.
      .filter(({ detail }) => !(detail === 'SCAN ledger_entry' && isLast.test(text)))
      .map(({ detail }) => detail),
  )
  expect(plans.filter((step) => /^SCAN (?!CONSTANT)/.test(step) && !few.test(step))).toEqual([])
})

const isLast = /order by "id" desc limit (1|1\.0)$/
