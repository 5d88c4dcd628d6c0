/** Random raw SQL against the rule that nothing of a letter is public without two agreements to one hash. */
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openLetter } from './agreeing.ts'

interface Op {
  readonly what: 'version' | 'writer' | 'official' | 'publish'
  readonly said: string
  /** A version and a hash out of the air; most are to the newest instead, so that some go through. */
  readonly number: number
  readonly hash: string
  readonly isWild: boolean
}

const op: fc.Arbitrary<Op> = fc.record({
  what: fc.constantFrom(
    'version',
    'writer',
    'writer',
    'official',
    'official',
    'publish',
    'publish',
  ),
  said: fc.constantFrom('yes', 'yes', 'yes', 'no', 'back'),
  number: fc.integer({ min: 1, max: 40 }),
  hash: fc.integer({ min: 0, max: 2 }).map((one) => String(one).repeat(64)),
  isWild: fc.integer({ min: 0, max: 3 }).map((one) => one === 0),
}) as fc.Arbitrary<Op>

/** Writes as whoever runs the server could; gives whether the database took it. */
function writer(file: string, at: string) {
  const db = new Database(file)
  const proposal = (db.prepare('select max(id) as id from letter_proposal').get() as { id: number })
    .id
  const run = (table: string, ...values: unknown[]) => {
    try {
      const marks = values.map(() => '?').join(', ')
      db.prepare(`insert or replace into ${table} values (${marks})`).run(...values)
      return true
    } catch {
      return false
    }
  }
  const newest = () =>
    db
      .prepare('select number, hash from letter_version where proposal_id = ? order by number desc')
      .get(proposal) as { number: number; hash: string }
  const last = (side: string, on: { number: number; hash: string }) =>
    (
      db
        .prepare(
          `select answer from letter_answer where proposal_id = ? and number = ? and hash = ?
            and side = ? order by id desc`,
        )
        .get(proposal, on.number, on.hash, side) as { answer: string } | undefined
    )?.answer
  const write = ({ what, said, number, hash, isWild }: Op, id: number): boolean => {
    const now = newest()
    const on = isWild ? { number, hash } : now
    if (what === 'version') {
      const next = isWild ? number : now.number + 1
      return run('letter_version', id, proposal, next, 'writer', at, hash, 'x')
    }
    if (what === 'publish') {
      const row = [1, id, proposal, on.number, on.hash, '0'.repeat(32), '{}', at, '2026-11-21']
      return run('published_letter', ...row)
    }
    const account = what === 'official' ? 1 : null
    return run('letter_answer', id, proposal, on.number, what, said, on.hash, at, account, null)
  }
  return { newest, last, write }
}

test('whatever is written in whatever order, nothing is public that both did not last say yes to', async () => {
  const there = await openLetter()
  await there.propose()
  const { newest, last, write } = writer(there.site.storage.file, there.site.clock())
  const taken = { version: 0, writer: 0, official: 0, publish: 0 }
  for (const [at, one] of fc.sample(op, { numRuns: 2500, seed: 7 }).entries()) {
    const now = newest()
    if (!write(one, 1000 + at)) continue
    taken[one.what] += 1
    if (one.what !== 'publish') continue
    if (one.isWild) expect(one).toMatchObject(now)
    expect([last('writer', now), last('official', now)]).toEqual(['yes', 'yes'])
  }
  expect(
    Object.values(taken).every((count) => count > 20),
    JSON.stringify(taken),
  ).toBe(true)
})
