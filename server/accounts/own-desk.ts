/** One's own page: name and title, password, sessions, second step. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { MessageKey } from '../language/catalogue.ts'
import { date } from '../language/when.ts'
import { type FieldSpec, type FormFaults, formModel } from '../web/fields.ts'
import { field } from '../web/forms.ts'
import { view } from '../web/views.ts'
import { mustHaveSecondFactor } from './account.ts'
import type { Desk } from './desk-context.ts'
import { idIn, speakingOf } from './desk-request.ts'
import { mailChoiceDesk, mailChoiceOf } from './mail-choice-desk.ts'
import { changePassword, changePerson, endOwnSession } from './own-actions.ts'
import { type MePage, sessionRows } from './pages.ts'
import {
  newPasswordField,
  type Person,
  personFaults,
  personFields,
  personIn,
} from './person-form.ts'
import { findSecondFactor, recoveryCodesLeft } from './second-factor-store.ts'
import { sessionsOf } from './session-store.ts'

/** Registers /desk/me. */
export function ownDesk(desk: Desk): void {
  const { app, web } = desk
  const { house } = web
  app.get('/me', (request, reply) => showMe(desk, request, reply, {}))
  app.post('/me', async (request, reply) => {
    const person = personIn(request)
    const personIs = personFaults(person)
    if (personIs) return showMe(desk, request, reply, { person, personFaults: personIs })
    await changePerson(house, desk.viewer(request), person)
    await house.changed('site')
    return desk.back(reply, '/desk/me', 'accounts.person')
  })
  app.post('/me/password', async (request, reply) => {
    const given = { old: field(request, 'old'), new: field(request, 'password') }
    const outcome = await changePassword(house, desk.viewer(request), given)
    if (outcome.ok) return desk.back(reply, '/desk/me', 'accounts.password')
    const at = outcome.problem === 'accounts.fault.password' ? 'old' : 'password'
    return showMe(desk, request, reply, { passwordFaults: { [at]: outcome.problem } })
  })
  app.post('/me/sessions/:id/end', async (request, reply) => {
    const ended = await endOwnSession(house, desk.viewer(request), idIn(request))
    return desk.back(reply, '/desk/me', ended ? 'accounts.session_ended' : undefined)
  })
  mailChoiceDesk(desk)
}

interface Shown {
  readonly person?: Person
  readonly personFaults?: FormFaults
  readonly passwordFaults?: FormFaults
  readonly secondFactorProblem?: MessageKey
}

const passwordFields: readonly FieldSpec[] = [
  {
    name: 'old',
    label: 'accounts.password.now',
    type: 'password',
    autocomplete: 'current-password',
    look: 'short',
  },
  { ...newPasswordField, label: 'accounts.password.new' },
]

/** Shows one's own page, with whatever must be mended. */
export async function showMe(
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
  shown: Shown,
): Promise<FastifyReply> {
  const { t, now, read } = desk.web.ask(request)
  const viewer = desk.viewer(request)
  const sessions = await sessionsOf(read, viewer.accountId, now)
  const { name, title } = shown.person ?? viewer
  const page: MePage = {
    person: formModel(t, personFields, {
      values: { name, title },
      faults: shown.personFaults ?? {},
    }),
    email: viewer.email,
    password: formModel(t, passwordFields, { faults: shown.passwordFaults ?? {} }),
    mail: await mailChoiceOf(desk, request),
    sessions: sessionRows(sessions, viewer.sessionId, speakingOf(desk.web, request)),
    secondFactor: {
      ...(await secondFactorState(desk, request)),
      problem: shown.secondFactorProblem && t(shown.secondFactorProblem),
    },
  }
  const status = Object.keys(shown).length > 0 ? 400 : 200
  return desk.show(request, reply, {
    view: view('accounts/me', page),
    title: t('accounts.me.title'),
    status,
  })
}

async function secondFactorState(desk: Desk, request: FastifyRequest) {
  const { t, language, site, read } = desk.web.ask(request)
  const { accountId, roles } = desk.viewer(request)
  const factor = await findSecondFactor(read, accountId)
  const isDuty = mustHaveSecondFactor(roles)
  if (!factor) return { isOn: false, isDuty, words: t('accounts.me.second_factor.off') }
  const since = date(factor.since, language, site.timeZone)
  const count = await recoveryCodesLeft(read, accountId)
  return { isOn: true, isDuty, words: t('accounts.me.second_factor.on', { since, count }) }
}
