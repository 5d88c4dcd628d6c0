import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sha256 } from '../../server/kernel/random.ts'
import {
  completed,
  consistencyPath,
  EMPTY_ROOT,
  type Hash,
  inclusionPath,
  join,
  leafHash,
  leftOf,
  nodeHash,
  type Subtree,
  subtrees,
} from '../../server/ledger/merkle.ts'
import { leavesOf, prove, rootOf, subtreeOf } from './trees.ts'
import { consistency, entries, hashes, inclusion, roots } from './vectors.ts'

const leaves = entries.map((entry) => leafHash(entry))

describe('the reference vectors of Certificate Transparency', () => {
  test('an entry and a node are hashed with their own prefixes', () => {
    expect(leafHash(hashes.leaf.of)).toBe(hashes.leaf.is)
    expect(sha256(`\u0001${hashes.node.of.join('')}`)).toBe(hashes.node.is)
    expect(nodeHash(leaves[0] as Hash, leaves[1] as Hash)).toBe(roots[2])
  })

  test('a tree without entries has the hash of nothing as its root', () => {
    expect(EMPTY_ROOT).toBe(roots[0])
  })

  test.each(roots.map((root, size) => ({ root, size })))('$size entries: $root', (vector) => {
    const peaks = subtrees({ start: 0, end: vector.size })
    expect(join(peaks.map((peak) => subtreeOf(leaves, peak)))).toBe(vector.root)
    expect(rootOf(leaves.slice(0, vector.size))).toBe(vector.root)
  })

  test.each(inclusion)('entry $index is proved in the tree of $size', ({ index, size, proof }) => {
    expect(prove(inclusionPath(index, size), leaves)).toEqual(proof)
  })

  test.each(consistency)('the tree of $first begins the tree of $second', (vector) => {
    expect(prove(consistencyPath(vector.first, vector.second), leaves)).toEqual(vector.proof)
  })
})

const many = leavesOf(300)

test('the root of any tree follows from its complete subtrees', () => {
  fc.assert(
    fc.property(fc.nat(many.length), (size) => {
      const peaks = subtrees({ start: 0, end: size }).map((peak) => subtreeOf(many, peak))
      expect(join(peaks)).toBe(rootOf(many.slice(0, size)))
    }),
  )
})

test('entries added one by one complete each subtree once, with its right hash', () => {
  const known = new Map<string, Hash>()
  const key = ({ level, position }: Subtree) => `${level}/${position}`
  many.forEach((leaf, index) => {
    known.set(key({ level: 0, position: index }), leaf)
    const left = leftOf(index).map((subtree) => known.get(key(subtree)) as Hash)
    for (const node of completed(index, leaf, left)) {
      expect(known.has(key(node))).toBe(false)
      expect(node.hash).toBe(subtreeOf(many, node))
      known.set(key(node), node.hash)
    }
  })
  expect(known.size).toBe(300 + 150 + 75 + 37 + 18 + 9 + 4 + 2 + 1)
})

test('every range of a proof is made of few complete subtrees, up to 2^32 entries', () => {
  const index = fc.nat(2 ** 32 - 2)
  fc.assert(
    fc.property(index, index, (one, other) => {
      const [first, size] = [Math.min(one, other), Math.max(one, other) + 1]
      for (const path of [inclusionPath(first, size), consistencyPath(first, size)]) {
        const found = path.flatMap(subtrees)
        expect(found.every(({ position }) => Number.isInteger(position))).toBe(true)
        expect(found.length).toBeLessThanOrEqual(2 * 32)
      }
    }),
  )
})

test('asking to prove what cannot be is an error', () => {
  expect(() => inclusionPath(3, 3)).toThrow(RangeError)
  expect(() => inclusionPath(-1, 3)).toThrow(RangeError)
  expect(() => consistencyPath(4, 3)).toThrow(RangeError)
})
