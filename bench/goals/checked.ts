/** What it takes to check a published ledger: time, and memory that must not grow with it. */
import { execFile } from 'node:child_process'
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { instant } from '../../server/kernel/clock.ts'
import { sha256 } from '../../server/kernel/random.ts'
import { signerOf } from '../../server/kernel/signature.ts'
import { checkpointText } from '../../server/ledger/checkpoint.ts'
import { written } from '../../server/ledger/entry.ts'
import { growing } from '../../server/ledger/growing.ts'
import { leafHash } from '../../server/ledger/merkle.ts'
import { keyText, noteKey, signed } from '../../server/ledger/note.ts'
import { FILE, names } from '../../server/ledger/published.ts'
import type { Bench } from '../bench.ts'
import type { Usage } from '../process.ts'
import { figure, printTable, type Verdict } from '../table.ts'

const root = join(import.meta.dirname, '../..')
const origin = 'bench.example/ledger'

/** Checks a short and a long published ledger against a kept checkpoint, each in a process of its own. */
export async function checked(bench: Bench): Promise<Verdict[]> {
  const [few, many] = bench.plan.entries
  const short = await checking(bench, few)
  const long = await checking(bench, many)
  printTable('10 Checking a published ledger against a kept checkpoint', [
    ['entries', 'seconds', 's of CPU', 'MiB at most'],
    ...[short, long].map(({ entries, seconds, cpu, memory }) => [
      figure(entries),
      figure(seconds, 1),
      figure(cpu / 1e6, 1),
      figure(memory / 2 ** 20),
    ]),
  ])
  return [
    {
      goal: 10,
      what: `memory for ${figure(many)} entries, to ${figure(few)}`,
      figure: long.memory / short.memory,
      atMost: 1.1,
    },
  ]
}

async function checking(bench: Bench, entries: number) {
  const folder = bench.room(`ledger-${entries}`)
  publishMany(folder, entries)
  const begun = performance.now()
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      ...['--import', join(root, 'bench/peak.mjs'), join(root, 'server/cli.ts')],
      ...['ledger', 'verify', '--from', folder, '--checkpoint', join(folder, names.checkpoint)],
    ],
    { cwd: root },
  )
  const lines = stdout.trim().split('\n')
  if (!lines.some((line) => line.includes(`${entries} entries`))) throw new Error(stdout)
  const { cpu, memory } = JSON.parse(lines.at(-1) ?? '') as Usage
  return { entries, seconds: (performance.now() - begun) / 1000, cpu, memory }
}

/** A ledger of comments that came in, as a site publishes one. */
function publishMany(folder: string, entries: number): void {
  for (const name of ['entries', 'leaves']) mkdirSync(join(folder, name), { recursive: true })
  const tree = growing()
  for (let start = 0; start < entries; start += FILE) {
    const bodies = Array.from({ length: Math.min(FILE, entries - start) }, (_, at) =>
      bodyOf(start + at),
    )
    const leaves = bodies.map((body) => leafHash(body))
    for (const leaf of leaves) tree.add(leaf)
    appendFileSync(join(folder, names.entries(start / FILE)), `${bodies.join('\n')}\n`)
    appendFileSync(join(folder, names.leaves(start / FILE)), `${leaves.join('\n')}\n`)
  }
  const signer = signerOf(Buffer.alloc(32, 1))
  const note = signed(checkpointText({ origin, size: entries, root: tree.root() }), origin, signer)
  writeFileSync(join(folder, names.checkpoint), note)
  writeFileSync(join(folder, names.key), `${keyText(noteKey(origin, signer.publicKey))}\n`)
}

const bodyOf = (index: number): string =>
  written({
    ...{ kind: 'comment_received', at: instant(Date.UTC(2026, 0, 1) + index * 1000) },
    ...{ number: index + 1, post: 1 + (index % 500), post_version: 1 },
    ...{ parent: null, parent_version: null, hash: sha256(String(index)) },
  })
