/** Checks what a ledger answers against roots that were kept (RFC 9162 sections 2.1.3.2 and 2.1.4.2). */
import { EMPTY_ROOT, type Hash, nodeHash } from './merkle.ts'

/** A claim that `leaf` is the hash of the entry at `index` in the tree of `size` entries with this root. */
export interface Inclusion {
  readonly index: number
  readonly size: number
  readonly leaf: Hash
  readonly root: Hash
  readonly proof: readonly Hash[]
}

/** A claim that the tree of `first` entries is the beginning of the tree of `second`. */
export interface Consistency {
  readonly first: number
  readonly second: number
  readonly firstRoot: Hash
  readonly secondRoot: Hash
  readonly proof: readonly Hash[]
}

/** Whether the proof shows that the entry is in the tree. Anything malformed is false, never thrown. */
export function provesInclusion({ index, size, leaf, root, proof }: Inclusion): boolean {
  if (!isPlace(index) || !isPlace(size) || index >= size) return false
  if (![leaf, root, ...proof].every(isHash)) return false
  const climb = climber(index, size - 1)
  let hash = leaf
  for (const sibling of proof) {
    if (climb.atRoot()) return false
    hash = climb.isRight() ? nodeHash(sibling, hash) : nodeHash(hash, sibling)
    climb.up()
  }
  return climb.atRoot() && hash === root
}

/**
 * Whether the proof shows that nothing in the first tree was changed, removed or moved on the way to
 * the second. Anything malformed is false, never thrown. The empty tree begins every tree.
 */
export function provesConsistency(claim: Consistency): boolean {
  const { first, second, firstRoot, secondRoot, proof } = claim
  if (!isPlace(first) || !isPlace(second) || first > second) return false
  if (![firstRoot, secondRoot, ...proof].every(isHash)) return false
  if (first === second) return proof.length === 0 && firstRoot === secondRoot
  if (first === 0) return proof.length === 0 && firstRoot === EMPTY_ROOT
  return proof.length > 0 && leadsToBoth(claim)
}

function leadsToBoth({ first, second, firstRoot, secondRoot, proof }: Consistency): boolean {
  const isPowerOfTwo = (first & (first - 1)) === 0
  const [seed, ...rest] = isPowerOfTwo ? [firstRoot, ...proof] : proof
  const climb = climber(first - 1, second - 1)
  climb.toLeft()
  let one = seed as Hash
  let other = seed as Hash
  for (const sibling of rest) {
    if (climb.atRoot()) return false
    if (climb.isRight()) {
      one = nodeHash(sibling, one)
      other = nodeHash(sibling, other)
    } else other = nodeHash(other, sibling)
    climb.up()
  }
  return climb.atRoot() && one === firstRoot && other === secondRoot
}

/** Walks from an entry towards the root: RFC 9162's fn and sn. */
function climber(index: number, last: number) {
  let [at, end] = [index, last]
  const halve = () => {
    at >>>= 1
    end >>>= 1
  }
  const isOdd = () => (at & 1) === 1
  return {
    atRoot: () => end === 0,
    isRight: () => isOdd() || at === end,
    /** Up to the next level at which the node has a sibling. */
    up: () => {
      if (at === end) while (!isOdd() && at !== 0) halve()
      halve()
    },
    /** Up to the first level at which the node is a left one. */
    toLeft: () => {
      while (isOdd()) halve()
    },
  }
}

const isPlace = (value: number): boolean => value >>> 0 === value

const isHash = (value: unknown): boolean =>
  typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)
