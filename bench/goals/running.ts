/** Goal 8: how soon the first page is there after a cold start, and what memory comes to. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Bench } from '../bench.ts'
import { median } from '../compare.ts'
import { ask, getRequest } from '../http.ts'
import { MODEL_PAGE } from '../limits/mini-page.ts'
import { type Program, start } from '../process.ts'
import { figure, printTable, type Verdict } from '../table.ts'

/** Measures starts of the site and of mini in turn, then memory over all pages. */
export async function running(bench: Bench): Promise<Verdict[]> {
  const folder = bench.room('running', { data: true })
  writeFileSync(join(folder, MODEL_PAGE), '')
  const site = bench.siteIn(folder)
  const mini: Program = { name: 'mini', script: 'bench/limits/mini.ts', words: [folder, 'mini'] }
  const seconds = { site: [] as number[], mini: [] as number[] }
  for (let at = 0; at < bench.plan.starts; at++) {
    seconds.mini.push(await firstPage(mini, bench.data.short.path))
    seconds.site.push(await firstPage(site, bench.data.short.path))
  }
  const starts = { site: median(seconds.site), mini: median(seconds.mini) }
  const memory = { site: await memoryOf(bench, site), mini: await memoryOf(bench, mini) }
  const [before, after] = bench.plan.visits.map((count) => `MiB after ${figure(count)}`)
  printTable('8 Cold start and memory', [
    ['', 's to the first page', before ?? '', after ?? '', 'of the former'],
    ...(['mini', 'site'] as const).map((name) => [
      name,
      figure(starts[name], 2),
      ...memory[name].map((bytes) => figure(bytes / 2 ** 20)),
      figure(memory[name][1] / memory[name][0], 2),
    ]),
  ])
  return [
    {
      goal: 8,
      what: 'cold start to the first page, to mini',
      figure: starts.site / starts.mini,
      atMost: 2,
    },
    {
      goal: 8,
      what: 'memory, late to early',
      figure: memory.site[1] / memory.site[0],
      atMost: 1.2,
    },
  ]
}

/** Seconds from the start of the process to a whole page. */
async function firstPage(program: Program, path: string): Promise<number> {
  const begun = performance.now()
  const server = await start(program)
  const { status } = await ask(server.port, path)
  const passed = (performance.now() - begun) / 1000
  await server.stop()
  if (status !== 200) throw new Error(`${program.name}: ${status} after a cold start`)
  return passed
}

/** Memory after so many, and after so many more requests over all pages in turn. */
async function memoryOf(bench: Bench, program: Program): Promise<[number, number]> {
  const server = await start(program)
  const requests = pathsFor(bench, program).map((path) => getRequest(path))
  const [few, many] = bench.plan.visits
  const measured: number[] = []
  for (const most of [few, many - few]) {
    const job = { connections: 16, seconds: 120, most, requests, status: 200 }
    await bench.client.load(server, job)
    measured.push((await server.usage()).memory)
  }
  await server.stop()
  return measured as [number, number]
}

/** Every kind of public page, and every post and comment; mini has posts alone. */
function pathsFor({ data }: Bench, { name }: Program): string[] {
  const posts = [data.short, data.long, ...data.others]
  if (name === 'mini') return posts.map(({ path }) => path)
  const comments = posts.flatMap((post) => post.comments)
  return [
    ...['/', '/personal', '/official', '/tags/skola', '/tags/budget', '/feed.atom', '/about'],
    ...['/contact', '/policy/house-rules', '/policy/privacy', '/policy/accessibility', '/receipt'],
    ...posts.flatMap(({ path }) => [path, `${path}/history`, path.slice(0, 8)]),
    ...comments.flatMap((id) => [`/comments/${id}`, `/comments/${id}/reply`]),
  ]
}
