/** Goal 1: pages that are kept, compressed as browsers ask, against servers that only send them. */
import type { Bench } from '../bench.ts'
import { inRounds, middleOf, ratioOf, type Samples } from '../compare.ts'
import { ask, getRequest } from '../http.ts'
import { type StoredPage, writePages } from '../limits/stored.ts'
import { type Server, start } from '../process.ts'
import { figure, printTable, type Verdict } from '../table.ts'

/** Two limits, then what goal 1 names: Fastify with its own way of sending, which the site does without. */
const names = ['raw', 'routed', 'fastify', 'site'] as const
type Name = (typeof names)[number]

/** Measures each page at each number of connections, then 304. */
export async function cached(bench: Bench): Promise<Verdict[]> {
  const { data, plan, site, room } = bench
  const named = {
    [`post, ${plan.short} comments`]: data.short.path,
    [`post, ${plan.long} comments`]: data.long.path,
    'front page': '/',
  }
  const pages = await Promise.all(Object.values(named).map((path) => pageOf(site, path)))
  const folder = room('pages')
  writePages(folder, pages)
  const raw = await start({ name: 'raw', script: 'bench/limits/raw.ts', words: [folder] })
  const script = 'bench/limits/fastify.ts'
  const routed = await start({ name: 'routed', script, words: [folder, 'routed'] })
  const fastify = await start({ name: 'fastify', script, words: [folder, 'sent'] })
  const servers = { raw, routed, fastify, site }
  const sizes = pages.map(({ body }) => `${figure(body.byteLength)} B`)
  await warmUp(bench, servers, Object.values(named))
  const lines: Line[] = []
  for (const [at, [name, path]] of Object.entries(named).entries())
    for (const connections of plan.connections) {
      const samples = await send(bench, servers, { path, connections })
      lines.push({ name: `${name} (${sizes[at]})`, connections, samples })
      for (const limit of ['raw', 'routed'] as const)
        bench.compare(`${limit}, ${name}, ${connections} connections`, costOf(samples, limit))
    }
  printTable('1 Kept pages: requests a second (µs of CPU each)', table(lines))
  const unchanged = await notModified(bench, servers, pages[2] as StoredPage)
  await raw.stop()
  await routed.stop()
  await fastify.stop()
  return [...lines.flatMap(verdictsOf), ...unchanged]
}

interface Line {
  readonly name: string
  readonly connections: number
  readonly samples: Samples<Name>
}

const OWN_TO_CONNECTION = ['date', 'connection', 'keep-alive', 'transfer-encoding']

/** A page as the site sends it to a browser, with every header that is the page's own. */
async function pageOf(site: Server, path: string): Promise<StoredPage> {
  const headers = {
    'accept-encoding': 'gzip, deflate, br, zstd',
    'accept-language': 'sv-SE,sv;q=0.8',
  }
  const answer = await ask(site.port, path, { headers })
  if (answer.status !== 200 || answer.headers['content-encoding'] !== 'br')
    throw new Error(`${path} was not sent compressed: ${answer.status}`)
  const own = Object.entries(answer.headers).filter(([name]) => !OWN_TO_CONNECTION.includes(name))
  return { path, headers: Object.fromEntries(own) as Record<string, string>, body: answer.body }
}

async function send(
  { client, plan }: Bench,
  servers: Readonly<Record<Name, Server>>,
  { path, connections }: { readonly path: string; readonly connections: number },
): Promise<Samples<Name>> {
  const requests = [getRequest(path)]
  const job = { connections, requests, status: 200 }
  return inRounds(
    plan,
    names.map((name) => ({
      name,
      run: () => client.load(servers[name], { ...job, seconds: plan.seconds }),
    })),
  )
}

/** Every page from every server in turn, until Node has made up its mind: only then is anything measured. */
async function warmUp(
  { client, plan }: Bench,
  servers: Readonly<Record<Name, Server>>,
  paths: readonly string[],
): Promise<void> {
  const { seconds, connections } = plan
  for (let round = 0; round < plan.warmUp; round++)
    for (const path of paths)
      for (const many of connections)
        for (const server of Object.values(servers)) {
          const requests = [getRequest(path)]
          await client.load(server, { connections: many, seconds, requests, status: 200 })
        }
}

const costOf = (samples: Samples<Name>, limit: Name) => ({
  limit: middleOf(samples[limit], 'cpu'),
  site: middleOf(samples.site, 'cpu'),
})

const table = (lines: readonly Line[]): string[][] => [
  ['', 'connections', ...names, 'of raw', 'of routed', 'of fastify'],
  ...lines.map(({ name, connections, samples }) => [
    name,
    String(connections),
    ...names.map((one) => rateAndCpu(samples[one])),
    figure(ratioOf(samples.site, samples.raw, 'rate'), 2),
    figure(ratioOf(samples.site, samples.routed, 'rate'), 2),
    figure(ratioOf(samples.site, samples.fastify, 'rate'), 2),
  ]),
]

/** Requests a second and the CPU of each. */
export const rateAndCpu = (samples: Samples<string>[string]): string =>
  `${figure(middleOf(samples, 'rate'))} (${figure(middleOf(samples, 'cpu'))})`

const verdictsOf = ({ name, connections, samples }: Line): Verdict[] => {
  const what = `${name.replace(/ \(.*/, '')}, ${connections} connections`
  const ratio = (other: Name) => ratioOf(samples.site, samples[other], 'rate')
  return [
    { goal: 1, what: `${what}, of fastify`, figure: ratio('fastify'), atLeast: 0.85 },
    { goal: 1, what: `${what}, of routed`, figure: ratio('routed') },
  ]
}

/** A browser that has the front page already, against a bare server that sends it. */
async function notModified(
  { client, plan }: Bench,
  { raw, site }: Readonly<Record<Name, Server>>,
  { headers }: StoredPage,
): Promise<Verdict[]> {
  const lines = [`If-None-Match: ${headers.etag}`]
  const verdicts: Verdict[] = []
  const rows = [
    ['', 'connections', 'raw, 200', 'raw, 304', 'site, 304', 'of raw, 200', 'of raw, 304'],
  ]
  for (const connections of plan.connections) {
    const common = { connections, seconds: plan.seconds }
    const whole = { ...common, requests: [getRequest('/')], status: 200 }
    const known = { ...common, requests: [getRequest('/', lines)], status: 304 }
    const samples = await inRounds(plan, [
      { name: 'whole', run: () => client.load(raw, whole) },
      { name: 'bare', run: () => client.load(raw, known) },
      { name: 'site', run: () => client.load(site, known) },
    ])
    const ratios = [
      ratioOf(samples.site, samples.whole, 'rate'),
      ratioOf(samples.site, samples.bare, 'rate'),
    ] as const
    const figures = [samples.whole, samples.bare, samples.site].map(rateAndCpu)
    rows.push(['front page', String(connections), ...figures, ...ratios.map((r) => figure(r, 2))])
    const what = `304, ${connections} connections, of a bare server's`
    verdicts.push(
      { goal: 1, what: `${what} front page`, figure: ratios[0], atLeast: 0.9 },
      { goal: 1, what: `${what} 304`, figure: ratios[1] },
    )
  }
  printTable('1 Pages that the browser has: requests a second (µs of CPU each)', rows)
  return verdicts
}
