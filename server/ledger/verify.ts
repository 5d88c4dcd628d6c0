/** Checks the whole ledger as it is stored: every entry, every hash, and that nothing is missing between. */
import type { Reader } from '../storage/database.ts'
import { read } from './entry.ts'
import {
  completed,
  type Hash,
  join,
  leafHash,
  leftOf,
  type Node,
  nodeHash,
  type Range,
} from './merkle.ts'
import {
  entriesFrom,
  hasTooManyNodes,
  indexOfLeaf,
  nodesEndingIn,
  type StoredEntry,
  size,
} from './store.ts'

/**
 * What can be wrong. `changed`: an entry's bytes do not give its hash, or its columns differ from
 * its bytes; `reordered`, `missing`, `added`: entries have been moved, taken out, put in;
 * `unknown`: bytes that no act of the list is written as; `node`: a stored hash of a subtree is not
 * what the entries below it give, and it cannot be told which of them was changed.
 */
export type Problem = 'changed' | 'reordered' | 'missing' | 'added' | 'unknown' | 'node'

/** The first thing that is wrong, somewhere in the so many `entries` from `index` on. */
export interface Flaw {
  readonly problem: Problem
  readonly index: number
  readonly entries: number
}

export type Report =
  | { readonly ok: true; readonly size: number; readonly root: Hash }
  | ({ readonly ok: false } & Flaw)

/**
 * Recomputes everything, in batches and bounded memory; entries may be added meanwhile. It finds
 * what does not fit together. A ledger rewritten as a whole, or cut off at its end with its hashes,
 * fits together: only a root that somebody else has kept shows that (`consistencyProof`).
 */
export async function verify(db: Reader): Promise<Report> {
  const total = await size(db)
  const peaks: Hash[] = []
  for (let start = 0; start < total; start += BATCH) {
    const flaw = await firstFlaw(db, { start, end: Math.min(start + BATCH, total) }, peaks)
    if (flaw) return { ok: false, ...flaw }
  }
  if (await hasTooManyNodes(db)) return { ok: false, problem: 'missing', index: total, entries: 1 }
  return { ok: true, size: total, root: join(peaks) }
}

/** A power of two, so that a batch ends where subtrees end. */
const BATCH = 4096

async function firstFlaw(db: Reader, range: Range, peaks: Hash[]): Promise<Flaw | undefined> {
  const from = range.start === 0 ? Number.MIN_SAFE_INTEGER : range.start
  const entries = await entriesFrom(db, from, range.end - range.start)
  const stored = new Map((await nodesEndingIn(db, range)).map((node) => [key(node), node.hash]))
  for (const [place, entry] of entries.entries()) {
    const index = range.start + place
    if (entry.index < index) return { problem: 'added', index: entry.index, entries: 1 }
    if (entry.index > index) return { problem: 'missing', index, entries: 1 }
    if (!isIntact(entry)) return explainEntry(db, entry)
    const wrong = grow(peaks, entry).find((node) => stored.get(key(node)) !== node.hash)
    if (wrong) return explainNode(db, wrong)
  }
  return undefined
}

const key = ({ level, position }: Node): string => `${level}/${position}`

function isIntact({ kind, at, body, leaf }: StoredEntry): boolean {
  const entry = read(body)
  return leafHash(body) === leaf && entry?.kind === kind && entry.at === at
}

/** Adds an entry to the subtrees that stand complete, largest first, and gives those it completes. */
function grow(peaks: Hash[], { index, leaf }: StoredEntry): Node[] {
  const left = peaks.splice(peaks.length - leftOf(index).length).reverse()
  const nodes = completed(index, leaf, left)
  peaks.push(nodes.at(-1)?.hash ?? leaf)
  return nodes
}

async function explainEntry(db: Reader, { index, body, leaf }: StoredEntry): Promise<Flaw> {
  const given = leafHash(body)
  if (given === leaf && !read(body)) return { problem: 'unknown', index, entries: 1 }
  const home = given === leaf ? undefined : await indexOfLeaf(db, given)
  return { problem: home === undefined ? 'changed' : 'reordered', index, entries: 1 }
}

/** With whole entries, each intact, only the tree tells; the pair and its neighbours often say how. */
async function explainNode(db: Reader, { level, position }: Node): Promise<Flaw> {
  const index = position * 2 ** level
  const entries = 2 ** level
  if (level > 1) return { problem: 'node', index, entries }
  const pairs = await nodesEndingIn(db, { start: index, end: index + 4 })
  const [pair, next] = [position, position + 1].map(
    (at) => pairs.find((node) => node.level === 1 && node.position === at)?.hash,
  )
  const [one, two, three] = (await entriesFrom(db, index, 3)).map(({ leaf }) => leaf)
  const is = (hash: Hash | undefined, left?: Hash, right?: Hash) =>
    hash !== undefined && left && right && nodeHash(left, right) === hash
  if (is(pair, two, one)) return { problem: 'reordered', index, entries }
  if (is(pair, two, three)) return { problem: 'added', index, entries: 1 }
  if (is(pair, one, three)) return { problem: 'added', index: index + 1, entries: 1 }
  if (is(next, two, three)) return { problem: 'missing', index, entries }
  if (!pair && !next) return { problem: 'added', index, entries }
  return { problem: 'node', index, entries }
}
