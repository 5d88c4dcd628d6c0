/** The published entries and leaves as two streams of lines, one file of each in memory at a time. */
import type { Hash } from './merkle.ts'
import { leafHash } from './merkle.ts'
import { FILE, names } from './published.ts'
import type { Source } from './source-actions.ts'

/** One place in the log: what is published as its entry and what as its leaf; undefined after the end. */
export interface Place {
  readonly index: number
  /** The bytes of the entry and the leaf that they give. */
  readonly entry: { readonly body: Buffer; readonly leaf: Hash } | undefined
  /** The leaf that is published. */
  readonly leaf: string | undefined
}

/** The first file that is not cut as it should be: so many lines, each with its line break. */
export interface Irregular {
  name: string | undefined
}

/** Every place until both streams have ended, at most up to `most`. */
export async function* placesOf(
  source: Source,
  most: number,
  irregular: Irregular,
): AsyncGenerator<Place> {
  const bodies = linesOf(source, names.entries, irregular)
  const leaves = linesOf(source, names.leaves, irregular)
  for (let index = 0; index < most; index++) {
    const [body, leaf] = [(await bodies.next()).value, (await leaves.next()).value]
    if (!body && !leaf) return
    yield {
      index,
      entry: body && { body, leaf: leafHash(body) },
      leaf: leaf?.toString('latin1'),
    }
  }
}

const LINE_BREAK = 10

/**
 * The lines of one file after the other, until one is not there. One without a line has nothing after it: whoever answers so
 * to every name would be asked for ever.
 */
async function* linesOf(
  source: Source,
  nameOf: (file: number) => string,
  irregular: Irregular,
): AsyncGenerator<Buffer, undefined> {
  let next = await source.read(nameOf(0))
  for (let file = 0; next; file++) {
    const isWhole = next.length === 0 || next.at(-1) === LINE_BREAK
    const count = yield* linesIn(next)
    const isEnd: boolean = count === 0 && file > 0
    next = isEnd ? undefined : await source.read(nameOf(file + 1))
    const isFull = count === FILE || (!next && count < FILE && !isEnd) // the last one may be short
    if (!isWhole || !isFull) irregular.name ??= nameOf(file)
  }
  return undefined
}

/** One after the other: four million empty lines fit into a file. Gives how many there were. */
function* linesIn(bytes: Buffer): Generator<Buffer, number> {
  let count = 0
  for (let from = 0; from < bytes.length; count++) {
    const end = bytes.indexOf(LINE_BREAK, from)
    const to = end < 0 ? bytes.length : end
    yield bytes.subarray(from, to)
    from = to + 1
  }
  return count
}
