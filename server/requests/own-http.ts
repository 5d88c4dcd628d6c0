/** Requests on the page behind their code, what is sent from there, and the files that were given out. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { saidOf } from '../files/file.ts'
import { Problem } from '../kernel/problem.ts'
import type { MessageKey } from '../language/catalogue.ts'
import type { Vault } from '../letters/vault.ts'
import { receiptCookie } from '../receipts/cookie.ts'
import { hashOfCode, readCode } from '../receipts/receipt.ts'
import { findReceipt } from '../receipts/store.ts'
import { sendDownload } from '../web/download.ts'
import { field, longLetter, numberField } from '../web/forms.ts'
import type { App } from '../web/house.ts'
import type { Limit } from '../web/limits.ts'
import { view } from '../web/views.ts'
import type { Ask, Web } from '../web/web.ts'
import { goOn } from './actions.ts'
import { openedRequest } from './open-actions.ts'
import { type OwnRequest, ownRequest } from './own-pages.ts'
import { findOwnRequest, requestsOnReceipt } from './store.ts'

/** The newest that one receipt shows. */
const MOST_SHOWN = 30

/** The requests on one receipt with all that became of them, for its holder alone. */
export async function requestsOn(
  ask: Ask,
  receiptId: number,
  vault: Vault | undefined,
): Promise<OwnRequest[]> {
  const requests = await requestsOnReceipt(ask.read, receiptId, MOST_SHOWN)
  const telling = { ...ask, zone: ask.site.timeZone }
  return Promise.all(
    requests.map(async (request) =>
      ownRequest(request, await openedRequest(ask.read, vault, request), telling),
    ),
  )
}

interface Given {
  readonly vault: Vault | undefined
  readonly held: (request: FastifyRequest) => Promise<{ readonly id: number } | undefined>
  readonly tooMany: Limit
}

/** Registers what is sent and fetched from the page behind a code. */
export function ownRequestRoutes(app: App, web: Web, given: Given): void {
  app.post('/receipt/requests', longLetter, (request, reply) => receive(web, given, request, reply))
  app.get('/receipt/requests/:id/files/:file', async (request, reply) => {
    const receipt = await given.held(request)
    if (!receipt) return reply.redirect('/receipt', 303)
    const { read, params } = web.ask(request)
    const found = await findOwnRequest(read, receipt.id, numberIn(params.id))
    return sendGiven(web, reply, given.vault, { request: found, file: numberIn(params.file) })
  })
}

/** A number in an address; 0 belongs to nothing. */
export const numberIn = (text: string | undefined): number =>
  /^[1-9]\d{0,14}$/.test(text ?? '') ? Number(text) : 0

/** Sends a file that was given out. */
export async function sendGiven(
  { house }: Web,
  reply: FastifyReply,
  vault: Vault | undefined,
  given: {
    readonly request: Awaited<ReturnType<typeof findOwnRequest>>
    readonly file: number
  },
): Promise<FastifyReply> {
  const opened = given.request && (await openedRequest(house.storage.read, vault, given.request))
  const file = opened?.files.find(({ id }) => id === given.file)
  if (!file) throw new Problem('not_found')
  const { name, kind, size, pieces } = file
  return sendDownload(reply, house.settings, { name, type: saidOf[kind].type, size, pieces })
}

const withWords = ['more', 'complain'] as const
const acts = [...withWords, 'demand', 'ask_reasons', 'withdraw'] as const

async function receive(
  web: Web,
  { vault, held, tooMany }: Given,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const act = acts.find((one) => one === field(request, 'act'))
  if (!act) throw new Problem('not_found')
  const isTooMany = await tooMany(request, reply)
  const again = (fault: MessageKey, status: number) =>
    showAgain(web, request, reply, { act, fault, status })
  if (isTooMany) return again('requests.fault.tooMany', 429)
  const receipt = (await held(request)) ?? (await byCode(web, request, reply))
  if (!receipt) return again('letters.more.code', 403)
  const id = numberField(request, 'request') ?? 0
  const text = field(request, 'text')
  const done = await goOn(web.house, vault, { receiptId: receipt.id, id, act, text })
  if (done.ok || (done.problem === 'conflict' && text === ''))
    return reply.redirect('/receipt', 303) // a second tap too: the page says what became of it
  if (done.problem === 'not_found') throw new Problem('not_found')
  if (done.problem === 'conflict') return again('requests.fault.conflict', 409)
  return again(done.problem, 422)
}

/** Whose browser no longer holds the code types it, and goes on with what they wrote. */
async function byCode(
  { house }: Web,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<{ readonly id: number } | undefined> {
  const code = readCode(field(request, 'code'))
  if (!code) return undefined
  const id = await findReceipt(house.storage.read, hashOfCode(house.keys.receipt, code))
  if (id === undefined) return undefined
  reply.header('set-cookie', receiptCookie(house.settings, code, { remember: false }))
  return { id }
}

/** What somebody wrote comes back, with what to mend. */
function showAgain(
  web: Web,
  request: FastifyRequest,
  reply: FastifyReply,
  { act, fault, status }: { act: (typeof acts)[number]; fault: MessageKey; status: number },
): Promise<FastifyReply> {
  const { t } = web.ask(request)
  const number = numberField(request, 'request') ?? 0
  const isComplaint = act === 'complain'
  const model = {
    ...{ number, act, fault: t(fault), typed: field(request, 'text') },
    label: t(isComplaint ? 'requests.own.complain.text' : 'requests.own.more.text'),
    button: t(`requests.own.${act}`),
    code: fault === 'letters.more.code' ? field(request, 'code').slice(0, 100) : undefined,
  }
  return web.show(request, reply, {
    view: view('requests/again', model),
    head: { title: t('requests.own.title', { number }) },
    status,
  })
}
