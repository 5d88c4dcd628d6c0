/** Where the ledger is kept: entries by index from 0, and the hash of each complete subtree above them. */
import type { Instant } from '../kernel/clock.ts'
import type { Reader, Writer } from '../storage/database.ts'
import { prepared, preparedOne } from '../storage/prepared.ts'
import { type Act, written } from './entry.ts'
import {
  completed,
  consistencyPath,
  type Hash,
  inclusionPath,
  join,
  leafHash,
  leftOf,
  type Node,
  type Range,
  type Subtree,
  subtrees,
} from './merkle.ts'

/** An entry as it lies there: `body` is the entry's bytes, `leaf` their hash, the rest repeats them. */
export interface StoredEntry {
  readonly index: number
  readonly kind: string
  readonly at: string
  readonly body: string
  readonly leaf: Hash
}

/**
 * Records a public act in the transaction that does it, and gives the entry's index. Nothing is
 * remembered outside the database, so an act that is undone leaves no trace. Costs one or two reads
 * and two inserts, whatever the size. Throws a TypeError on an act that is not on the list.
 */
export async function append(tx: Writer, act: Act): Promise<number> {
  const body = written(act)
  const leaf = leafHash(body)
  const last = await lastEntry(tx, {})
  const index = last ? last.id + 1 : 0
  await insertEntry(tx, { id: index, kind: act.kind, at: act.at, body, leaf })
  const left = leftOf(index)
  if (left.length === 0 || !last) return index
  const hashes = [last.leaf]
  for (const subtree of left.slice(1)) hashes.push(await storedHash(tx, subtree))
  for (const node of completed(index, leaf, hashes)) await insertNode(tx, { ...node })
  return index
}

/** How many entries there are. */
export async function size(db: Reader): Promise<number> {
  const last = await lastEntry(db, {})
  return last ? last.id + 1 : 0
}

/** The root of the first `of` entries, or of all. Throws a RangeError when there are not so many. */
export async function root(db: Reader, of?: number): Promise<Hash> {
  const peaks = subtrees({ start: 0, end: await sizeOrLess(db, of) })
  return join(await hashesOf(db, peaks))
}

/** At most `limit` entries in order, from that index on. */
export async function entriesFrom(
  db: Reader,
  index: number,
  limit: number,
): Promise<StoredEntry[]> {
  return await db
    .selectFrom('ledger_entry')
    .select(['id as index', 'kind', 'at', 'body', 'leaf'])
    .where('id', '>=', index)
    .orderBy('id')
    .limit(limit)
    .execute()
}

/**
 * What proves that the entry at `index` is among the first `of` entries, or among all: for
 * `provesInclusion`. Throws a RangeError when it is not.
 */
export async function inclusionProof(db: Reader, index: number, of?: number): Promise<Hash[]> {
  return rangeHashes(db, inclusionPath(index, await sizeOrLess(db, of)))
}

/**
 * What proves that the tree of `first` entries begins the tree of `second`, or of all: for
 * `provesConsistency`. Throws a RangeError when there are not so many.
 */
export async function consistencyProof(
  db: Reader,
  first: number,
  second?: number,
): Promise<Hash[]> {
  return rangeHashes(db, consistencyPath(first, await sizeOrLess(db, second)))
}

/** The stored hashes of the complete subtrees that end among the entries of a range, leaves not counted. */
export async function nodesEndingIn(db: Reader, { start, end }: Range): Promise<Node[]> {
  const levels = Array.from({ length: 32 - Math.clz32(end) }, (_, below) => below + 1)
  return await db
    .selectFrom('ledger_node')
    .select(['level', 'position', 'hash'])
    .where((eb) =>
      eb.or(
        levels.map((level) =>
          eb.and([
            eb('level', '=', level),
            eb('position', '>=', Math.floor(start / 2 ** level)),
            eb('position', '<', Math.floor(end / 2 ** level)),
          ]),
        ),
      ),
    )
    .execute()
}

/** Whether hashes are stored of subtrees whose last entries are not there. */
export async function hasTooManyNodes(db: Reader): Promise<boolean> {
  const { nodes, entries } = await db
    .selectFrom('ledger_node')
    .select((eb) => [
      eb.fn.countAll<number>().as('nodes'),
      eb // in the same statement, since entries may be added meanwhile
        .selectFrom('ledger_entry')
        .select((inner) => inner(inner.fn.max('id'), '+', 1).as('size'))
        .as('entries'),
    ])
    .executeTakeFirstOrThrow()
  const peaks = subtrees({ start: 0, end: entries ?? 0 }).length
  return Number(nodes) > (entries ?? 0) - peaks
}

/** The index of the first entry with this leaf. Reads the whole ledger: for explaining a fault. */
export async function indexOfLeaf(db: Reader, leaf: Hash): Promise<number | undefined> {
  const found = await db
    .selectFrom('ledger_entry')
    .select('id')
    .where('leaf', '=', leaf)
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  return found?.id
}

const lastEntry = preparedOne<Record<never, never>, { id: number; leaf: Hash }>((db) =>
  db.selectFrom('ledger_entry').select(['id', 'leaf']).orderBy('id', 'desc').limit(1),
)

const insertEntry = prepared<
  { id: number; kind: string; at: Instant; body: string; leaf: Hash },
  unknown
>((db, param) =>
  db.insertInto('ledger_entry').values({
    id: param('id'),
    kind: param('kind'),
    at: param('at'),
    body: param('body'),
    leaf: param('leaf'),
  }),
)

const insertNode = prepared<{ level: number; position: number; hash: Hash }, unknown>((db, param) =>
  db
    .insertInto('ledger_node')
    .values({ level: param('level'), position: param('position'), hash: param('hash') }),
)

const storedNode = preparedOne<{ level: number; position: number }, { hash: Hash }>((db, param) =>
  db
    .selectFrom('ledger_node')
    .select('hash')
    .where('level', '=', param('level'))
    .where('position', '=', param('position')),
)

async function storedHash(db: Reader, { level, position }: Subtree): Promise<Hash> {
  const found = await storedNode(db, { level, position })
  return found?.hash ?? lost({ level, position })
}

async function sizeOrLess(db: Reader, of: number | undefined): Promise<number> {
  const all = await size(db)
  if (of === undefined) return all
  if (of >= 0 && of <= all) return of
  throw new RangeError(`the ledger has ${all} entries, not ${of}`)
}

async function rangeHashes(db: Reader, path: readonly Range[]): Promise<Hash[]> {
  const parts = path.map(subtrees)
  const hashes = await hashesOf(db, parts.flat())
  return parts.map((part) => join(hashes.splice(0, part.length)))
}

/** The stored hashes of subtrees, in their order; a root or a proof needs few, whatever the size. */
async function hashesOf(db: Reader, wanted: readonly Subtree[]): Promise<Hash[]> {
  const found = [...(await leavesAmong(db, wanted)), ...(await nodesAmong(db, wanted))]
  const key = ({ level, position }: Subtree) => `${level}/${position}`
  const hashes = new Map(found.map((node) => [key(node), node.hash]))
  return wanted.map((subtree) => hashes.get(key(subtree)) ?? lost(subtree))
}

async function leavesAmong(db: Reader, wanted: readonly Subtree[]): Promise<Node[]> {
  const indexes = wanted.filter(({ level }) => level === 0).map(({ position }) => position)
  if (indexes.length === 0) return []
  const query = db.selectFrom('ledger_entry').select(['id as position', 'leaf as hash'])
  const leaves = await query.where('id', 'in', indexes).execute()
  return leaves.map((leaf) => ({ level: 0, ...leaf }))
}

async function nodesAmong(db: Reader, wanted: readonly Subtree[]): Promise<Node[]> {
  const nodes = wanted.filter(({ level }) => level > 0)
  if (nodes.length === 0) return []
  return await db
    .selectFrom('ledger_node')
    .select(['level', 'position', 'hash'])
    .where((eb) => eb.or(nodes.map(({ level, position }) => eb.and({ level, position }))))
    .execute()
}

function lost({ level, position }: Subtree): never {
  throw new Error(`the ledger has lost the hash of subtree ${position} at level ${level}`)
}
