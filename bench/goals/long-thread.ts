/** Goal 3: the first view of a post with ten thousand comments, against that of one with two hundred. */
import type { Bench } from '../bench.ts'
import { inRounds, middleOf, ratioOf } from '../compare.ts'
import { ask } from '../http.ts'
import { signedIn } from '../moderator.ts'
import type { Server } from '../process.ts'
import { asked, reads, readWhole, turning } from '../reads.ts'
import { figure, printTable, type Verdict } from '../table.ts'

/** Measures both pages, each time after a write, and what a browser gets of them. */
export async function longThread({ data, plan, site }: Bench): Promise<Verdict[]> {
  const moderator = await signedIn(site)
  const turnOf = ({ path, comments }: typeof data.short) => {
    const write = turning(moderator, comments[0] as number)
    return () => reads(site, { count: plan.reads, path: () => path, write })
  }
  const samples = await inRounds(plan, [
    { name: 'short' as const, run: turnOf(data.short) },
    { name: 'huge' as const, run: turnOf(data.huge) },
  ])
  const sizes = {
    short: await sizesOf(site, data.short.path),
    huge: await sizesOf(site, data.huge.path),
  }
  printTable('3 First view of a long thread, after a write', [
    ['', 'µs of CPU', 'bytes', 'by brotli'],
    ...(['short', 'huge'] as const).map((name) => [
      `post, ${figure(plan[name])} comments`,
      figure(middleOf(samples[name], 'cpu')),
      ...sizes[name].map((bytes) => figure(bytes)),
    ]),
  ])
  const what = `${figure(plan.huge)} comments to ${plan.short}`
  const bytes = sizes.huge[1] / sizes.short[1]
  return [
    {
      goal: 3,
      what: `${what}, CPU`,
      figure: ratioOf(samples.huge, samples.short, 'cpu'),
      atMost: 1.3,
    },
    { goal: 3, what: `${what}, bytes by brotli`, figure: bytes, atMost: 1.3 },
  ]
}

async function sizesOf(site: Server, path: string): Promise<[number, number]> {
  const plain = await readWhole(site, path)
  const headers = { ...asked.headers, 'accept-encoding': 'br' }
  const sent = await ask(site.port, path, { headers })
  return [plain.body.byteLength, sent.body.byteLength]
}
