/** Asking for a document: the page that says how, which is always there, and the form, where the blog takes requests. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { newSubmission, readSubmission } from '../comments/submission.ts'
import { MINUTE } from '../kernel/clock.ts'
import { Problem } from '../kernel/problem.ts'
import type { MessageKey } from '../language/catalogue.ts'
import type { Vault } from '../letters/vault.ts'
import { receiptCookie } from '../receipts/cookie.ts'
import { readCode } from '../receipts/receipt.ts'
import { field } from '../web/forms.ts'
import type { App } from '../web/house.ts'
import type { Limits } from '../web/limits.ts'
import { view } from '../web/views.ts'
import type { Web } from '../web/web.ts'
import { sendRequest } from './actions.ts'
import { ownRequestRoutes } from './own-http.ts'
import { previewPage, requestPage } from './pages.ts'
import { descriptionFault } from './request.ts'

/** So many from one place: a whole newsroom may sit behind one address. */
const MOST_REQUESTS = 30
const WINDOW = 10 * MINUTE

/** Registers /request, its forms, and what is sent from the page behind a code. */
export function requestRoutes(
  app: App,
  web: Web,
  given: {
    readonly limits: Limits
    readonly vault: Vault | undefined
    readonly held: (request: FastifyRequest) => Promise<{ readonly id: number } | undefined>
  },
): void {
  const { limits, vault, held } = given
  const tooMany = limits(MOST_REQUESTS, WINDOW)
  web.page(app, {
    path: '/request',
    make: async (ask) => ({
      view: view('requests/request', requestPage(ask)),
      head: { title: ask.t('requests.title'), canonical: '/request' },
      tags: [],
    }),
  })
  app.post('/request/preview', async (request, reply) => {
    open(web, vault, request)
    return showPreview(web, request, reply)
  })
  app.post('/request', async (request, reply) => {
    const ours = open(web, vault, request)
    if (await tooMany(request, reply))
      return showPreview(web, request, reply, { status: 429, fault: 'requests.fault.tooMany' })
    return receive(web, ours, request, reply)
  })
  ownRequestRoutes(app, web, { vault, held, tooMany: limits(MOST_REQUESTS, WINDOW) })
}

function open(web: Web, vault: Vault | undefined, request: FastifyRequest): Vault {
  if (!vault || !web.ask(request).site.requests.keyId) throw new Problem('not_found')
  return vault
}

interface Told {
  readonly status: number
  readonly fault: MessageKey
}

/** Shows a request before it is sent: who reads it, when an answer comes, and every word still in hand. */
function showPreview(
  web: Web,
  request: FastifyRequest,
  reply: FastifyReply,
  told?: Told,
): Promise<FastifyReply> {
  const ask = web.ask(request)
  const key = web.house.keys.submission
  const text = field(request, 'text')
  const fault = told?.fault ?? descriptionFault(text)
  const model = previewPage(ask, {
    ...{ text, fault, code: field(request, 'code').slice(0, 100) },
    mark: readSubmission(key, field(request, 'mark')) ?? newSubmission(key),
  })
  return web.show(request, reply, {
    view: view('requests/preview', model),
    head: { title: ask.t('requests.preview.title') },
    status: told?.status ?? (fault ? 422 : 200),
  })
}

async function receive(
  web: Web,
  vault: Vault,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { house } = web
  const typed = field(request, 'code')
  const code = readCode(typed)
  const show = (told?: Told) => showPreview(web, request, reply, told)
  if (typed.trim() !== '' && !code)
    return show({ status: 422, fault: 'comments.fault.unknown_code' })
  const mark = readSubmission(house.keys.submission, field(request, 'mark'))
  const sent = await sendRequest(house, vault, {
    ...{ text: field(request, 'text'), language: web.ask(request).language, code },
    mark: mark ?? newSubmission(house.keys.submission),
  })
  if (!sent.ok) {
    if (sent.problem === 'closed') return show({ status: 409, fault: 'requests.fault.closed' })
    return sent.problem === 'unknown_code'
      ? show({ status: 422, fault: 'comments.fault.unknown_code' })
      : show()
  }
  return reply
    .header('set-cookie', receiptCookie(house.settings, sent.value, { remember: false }))
    .redirect('/receipt', 303)
}
