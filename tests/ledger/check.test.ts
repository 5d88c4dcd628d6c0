/** The verifier of published files finds whatever somebody does to them, and says where. */
import { describe, expect, test } from 'vitest'
import { check, type Fault } from '../../server/ledger/check-actions.ts'
import { leafHash } from '../../server/ledger/merkle.ts'
import { names } from '../../server/ledger/published.ts'
import { seeded } from '../promises/seeded.ts'
import { acts } from './acts.ts'
import { type Copy, checkpointOf, copyOf, filesOf, folderOf } from './copies.ts'

/** Taken out, put in, moved: entries as somebody would have them, each line with the leaf of before. */
const without = (lines: readonly string[], at: number) => lines.toSpliced(at, 1)
const withMore = (lines: readonly string[], at: number, line: string) =>
  lines.toSpliced(at, 0, line)
const moved = (lines: readonly string[], from: number, to: number) =>
  withMore(without(lines, from), to, lines[from] as string)

/** The same lines with every hash made anew, as somebody with the database and the key would. */
const forged = (entries: readonly string[]): Copy => ({
  entries,
  leaves: entries.map((entry) => leafHash(entry)),
})

const stranger = '{"at":"2020-01-01T00:00:00.000Z","kind":"comment_withdrawn","number":7,"v":1}'

/** What is found in a copy: against its kept checkpoint, or forged with a checkpoint of its own. */
async function found(copy: Copy, whole: Copy, isForged = false) {
  const kept = checkpointOf(whole.leaves)
  const given = isForged ? forged(copy.entries) : copy
  const published = isForged ? checkpointOf(given.leaves) : kept
  return check(folderOf(filesOf(given)), published, [kept])
}

const small = copyOf(acts(13))
const large = copyOf(acts(10_000))

describe('in a small log, whatever is done to its files', () => {
  const files = filesOf(small)
  const kept = checkpointOf(small.leaves)

  test('nothing is found while nothing is', async () => {
    expect(await check(folderOf(files), kept, [kept])).toMatchObject({ ok: true, wholeUpTo: 13 })
    expect(await check(folderOf(files), kept, [])).toMatchObject({ ok: true, wholeUpTo: 0 })
  })

  test.each([names.entries(0), names.leaves(0)])(
    'each single byte of %s that is changed is found',
    async (name) => {
      const bytes = files.get(name) as Buffer
      for (let at = 0; at < bytes.length; at++) {
        const changed = Buffer.from(bytes)
        changed[at] = (bytes[at] as number) ^ (1 << (at % 8))
        const outcome = await check(folderOf(files, new Map([[name, changed]])), kept, [kept])
        if (outcome.ok) expect.fail(`byte ${at} of ${name}`)
      }
    },
  )

  test.each([names.entries(0), names.leaves(0)])(
    'each single byte of %s that is gone, and each that is too many',
    async (name) => {
      const bytes = files.get(name) as Buffer
      for (let at = 0; at <= bytes.length; at += 3) {
        const less = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)])
        const more = Buffer.concat([bytes.subarray(0, at), Buffer.from('x'), bytes.subarray(at)])
        for (const changed of at < bytes.length ? [less, more] : [more]) {
          const outcome = await check(folderOf(files, new Map([[name, changed]])), kept, [kept])
          if (outcome.ok) expect.fail(`byte ${at} of ${name}`)
        }
      }
    },
  )

  const every = small.entries.map((_, at) => at)
  test('each entry that is taken out is found, and which it was', async () => {
    for (const at of every) {
      const entries = without(small.entries, at)
      const isLast = at === small.entries.length - 1
      expect(await found({ ...small, entries }, small), String(at)).toMatchObject({
        ...{ ok: false, fault: isLast ? 'cut_off' : 'missing', index: at },
      })
    }
  })

  test('each place where one is put in is found', async () => {
    for (const at of [...every, every.length]) {
      const entries = withMore(small.entries, at, stranger)
      expect(await found({ ...small, entries }, small), String(at)).toMatchObject({
        ...{ ok: false, fault: 'added', index: at },
      })
    }
  })

  test('each pair in each other’s place is found, and where it begins', async () => {
    for (const one of every)
      for (const other of every.filter((at) => at > one)) {
        const entries = small.entries
          .with(one, small.entries[other] as string)
          .with(other, small.entries[one] as string)
        expect(await found({ ...small, entries }, small)).toMatchObject({
          ...{ ok: false, fault: 'reordered', index: one },
        })
      }
  })

  test('each end that is cut off is found, with its hashes and with a checkpoint of its own, too', async () => {
    for (const at of every) {
      const entries = small.entries.slice(0, at)
      expect(await found({ ...small, entries }, small)).toMatchObject({
        fault: 'cut_off',
        index: at,
      })
      expect(await found({ ...small, entries }, small, true)).toMatchObject({
        ...{ ok: false, fault: 'cut_off', index: at },
      })
    }
  })

  test('all of it is found when every hash and the checkpoint were made anew', async () => {
    const line = (at: number) => small.entries[at] as string
    for (const at of every) {
      const done = [
        small.entries.with(at, stranger),
        without(small.entries, at),
        withMore(small.entries, at, stranger),
        at > 0 ? moved(small.entries, at, at - 1) : moved(small.entries, 0, 5),
        small.entries.with(at, line((at + 1) % 13)),
      ]
      for (const entries of done) {
        const outcome = await found({ ...small, entries }, small, true)
        if (outcome.ok) expect.fail(`entry ${at}`)
        expect(['somewhere', 'cut_off']).toContain(outcome.fault)
      }
    }
  })
})

describe('in a log of ten thousand', () => {
  const rest = filesOf(large)
  const kept = checkpointOf(large.leaves)
  const chance = seeded(20261121)
  const any = (most: number) => Math.floor(chance() * most)
  // Where files and subtrees begin and end, and anywhere else.
  const places = [0, 1, 1023, 1024, 4096, 8191, 9998, 9999]
  const somewhere = [...places, ...Array.from({ length: 3 }, () => any(10_000))]

  const change: Record<string, (at: number) => readonly string[]> = {
    changed: (at) => {
      const line = large.entries[at] as string
      const sign = any(line.length)
      const other = String.fromCharCode(line.charCodeAt(sign) ^ 1)
      return large.entries.with(at, line.slice(0, sign) + other + line.slice(sign + 1))
    },
    missing: (at) => without(large.entries, Math.min(at, 9998)),
    added: (at) => withMore(large.entries, at, stranger),
    reordered: (at) =>
      moved(large.entries, Math.max(at, 1), Math.max(at, 1) - 1 - any(Math.max(at, 1))),
    cut_off: (at) => large.entries.slice(0, at),
  }

  test.each(Object.keys(change).filter((fault) => fault !== 'cut_off') as Fault[])(
    'an entry that is %s is found, and which it is',
    async (fault) => {
      for (const at of somewhere) {
        const entries = change[fault]?.(at) ?? []
        const first = entries.findIndex((line, index) => line !== large.entries[index])
        const outcome = await check(folderOf(rest, filesOf({ ...large, entries })), kept, [kept])
        expect(outcome, `${fault} at ${at}`).toMatchObject({ ok: false })
        expect(outcome, `${fault} at ${at}`).toMatchObject({ fault, index: first })
      }
    },
  )

  test('an end that is cut off is found, file by file and in the middle of one', async () => {
    for (const at of [0, 1023, 1024, 1025, 5120, 9999]) {
      const copy = { ...large, entries: large.entries.slice(0, at) }
      expect(await found(copy, large), String(at)).toMatchObject({ fault: 'cut_off', index: at })
      expect(await found(copy, large, true)).toMatchObject({ fault: 'cut_off', index: at })
    }
  })

  test.each(Object.keys(change))(
    'an entry that is %s is found when all hashes were made anew',
    async (fault) => {
      for (const at of [0, 1023, 1024, 9998, any(10_000)]) {
        const entries = change[fault]?.(at) ?? []
        expect(await found({ ...large, entries }, large, true)).toMatchObject({ ok: false })
      }
    },
  )

  test('several kept checkpoints say between which days something was changed', async () => {
    const days = [2_000, 5_000, 10_000].map((size) => checkpointOf(large.leaves.slice(0, size)))
    const copy = forged(large.entries.with(3_333, stranger))
    const outcome = await check(folderOf(filesOf(copy)), checkpointOf(copy.leaves), days)
    expect(outcome).toEqual({
      ...{ ok: false, fault: 'somewhere', index: 2_000, end: 5_000, wholeUpTo: 2_000 },
    })
  })
})

describe('without a kept checkpoint', () => {
  test('what does not fit together is found all the same', async () => {
    const published = checkpointOf(small.leaves)
    const changed = { ...small, entries: small.entries.with(4, stranger) }
    expect(await check(folderOf(filesOf(changed)), published, [])).toMatchObject({
      ...{ ok: false, fault: 'changed', index: 4 },
    })
    const other = forged(changed.entries)
    expect(await check(folderOf(filesOf(other)), published, [])).toMatchObject({
      ...{ ok: false, fault: 'checkpoint' },
    })
  })

  test('a log rewritten as a whole is whole', async () => {
    const other = forged(small.entries.with(4, stranger))
    const published = checkpointOf(other.leaves)
    expect(await check(folderOf(filesOf(other)), published, [])).toMatchObject({ ok: true })
  })
})
