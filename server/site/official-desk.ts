/** Passing the office on, planned and announced, and calling it off. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { may, type Viewer } from '../accounts/account.ts'
import type { Desk } from '../accounts/desk-context.ts'
import { people } from '../accounts/store.ts'
import { Problem } from '../kernel/problem.ts'
import { translator } from '../language/catalogue.ts'
import type { FormFaults } from '../web/fields.ts'
import { field } from '../web/forms.ts'
import { view } from '../web/views.ts'
import { cancelOfficial, planOfficial } from './actions.ts'
import { type PlanTexts, parsePlan } from './official.ts'
import { officialPage } from './official-pages.ts'
import { plannedTerm } from './official-store.ts'

/** Registers /desk/official. */
export function officialDesk(desk: Desk): void {
  const { app, web } = desk
  app.get('/official', (request, reply) => {
    requirePassingOn(desk, request)
    const notice = translator(web.ask(request).site.language)('setup.official.notice.default')
    return showOfficial(desk, request, reply, { values: { notice } })
  })
  app.post('/official', (request, reply) => answerPlan(desk, request, reply))
  app.post('/official/:id/end', async (request, reply) => {
    const { accountId } = requirePassingOn(desk, request)
    const { id } = request.params as { id: string }
    if (!/^\d{1,15}$/.test(id)) throw new Problem('not_found')
    const done = await cancelOfficial(web.house, accountId, Number(id))
    return desk.back(reply, '/desk/official', done ? 'setup.cancelled' : undefined)
  })
}

function requirePassingOn(desk: Desk, request: FastifyRequest): Viewer {
  const viewer = desk.viewer(request)
  if (!may(viewer, 'official.pass_on')) throw new Problem('forbidden')
  return viewer
}

interface Shown {
  readonly values: Partial<PlanTexts>
  readonly faults?: FormFaults
}

async function showOfficial(
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
  { values, faults }: Shown,
): Promise<FastifyReply> {
  const { t, language, site, read, now } = desk.web.ask(request)
  const authors = (await people(read)).filter(
    ({ id, roles, disabledAt }) =>
      roles.includes('author') && !disabledAt && id !== site.official.accountId,
  )
  const planned = await plannedTerm(read, now)
  const found = { site, authors, planned, values, faults: faults ?? {} }
  return desk.show(request, reply, {
    view: view('site/official', officialPage(t, language, found)),
    title: t('setup.official.title'),
    status: faults ? 400 : 200,
  })
}

async function answerPlan(desk: Desk, request: FastifyRequest, reply: FastifyReply) {
  const { accountId } = requirePassingOn(desk, request)
  const { site, now } = desk.web.ask(request)
  const names = ['who', 'title', 'from', 'notice'] as const
  const values = Object.fromEntries(
    names.map((name) => [name, field(request, name).trim()]),
  ) as unknown as PlanTexts
  const plan = parsePlan(values, { now, zone: site.timeZone })
  if (!plan.ok) return showOfficial(desk, request, reply, { values, faults: plan.problem })
  const outcome = await planOfficial(desk.web.house, accountId, plan.value)
  if (!outcome.ok)
    return showOfficial(desk, request, reply, { values, faults: { who: outcome.problem } })
  return desk.back(reply, '/desk/official', 'setup.planned')
}
