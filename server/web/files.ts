/** Files for machines: kept like pages, and where nothing will ever change them, by whoever asked. */
import type { FastifyRequest } from 'fastify'
import { earlier, type Instant } from '../kernel/clock.ts'
import { Problem, type ProblemCode } from '../kernel/problem.ts'
import { sha256 } from '../kernel/random.ts'
import type { Reader } from '../storage/database.ts'
import { pageCache, type StoredPage } from './cache.ts'
import { lastingFile, safeHeaders, sharedPage } from './headers.ts'
import type { App, House, Tag } from './house.ts'
import { encodingOf } from './negotiate.ts'
import { send } from './send.ts'
import type { Ask } from './web.ts'

/** Another one when there is more, or other things, than when a page was made. */
export type Version = (read: Reader, params: Ask['params']) => Promise<string>

/** A file for machines in the site's language, kept like a page. */
export interface PublicFile {
  readonly path: string
  readonly type: string
  /** The query parameters that count. */
  readonly query?: readonly string[]
  /** What the file rests on that no tag tells of, such as how much there is; asked each time. */
  readonly version?: Version
  /** One of many that are asked for one after the other: they may not crowd out the pages. */
  readonly isOfSeries?: true
  readonly make: (ask: Ask) => Promise<FileAnswer>
}

/** A file, where it is by now (301), what is told of one that was taken away (410), or why there is none. */
export type FileAnswer =
  | FileMade
  | { readonly redirect: string }
  | { readonly gone: string }
  | { readonly problem: ProblemCode }

interface FileMade {
  readonly body: string
  readonly tags: readonly Tag[]
  readonly until?: Instant | undefined
  /** Nothing will ever change it: whoever has it need not ask again. */
  readonly isLasting?: boolean
}

type Asked = Ask & { readonly path: string }

const SERIES_BYTES = 8 * 1024 * 1024

/** Gives what registers a file. */
export function openFiles(
  house: House,
  asked: (request: FastifyRequest, query?: readonly string[]) => Asked,
) {
  const series = pageCache(SERIES_BYTES)
  const safe = safeHeaders(house.settings)
  return (app: App, file: PublicFile): void => {
    const cache = file.isOfSeries ? series : house.cache
    app.get(file.path, async (request, reply) => {
      const ask = asked(request, file.query)
      const version = file.version ? ` ${await file.version(ask.read, ask.params)}` : ''
      const query = new URLSearchParams(ask.query).toString()
      const key = `${ask.site.language} ${ask.path}${query && `?${query}`}${version}`
      const kept = cache.get(key, ask.now)
      if (kept) return send(request, reply, cache, kept, encodingOf(request))
      const leave = house.load.enter()
      const make = async () => {
        const made = await file.make(ask)
        if ('problem' in made) throw new Problem(made.problem)
        if (!('body' in made)) throw new NoFile(made)
        const until = earlier(made.until, ask.site.next?.from)
        return stored(file.type, { ...made, until }, safe)
      }
      const built = await cache.build(key, make).catch(noFile).finally(leave)
      if ('etag' in built) return send(request, reply, cache, built, encodingOf(request))
      reply.headers({ ...safe, ...sharedPage })
      if ('redirect' in built) return reply.redirect(built.redirect, 301)
      return reply.status(410).type('text/plain; charset=utf-8').send(`${built.gone}\n`)
    })
  }
}

type Elsewhere = Extract<FileAnswer, { readonly redirect: string } | { readonly gone: string }>

/** Carries what is no file out of the cache, which then keeps nothing. */
class NoFile extends Error {
  readonly told: Elsewhere

  constructor(told: Elsewhere) {
    super('no file')
    this.told = told
  }
}

function noFile(thrown: unknown): Elsewhere {
  if (thrown instanceof NoFile) return thrown.told
  throw thrown
}

/** The same bytes have the same tag, so that a file made anew is not sent again to whoever has it. */
function stored(
  type: string,
  { body, tags, until, isLasting }: FileMade,
  safe: Readonly<Record<string, string>>,
): StoredPage {
  const etag = `W/"${sha256(body).slice(0, 22)}"`
  const shared = isLasting ? lastingFile : sharedPage
  return {
    status: 200,
    headers: { 'content-type': type, ...shared, etag, ...safe },
    body: Buffer.from(body),
    tags: ['site', ...tags],
    until,
    etag,
  }
}
