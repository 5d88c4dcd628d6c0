/**
 * `npm run bench`: what the site costs, beside its own limits, all in one run (docs/bench.md).
 *
 *   npm run bench -- [--quick] [--only=cached,submitted] [--profile=folder]
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Bench, openBench } from './bench.ts'
import { aged } from './goals/aged.ts'
import { cached } from './goals/cached.ts'
import { checked } from './goals/checked.ts'
import { firstView } from './goals/first-view.ts'
import { fresh } from './goals/fresh.ts'
import { longThread } from './goals/long-thread.ts'
import { running } from './goals/running.ts'
import { submitted } from './goals/submitted.ts'
import { uncached } from './goals/uncached.ts'
import { quick, whole } from './plan.ts'
import { printVerdicts, type Verdict } from './table.ts'

const goals = {
  ...{ cached, uncached, longThread, aged, submitted, fresh, running, firstView, checked },
} satisfies Record<string, (bench: Bench) => Promise<Verdict[]>>
type Goal = keyof typeof goals

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    profile: { type: 'string' },
  },
})
const wanted = (values.only?.split(',') ?? Object.keys(goals)) as Goal[]
const unknown = wanted.find((goal) => !(goal in goals))
if (unknown)
  throw new Error(`${unknown} is not measured; there are ${Object.keys(goals).join(', ')}`)

// Not in a temporary folder: that may be memory, where a sync costs nothing.
const cache = join(import.meta.dirname, '../.cache')
mkdirSync(cache, { recursive: true })
const folder = mkdtempSync(join(cache, 'bench-'))
process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1))

const begun = performance.now()
const bench = await openBench(values.quick ? quick : whole, { folder, profile: values.profile })
const verdicts: Verdict[] = []
for (const goal of wanted) verdicts.push(...(await goals[goal](bench)))
await bench.stop()
printVerdicts(verdicts)
console.log(`\nNode ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}`)
console.log(`${Math.round((performance.now() - begun) / 1000)} s`)
if (bench.faults.length > 0 && !values.quick) {
  console.error(
    ['\nA limit that costs more than the site is a fault in the bench:', ...bench.faults].join(
      '\n  ',
    ),
  )
  process.exitCode = 1
}
