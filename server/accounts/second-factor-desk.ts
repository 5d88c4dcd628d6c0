/** The second step at the desk: its code, its making, its recovery codes; and signing out. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type FieldSpec, formModel } from '../web/fields.ts'
import { field } from '../web/forms.ts'
import { view } from '../web/views.ts'
import { mustHaveSecondFactor } from './account.ts'
import type { Desk } from './desk-context.ts'
import { type Door, waitWords } from './door.ts'
import { endSecondFactor, enrol, offered, remakeCodes, secretOf } from './own-actions.ts'
import { showMe } from './own-desk.ts'
import { addressFor, grouped, newSecret, picture } from './second-factor.ts'
import { findSecondFactor } from './second-factor-store.ts'
import { deskAddress, dropCookie, giveCookie } from './session.ts'
import { giveCode, signOut } from './sign-in-actions.ts'

/** Registers /desk/second-factor… and /desk/sign-out. */
export function secondFactorDesk(desk: Desk, door: Door): void {
  const { app, web } = desk
  app.get('/second-factor', (request, reply) => showSecondFactor(desk, request, reply))
  app.post('/second-factor', (request, reply) => answerCode(desk, door, request, reply))
  app.get('/second-factor/again', (request, reply) => showAgain(desk, request, reply))
  app.post('/second-factor/again', (request, reply) => answerAgain(desk, door, request, reply))
  app.post('/second-factor/enrolment', (request, reply) => answerEnrolment(desk, request, reply))

  app.post('/second-factor/codes', async (request, reply) => {
    const viewer = desk.viewer(request)
    const outcome = await remakeCodes(web.house, viewer, field(request, 'password'))
    if (outcome.ok) return showCodes(desk, request, reply, { codes: outcome.value, to: '/desk/me' })
    return showMe(desk, request, reply, { secondFactorProblem: outcome.problem })
  })
  app.post('/second-factor/end', async (request, reply) => {
    const viewer = desk.viewer(request)
    const outcome = await endSecondFactor(web.house, viewer, field(request, 'password'))
    if (outcome.ok) return desk.back(reply, '/desk/me', 'accounts.second_factor_off')
    return showMe(desk, request, reply, { secondFactorProblem: outcome.problem })
  })
  app.post('/sign-out', async (request, reply) => {
    await signOut(web.house, desk.viewer(request))
    dropCookie(reply, web.house.settings)
    return desk.back(reply, '/sign-in')
  })
}

const code: FieldSpec = {
  name: 'code',
  label: 'accounts.code.label',
  autocomplete: 'one-time-code',
  look: 'code',
}
const firstCode: FieldSpec = { ...code, label: 'accounts.enrolment.code' }

/** What is missing is asked for; who has the second step already is led on. */
async function showSecondFactor(desk: Desk, request: FastifyRequest, reply: FastifyReply) {
  const to = deskAddress(String((request.query as Record<string, unknown>).to ?? ''))
  const standing = desk.standing(request)
  if (standing === 'code') return showCode(desk, request, reply, { to })
  const { accountId } = desk.viewer(request)
  const known = await findSecondFactor(desk.web.house.storage.read, accountId)
  if (known) return desk.back(reply, to)
  return showEnrolment(desk, request, reply, { to, secret: newSecret() })
}

interface CodeShown {
  readonly to: string
  /** Asked for by a session that had it before. */
  readonly again?: boolean
  readonly problem?: string
  readonly status?: number
}

function showCode(desk: Desk, request: FastifyRequest, reply: FastifyReply, shown: CodeShown) {
  const { t } = desk.web.ask(request)
  const { to, problem, status = 200, again = false } = shown
  const action = again ? '/desk/second-factor/again' : '/desk/second-factor'
  const page = view('accounts/code', { form: formModel(t, [code]), to, problem, action })
  return desk.show(request, reply, { view: page, title: t('accounts.code.title'), status })
}

/** Whoever was let in a while ago shows again that it is they; who has no second step makes one. */
async function showAgain(desk: Desk, request: FastifyRequest, reply: FastifyReply) {
  const to = deskAddress(String((request.query as Record<string, unknown>).to ?? ''))
  const { accountId } = desk.viewer(request)
  const known = await findSecondFactor(desk.web.house.storage.read, accountId)
  if (!known) return desk.back(reply, `/desk/second-factor?to=${encodeURIComponent(to)}`)
  if (desk.hasFreshStep(request)) return desk.back(reply, to)
  return showCode(desk, request, reply, { to, again: true })
}

async function answerAgain(desk: Desk, door: Door, request: FastifyRequest, reply: FastifyReply) {
  const to = deskAddress(field(request, 'to'))
  if (desk.hasFreshStep(request)) return desk.back(reply, to)
  return tryCode(desk, door, request, reply, { to, again: true })
}

async function answerCode(desk: Desk, door: Door, request: FastifyRequest, reply: FastifyReply) {
  const to = deskAddress(field(request, 'to'))
  if (desk.standing(request) !== 'code') return desk.back(reply, to)
  return tryCode(desk, door, request, reply, { to })
}

async function tryCode(
  desk: Desk,
  door: Door,
  request: FastifyRequest,
  reply: FastifyReply,
  asked: Pick<CodeShown, 'to' | 'again'>,
) {
  const { house } = desk.web
  const { t } = desk.web.ask(request)
  const viewer = desk.viewer(request)
  const { to } = asked
  const who = `code ${viewer.accountId}`
  const seconds = door.wait(request, who)
  if (seconds > 0) {
    const problem = waitWords(reply, t, seconds)
    return showCode(desk, request, reply, { ...asked, problem, status: 429 })
  }
  const outcome = await giveCode(house, viewer, field(request, 'code').slice(0, 40))
  if (!outcome.ok)
    return showCode(desk, request, reply, { ...asked, problem: t(outcome.problem), status: 400 })
  door.right(request, who)
  giveCookie(reply, house.settings, outcome.value)
  return desk.back(reply, to)
}

interface EnrolmentShown {
  readonly to: string
  readonly secret: string
  readonly problem?: string
}

function showEnrolment(
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
  { to, secret, problem }: EnrolmentShown,
) {
  const { t, site } = desk.web.ask(request)
  const viewer = desk.viewer(request)
  const address = addressFor(secret, viewer.email, site.name)
  const page = view('accounts/enrolment', {
    form: formModel(t, [firstCode]),
    to,
    offer: offered(desk.web.house, viewer, secret),
    picture: picture(address, t('accounts.enrolment.picture')),
    secret: grouped(secret),
    isDuty: mustHaveSecondFactor(viewer.roles),
    problem,
  })
  const status = problem ? 400 : 200
  return desk.show(request, reply, { view: page, title: t('accounts.enrolment.title'), status })
}

async function answerEnrolment(desk: Desk, request: FastifyRequest, reply: FastifyReply) {
  const { house } = desk.web
  const viewer = desk.viewer(request)
  const to = deskAddress(field(request, 'to'))
  const offer = field(request, 'offer')
  // Whoever has only the password must not put their own second step in the place of the right one.
  if (desk.standing(request) === 'code') return showCode(desk, request, reply, { to, status: 400 })
  const outcome = await enrol(house, viewer, { offer, code: field(request, 'code') })
  if (!outcome.ok) {
    const secret = secretOf(house, viewer, offer)
    if (!secret) return desk.back(reply, `/desk/second-factor?to=${encodeURIComponent(to)}`)
    const problem = desk.web.ask(request).t(outcome.problem)
    return showEnrolment(desk, request, reply, { to, secret, problem })
  }
  giveCookie(reply, house.settings, outcome.value.token)
  return showCodes(desk, request, reply, { codes: outcome.value.codes, to })
}

function showCodes(
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
  shown: { readonly codes: readonly string[]; readonly to: string },
) {
  const title = desk.web.ask(request).t('accounts.codes.title')
  return desk.show(request, reply, { view: view('accounts/codes', shown), title })
}
