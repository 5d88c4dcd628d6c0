import { sha256 } from '../../server/kernel/random.ts'
import {
  type Hash,
  leafHash,
  nodeHash,
  type Range,
  type Subtree,
} from '../../server/ledger/merkle.ts'

/** MTH of RFC 6962 section 2.1, word for word: what the quick ways are held against. */
export function rootOf(leaves: readonly Hash[]): Hash {
  const [only] = leaves
  if (only === undefined) return sha256('')
  if (leaves.length === 1) return only
  let split = 1
  while (split * 2 < leaves.length) split *= 2
  return nodeHash(rootOf(leaves.slice(0, split)), rootOf(leaves.slice(split)))
}

/** The hashes of the ranges of a proof's path. */
export const prove = (path: readonly Range[], leaves: readonly Hash[]): Hash[] =>
  path.map(({ start, end }) => rootOf(leaves.slice(start, end)))

/** The hash of a complete subtree. */
export const subtreeOf = (leaves: readonly Hash[], { level, position }: Subtree): Hash =>
  rootOf(leaves.slice(position * 2 ** level, (position + 1) * 2 ** level))

/** The hashes of so many entries, no two alike. */
export const leavesOf = (size: number): Hash[] =>
  Array.from({ length: size }, (_, index) => leafHash(`entry ${index}`))
