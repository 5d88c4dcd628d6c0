/** What one-time links open: looking changes nothing, sending the form uses the link up. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type FormFaults, formModel } from '../web/fields.ts'
import { field } from '../web/forms.ts'
import type { App } from '../web/house.ts'
import { view } from '../web/views.ts'
import type { Web } from '../web/web.ts'
import type { Link, Purpose } from './link.ts'
import { acceptInvitation, setPassword } from './link-actions.ts'
import { findLink } from './link-store.ts'
import {
  newPasswordField,
  newPersonFaults,
  type Person,
  passwordFaults,
  personFields,
  personIn,
  some,
} from './person-form.ts'
import { giveCookie, leadOn } from './session.ts'
import { findAccount } from './store.ts'

/** Registers /invitation/… and /password/…. */
export function linkRoutes(app: App, web: Web): void {
  app.get('/invitation/:token', async (request, reply) => {
    const link = await linkOf(web, request, 'invitation')
    return link
      ? showInvitation(web, request, reply, { link, person: link })
      : gone(web, request, reply)
  })
  app.post('/invitation/:token', (request, reply) => answerInvitation(web, request, reply))
  app.get('/password/:token', async (request, reply) => {
    const found = await passwordLink(web, request)
    return found ? showPassword(web, request, reply, found) : gone(web, request, reply)
  })
  app.post('/password/:token', (request, reply) => answerPassword(web, request, reply))
}

function linkOf(web: Web, request: FastifyRequest, purpose: Purpose): Promise<Link | undefined> {
  const { now, read } = web.ask(request) // before set-up nothing is here
  const { token } = request.params as { token: string }
  return findLink(read, { purpose, token, now })
}

/** A link that cannot be used; whether it ever could is not told. */
function gone(web: Web, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const title = web.ask(request).t('accounts.link_gone.title')
  const page = view('accounts/link-gone', { title })
  return web.show(request, reply, { view: page, head: { title }, status: 410 })
}

interface InvitationShown {
  readonly link: Link
  readonly person: Person
  readonly faults?: FormFaults | undefined
}

function showInvitation(
  web: Web,
  request: FastifyRequest,
  reply: FastifyReply,
  { link, person, faults }: InvitationShown,
): Promise<FastifyReply> {
  const { t, site } = web.ask(request)
  const values = { name: person.name, title: person.title }
  const page = view('accounts/invitation', {
    email: link.email,
    form: formModel(t, [...personFields, newPasswordField], { values, faults: faults ?? {} }),
    words: t('accounts.invitation.words', { site: site.name, email: link.email }),
  })
  const head = { title: t('accounts.invitation.title') }
  return web.show(request, reply, { view: page, head, status: faults ? 400 : 200 })
}

async function answerInvitation(web: Web, request: FastifyRequest, reply: FastifyReply) {
  const link = await linkOf(web, request, 'invitation')
  if (!link) return gone(web, request, reply)
  const person = personIn(request)
  const password = field(request, 'password')
  const faults = newPersonFaults({ ...person, email: link.email, password })
  if (faults) return showInvitation(web, request, reply, { link, person, faults })
  const outcome = await acceptInvitation(web.house, link, { ...person, password })
  if (!outcome.ok) return gone(web, request, reply)
  await web.house.changed('site') // there may be a second person now
  giveCookie(reply, web.house.settings, outcome.value.token)
  return leadOn(reply, outcome.value, '/desk?done=accounts.welcome')
}

interface PasswordShown {
  readonly link: Link & { readonly accountId: number }
  readonly name: string
  readonly email: string
  readonly faults?: FormFaults | undefined
}

async function passwordLink(web: Web, request: FastifyRequest): Promise<PasswordShown | undefined> {
  const link = await linkOf(web, request, 'password')
  const account = link?.accountId && (await findAccount(web.house.storage.read, link.accountId))
  if (!account || account.disabledAt) return undefined
  const { id: accountId, name, email } = account
  return { link: { ...link, accountId }, name, email }
}

function showPassword(
  web: Web,
  request: FastifyRequest,
  reply: FastifyReply,
  { name, email, faults }: PasswordShown,
): Promise<FastifyReply> {
  const { t } = web.ask(request)
  const page = view('accounts/password', {
    email,
    form: formModel(t, [newPasswordField], { faults: faults ?? {} }),
    words: t('accounts.new_password.words', { name }),
  })
  const head = { title: t('accounts.new_password.title') }
  return web.show(request, reply, { view: page, head, status: faults ? 400 : 200 })
}

async function answerPassword(web: Web, request: FastifyRequest, reply: FastifyReply) {
  const found = await passwordLink(web, request)
  if (!found) return gone(web, request, reply)
  const chosen = field(request, 'password')
  const faults = some(passwordFaults(chosen, found))
  if (faults) return showPassword(web, request, reply, { ...found, faults })
  const outcome = await setPassword(web.house, found.link, chosen)
  if (!outcome.ok) return gone(web, request, reply)
  await web.house.changed('site')
  return reply
    .header('cache-control', 'no-store')
    .redirect('/sign-in?done=accounts.password_set', 303)
}
