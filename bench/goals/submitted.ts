/** Goal 6: a comment sent, checked, written and answered after the sync, against who only writes it. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { verify } from '../../server/ledger/verify.ts'
import { openDatabase } from '../../server/storage/database.ts'
import type { Bench } from '../bench.ts'
import { inRounds, middleOf, ratioOf, type Samples } from '../compare.ts'
import { formsFor, type MakeForms } from '../forms.ts'
import { databaseIn } from '../house.ts'
import { MODEL_PAGE } from '../limits/mini-page.ts'
import { type Program, type Server, start } from '../process.ts'
import { solved } from '../proof.ts'
import { figure, printTable, type Verdict } from '../table.ts'
import { rateAndCpu } from './cached.ts'

const limits = ['floor', 'mini', 'minibatch'] as const
type Name = (typeof limits)[number] | 'site'

/** Forms made for a second at one connection, and at many; who has sent them all is done early. */
const FORMS = { one: 3000, many: 8000 }

/** Measures at one connection and at those of the plan. */
export async function submitted(bench: Bench): Promise<Verdict[]> {
  const { data, plan, site, room, folder } = bench
  const rooms = { floor: room('floor', { data: true }), mini: room('mini', { data: true }) }
  writeFileSync(join(rooms.mini, MODEL_PAGE), '')
  const started = await Promise.all(limits.map((name) => start(programs[name](rooms))))
  const servers = { ...fromEntries(limits.map((name, at) => [name, started[at]])), site }
  const forms = formsFor(data.short, folder, await solved(folder))
  const lines: Line[] = []
  for (const connections of [1, ...plan.connections]) {
    const samples = await send(bench, servers, { connections, forms })
    lines.push({ connections, samples })
    const cost = { limit: middleOf(samples.floor, 'cpu'), site: middleOf(samples.site, 'cpu') }
    bench.compare(`the floor, ${connections} connections`, cost)
  }
  printTable('6 Comments sent: answered after the sync, a second (µs of CPU each)', table(lines))
  for (const server of started) await server.stop()
  await mustBeWhole(rooms.floor)
  await mustBeWhole(folder)
  return lines.flatMap(verdictsOf)
}

type Rooms = Readonly<Record<'floor' | 'mini', string>>

const programs: Record<(typeof limits)[number], (rooms: Rooms) => Program> = {
  floor: ({ floor }) => ({ name: 'floor', script: 'bench/limits/floor.ts', words: [floor] }),
  mini: ({ mini }) => ({ name: 'mini', script: 'bench/limits/mini.ts', words: [mini, 'mini'] }),
  minibatch: ({ mini }) => ({
    name: 'minibatch',
    script: 'bench/limits/mini.ts',
    words: [mini, 'minibatch'],
  }),
}

const fromEntries = (entries: readonly (readonly [string, Server | undefined])[]) =>
  Object.fromEntries(entries) as Record<(typeof limits)[number], Server>

interface Line {
  readonly connections: number
  readonly samples: Samples<Name>
}

/** The same kinds of forms for all; each is sent once, so nobody has seen it before. */
async function send(
  { client, plan }: Bench,
  servers: Readonly<Record<Name, Server>>,
  { connections, forms }: { readonly connections: number; readonly forms: MakeForms },
): Promise<Samples<Name>> {
  const count = Math.ceil((connections === 1 ? FORMS.one : FORMS.many) * plan.seconds)
  const run = (name: Name) =>
    client.load(servers[name], {
      connections,
      seconds: plan.seconds,
      requests: forms(count),
      status: 303,
    })
  const names: readonly Name[] = ['floor', 'mini', 'minibatch', 'site']
  return inRounds(
    plan,
    names.map((name) => ({ name, run: () => run(name) })),
  )
}

const table = (lines: readonly Line[]): string[][] => [
  [
    'connections',
    'mini',
    'minibatch',
    'floor',
    'site',
    'of mini',
    'of minibatch',
    'of floor',
    'by CPU',
  ],
  ...lines.map(({ connections, samples }) => [
    String(connections),
    ...[samples.mini, samples.minibatch, samples.floor, samples.site].map(rateAndCpu),
    ...(['mini', 'minibatch', 'floor'] as const).map((name) =>
      figure(ratioOf(samples.site, samples[name], 'rate'), 2),
    ),
    figure(ratioOf(samples.floor, samples.site, 'cpu'), 2),
  ]),
]

const verdictsOf = ({ connections, samples }: Line): Verdict[] => {
  const at = `submission, ${connections} connection${connections > 1 ? 's' : ''}`
  const of = (name: Name) => ratioOf(samples.site, samples[name], 'rate')
  return [
    { goal: 6, what: `${at}, of the floor`, figure: of('floor'), atLeast: 0.6 },
    { goal: 6, what: `${at}, of mini`, figure: of('mini') },
    { goal: 6, what: `${at}, of minibatch`, figure: of('minibatch') },
  ]
}

/** What was written is a whole ledger with an entry for each comment, the floor's too. */
async function mustBeWhole(folder: string): Promise<void> {
  const storage = openDatabase(databaseIn(folder))
  const report = await verify(storage.read)
  await storage.close()
  if (!report.ok) throw new Error(`${folder}: the ledger does not hold: ${JSON.stringify(report)}`)
}
