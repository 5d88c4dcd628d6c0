/** Goal 7: who reads after a write sees what was written, and many who read are hardly disturbed by one who writes. */
import type { Bench } from '../bench.ts'
import type { Sample } from '../client.ts'
import { inRounds, middleOf, ratioOf } from '../compare.ts'
import { getRequest } from '../http.ts'
import { signedIn } from '../moderator.ts'
import type { Server } from '../process.ts'
import { readWhole, turning } from '../reads.ts'
import { figure, printTable, type Verdict } from '../table.ts'

const READERS = 16

/** Measures readers of the post with a long thread, alone and while a comment of it is hidden and put back. */
export async function fresh({ data, plan, site, client }: Bench): Promise<Verdict[]> {
  const { path, comments } = data.long
  const id = comments[0] as number
  const words = wordsOf(await pageOf(site, path), id)
  if (words === '') throw new Error('the comment that is to be hidden is not shown')
  const turn = turning(await signedIn(site), id)
  const { seconds, every } = plan.writing
  const job = { connections: READERS, seconds, requests: [getRequest(path)], status: 200 }
  const load = () => client.load(site, job)
  let [stale, writes] = [0, 0]
  const write = async () => {
    const now = await turn()
    const isShown = wordsOf(await pageOf(site, path), id) === words
    writes += 1
    if (isShown !== (now === 'shown')) stale += 1
  }
  const samples = await inRounds(plan, [
    { name: 'alone' as const, run: load },
    { name: 'disturbed' as const, run: () => besides(load, write, every) },
  ])
  const kept = ratioOf(samples.disturbed, samples.alone, 'rate')
  printTable(`7 ${READERS} readers of ${figure(plan.long)} comments, one write each ${every} ms`, [
    ['', 'requests a second', 'of alone'],
    ['alone', figure(middleOf(samples.alone, 'rate')), ''],
    ['while one writes', figure(middleOf(samples.disturbed, 'rate')), figure(kept, 2)],
    [`reads after ${writes} writes that showed what was before`, figure(stale), ''],
  ])
  return [
    { goal: 7, what: 'rate of readers while one writes, to alone', figure: kept, atLeast: 0.5 },
    { goal: 7, what: 'reads after a write that show what was before', figure: stale, atMost: 0 },
  ]
}

/** Loads while an act is done over and over, one beginning `every` milliseconds after the one before, or as it ends. */
async function besides(
  load: () => Promise<Sample>,
  act: () => Promise<void>,
  every: number,
): Promise<Sample> {
  let isOver = false
  const acts = async () => {
    while (!isOver) {
      const next = performance.now() + every
      await act()
      while (!isOver && performance.now() < next)
        await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }
  const [sample] = await Promise.all([
    load().finally(() => {
      isOver = true
    }),
    acts(),
  ])
  return sample
}

const pageOf = async (site: Server, path: string): Promise<string> =>
  (await readWhole(site, path)).body.toString()

/** What a comment says on a page; nothing when it is hidden there. */
function wordsOf(page: string, id: number): string {
  const from = page.indexOf(`id="c${id}"`)
  if (from < 0) throw new Error(`comment ${id} has no place`)
  const next = page.indexOf('id="c', from + 1)
  const place = page.slice(from, next < 0 ? undefined : next)
  return /<div class="prose"[^>]*>([\s\S]*?)<\/div>/.exec(place)?.[1] ?? ''
}
