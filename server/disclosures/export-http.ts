/** The archive as files: all of it or narrowed as the list is, sent piece by piece so that it may be of any size. */
import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from '../kernel/problem.ts'
import { safeHeaders, sharedPage } from '../web/headers.ts'
import type { App } from '../web/house.ts'
import type { Ask, Web } from '../web/web.ts'
import { wantedBy } from './archive-http.ts'
import { entriesOf, eventsOf, nextIds, type Wanted } from './archive-store.ts'
import { asJson, csvHead, csvLines, FORMAT, type Told, type Where } from './export.ts'
import { filterIn } from './filter.ts'
import { findDisclosure, historyOf } from './store.ts'

/** Entries that are read at a time; in between others are answered. */
const AT_A_TIME = 100

/** Registers the files. */
export function archiveFiles(app: App, web: Web): void {
  const { publicUrl } = web.house.settings
  const whereOf = ({ site }: Pick<Ask, 'site'>): Where => ({
    ...{ publicUrl, country: site.country, language: site.language },
  })
  app.get('/openness.csv', (request, reply) =>
    stream(web, { request, reply, name: 'openness.csv', type: 'text/csv' }, (told, ask) =>
      csvOf(told, whereOf(ask)),
    ),
  )
  app.get('/openness.json', (request, reply) =>
    stream(web, { request, reply, name: 'openness.json', type: 'application/json' }, (told, ask) =>
      jsonOf(told, ask, whereOf(ask)),
    ),
  )
  web.file(app, {
    path: '/openness/:id(^\\d{1,15}).json',
    type: 'application/json; charset=utf-8',
    isOfSeries: true,
    make: async (ask) => {
      const entry = await findDisclosure(ask.read, Number(ask.params.id))
      if (!entry) throw new Problem('not_found')
      const events = await historyOf(ask.read, entry.id)
      const body = { ...aboutFile(ask), entries: [asJson({ entry, events }, whereOf(ask))] }
      return { body: `${JSON.stringify(body, null, 2)}\n`, tags: ['openness', 'lists'] }
    },
  })
}

type Pieces = AsyncGenerator<readonly Told[]>

interface Sent {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly name: string
  readonly type: string
}

/** Sends a file as it is made; it counts as under way until the last of it has left, or whoever asked has. */
function stream(
  web: Web,
  { request, reply, name, type }: Sent,
  write: (told: Pieces, ask: Ask) => AsyncGenerator<string>,
): FastifyReply {
  const ask = web.ask(request)
  const filter = filterIn(request.query as Record<string, string>)
  const leave = web.house.load.enter()
  reply.raw.once('close', leave)
  const body = Readable.from(write(pieces(ask, wantedBy(filter, ask)), ask))
  return reply
    .headers({ ...safeHeaders(web.house.settings), ...sharedPage })
    .header('content-disposition', `attachment; filename="${name}"`)
    .type(`${type}; charset=utf-8`)
    .send(body)
}

/** Everything that is wanted, some entries at a time, the oldest first. */
async function* pieces({ read }: Ask, wanted: Wanted): Pieces {
  for (let after = 0; ; ) {
    const ids = await nextIds(read, wanted, { after, most: AT_A_TIME })
    const events = await eventsOf(read, ids)
    const entries = await entriesOf(read, ids)
    yield entries.map((entry) => ({ entry, events: events.get(entry.id) ?? [] }))
    if (ids.length < AT_A_TIME) return
    after = ids.at(-1) ?? after
    await new Promise((resolve) => setImmediate(resolve))
  }
}

async function* csvOf(told: Pieces, where: Where): AsyncGenerator<string> {
  yield csvHead()
  for await (const some of told) yield some.map((one) => csvLines(one, where)).join('')
}

async function* jsonOf(told: Pieces, ask: Ask, where: Where): AsyncGenerator<string> {
  yield `${JSON.stringify(aboutFile(ask)).slice(0, -1)},"entries":[`
  let isFirst = true
  for await (const some of told)
    for (const one of some) {
      yield `${isFirst ? '' : ','}\n${JSON.stringify(asJson(one, where))}`
      isFirst = false
    }
  yield '\n]}\n'
}

/** What a file says of itself. */
const aboutFile = ({ site, now }: Ask) => ({
  format: FORMAT,
  authority: site.authority,
  country: site.country,
  language: site.language,
  time_zone: site.timeZone,
  made_at: now,
})
