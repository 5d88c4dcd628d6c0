/** How rooms answer: public pages that may be kept whole, pages for one person, problems. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Clock, earlier, type Instant } from '../kernel/clock.ts'
import { Problem, type ProblemCode } from '../kernel/problem.ts'
import { sha256, token } from '../kernel/random.ts'
import { type T, translator } from '../language/catalogue.ts'
import type { Language } from '../language/locale.ts'
import type { Reader } from '../storage/database.ts'
import type { Assets } from './assets.ts'
import type { StoredPage } from './cache.ts'
import { openFiles, type PublicFile, type Version } from './files.ts'
import { framed, type Head } from './frame.ts'
import { isRead } from './guards.ts'
import { notStored, safeHeaders, sharedPage } from './headers.ts'
import type { App, House, Site, Tag } from './house.ts'
import { encodingOf, languageAsked, languageOf } from './negotiate.ts'
import type { Render } from './render.ts'
import { send } from './send.ts'
import type { View } from './views.ts'

/** What the making of a public page may know of its reader: the language, nothing else. */
export interface Ask {
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  readonly language: Language
  readonly t: T
  readonly site: Site
  readonly now: Instant
  readonly read: Reader
}

/** A page with what it rests on. */
export interface Shown {
  readonly view: View
  readonly head: Head
  readonly tags: readonly Tag[]
  readonly status?: number
  /** The next moment at which a date alone changes the page. */
  readonly until?: Instant | undefined
  /** One of so many that it is made anew each time: kept, they would drive out what many read. */
  readonly isRare?: boolean
}

export type Answer = Shown | { readonly redirect: string } | { readonly problem: ProblemCode }

/** A public page: its address, the query parameters that count, and how it is made. */
export interface PublicPage {
  readonly path: string
  readonly query?: readonly string[]
  /** A value that is too long is cut, so that the page can say so; else it is left out. */
  readonly isCut?: boolean
  /** What the page rests on that no tag tells of, such as how much there is; asked each time. */
  readonly version?: Version
  readonly make: (ask: Ask) => Promise<Answer>
}

export interface Web {
  readonly house: House
  readonly render: Render
  readonly assets: Assets
  readonly page: (app: App, page: PublicPage) => void
  readonly file: (app: App, file: PublicFile) => void
  /** Shows a page to one person: never stored anywhere. */
  readonly show: (
    request: FastifyRequest,
    reply: FastifyReply,
    shown: { readonly view: View; readonly head: Head; readonly status?: number },
  ) => Promise<FastifyReply>
  /** The site and the reader's language; throws when the site is not set up. */
  readonly ask: (request: FastifyRequest) => Ask
}

/** Makes the answers from what the house holds. */
export function openWeb(house: House, render: Render, assets: Assets): Web {
  const tools = { house, render, assets }
  const start = token(6)
  let made = 0
  const safe = safeHeaders(house.settings)

  const store = (html: string, { status, tags, until, isRare }: Shown): StoredPage => {
    // What is not kept for long is the same page again when it is built anew.
    const mark = isRare ? sha256(html).slice(0, 16) : `${start}-${(made++).toString(36)}`
    const etag = `W/"${mark}"`
    return {
      status: status ?? 200,
      headers: { 'content-type': 'text/html; charset=utf-8', ...sharedPage, etag, ...safe },
      body: Buffer.from(html),
      tags: ['site', ...tags],
      until: earlier(until, house.site()?.next?.from),
      isRare,
      etag,
    }
  }

  /** A kept page is sent before this returns: nothing on its way waits for a promise. */
  const answerPage = (request: FastifyRequest, reply: FastifyReply, page: PublicPage) => {
    const site = house.site()
    if (!site) throw new Problem('not_found', 'not set up')
    const language = languageOf(request, site.language)
    const changed = languageAsked(request, reply, house)
    if (changed) return changed
    const query = knownQuery(request.query as Record<string, unknown>, page)
    const key = keyOf(language, pathOf(request), query)
    const ask = () => ({ ...askOf(house, site, language), params: request.params as never, query })
    if (!page.version) return answerKept(request, reply, { page, key, ask })
    return page
      .version(house.storage.read, request.params as never)
      .then((version) => answerKept(request, reply, { page, key: `${key} ${version}`, ask }))
  }

  const answerKept = (
    request: FastifyRequest,
    reply: FastifyReply,
    { page, key, ask }: { page: PublicPage; key: string; ask: () => Ask },
  ) => {
    const kept = house.cache.get(key, house.clock())
    if (!kept) return buildPage(request, reply, { page, key, ask: ask() })
    send(request, reply, house.cache, kept, encodingOf(request))
    return undefined
  }

  const buildPage = async (
    request: FastifyRequest,
    reply: FastifyReply,
    { page, key, ask }: { page: PublicPage; key: string; ask: Ask },
  ) => {
    const { language, site } = ask
    const leave = house.load.enter()
    const built = await house.cache
      .build(key, async () => {
        const answer = await page.make(ask)
        if (!('view' in answer)) throw new NotAPage(answer)
        const html = await framed(tools, { language, path: pathOf(request), site }, answer)
        return store(html, answer)
      })
      .catch((thrown: unknown) => thrownAnswer(thrown))
      .finally(leave)
    if ('redirect' in built)
      return reply.headers({ ...safe, ...sharedPage }).redirect(built.redirect, 301)
    return send(request, reply, house.cache, built, encodingOf(request))
  }

  return {
    ...tools,
    page: (app, page) => {
      app.get(page.path, (request, reply) => answerPage(request, reply, page))
    },
    file: openFiles(house, (request, known) => {
      const site = house.site()
      if (!site) throw new Problem('not_found', 'not set up')
      const ask = askOf(house, site, site.language)
      const query = knownQuery(request.query as Record<string, unknown>, { query: known ?? [] })
      return { ...ask, path: pathOf(request), params: request.params as never, query }
    }),
    show: async (request, reply, { view, head, status }) => {
      const { site, language } = askFor(request, house)
      const isAnswer = !isRead(request)
      const changed = isAnswer ? undefined : languageAsked(request, reply, house)
      if (changed) return changed
      const html = await framed(
        tools,
        { language, path: pathOf(request), site, isAnswer },
        { view, head: { ...head, noindex: true } },
      )
      return reply
        .status(status ?? 200)
        .headers({ ...safe, ...notStored, vary: sharedPage.vary })
        .type('text/html; charset=utf-8')
        .send(html)
    },
    ask: (request) => ({
      ...askFor(request, house),
      params: request.params as never,
      query: request.query as never,
    }),
  }
}

/** Carries an answer that is no page out of the cache, which then keeps nothing. */
class NotAPage extends Error {
  readonly answer: Exclude<Answer, Shown>

  constructor(answer: Exclude<Answer, Shown>) {
    super('not a page')
    this.answer = answer
  }
}

function thrownAnswer(thrown: unknown): { readonly redirect: string } {
  if (!(thrown instanceof NotAPage)) throw thrown
  if ('problem' in thrown.answer) throw new Problem(thrown.answer.problem)
  return thrown.answer
}

/** The path of a request, without its query. */
export function pathOf(request: FastifyRequest): string {
  const at = request.url.indexOf('?')
  return at < 0 ? request.url : request.url.slice(0, at)
}

function keyOf(language: Language, path: string, query: Readonly<Record<string, string>>): string {
  let key = `${language} ${path}`
  for (const [name, value] of Object.entries(query)) key += `&${name}=${encodeURIComponent(value)}`
  return key
}

const MOST_OF_A_VALUE = 100

function knownQuery(
  query: Record<string, unknown>,
  { query: known = [], isCut = false }: Pick<PublicPage, 'query' | 'isCut'>,
) {
  const kept: Record<string, string> = {}
  for (const name of known) {
    const value = query[name]
    if (typeof value !== 'string' || value === '') continue
    if (value.length <= MOST_OF_A_VALUE) kept[name] = value
    else if (isCut) kept[name] = value.slice(0, 2 * MOST_OF_A_VALUE + 1).toWellFormed()
  }
  return kept
}

const askOf = (
  house: { storage: { read: Reader }; clock: Clock },
  site: Site,
  language: Language,
) => ({
  language,
  t: translator(language),
  site,
  now: house.clock(),
  read: house.storage.read,
})

function askFor(request: FastifyRequest, house: House) {
  const site = house.site()
  if (!site) throw new Problem('not_found', 'not set up')
  return askOf(house, site, languageOf(request, site.language))
}
