/**
 * Checks a published ledger against checkpoints that were kept from before, in one pass and bounded
 * memory; a second one explains the first thing that does not fit.
 */
import type { Checkpoint } from './checkpoint.ts'
import { type Kind, kinds } from './entry.ts'
import { growing } from './growing.ts'
import { type Irregular, type Place, placesOf } from './lines-actions.ts'
import type { Hash } from './merkle.ts'
import type { Source } from './source-actions.ts'

/**
 * What can be wrong. `changed`, `missing`, `added`, `reordered`: this entry; `cut_off`: it and all
 * after it are not there; `somewhere`: one of these happened between `index` and `end`, and the
 * published hashes were made anew with it, so that it cannot be told where; `leaf`: the entry is
 * whole, the hash published for it is not its own; `checkpoint`: entries and hashes belong together
 * and not to the published checkpoint; `file`: the lines are right, cut into files in another way.
 */
export type Fault =
  | 'changed'
  | 'missing'
  | 'added'
  | 'reordered'
  | 'cut_off'
  | 'somewhere'
  | 'leaf'
  | 'checkpoint'
  | 'file'

export interface Found {
  readonly fault: Fault
  /** The first entry that it may be. */
  readonly index: number
  /** The first entry that it cannot be any more. */
  readonly end: number
  /** The kept checkpoint up to which everything is as it was, if there is one. */
  readonly wholeUpTo: number
  readonly file?: string
}

export type Checked =
  | {
      readonly ok: true
      readonly size: number
      readonly root: Hash
      /** The largest kept checkpoint that fits; 0 when none was kept. */
      readonly wholeUpTo: number
      /** The first entry of a kind that this version does not know. */
      readonly unknown: number | undefined
    }
  | ({ readonly ok: false } & Found)

/** Checks a source whose checkpoint says `published` against kept checkpoints, smallest first. */
export async function check(
  source: Source,
  published: Checkpoint,
  kept: readonly Checkpoint[],
): Promise<Checked> {
  const largest = Math.max(published.size, ...kept.map(({ size }) => size))
  const seen = await pass(source, source.isLive ? largest : 2 ** 32, [...kept, published])
  const outcome = judged(seen, published, kept)
  if ('ok' in outcome) return outcome
  const { fault } = outcome
  return {
    ok: false,
    ...outcome,
    fault: fault === 'changed' ? await explained(source, outcome) : fault,
  }
}

/** What one pass over everything tells. */
interface Seen {
  /** So many entries there are, and so many leaves. */
  readonly entries: number
  readonly leaves: number
  /** The first place where the published leaf is not that of the entry. */
  readonly apart: number | undefined
  readonly unknown: number | undefined
  readonly irregular: string | undefined
  /** The roots at the sizes that were asked for, of the entries and of the published leaves. */
  readonly roots: ReadonlyMap<number, { readonly entries?: Hash; readonly leaves?: Hash }>
}

async function pass(source: Source, most: number, at: readonly Checkpoint[]): Promise<Seen> {
  const irregular: Irregular = { name: undefined }
  const [entries, leaves] = [follow(at), follow(at)]
  let apart: number | undefined
  let unknown: number | undefined
  for await (const { index, entry, leaf } of placesOf(source, most, irregular)) {
    if (entry) entries.add(entry.leaf)
    if (leaf !== undefined) leaves.add(leaf)
    if (entry?.leaf !== leaf) apart ??= index
    if (entry && unknown === undefined && !isKnown(entry.body)) unknown = index
  }
  const roots = at.map(({ size }) => [
    size,
    { entries: entries.roots.get(size) as Hash, leaves: leaves.roots.get(size) as Hash },
  ]) as [number, { entries: Hash; leaves: Hash }][]
  return {
    ...{ entries: entries.size(), leaves: leaves.size(), apart, unknown },
    ...{ irregular: irregular.name, roots: new Map(roots) },
  }
}

/** By its name and form alone: what is checked are the bytes, whatever they mean. */
function isKnown(body: Buffer): boolean {
  const text = body.toString('latin1')
  const [, kind] = /"kind":"(\w+)"/.exec(text) ?? []
  return kinds.includes(kind as Kind) && text.includes('"v":1')
}

/** A tree that remembers its root at some sizes. What is no hash makes it another tree, as it should. */
function follow(at: readonly Checkpoint[]) {
  const tree = growing()
  const wanted = new Set(at.map(({ size }) => size))
  const roots = new Map<number, Hash>()
  let size = 0
  const note = () => void (wanted.has(size) && roots.set(size, tree.root()))
  note()
  return {
    roots,
    size: () => size,
    add: (leaf: string) => {
      tree.add(leaf)
      size += 1
      note()
    },
  }
}

function judged(
  seen: Seen,
  published: Checkpoint,
  kept: readonly Checkpoint[],
): Found | (Checked & { ok: true }) {
  let wholeUpTo = 0
  for (const checkpoint of kept) {
    const found = against(checkpoint, seen, wholeUpTo)
    if (found) return found
    wholeUpTo = checkpoint.size
  }
  const { size, root } = published
  if (size < wholeUpTo) return { fault: 'cut_off', index: size, end: size + 1, wholeUpTo }
  const found = against(published, seen, wholeUpTo)
  // Without a kept checkpoint nobody can say which of the three was touched.
  if (found) return isItself(seen, found) ? { ...found, fault: 'checkpoint' } : found
  return (
    besides(seen, size, wholeUpTo) ?? { ok: true, size, root, wholeUpTo, unknown: seen.unknown }
  )
}

/** Whether entries and leaves belong together, so that only the checkpoint is at odds with them. */
const isItself = ({ apart, entries, leaves }: Seen, { fault }: Found): boolean =>
  fault === 'somewhere' && apart === undefined && entries === leaves

function against({ size, root }: Checkpoint, seen: Seen, wholeUpTo: number): Found | undefined {
  const at = seen.roots.get(size)
  if (at?.entries === root) return undefined
  // The published leaves are those of that day: the first entry that is not theirs is the one.
  if (at?.leaves === root) {
    const index = seen.apart ?? seen.entries
    const fault = index >= seen.entries ? 'cut_off' : 'changed'
    return { fault, index, end: index + 1, wholeUpTo }
  }
  if (seen.entries < size)
    return { fault: 'cut_off', index: seen.entries, end: seen.entries + 1, wholeUpTo }
  return { fault: 'somewhere', index: wholeUpTo, end: size, wholeUpTo }
}

/** What is wrong besides the entries up to the checkpoint. */
function besides(seen: Seen, size: number, wholeUpTo: number): Found | undefined {
  if (seen.apart !== undefined && seen.apart < size)
    return { fault: 'leaf', index: seen.apart, end: seen.apart + 1, wholeUpTo }
  if (Math.max(seen.entries, seen.leaves) > size)
    return { fault: 'added', index: size, end: size + 1, wholeUpTo }
  if (seen.irregular === undefined) return undefined
  return { fault: 'file', index: 0, end: size, wholeUpTo, file: seen.irregular }
}

/**
 * What happened at the first entry that is not the one of its leaf: whether it stands in the log of
 * before, and whether the one that belongs there stands anywhere now.
 */
async function explained(source: Source, { index }: Found): Promise<Fault> {
  const { entry, leaf } = (await placeAt(source, index)) ?? {}
  let [isKnown, isStillThere] = [false, false]
  for await (const other of placesOf(source, 2 ** 32, { name: undefined })) {
    isKnown ||= entry !== undefined && other.leaf === entry.leaf
    isStillThere ||= leaf !== undefined && other.entry?.leaf === leaf
    if (isKnown && isStillThere) return 'reordered'
  }
  if (isKnown) return 'missing'
  return isStillThere ? 'added' : 'changed'
}

async function placeAt(source: Source, index: number): Promise<Place | undefined> {
  for await (const place of placesOf(source, index + 1, { name: undefined }))
    if (place.index === index) return place
  return undefined
}
