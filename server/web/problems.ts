/** The one table from problem to status, and the page that a person gets. */
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { Problem, type ProblemCode } from '../kernel/problem.ts'
import { token } from '../kernel/random.ts'
import { type MessageKey, type T, translator } from '../language/catalogue.ts'
import type { Language } from '../language/locale.ts'
import { troubleOf } from '../storage/trouble.ts'
import { notStored, safeHeaders } from './headers.ts'
import type { App } from './house.ts'
import { languageOf } from './negotiate.ts'
import { type ProblemPage, view } from './views.ts'
import { pathOf, type Web } from './web.ts'
import { wordsOf } from './words.ts'

/** Each code's status (RFC 9110). */
export const statusOf: Record<ProblemCode, number> = {
  not_found: 404,
  gone: 410,
  forbidden: 403,
  invalid: 400,
  conflict: 409,
  too_large: 413,
  too_many: 429,
  wrong_method: 405,
  unsupported: 415,
  cross_site: 403,
  busy: 503,
  read_only: 503,
  not_saved: 503,
  internal: 500,
}

/** After how many seconds it is worth trying again (RFC 9110 section 10.2.3). */
export const retryAfter: Partial<Record<ProblemCode, number>> = {
  busy: 5,
  not_saved: 60,
  read_only: 300,
}

/** Gives every failure a page that says what to do; the unexpected gets a number and is logged. */
export function answerProblems(app: App, web: Web, methodsOf: (path: string) => string[]): void {
  app.setErrorHandler(async (thrown: FastifyError | Problem, request, reply) =>
    problemPage(web, request, reply, toldOf(thrown, request)),
  )
  app.setNotFoundHandler(async (request, reply) => {
    const methods = methodsOf(pathOf(request))
    if (methods.length > 0) {
      reply.header('allow', methods.join(', '))
      return problemPage(web, request, reply, { code: 'wrong_method' })
    }
    return problemPage(web, request, reply, { code: 'not_found' })
  })
}

/** What a person is told of a failure; the unexpected gets a number and is logged under it. */
export function toldOf(thrown: FastifyError | Problem, request: FastifyRequest): Told {
  const code = codeOf(thrown)
  const kept = wordsOf(request)
  if (code !== 'internal' && code !== 'not_saved') return { code, kept }
  const reference = token(4)
  request.log.error({ err: thrown, reference, route: request.routeOptions.url }, `${code} error`)
  return { code, kept, reference }
}

function codeOf(thrown: FastifyError | Problem): ProblemCode {
  if (thrown instanceof Problem) return thrown.code
  const trouble = troubleOf(thrown)
  if (trouble) return trouble
  const status = thrown.statusCode ?? 500
  if (status === 413) return 'too_large'
  if (status === 415) return 'unsupported'
  if (status === 429) return 'too_many'
  return status >= 400 && status < 500 ? 'invalid' : 'internal'
}

/** A problem as a page tells it. */
export interface Told {
  readonly code: ProblemCode
  readonly reference?: string | undefined
  /** The person's own words, handed back. */
  readonly kept?: string | undefined
}

/** Shows the page of a problem, in the site's frame when there is a site. */
export async function problemPage(
  web: Web,
  request: FastifyRequest,
  reply: FastifyReply,
  told: Told,
): Promise<FastifyReply> {
  const status = statusOf[told.code]
  const seconds = retryAfter[told.code]
  if (seconds) reply.header('retry-after', seconds)
  const site = web.house.site()
  const language = languageOf(request, site?.language ?? web.house.settings.siteLanguage)
  if (site)
    return web.show(request, reply, {
      view: view('problems/problem', problemModel(told, language, home)),
      head: { title: translator(language)(`problems.${told.code}.title`) },
      status,
    })
  return openingSoon(web, request, reply, language, told.code)
}

/** While nothing is set up every public page says, calmly, that the site opens soon. */
async function openingSoon(
  web: Web,
  request: FastifyRequest,
  reply: FastifyReply,
  language: Language,
  code: ProblemCode,
): Promise<FastifyReply> {
  const t = translator(language)
  const page = {
    language,
    path: pathOf(request),
    title: t('site.opening.title'),
    siteName: 'Insyn',
    authority: '',
  }
  const calm = code === 'not_found' && request.method === 'GET'
  const body = calm
    ? await web.render('problems/opening-soon', { title: t('site.opening.title') }, page)
    : await web.render('problems/problem', problemModel({ code }, language, home), page)
  const html = await web.render(
    'layouts/bare',
    { body, stylesheet: web.assets.publicStyle, languages: [] },
    page,
  )
  return reply
    .status(calm ? 200 : statusOf[code])
    .headers({ ...safeHeaders(web.house.settings), ...notStored })
    .type('text/html; charset=utf-8')
    .send(html)
}

const home = { href: '/', words: 'problems.home' } as const

/** The page of a problem, with the way to where one can go on. */
export function problemModel(
  told: Told,
  language: Language,
  way: { readonly href: string; readonly words: MessageKey },
): ProblemPage {
  const t: T = translator(language)
  return {
    title: t(`problems.${told.code}.title`),
    words: t(`problems.${told.code}.words`),
    kept: told.kept,
    reference: told.reference,
    links: [{ href: way.href, words: t(way.words) }, ...searchOf(told, way, t)],
  }
}

/** Who came to an address that is not there may find by its words what they came for. */
const searchOf = ({ code }: Told, { href }: { readonly href: string }, t: T) =>
  href === home.href && (code === 'not_found' || code === 'gone')
    ? [{ href: '/search', words: t('problems.search') }]
    : []
