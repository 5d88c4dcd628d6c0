/** Goal 5: no request holds all others up: how long the front page lets one wait while others ask for what costs most. */
import type { Ages } from '../ages.ts'
import type { Bench } from '../bench.ts'
import { type Client, openClient, type Sample } from '../client.ts'
import { inRounds, middleOf, ratioOf } from '../compare.ts'
import type { MadePost } from '../data.ts'
import { getRequest } from '../http.ts'
import { commonWords as words } from '../prose.ts'
import { figure, printTable, type Verdict } from '../table.ts'

/** Connections on which the others read; each asks for the next as soon as it has the last. */
const OTHERS = 2

/** Measures readers of the kept front page of the old site, alone and beside who reads and searches what is not kept. */
export async function smooth({ plan, client }: Bench, { old, huge }: Ages): Promise<Verdict[]> {
  const others = openClient()
  const next = neverKept(huge)
  const verdicts: Verdict[] = []
  const rows = [['', 'connections', 'alone', 'beside the others', 'to alone']]
  for (const connections of plan.connections) {
    const job = { connections, seconds: plan.seconds, requests: [getRequest('/')], status: 200 }
    const load = () => client.load(old.site, job)
    const samples = await inRounds(plan, [
      { name: 'alone' as const, run: load },
      {
        name: 'beside' as const,
        run: () => beside(load, () => others.load(old.site, costly(job, next))),
      },
    ])
    const ratio = ratioOf(samples.beside, samples.alone, 'slowest')
    const [alone, beside_] = [samples.alone, samples.beside].map((one) =>
      figure(middleOf(one, 'slowest'), 1),
    )
    rows.push(['front page', String(connections), alone ?? '', beside_ ?? '', figure(ratio, 1)])
    const what = `front page's p99 beside threads and searches, ${connections} connections, to alone`
    verdicts.push({ goal: 5, what, figure: ratio, atMost: 10 })
  }
  others.stop()
  printTable('5 Milliseconds that one reader in a hundred waits longer than', rows)
  return verdicts
}

type Job = Parameters<Client['load']>[1]

/** The same for the others: they ask for what is not kept, and go on a little longer. */
const costly = (job: Job, next: () => string): Job => {
  const seconds = job.seconds * 1.2
  const requests = Array.from({ length: Math.ceil(seconds * MOST_A_SECOND) }, next)
  return { ...job, seconds, requests, connections: OTHERS }
}

/** Requests made ready for a second: more than are answered, so that none is asked twice. */
const MOST_A_SECOND = 3000

/** Pages of the longest thread and searches for three common words in turn, each another than all before. */
function neverKept({ path, comments }: MadePost): () => string {
  let at = 0
  return () => {
    const turn = at >> 1
    const page = `${path}?from=${comments[turn % comments.length]}`
    const some = [1, words.length, words.length ** 2].map(
      (each) => words[Math.floor(turn / each) % words.length],
    )
    return getRequest(at++ % 2 === 0 ? page : `/search?words=${encodeURIComponent(some.join(' '))}`)
  }
}

/** While others are there, and until they are gone. */
async function beside(load: () => Promise<Sample>, others: () => Promise<Sample>): Promise<Sample> {
  const [sample] = await Promise.all([load(), others()])
  return sample
}
