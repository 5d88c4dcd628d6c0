/** Signing in: outside the desk, for people who are not there yet. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { formModel } from '../web/fields.ts'
import { field } from '../web/forms.ts'
import type { App } from '../web/house.ts'
import { view } from '../web/views.ts'
import type { Web } from '../web/web.ts'
import { emailOf } from './account.ts'
import { type Door, waitWords } from './door.ts'
import { linkRoutes } from './link-routes.ts'
import { emailField, passwordField } from './person-form.ts'
import { deskAddress, giveCookie, leadOn } from './session.ts'
import { noteSlowed, signIn } from './sign-in-actions.ts'

/** Registers /sign-in and what one-time links open. */
export function accountRoutes(app: App, web: Web, door: Door): void {
  app.get('/sign-in', (request, reply) => {
    const { to, done } = request.query as Record<string, unknown>
    const hasNewPassword = done === 'accounts.password_set'
    return showSignIn(web, request, reply, { to: deskAddress(String(to ?? '')), hasNewPassword })
  })
  app.post('/sign-in', (request, reply) => answerSignIn(web, door, request, reply))
  linkRoutes(app, web)
}

interface SignInShown {
  readonly to: string
  readonly email?: string
  readonly problem?: string
  readonly status?: number
  readonly hasNewPassword?: boolean
}

function showSignIn(web: Web, request: FastifyRequest, reply: FastifyReply, shown: SignInShown) {
  const { t } = web.ask(request)
  const values = { email: shown.email ?? '' }
  const page = view('accounts/sign-in', {
    form: formModel(t, [emailField, passwordField], { values }),
    to: shown.to,
    problem: shown.problem,
    done: shown.hasNewPassword ? t('accounts.done.password_set') : undefined,
  })
  const head = { title: t('accounts.sign_in.title') }
  return web.show(request, reply, { view: page, head, status: shown.status ?? 200 })
}

async function answerSignIn(web: Web, door: Door, request: FastifyRequest, reply: FastifyReply) {
  const { t } = web.ask(request)
  const email = field(request, 'email').slice(0, 254)
  const to = deskAddress(field(request, 'to'))
  const seconds = door.wait(request, emailOf(email))
  if (seconds > 0) {
    const problem = waitWords(reply, t, seconds)
    return showSignIn(web, request, reply, { to, email, problem, status: 429 })
  }
  const outcome = await signIn(web.house, { email, password: field(request, 'password') })
  if (!outcome.ok) {
    if (door.isSlowed(request, emailOf(email))) await noteSlowed(web.house, email)
    return showSignIn(web, request, reply, { to, email, problem: t(outcome.problem), status: 400 })
  }
  door.right(request, emailOf(email))
  giveCookie(reply, web.house.settings, outcome.value.token)
  return leadOn(reply, outcome.value, to)
}
