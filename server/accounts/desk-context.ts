/**
 * The desk: one place that refuses strangers, one frame around every page. A room hands its routes
 * to `openDesk` and cannot forget the check, since every address below /desk is behind it.
 */
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { type Instant, later } from '../kernel/clock.ts'
import { Problem } from '../kernel/problem.ts'
import type { MessageKey } from '../language/catalogue.ts'
import { troubleOf } from '../storage/trouble.ts'
import { isRead, rememberRoutes } from '../web/guards.ts'
import { notStored, safeHeaders } from '../web/headers.ts'
import type { App } from '../web/house.ts'
import { languageAsked } from '../web/negotiate.ts'
import { problemModel, retryAfter, statusOf, type Told, toldOf } from '../web/problems.ts'
import { type AfterActModel, type View, view } from '../web/views.ts'
import { pathOf, type Web } from '../web/web.ts'
import type { Viewer } from './account.ts'
import { deskFramed, type MenuOf, type WarningsOf } from './desk-frame.ts'
import { deskAddress, FRESH, tokenHashOf } from './session.ts'
import { type Found, findSession, isDue, noteSeen, type Standing } from './session-store.ts'
import { handBack } from './signed-out-http.ts'

export type { Viewer } from './account.ts'
export type { MenuOf } from './desk-frame.ts'

/** What was just done: `posts.published` is the message `posts.done.published`. */
export type DoneKey = MessageKey extends infer Key
  ? Key extends `${infer Room}.done.${infer What}`
    ? `${Room}.${What}`
    : never
  : never

export interface Desk {
  /** Routes registered here have addresses below /desk and are never reached by a stranger. */
  readonly app: App
  readonly web: Web
  /** Who asks; there is always somebody. */
  readonly viewer: (request: FastifyRequest) => Viewer
  /** Whether the second step is still to come: such a viewer reaches its pages and signing out alone. */
  readonly standing: (request: FastifyRequest) => Standing
  /** Whether the second step was given in this session within the last half hour. */
  readonly hasFreshStep: (request: FastifyRequest) => boolean
  /** Shows a page in the desk's frame; never stored anywhere. */
  readonly show: (
    request: FastifyRequest,
    reply: FastifyReply,
    shown: Shown,
  ) => Promise<FastifyReply>
  /** Shows what went wrong in the desk's frame, and hands back what the person had written. */
  readonly problem: (
    request: FastifyRequest,
    reply: FastifyReply,
    told: Told,
  ) => Promise<FastifyReply>
  /** Answers 303 to a path of this site, where the notice of what was done is shown. */
  readonly back: (reply: FastifyReply, path: string, done?: DoneKey) => FastifyReply
}

export interface Shown {
  readonly view: View
  readonly title: string
  readonly status?: number
  /** What follows the act whose notice is shown. */
  readonly after?: AfterActModel | undefined
}

/** The pages that somebody whose second step is still to come may reach. */
const beforeSecondFactor = new Set([
  '/desk/second-factor',
  '/desk/second-factor/enrolment',
  '/desk/sign-out',
])

/** Opens the desk, registers what the rooms have there, and closes it to strangers. */
export async function openDesk(
  app: App,
  web: Web,
  parts: { readonly menu: MenuOf; readonly warnings: WarningsOf },
  register: (desk: Desk) => void,
): Promise<void> {
  const found = new WeakMap<FastifyRequest, Found>()
  const refused = new WeakMap<FastifyRequest, Way>()
  const known = (request: FastifyRequest): Found => {
    const one = found.get(request)
    if (!one) throw new Problem('forbidden')
    return one
  }
  const { show, problem } = answersOf(web, known, parts)
  await app.register(
    async (context) => {
      const methodsOf = rememberRoutes(context)
      context.addHook('onRequest', async (request, reply) => {
        reply.headers({ ...safeHeaders(web.house.settings), ...notStored })
        const session = await requireDesk(web, request)
        if (typeof session !== 'string') found.set(request, session)
        else if (isRead(request)) return leadThrough(request, reply, session)
        else return void refused.set(request, session)
        return isRead(request) ? languageAsked(request, reply, web.house) : undefined
      })
      // Only now has the form been read: its words go back to a writer whose session ended meanwhile.
      context.addHook('preValidation', async (request, reply) => {
        const way = refused.get(request)
        return way && handBack(web, request, reply, way)
      })
      // Who is known stays at the desk; for a stranger the answer is the public one.
      context.setErrorHandler<FastifyError | Problem>(async (thrown, request, reply) => {
        if (!found.has(request)) throw thrown
        return problem(request, reply, toldOf(thrown, request))
      })
      // In this context, so that the same hook stands before an address that leads nowhere.
      context.setNotFoundHandler(async (request, reply) => {
        const methods = methodsOf(pathOf(request))
        if (methods.length === 0) throw new Problem('not_found')
        reply.header('allow', methods.join(', '))
        throw new Problem('wrong_method')
      })
      register({
        app: context,
        web,
        viewer: (request) => known(request).viewer,
        standing: (request) => known(request).standing,
        hasFreshStep: (request) => isFresh(known(request), web.house.clock()),
        show,
        problem,
        back,
      })
    },
    { prefix: '/desk' },
  )
}

const isFresh = ({ stepAt }: Found, now: Instant): boolean =>
  stepAt !== undefined && now < later(stepAt, FRESH)

/** How the desk answers somebody it knows: in its own frame, also when something went wrong. */
function answersOf(
  web: Web,
  known: (request: FastifyRequest) => Found,
  parts: { readonly menu: MenuOf; readonly warnings: WarningsOf },
): Pick<Desk, 'show' | 'problem'> {
  const show: Desk['show'] = async (request, reply, shown) => {
    const html = await deskFramed(web, request, { ...shown, ...known(request), ...parts })
    return reply
      .status(shown.status ?? 200)
      .type('text/html; charset=utf-8')
      .send(html)
  }
  return {
    show,
    problem: (request, reply, told) => {
      const { language, t } = web.ask(request)
      const seconds = retryAfter[told.code]
      if (seconds) reply.header('retry-after', seconds)
      return show(request, reply, {
        view: view('problems/problem', problemModel(told, language, home)),
        title: t(`problems.${told.code}.title`),
        status: statusOf[told.code],
      })
    },
  }
}

const home = { href: '/desk', words: 'desk.problem.home' } as const

/** Where somebody goes who has not shown who they are, or not wholly. */
type Way = '/sign-in' | '/desk/second-factor'

/** The one check: gives the session that opens this address, or the way to one. */
async function requireDesk(web: Web, request: FastifyRequest): Promise<Found | Way> {
  const { storage, clock, site, readOnly } = web.house
  if (!site()) throw new Problem('not_found')
  const now = clock()
  const hash = tokenHashOf(request)
  const session = hash ? await findSession(storage.read, hash, now) : undefined
  if (!session) return '/sign-in'
  if (isDue(session.seenAt, now) && !readOnly.now())
    await storage
      .transact((tx) => noteSeen(tx, session.viewer.sessionId, now))
      .catch(unlessTroubled)
  if (session.standing !== 'open' && !beforeSecondFactor.has(pathOf(request)))
    return '/desk/second-factor'
  return session
}

/** That somebody was seen is not worth a page: who reads goes on while nothing can be saved. */
function unlessTroubled(problem: unknown): void {
  if (!troubleOf(problem)) throw problem
}

/** Who reads is led to what is missing and back again. */
function leadThrough(request: FastifyRequest, reply: FastifyReply, way: Way): FastifyReply {
  const address = deskAddress(request.url)
  return reply.redirect(address === '/desk' ? way : `${way}?to=${encodeURIComponent(address)}`, 303)
}

const back = (reply: FastifyReply, path: string, done?: DoneKey): FastifyReply => {
  const join = path.includes('?') ? '&' : '?'
  return reply.redirect(done ? `${path}${join}done=${done}` : path, 303)
}
