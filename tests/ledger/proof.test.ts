import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  consistencyPath,
  EMPTY_ROOT,
  type Hash,
  inclusionPath,
  leafHash,
} from '../../server/ledger/merkle.ts'
import {
  type Consistency,
  type Inclusion,
  provesConsistency,
  provesInclusion,
} from '../../server/ledger/proof.ts'
import { leavesOf, prove, rootOf } from './trees.ts'
import { consistency, entries, inclusion, roots } from './vectors.ts'

const SOME_HASH = 'abacaba000000000000000000000000000000000000000000060061e00123456'

describe('the reference vectors of Certificate Transparency, and their corruptions', () => {
  test.each(inclusion)('entry $index is in the tree of $size', ({ index, size, proof }) => {
    const leaf = leafHash(entries[index] as Buffer)
    const claim = { index, size, leaf, root: roots[size] as Hash, proof }
    expect(provesInclusion(claim)).toBe(true)
    const places = [-1, index - 1, index + 1, index ^ 2, index + 0.5, 2 ** 32]
    const sizes = [-1, 0, size * 2, Math.floor(size / 2), Number.NaN]
    const wrong = [
      ...places.map((place) => ({ ...claim, index: place })),
      ...sizes.map((other) => ({ ...claim, size: other })),
      ...corruptedInclusion(claim),
    ]
    expect(wrong.filter(provesInclusion)).toEqual([])
  })

  test.each(consistency)('the tree of $first begins the tree of $second', (vector) => {
    const { first, second } = vector
    const claim = { ...vector, firstRoot: roots[first] as Hash, secondRoot: roots[second] as Hash }
    expect(provesConsistency(claim)).toBe(true)
    const firsts = [-1, first - 1, first + 1, first ^ 2, first + 0.5]
    const seconds = [-1, 0, second * 2, Math.floor(second / 2), Number.NaN]
    const wrong = [
      ...firsts.map((other) => ({ ...claim, first: other })),
      ...seconds.map((other) => ({ ...claim, second: other })),
      ...corruptedConsistency(claim),
    ]
    expect(wrong.filter(provesConsistency)).toEqual([])
  })
})

const treeAndIndex = fc
  .integer({ min: 1, max: 140 })
  .chain((size) => fc.record({ leaves: fc.constant(leavesOf(size)), index: fc.nat(size - 1) }))

test('every entry of every tree is proved, and another claim does not pass with that proof', () => {
  fc.assert(
    fc.property(treeAndIndex, ({ leaves, index }) => {
      const size = leaves.length
      const proof = prove(inclusionPath(index, size), leaves)
      const claim = { index, size, leaf: leaves[index] as Hash, root: rootOf(leaves), proof }
      expect(provesInclusion(claim)).toBe(true)
      const elsewhere = [...leaves.keys()].filter((other) => other !== index)
      const wrong = elsewhere.map((other) => ({ ...claim, index: other }))
      expect([...wrong, ...corruptedInclusion(claim)].filter(provesInclusion)).toEqual([])
    }),
  )
})

test('every beginning of every tree is proved, and another claim does not pass with that proof', () => {
  fc.assert(
    fc.property(treeAndIndex, ({ leaves, index }) => {
      const [first, second] = [index + 1, leaves.length]
      const proof = prove(consistencyPath(first, second), leaves)
      const firstRoot = rootOf(leaves.slice(0, first))
      const claim = { first, second, firstRoot, secondRoot: rootOf(leaves), proof }
      expect(provesConsistency(claim)).toBe(true)
      expect(corruptedConsistency(claim).filter(provesConsistency)).toEqual([])
    }),
  )
})

test('a tree with one entry changed is not the beginning of the tree', () => {
  fc.assert(
    fc.property(treeAndIndex, fc.nat(), ({ leaves, index }, at) => {
      const first = index + 1
      const proof = prove(consistencyPath(first, leaves.length), leaves)
      const changed = leaves.slice(0, first).with(at % first, leafHash('something else'))
      const claim = { first, second: leaves.length, secondRoot: rootOf(leaves), proof }
      expect(provesConsistency({ ...claim, firstRoot: rootOf(changed) })).toBe(false)
    }),
  )
})

test('the empty tree begins every tree, and only with its own root', () => {
  const claim = { first: 0, second: 8, secondRoot: roots[8], proof: [] }
  expect(provesConsistency({ ...claim, firstRoot: EMPTY_ROOT })).toBe(true)
  expect(provesConsistency({ ...claim, firstRoot: roots[1] })).toBe(false)
  expect(provesConsistency({ ...claim, firstRoot: EMPTY_ROOT, proof: [EMPTY_ROOT] })).toBe(false)
})

function corruptedInclusion(claim: Inclusion): Inclusion[] {
  const wrongLeaves = ['', 'wrong leaf', SOME_HASH, claim.leaf.toUpperCase()]
  const wrongRoots = ['', 'wrong root', SOME_HASH, EMPTY_ROOT]
  return [
    ...wrongLeaves.map((leaf) => ({ ...claim, leaf })),
    ...wrongRoots.map((root) => ({ ...claim, root })),
    ...corruptedProofs(claim.proof, claim.root).map((proof) => ({ ...claim, proof })),
  ]
}

function corruptedConsistency(claim: Consistency): Consistency[] {
  const { firstRoot, secondRoot, proof } = claim
  const proofs = [...corruptedProofs(proof, firstRoot), ...corruptedProofs(proof, secondRoot)]
  const wrong = [
    { ...claim, firstRoot: 'wrong root' },
    { ...claim, firstRoot: SOME_HASH },
    { ...claim, secondRoot: SOME_HASH },
    ...proofs.map((proof) => ({ ...claim, proof })),
  ]
  if (firstRoot === secondRoot) return wrong
  return [...wrong, { ...claim, firstRoot: secondRoot, secondRoot: firstRoot }]
}

function corruptedProofs(proof: readonly Hash[], root: Hash): Hash[][] {
  const additions = ['', 'garbage', root, root.toUpperCase(), SOME_HASH, ...proof]
  return [
    ...additions.flatMap((added) => [
      [...proof, added],
      [added, ...proof],
    ]),
    ...proof.map((_, at) => proof.toSpliced(at, 1)),
    ...proof.map((hash, at) => proof.with(at, flipped(hash))),
  ]
}

const flipped = (hash: Hash): Hash => (hash.startsWith('0') ? '1' : '0') + hash.slice(1)
