/** The page behind a code: the code is in a cookie of that page alone, never in an address. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { MINUTE } from '../kernel/clock.ts'
import { Problem } from '../kernel/problem.ts'
import type { Result } from '../kernel/result.ts'
import { field, isTicked, numberField } from '../web/forms.ts'
import { notStored, safeHeaders } from '../web/headers.ts'
import type { App, House } from '../web/house.ts'
import type { Limits } from '../web/limits.ts'
import { type Views, view } from '../web/views.ts'
import type { Ask, Web } from '../web/web.ts'
import { codeInCookie, noReceiptCookie, receiptCookie } from './cookie.ts'
import { codeModel, receiptModel } from './pages.ts'
import { type Code, grouped, hashOfCode, readCode } from './receipt.ts'
import type { Sent } from './sent.ts'
import { findReceipt } from './store.ts'

/** What comments do for receipts, handed in, since comments lie above them. */
export interface Handed {
  readonly lettersOn: (
    ask: Ask,
    receiptId: number,
    code: string,
  ) => Promise<readonly Views['letters/own'][]>
  readonly requestsOn: (ask: Ask, receiptId: number) => Promise<readonly Views['requests/own'][]>
  readonly submissionsOn: (ask: Ask, receiptId: number) => Promise<readonly Sent[]>
  readonly withdraw: (
    house: House,
    receiptId: number,
    comment: number,
  ) => Promise<Result<'withdrawn', 'not_found' | 'conflict'>>
}

/** So many codes may be typed from one place. */
const MOST_CODES = 20
const CODE_WINDOW = 10 * MINUTE

/** Registers /receipt and what its forms send. */
export function receiptRoutes(app: App, web: Web, limits: Limits, handed: Handed): void {
  const tooMany = limits(MOST_CODES, CODE_WINDOW)
  app.get('/receipt', async (request, reply) => {
    const held = await heldReceipt(web, request)
    return held
      ? showReceipt(web, request, reply, { ...held, handed })
      : showForm(web, request, reply)
  })
  app.post('/receipt', async (request, reply) => {
    if (await tooMany(request, reply))
      return showForm(web, request, reply, { status: 429, fault: 'receipts.tooMany' })
    return open(web, request, reply)
  })
  app.post('/receipt/memory', async (request, reply) => {
    const code = codeInCookie(request)
    if (!code) return back(web, reply)
    const remember = isTicked(request, 'remember')
    return back(web, reply, receiptCookie(web.house.settings, code, { remember }))
  })
  app.post('/receipt/withdrawal', async (request, reply) => {
    const held = await heldReceipt(web, request)
    if (!held) return back(web, reply)
    const done = await handed.withdraw(web.house, held.id, numberField(request, 'comment') ?? 0)
    if (!done.ok && done.problem === 'not_found') throw new Problem('not_found')
    return back(web, reply) // a conflict too: the page says what became of it
  })
  app.post('/receipt/done', async (_, reply) =>
    back(web, reply, noReceiptCookie(web.house.settings)),
  )
}

/** The receipt whose code this browser holds. */
export const heldReceipt = (web: Web, request: FastifyRequest) =>
  receiptIn(web, codeInCookie(request))

async function receiptIn({ house }: Web, code: Code | undefined) {
  if (!code) return undefined
  const id = await findReceipt(house.storage.read, hashOfCode(house.keys.receipt, code))
  return id === undefined ? undefined : { id, code }
}

async function showReceipt(
  web: Web,
  request: FastifyRequest,
  reply: FastifyReply,
  { id, code, handed }: { id: number; code: Code; handed: Handed },
): Promise<FastifyReply> {
  const ask = web.ask(request)
  const sent = await handed.submissionsOn(ask, id)
  const letters = await handed.lettersOn(ask, id, grouped(code))
  const requests = await handed.requestsOn(ask, id)
  const { publicUrl } = web.house.settings
  return web.show(request, reply, {
    view: view('receipts/receipt', receiptModel(ask, { code, sent, letters, requests, publicUrl })),
    head: { title: ask.t('receipts.title') },
  })
}

interface Refused {
  readonly status: 422 | 429
  readonly fault: 'receipts.unknown' | 'receipts.tooMany'
}

/** The form to type a code; refused, it keeps what was typed. */
function showForm(
  web: Web,
  request: FastifyRequest,
  reply: FastifyReply,
  refused?: Refused,
): Promise<FastifyReply> {
  const { t } = web.ask(request)
  const typed = refused && { typed: field(request, 'code').slice(0, 100), fault: refused.fault }
  return web.show(request, reply, {
    view: view('receipts/code', codeModel(t, typed)),
    head: { title: t('receipts.title') },
    status: refused?.status ?? 200,
  })
}

async function open(web: Web, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const held = await receiptIn(web, readCode(field(request, 'code')))
  if (!held) return showForm(web, request, reply, { status: 422, fault: 'receipts.unknown' })
  return back(web, reply, receiptCookie(web.house.settings, held.code, { remember: false }))
}

/** To the page behind the code, which says how things are now. */
function back(web: Web, reply: FastifyReply, cookie?: string): FastifyReply {
  reply.headers({ ...safeHeaders(web.house.settings), ...notStored })
  if (cookie) reply.header('set-cookie', cookie)
  return reply.redirect('/receipt', 303)
}
