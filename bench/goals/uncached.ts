/** Goal 2: the first read after a write, against the same page put together by hand. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Bench } from '../bench.ts'
import type { Sample } from '../client.ts'
import { inRounds, middleOf, ratioOf } from '../compare.ts'
import { ask } from '../http.ts'
import { MODEL_PAGE } from '../limits/mini-page.ts'
import { type Moderator, signedIn } from '../moderator.ts'
import { type Server, start } from '../process.ts'
import { figure, printTable, type Verdict } from '../table.ts'

const asked = { headers: { 'accept-language': 'sv-SE,sv;q=0.8' } }

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
  const turns = [
    { name: 'mini' as const, run: () => reads(mini, path, plan.reads, async () => {}) },
    { name: 'site' as const, run: () => reads(site, path, plan.reads, write) },
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

/** Reads one after the other, each after a write, and what the reads alone cost. */
async function reads(
  server: Server,
  path: string,
  count: number,
  write: () => Promise<void>,
): Promise<Sample> {
  const start = performance.now()
  let cpu = 0
  for (let read = 0; read < count; read++) {
    await write()
    const asking = await costOf(server, async () => {})
    cpu += (await costOf(server, () => ask(server.port, path, asked))) - asking
  }
  return { count, rate: count / ((performance.now() - start) / 1000), cpu: cpu / count }
}

async function costOf(server: Server, act: () => Promise<unknown>): Promise<number> {
  const before = await server.usage()
  await act()
  return (await server.usage()).cpu - before.cpu
}

/** A write that every page of the post rests on: its last comment is hidden, then put back. */
function turning(moderator: Moderator, comment: number): () => Promise<void> {
  let isShown = true
  return async () => {
    const hide = { act: 'hide', reason: 'off_topic', sentence: 'Det hör inte hit.' }
    await moderator.post(`/desk/comments/${comment}/decision`, isShown ? hide : { act: 'put_back' })
    isShown = !isShown
  }
}
