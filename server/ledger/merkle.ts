/**
 * The Merkle tree of RFC 6962 section 2.1 (the same in RFC 9162): hashes, roots, and what proofs are
 * made of. Sizes and indexes are whole numbers below 2^32.
 */
import { sha256 } from '../kernel/random.ts'

/** SHA-256 as 64 lower-case hex digits. */
export type Hash = string

/** The complete subtree over the 2^level entries from position * 2^level on; level 0 is one leaf. */
export interface Subtree {
  readonly level: number
  readonly position: number
}

/** A complete subtree with its hash. */
export interface Node extends Subtree {
  readonly hash: Hash
}

/** The entries from `start` up to, not including, `end`. */
export interface Range {
  readonly start: number
  readonly end: number
}

/** The root of a tree without entries: SHA-256 of nothing. */
export const EMPTY_ROOT: Hash = sha256('')

/** The hash of an entry's bytes; text counts as UTF-8. */
export const leafHash = (entry: string | Uint8Array): Hash =>
  sha256(Buffer.concat([LEAF, typeof entry === 'string' ? Buffer.from(entry) : entry]))

/** The hash of two subtrees that stand side by side. */
export const nodeHash = (left: Hash, right: Hash): Hash =>
  sha256(Buffer.from(`01${left}${right}`, 'hex'))

/** The root over the hashes of the complete subtrees that make up a tree, largest first. */
export const join = (peaks: readonly Hash[]): Hash =>
  peaks.length === 0 ? EMPTY_ROOT : peaks.reduceRight((right, left) => nodeHash(left, right))

/** The complete subtrees that make up a range, largest first. The range begins where a subtree does. */
export function subtrees({ start, end }: Range): Subtree[] {
  const found: Subtree[] = []
  for (let from = start; from < end; ) {
    const level = log2(end - from)
    found.push({ level, position: from / 2 ** level })
    from += 2 ** level
  }
  return found
}

/** The subtrees directly to the left of those that the entry at `index` completes, smallest first. */
export function leftOf(index: number): Subtree[] {
  const found: Subtree[] = []
  for (let level = 0, position = index; position % 2 === 1; level += 1) {
    found.push({ level, position: position - 1 })
    position = (position - 1) / 2
  }
  return found
}

/** The subtrees that the entry at `index` completes, smallest first, from the hashes of `leftOf`. */
export function completed(index: number, leaf: Hash, left: readonly Hash[]): Node[] {
  let hash = leaf
  return left.map((sibling, below) => {
    hash = nodeHash(sibling, hash)
    return { level: below + 1, position: index >>> (below + 1), hash }
  })
}

/**
 * The ranges whose hashes prove that the entry at `index` is in the tree of `size` entries, in the
 * order of PATH (RFC 6962 section 2.1.1). Throws a RangeError unless 0 <= index < size.
 */
export function inclusionPath(index: number, size: number): Range[] {
  demand(0 <= index && index < size, `no entry ${index} among ${size}`)
  const path: Range[] = []
  for (let [start, end] = [0, size]; end - start > 1; ) {
    const middle = start + splitOf(end - start)
    if (index < middle) {
      path.push({ start: middle, end })
      end = middle
    } else {
      path.push({ start, end: middle })
      start = middle
    }
  }
  return path.reverse()
}

/**
 * The ranges whose hashes prove that the tree of `first` entries begins the tree of `second`, in
 * the order of PROOF (RFC 6962 section 2.1.2). None when the trees are equal or the first is empty.
 * Throws a RangeError unless 0 <= first <= second.
 */
export function consistencyPath(first: number, second: number): Range[] {
  demand(0 <= first && first <= second, `no tree of ${first} begins one of ${second}`)
  if (first === 0 || first === second) return []
  const path: Range[] = []
  let [start, end] = [0, second]
  while (end !== first) {
    const middle = start + splitOf(end - start)
    if (first <= middle) {
      path.push({ start: middle, end })
      end = middle
    } else {
      path.push({ start, end: middle })
      start = middle
    }
  }
  if (start > 0) path.push({ start, end }) // otherwise it is the first tree, whose root is known
  return path.reverse()
}

const LEAF = Buffer.from([0])

/** The largest power of two below the size of a tree of at least two entries. */
const splitOf = (size: number): number => 2 ** log2(size - 1)

/** Rounded down, without the rounding errors of Math.log2. */
const log2 = (value: number): number => 31 - Math.clz32(value)

function demand(holds: boolean, problem: string): void {
  if (!holds) throw new RangeError(problem)
}
