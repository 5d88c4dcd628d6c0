/** The mail at the desk: how it goes out, what is stuck, and what to do about it. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { may } from '../accounts/account.ts'
import type { Desk } from '../accounts/desk-context.ts'
import type { WarningsOf } from '../accounts/desk-frame.ts'
import { allowed, idIn, speakingOf } from '../accounts/desk-request.ts'
import { isAllowed } from '../accounts/mail-address.ts'
import { mailableFor } from '../accounts/mail-choice.ts'
import { people } from '../accounts/store.ts'
import { DAY, HOUR, later } from '../kernel/clock.ts'
import type { Reader } from '../storage/database.ts'
import { field } from '../web/forms.ts'
import { view } from '../web/views.ts'
import { giveUp, tryAgain } from './desk-actions.ts'
import type { Followers } from './followers.ts'
import { mailPage, mailWarning } from './pages.ts'
import { backlog, sentSince, unsent } from './store.ts'

const MOST = 50

/** Registers /desk/mail. */
export function mailDesk(desk: Desk, followers: Followers): void {
  const { app } = desk
  app.get('/mail', (request, reply) => showMail(desk, request, reply, { followers }))
  app.post('/mail/stop', async (request, reply) => {
    const { accountId } = allowed(desk, request, 'settings.change')
    const unreadable = field(request, 'address').slice(0, 300)
    const outcome = await followers.stop(accountId, unreadable)
    if (outcome === 'unreadable') return showMail(desk, request, reply, { followers, unreadable })
    const done = outcome === 'stopped' ? 'mail.address_stopped' : 'mail.address_unknown'
    return desk.back(reply, '/desk/mail', done)
  })
  app.post('/mail/:id/retry', async (request, reply) => {
    const { accountId } = allowed(desk, request, 'settings.change')
    const done = await tryAgain(desk.web.house, accountId, idIn(request))
    return desk.back(reply, '/desk/mail', done ? 'mail.retried' : undefined)
  })
  app.post('/mail/:id/give-up', async (request, reply) => {
    const { accountId } = allowed(desk, request, 'settings.change')
    const done = await giveUp(desk.web.house, accountId, idIn(request))
    return desk.back(reply, '/desk/mail', done ? 'mail.given_up' : undefined)
  })
}

async function showMail(
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
  { followers, unreadable }: { readonly followers: Followers; readonly unreadable?: string },
) {
  allowed(desk, request, 'settings.change')
  const { t, read, now } = desk.web.ask(request)
  const settings = desk.web.house.settings.mail
  const { stuck, waiting } = await backlog(read)
  const found = {
    settings,
    where: settings.server && new URL(settings.server).hostname,
    unlisted: await unlisted(read, settings.domains),
    sent: await sentSince(read, later(now, -7 * DAY)),
    unsent: await unsent(read, MOST),
    count: stuck + waiting,
    followed: await followers.counts(read),
    unreadable,
  }
  return desk.show(request, reply, {
    view: view('mail/mail', mailPage(found, speakingOf(desk.web, request))),
    title: t('mail.title'),
    status: unreadable === undefined ? 200 : 422,
  })
}

/** The names of those who would be mailed if their address lay at an allowed domain. */
async function unlisted(read: Reader, domains: readonly string[] | undefined): Promise<string[]> {
  const open = (await people(read)).filter(({ disabledAt }) => disabledAt === undefined)
  return open
    .filter(({ roles }) => mailableFor(new Set(roles)).digest)
    .filter(({ email }) => !isAllowed(email, domains))
    .map(({ name }) => name)
}

/** Mail that is an hour late is worth a warning; a server that asks to wait a while is not. */
const LATE = HOUR

/** What administrators are told on every page of the desk while mail does not get through. */
export const mailWarnings: WarningsOf = async (web, request, viewer) => {
  if (!may(viewer, 'settings.change')) return []
  const { read, now } = web.ask(request)
  const { stuck, oldest } = await backlog(read)
  const late = oldest && oldest < later(now, -LATE) ? oldest : undefined
  const warning = mailWarning({ stuck, late }, speakingOf(web, request))
  return warning ? [warning] : []
}
