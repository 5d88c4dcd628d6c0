import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Act, written } from '../../server/ledger/entry.ts'
import { consistencyPath, inclusionPath, leafHash } from '../../server/ledger/merkle.ts'
import { provesConsistency, provesInclusion } from '../../server/ledger/proof.ts'
import {
  append,
  consistencyProof,
  entriesFrom,
  inclusionProof,
  root,
  size,
} from '../../server/ledger/store.ts'
import { verify } from '../../server/ledger/verify.ts'
import { open, type Storage } from '../../server/storage/database.ts'
import { openTestDatabase } from '../support/database.ts'
import { acts } from './acts.ts'
import { prove, rootOf } from './trees.ts'

const leavesOf = (given: readonly Act[]) => given.map((act) => leafHash(written(act)))

async function ledgerOf(given: readonly Act[]): Promise<Storage> {
  const storage = await openTestDatabase()
  await storage.transact(async (tx) => {
    for (const act of given) await append(tx, act)
  })
  return storage
}

test('an empty ledger has no entries, and the hash of nothing as its root', async () => {
  const { read } = await openTestDatabase()
  expect(await size(read)).toBe(0)
  expect(await root(read)).toBe(rootOf([]))
  expect(await verify(read)).toEqual({ ok: true, size: 0, root: rootOf([]) })
})

test('acts get indexes from 0 on and stand in the order they were done', async () => {
  const storage = await openTestDatabase()
  const given = acts(30)
  const indexes = await Promise.all(given.map((act) => storage.transact((tx) => append(tx, act))))
  expect(indexes).toEqual([...given.keys()])
  const entries = await entriesFrom(storage.read, 0, 100)
  expect(entries.map(({ body }) => body)).toEqual(given.map(written))
  expect(entries.map(({ leaf }) => leaf)).toEqual(leavesOf(given))
  expect((await entriesFrom(storage.read, 10, 5)).map(({ index }) => index)).toEqual([
    10, 11, 12, 13, 14,
  ])
})

describe('a ledger of 150 entries', async () => {
  const given = acts(150)
  const leaves = leavesOf(given)

  test('has at every size the root that the entries give', async () => {
    const { read } = await ledgerOf(given)
    for (let of = 0; of <= given.length; of++)
      expect(await root(read, of)).toBe(rootOf(leaves.slice(0, of)))
    expect(await root(read)).toBe(rootOf(leaves))
  })

  test('proves any entry in any size, and any size from any other', async () => {
    const { read } = await ledgerOf(given)
    const place = fc.integer({ min: 1, max: given.length })
    await fc.assert(
      fc.asyncProperty(place, place, async (one, other) => {
        const [first, second] = [Math.min(one, other), Math.max(one, other)]
        const [index, secondRoot] = [first - 1, await root(read, second)]
        const leaf = leaves[index] as string
        const inclusion = await inclusionProof(read, index, second)
        expect(inclusion).toEqual(prove(inclusionPath(index, second), leaves))
        const claim = { index, size: second, leaf, root: secondRoot, proof: inclusion }
        expect(provesInclusion(claim)).toBe(true)
        const proof = await consistencyProof(read, first, second)
        expect(proof).toEqual(prove(consistencyPath(first, second), leaves))
        const firstRoot = await root(read, first)
        expect(provesConsistency({ first, second, firstRoot, secondRoot, proof })).toBe(true)
      }),
    )
  })

  test('refuses to speak of entries that are not there', async () => {
    const { read } = await ledgerOf(given)
    await expect(root(read, 151)).rejects.toThrow(RangeError)
    await expect(inclusionProof(read, 150)).rejects.toThrow(RangeError)
    await expect(consistencyProof(read, 100, 151)).rejects.toThrow(RangeError)
  })
})

test('acts that fail leave no trace among acts that are committed with them', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(4), { minLength: 1, maxLength: 40 }), async (counts) => {
      const storage = await openTestDatabase()
      const given = acts(counts.reduce((sum, count) => sum + count, 0))
      const waiting = [...given]
      const kept: Act[] = []
      const done = counts.map((count, at) => {
        const mine = waiting.splice(0, count)
        const fails = at % 3 === 1
        if (!fails) kept.push(...mine)
        return storage.transact(async (tx) => {
          for (const act of mine) await append(tx, act)
          if (fails) throw new Error('changed my mind')
        })
      })
      await Promise.allSettled(done)
      expect(await root(storage.read)).toBe(rootOf(leavesOf(kept)))
      expect(await verify(storage.read)).toMatchObject({ ok: true, size: kept.length })
    }),
    { numRuns: 15 },
  )
})

test('an act that is not on the list stops the transaction it stands in', async () => {
  const storage = await openTestDatabase()
  const act = { ...acts(1)[0], text: 'words' } as unknown as Act
  await expect(storage.transact((tx) => append(tx, act))).rejects.toThrow(TypeError)
  expect(await size(storage.read)).toBe(0)
})

test.each([
  'update ledger_entry set at = at',
  'delete from ledger_entry',
  'update ledger_node set hash = hash',
  'delete from ledger_node where level = 1',
])('the database itself refuses: %s', refused)

// REPLACE deletes without asking a delete trigger, so the insert itself must be refused.
test.each([
  'insert or replace into ledger_entry select id, kind, at, body, leaf from ledger_entry',
  'insert or replace into ledger_node select level, position, hash from ledger_node',
])('the database itself refuses: %s', refused)

async function refused(statement: string): Promise<void> {
  const { file } = await ledgerOf(acts(4))
  const raw = open(file, false)
  try {
    expect(() => raw.exec(statement)).toThrow()
  } finally {
    raw.close()
  }
}
