/** How the server reads what comes in, before any room sees it. */
import type { Server } from 'node:http'
import { type FastifyHttpOptions, LogController } from 'fastify'
import { FORM_LIMIT } from './forms.ts'
import { pathAsked } from './guards.ts'
import type { Settings } from './house.ts'
import type { Log } from './log.ts'

/** Limits, patience, proxies and the log; nothing of whoever asks is written down (promise 7). */
export const serverOptions = (settings: Settings, log: Log): FastifyHttpOptions<Server> => ({
  bodyLimit: FORM_LIMIT,
  trustProxy: proxies(settings.trustProxy),
  // No address of a page or a person goes to a log (promise 7).
  logController: new LogController({ disableRequestLogging: true }),
  requestTimeout: 300_000, // a file on a slow line; what is no file has less (web/patience.ts)
  connectionTimeout: 60_000,
  return503OnClosing: true,
  rewriteUrl: pathAsked,
  routerOptions: { maxParamLength: 200 },
  // Fastify's own logger costs each request a child of it and two listeners, also when it is silent.
  logger: false,
  childLoggerFactory: () => log,
  // We read forms by ourselves; left to itself Fastify would load two compilers of schemas at each start.
  schemaController: { compilersFactory: { buildValidator: noSchemas, buildSerializer: noSchemas } },
})

function noSchemas(): never {
  throw new Error('routes have no schemas here: forms are read by the rooms')
}

/** So many proxies stand before us, or these do. */
const proxies = (trust: Settings['trustProxy']) =>
  typeof trust === 'number' ? (_: string, hop: number) => hop < trust : trust
