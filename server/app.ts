/** Builds the whole site from what it is handed; reads like a table of contents. */
import fastify, { type FastifyServerOptions } from 'fastify'
import type { Clock } from './kernel/clock.ts'
import { findSite } from './site/store.ts'
import type { Storage } from './storage/database.ts'
import { serveAssets } from './web/assets.ts'
import { pageCache } from './web/cache.ts'
import { FORM_LIMIT, readForms } from './web/forms.ts'
import { refuseCrossSite, rememberRoutes } from './web/guards.ts'
import type { App, House, Keys, Settings, Site } from './web/house.ts'
import { openLimits } from './web/limits.ts'
import { answerProblems } from './web/problems.ts'
import { templates } from './web/render.ts'
import { openWeb } from './web/web.ts'

/** What a site is built from; tests hand in a fixed clock and a folder of their own. */
export interface Deps {
  readonly storage: Storage
  readonly clock: Clock
  readonly settings: Settings
  readonly keys: Keys
}

const CACHE_BYTES = 96 * 1024 * 1024

/** Builds the app; it listens to nothing yet. */
export async function buildApp(deps: Deps): Promise<App> {
  const app = fastify(serverOptions(deps.settings))
  const methodsOf = rememberRoutes(app)
  const house = await openHouse(deps)

  // floor 3: what belongs to no room
  refuseCrossSite(app, deps.settings)
  await readForms(app)
  const web = openWeb(house, await templates(app), serveAssets(app, deps.settings))
  const limits = await openLimits(app, deps.settings, deps.clock)
  answerProblems(app, web, methodsOf)

  // floor 4: the rooms, from the bottom up

  // the desk: one door, one check

  return app
}

function serverOptions(settings: Settings): FastifyServerOptions {
  return {
    bodyLimit: FORM_LIMIT,
    trustProxy: settings.trustProxy,
    disableRequestLogging: true, // no address of a page or a person goes to a log (promise 7)
    requestTimeout: 30_000,
    connectionTimeout: 60_000,
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: false },
    logger: {
      level: settings.logLevel,
      serializers: { req: () => undefined, res: () => undefined },
    },
    return503OnClosing: true,
  } as FastifyServerOptions
}

/** Opens the house: the cache, and the site as every page needs it. */
async function openHouse(deps: Deps): Promise<House> {
  const cache = pageCache(CACHE_BYTES)
  let site: Site | undefined = await findSite(deps.storage.read, deps.clock())
  const lookedAt = 0
  const renew = async () => {
    site = await findSite(deps.storage.read, deps.clock())
  }
  return {
    ...deps,
    cache,
    site: () => site,
    changed: async (...tags) => {
      if (tags.includes('site')) await renew()
      cache.touch(tags)
    },
  }
}
