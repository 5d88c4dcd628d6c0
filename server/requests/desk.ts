/** Requests at the desk: for registrars and for whoever may sign decisions; to everybody else nothing is here. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Viewer } from '../accounts/account.ts'
import type { Desk } from '../accounts/desk-context.ts'
import type { WarningsOf } from '../accounts/desk-frame.ts'
import { idIn, speakingOf } from '../accounts/desk-request.ts'
import { Problem } from '../kernel/problem.ts'
import { dateIn } from '../language/zone.ts'
import type { Vault } from '../letters/vault.ts'
import type { Reader } from '../storage/database.ts'
import type { FormFaults } from '../web/fields.ts'
import { field, numberField } from '../web/forms.ts'
import type { House } from '../web/house.ts'
import { view } from '../web/views.ts'
import { actDesk, type Bring } from './act-http.ts'
import { delegationOf } from './delegation-store.ts'
import { linkItem, unlinkItem } from './desk-actions.ts'
import { deskRequestPage, queuePage } from './desk-pages.ts'
import { itemsOf } from './item-store.ts'
import type { Handler } from './office-actions.ts'
import { openedRequest } from './open-actions.ts'
import { numberIn, sendGiven } from './own-http.ts'
import { isLate } from './request.ts'
import {
  answeredRequests,
  areThereRequests,
  countWaiting,
  findRequest,
  waitingRequests,
} from './store.ts'

const MOST_WAITING = 500
const ON_PAGE = 50

/** Registers /desk/requests; `bring` takes the files of a form. */
export function requestDesk(desk: Desk, vault: Vault | undefined, bring: Bring): void {
  const { app } = desk
  app.get('/requests', (request, reply) => showQueue(desk, request, reply))
  app.get('/requests/:id', (request, reply) => showRequest(desk, vault, request, reply))
  app.get('/requests/:id/files/:file', async (request, reply) => {
    await handler(desk, request)
    const { read, params } = desk.web.ask(request)
    const found = await findRequest(read, idIn(request))
    return sendGiven(desk.web, reply, vault, { request: found, file: numberIn(params.file) })
  })
  app.post('/requests/:id/items', (request, reply) => link(desk, vault, request, reply))
  app.post('/requests/:id/items/end', async (request, reply) => {
    await handler(desk, request)
    await unlinkItem(desk.web.house, idIn(request), numberField(request, 'item') ?? 0)
    return desk.back(reply, `/desk/requests/${idIn(request)}`, 'requests.linked')
  })
  actDesk(desk, vault, { bring, handler: (request) => handler(desk, request) })
}

/** Who asks, if requests are theirs to handle: registrars, and those with a recorded delegation. */
async function handlerOf(db: Reader, viewer: Viewer): Promise<Handler | undefined> {
  const { accountId, name, title, roles } = viewer
  const delegation = await delegationOf(db, accountId)
  if (!roles.has('registrar') && !delegation) return undefined
  return { accountId, name, title, delegation }
}

async function handler(desk: Desk, request: FastifyRequest): Promise<Handler> {
  const found = await handlerOf(desk.web.house.storage.read, desk.viewer(request))
  if (!found) throw new Problem('not_found')
  return found
}

/** How many requests wait, for whoever handles them; undefined where none are taken and none ever were. */
export async function requestsFor(
  { storage, site }: Pick<House, 'storage' | 'site'>,
  viewer: Viewer,
): Promise<number | undefined> {
  const isOpen = site()?.requests.keyId !== undefined
  if (!isOpen && !(await areThereRequests(storage.read))) return undefined
  return (await handlerOf(storage.read, viewer)) ? countWaiting(storage.read) : undefined
}

/** What those who handle requests are told on every page: that some should have been answered by now (LAW.md L09, N05). */
export const requestWarnings: WarningsOf = async (web, request, viewer) => {
  const { t, read, site, now } = web.ask(request)
  if (!(await handlerOf(read, viewer))) return []
  const waiting = await waitingRequests(read, MOST_WAITING)
  const today = dateIn(now, site.timeZone)
  const count = waiting.filter((one) => isLate(one, site.timeZone, today)).length
  if (count === 0) return []
  const link = { href: '/desk/requests', words: t('requests.warning.link') }
  return [{ title: t('requests.warning.title'), words: t('requests.warning', { count }), link }]
}

async function showQueue(
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  await handler(desk, request)
  const { t, read, query } = desk.web.ask(request)
  const before = numberIn(query.before) || undefined
  const waiting = await waitingRequests(read, MOST_WAITING)
  const answered = await answeredRequests(read, { before, most: ON_PAGE + 1 })
  const shown = answered.slice(0, ON_PAGE)
  const more = answered.length > ON_PAGE ? `/desk/requests?before=${shown.at(-1)?.id}` : undefined
  return desk.show(request, reply, {
    view: view('requests/queue', queuePage(waiting, shown, speakingOf(desk.web, request), more)),
    title: t('requests.channel.title'),
  })
}

async function showRequest(
  desk: Desk,
  vault: Vault | undefined,
  request: FastifyRequest,
  reply: FastifyReply,
  back: { readonly values?: Readonly<Record<string, string>>; readonly faults?: FormFaults } = {},
): Promise<FastifyReply> {
  const who = await handler(desk, request)
  const { t, read } = desk.web.ask(request)
  const found = await findRequest(read, idIn(request))
  if (!found) throw new Problem('not_found')
  const model = deskRequestPage(
    found,
    {
      opened: await openedRequest(read, vault, found),
      items: await itemsOf(read, found.id),
      maySign: who.delegation !== undefined,
    },
    speakingOf(desk.web, request),
    back,
  )
  return desk.show(request, reply, {
    view: view('requests/desk', model),
    title: t('requests.own.title', { number: found.id }),
    status: back.faults ? 422 : 200,
  })
}

async function link(
  desk: Desk,
  vault: Vault | undefined,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { accountId } = await handler(desk, request)
  const id = idIn(request)
  const values = { kind: field(request, 'kind'), item: field(request, 'item') }
  const given = { id, kind: values.kind, number: values.item }
  const done = await linkItem(desk.web.house, accountId, given)
  if (done.ok) return desk.back(reply, `/desk/requests/${id}`, 'requests.linked')
  if (done.problem === 'not_found') throw new Problem('not_found')
  return showRequest(desk, vault, request, reply, { values, faults: { item: done.problem } })
}
