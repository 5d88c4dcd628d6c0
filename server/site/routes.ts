/** Set-up: the few questions before there is a site. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Link } from '../accounts/link.ts'
import { findLink } from '../accounts/link-store.ts'
import { giveCookie, leadOn } from '../accounts/session.ts'
import { field } from '../web/forms.ts'
import type { App } from '../web/house.ts'
import { view } from '../web/views.ts'
import type { Web } from '../web/web.ts'
import { type StoreHouseRules, setUp } from './actions.ts'
import { showBare, wordsFor } from './bare-http.ts'
import { setUpPage } from './pages.ts'
import { parseSetUp, type SetUpFaults, type SetUpTexts, setUpNames } from './setup.ts'

/** Registers /setup/…, which works once. */
export function setUpRoutes(app: App, web: Web, storeHouseRules: StoreHouseRules): void {
  app.get('/setup/:token', async (request, reply) => {
    if (!(await linkOf(web, request))) return showGone(web, request, reply)
    const values = { language: web.house.settings.siteLanguage }
    return showForm(web, request, reply, { values })
  })
  app.post('/setup/:token', async (request, reply) => {
    const link = await linkOf(web, request)
    if (!link) return showGone(web, request, reply)
    const given = Object.fromEntries(setUpNames.map((name) => [name, field(request, name)]))
    const answers = parseSetUp(given as SetUpTexts)
    if (!answers.ok)
      return showForm(web, request, reply, { values: given, faults: answers.problem })
    const outcome = await setUp(web.house, { link, answers: answers.value, storeHouseRules })
    if (!outcome.ok) return showGone(web, request, reply)
    giveCookie(reply, web.house.settings, outcome.value.token)
    return leadOn(reply, outcome.value, '/desk/welcome')
  })
}

function linkOf(web: Web, request: FastifyRequest): Promise<Link | undefined> {
  const { storage, clock } = web.house
  const { token } = request.params as { token: string }
  return findLink(storage.read, { purpose: 'set_up', token, now: clock() })
}

interface FormShown {
  readonly values: Readonly<Record<string, string>>
  readonly faults?: SetUpFaults
}

function showForm(
  web: Web,
  request: FastifyRequest,
  reply: FastifyReply,
  { values, faults }: FormShown,
): Promise<FastifyReply> {
  const t = wordsFor(web, request)
  const page = view('site/setup', setUpPage(t, { values, faults: faults ?? {} }))
  const status = faults ? 400 : 200
  return showBare(web, request, reply, { view: page, title: t('setup.title'), status })
}

/** A link that cannot be used; whether it ever could is not told. */
function showGone(web: Web, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const title = wordsFor(web, request)('setup.link_gone.title')
  return showBare(web, request, reply, {
    view: view('site/setup-gone', { title }),
    title,
    status: 410,
  })
}
