/** Writing more with the code: at once, or after seeing what its files tell. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { readSubmission } from '../comments/submission.ts'
import { Problem } from '../kernel/problem.ts'
import type { MessageKey } from '../language/catalogue.ts'
import { receiptCookie } from '../receipts/cookie.ts'
import { hashOfCode, readCode } from '../receipts/receipt.ts'
import { findReceipt } from '../receipts/store.ts'
import { field, longLetter, numberField } from '../web/forms.ts'
import type { App } from '../web/house.ts'
import type { Limit } from '../web/limits.ts'
import { view } from '../web/views.ts'
import type { Web } from '../web/web.ts'
import { writeMore } from './actions.ts'
import { type Brought, bring, noFiles, sendOwnFile, type Taking } from './attachment-http.ts'
import type { Held } from './routes.ts'
import type { Vault } from './vault.ts'

interface Given {
  readonly vault: Vault | undefined
  readonly held: Held
  readonly taking: Taking
  readonly tooMany: Limit
}

/** Registers what is sent and fetched from the page behind a code. */
export function moreRoutes(app: App, web: Web, given: Given): void {
  app.post('/receipt/letter', longLetter, (request, reply) => more(web, given, request, reply))
  app.get('/receipt/files/:id', async (request, reply) => {
    const receipt = await given.held(request)
    if (!receipt) return reply.redirect('/receipt', 303)
    return sendOwnFile(web, given.vault, receipt.id, request, reply)
  })
}

interface Told {
  readonly status: number
  readonly fault: MessageKey | undefined
}

async function more(
  web: Web,
  { vault, held, taking, tooMany }: Given,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const isTooMany = await tooMany(request, reply)
  const receipt =
    (await held(request)) ?? (isTooMany ? undefined : await byCode(web, request, reply))
  const mayBring = receipt !== undefined || web.ask(request).site.letters !== undefined
  const brought = mayBring ? await bring(web, taking, request, reply) : noFiles(web, request)
  const show = (fault: MessageKey | undefined, status = 422) =>
    showMore(web, request, reply, { ...brought, told: { fault, status } })
  if (isTooMany) return show('letters.fault.tooMany', 429)
  if (!receipt) return show('letters.more.code', 403)
  if (brought.mustBeSeen) return show(undefined, brought.status)
  const done = await writeMore(web.house, vault, {
    receiptId: receipt.id,
    letterId: numberField(request, 'letter') ?? 0,
    text: field(request, 'text'),
    mark: readSubmission(web.house.keys.submission, field(request, 'mark')),
    files: brought.chosen,
  })
  if (done.ok) return reply.redirect('/receipt', 303)
  if (done.problem === 'not_found' || done.problem === 'erased') throw new Problem('not_found')
  if (done.problem === 'locked') return show('letters.locked', 503)
  return show(done.problem === 'files_gone' ? 'files.fault.gone' : done.problem)
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

/** What somebody wrote more comes back, with what to mend, or to see what its files tell. */
function showMore(
  web: Web,
  request: FastifyRequest,
  reply: FastifyReply,
  { model: files, told }: Pick<Brought, 'model'> & { readonly told: Told },
): Promise<FastifyReply> {
  const { t } = web.ask(request)
  const title = t('letters.more')
  const model = {
    ...{ title, number: numberField(request, 'letter') ?? 0, files },
    mark: field(request, 'mark').slice(0, 100),
    fault: told.fault && t(told.fault),
    typed: field(request, 'text'),
    code: told.fault === 'letters.more.code' ? field(request, 'code').slice(0, 100) : undefined,
  }
  return web.show(request, reply, {
    view: view('letters/more', model),
    head: { title },
    status: told.status,
  })
}
