/** Goal 2: the first read after a write, against the same page put together by hand. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Bench } from '../bench.ts'
import { inRounds, middleOf, ratioOf } from '../compare.ts'
import { ask } from '../http.ts'
import { MODEL_PAGE } from '../limits/mini-page.ts'
import { signedIn } from '../moderator.ts'
import { start } from '../process.ts'
import { asked, reads, turning } from '../reads.ts'
import { figure, printTable, type Verdict } from '../table.ts'

/** Measures the page of the post with an ordinary thread, uncompressed, each time after a write. */
export async function uncached(bench: Bench): Promise<Verdict[]> {
  const { data, plan, site, room } = bench
  const { path } = data.short
  const page = (await ask(site.port, path, asked)).body
  const folder = room('mini', { data: true })
  writeFileSync(join(folder, MODEL_PAGE), page)
  const words = [folder, 'mini']
  const mini = await start({ name: 'mini', script: 'bench/limits/mini.ts', words })
  mustBeAlike(page, (await ask(mini.port, path, asked)).body)

  const moderator = await signedIn(site)
  const write = turning(moderator, data.short.comments.at(-1) as number)
  const each = { count: plan.reads, path: () => path }
  const turns = [
    { name: 'mini' as const, run: () => reads(mini, each) },
    { name: 'site' as const, run: () => reads(site, { ...each, write }) },
  ]
  const samples = await inRounds(plan, turns)
  await mini.stop()
  const cost = { limit: middleOf(samples.mini, 'cpu'), site: middleOf(samples.site, 'cpu') }
  bench.compare("mini's page", cost)
  const ratio = ratioOf(samples.site, samples.mini, 'cpu')
  printTable(`2 The first read after a write: µs of CPU for ${figure(page.byteLength)} B`, [
    ['', 'mini', 'site', 'of mini'],
    [
      `post, ${plan.short} comments`,
      ...[cost.limit, cost.site].map((one) => figure(one)),
      figure(ratio, 2),
    ],
  ])
  return [{ goal: 2, what: 'first read after a write, CPU to mini', figure: ratio, atMost: 1.5 }]
}

/** Both must carry the same: the limit of another page would say nothing. */
function mustBeAlike(page: Buffer, other: Buffer): void {
  const apart = Math.abs(page.byteLength - other.byteLength) / page.byteLength
  if (apart > 0.02)
    throw new Error(
      `mini's page has ${other.byteLength} B, the site's ${page.byteLength} B: mend mini`,
    )
}
