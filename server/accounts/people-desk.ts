/** The people of the desk, for administrators: who is here, who is invited, who may do what. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Instant } from '../kernel/clock.ts'
import { Problem } from '../kernel/problem.ts'
import { exactTime } from '../language/when.ts'
import { type FormFaults, formModel } from '../web/fields.ts'
import { fields } from '../web/forms.ts'
import { view } from '../web/views.ts'
import { emailOf, isEmail, isRole } from './account.ts'
import type { Desk, DoneKey } from './desk-context.ts'
import { allowed, idIn, speakingOf } from './desk-request.ts'
import { addressOf, expiryOf, type Purpose } from './link.ts'
import { openInvitations } from './link-store.ts'
import { peoplePage, personPage, roleChoices } from './pages.ts'
import {
  disable,
  enable,
  endAllSessions,
  give,
  invite,
  makePasswordLink,
  resetSecondFactor,
  take,
  withdrawInvitation,
} from './people-actions.ts'
import { emailField, line, personFaults, personFields, personIn, some } from './person-form.ts'
import { findAccount, lastSeen, people } from './store.ts'

/** Registers /desk/accounts…, /desk/invitations… and /desk/welcome. */
export function peopleDesk(desk: Desk): void {
  const { app, web } = desk
  const { house } = web
  app.get('/accounts', (request, reply) => showPeople(desk, request, reply))
  app.get('/accounts/new', (request, reply) => {
    allowed(desk, request, 'people.change')
    return showInvite(desk, request, reply, { chosen: ['moderator'] })
  })
  app.get('/welcome', (request, reply) => {
    allowed(desk, request, 'people.change')
    return showInvite(desk, request, reply, { chosen: ['moderator'], isFirst: true })
  })
  app.get('/accounts/:id', (request, reply) => {
    allowed(desk, request, 'people.see')
    return showPerson(desk, request, reply)
  })
  app.post('/invitations', (request, reply) => answerInvite(desk, request, reply))
  app.post('/invitations/:id/end', async (request, reply) => {
    const { accountId } = allowed(desk, request, 'people.change')
    const done = await withdrawInvitation(house, accountId, idIn(request))
    return desk.back(reply, '/desk/accounts', done ? 'accounts.withdrawn' : undefined)
  })
  app.post('/accounts/:id/password-link', (request, reply) =>
    answerPasswordLink(desk, request, reply),
  )

  const acts: Readonly<Record<string, readonly [Act, DoneKey]>> = {
    '/accounts/:id/closure': [disable, 'accounts.disabled'],
    '/accounts/:id/closure/end': [enable, 'accounts.enabled'],
    '/accounts/:id/sessions/end': [endAllSessions, 'accounts.sessions_ended'],
    '/accounts/:id/second-factor/end': [resetSecondFactor, 'accounts.second_factor_off'],
    '/accounts/:id/roles/:role': [withRole(give), 'accounts.role_given'],
    '/accounts/:id/roles/:role/end': [withRole(take), 'accounts.role_taken'],
  }
  for (const [path, [act, done]] of Object.entries(acts))
    app.post(path, (request, reply) => answerAct(desk, request, reply, { act, done }))
}

type House = Desk['web']['house']
type Outcome = Awaited<ReturnType<typeof disable>>
type Act = (house: House, by: number, id: number, request: FastifyRequest) => Promise<Outcome>

const withRole =
  (act: typeof give | typeof take): Act =>
  (house, by, id, request) => {
    const { role = '' } = request.params as { role?: string }
    if (!isRole(role)) throw new Problem('not_found')
    return act(house, by, { id, role })
  }

async function answerAct(
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
  { act, done }: { readonly act: Act; readonly done: DoneKey },
): Promise<FastifyReply> {
  const { house } = desk.web
  const { accountId } = allowed(desk, request, 'people.change')
  const id = idIn(request)
  const outcome = await act(house, accountId, id, request)
  if (!outcome.ok) {
    if (outcome.problem === 'accounts.fault.gone') throw new Problem('not_found')
    return showPerson(desk, request, reply, desk.web.ask(request).t(outcome.problem))
  }
  await house.changed('site') // there may be a second person now, or none any more
  return desk.back(reply, `/desk/accounts/${id}`, done)
}

async function showPeople(desk: Desk, request: FastifyRequest, reply: FastifyReply) {
  allowed(desk, request, 'people.see')
  const { t, read, now } = desk.web.ask(request)
  const found = {
    people: await people(read),
    seen: await lastSeen(read),
    invitations: await openInvitations(read, now),
  }
  const page = view('accounts/people', peoplePage(found, speakingOf(desk.web, request)))
  return desk.show(request, reply, { view: page, title: t('accounts.title') })
}

async function showPerson(
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
  problem?: string,
): Promise<FastifyReply> {
  const account = await findAccount(desk.web.house.storage.read, idIn(request))
  if (!account) throw new Problem('not_found')
  const page = view('accounts/person', personPage(account, speakingOf(desk.web, request), problem))
  return desk.show(request, reply, { view: page, title: account.name, status: problem ? 409 : 200 })
}

interface InviteShown {
  readonly chosen: readonly string[]
  readonly values?: Readonly<Record<string, string>>
  readonly faults?: FormFaults
  readonly isFirst?: boolean
}

function showInvite(desk: Desk, request: FastifyRequest, reply: FastifyReply, shown: InviteShown) {
  const { t } = desk.web.ask(request)
  const { chosen, values = {}, faults = {}, isFirst = false } = shown
  const email = { ...emailField, autocomplete: 'off' }
  const page = view('accounts/invite', {
    form: formModel(t, [email, ...personFields], { values, faults }),
    roles: roleChoices(t, chosen, faults.roles),
    isFirst,
  })
  const title = t(isFirst ? 'setup.welcome.title' : 'accounts.invite.title')
  return desk.show(request, reply, { view: page, title, status: shown.faults ? 400 : 200 })
}

async function answerInvite(desk: Desk, request: FastifyRequest, reply: FastifyReply) {
  const { accountId } = allowed(desk, request, 'people.change')
  const chosen = fields(request, 'roles').filter(isRole)
  const values = { ...personIn(request), email: emailOf(line(request, 'email')) }
  const faults = some({
    ...(isEmail(values.email) ? {} : { email: 'accounts.fault.email' }),
    ...personFaults(values),
    ...(chosen.length > 0 ? {} : { roles: 'accounts.fault.roles' }),
  })
  if (faults) return showInvite(desk, request, reply, { chosen, values, faults })
  const outcome = await invite(desk.web.house, accountId, { ...values, roles: chosen })
  if (!outcome.ok)
    return showInvite(desk, request, reply, { chosen, values, faults: { email: outcome.problem } })
  return showLink(desk, request, reply, {
    purpose: 'invitation',
    token: outcome.value,
    who: values.email,
  })
}

async function answerPasswordLink(desk: Desk, request: FastifyRequest, reply: FastifyReply) {
  const { accountId } = allowed(desk, request, 'people.change')
  const id = idIn(request)
  const account = await findAccount(desk.web.house.storage.read, id)
  const outcome = await makePasswordLink(desk.web.house, accountId, id)
  if (!account || !outcome.ok) throw new Problem('not_found')
  const token = outcome.value
  return showLink(desk, request, reply, { purpose: 'password', token, who: account.name })
}

interface LinkShown {
  readonly purpose: Extract<Purpose, 'invitation' | 'password'>
  readonly token: string
  readonly who: string
}

function showLink(
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
  { purpose, token, who }: LinkShown,
): Promise<FastifyReply> {
  const { t, language, site, now } = desk.web.ask(request)
  const expires: Instant = expiryOf(purpose, now)
  const until = exactTime(expires, language, site.timeZone)
  const page = view('accounts/link', {
    words: t(`accounts.link.${purpose}`, { who, until }),
    address: addressOf(desk.web.house.settings.publicUrl, purpose, token),
  })
  return desk.show(request, reply, { view: page, title: t('accounts.link.title') })
}
