/** The page on which a colleague asks for the official's yes, and the official answers; not there where nobody asks. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Desk } from '../accounts/desk-context.ts'
import { Problem } from '../kernel/problem.ts'
import type { MessageKey } from '../language/catalogue.ts'
import { field } from '../web/forms.ts'
import { view } from '../web/views.ts'
import { approvalActs, approvalOf, parseNote } from './approval.ts'
import { hashOf, mustAsk, takeStep } from './approval-actions.ts'
import { approvalModel } from './approval-pages.ts'
import { approvalSteps } from './approval-store.ts'
import { authorOf } from './desk-author-http.ts'
import type { DraftIn } from './desk-drafts-http.ts'
import { lookOf } from './desk-look-http.ts'

/** Registers /desk/drafts/:id/approval. */
export function approvalDesk(desk: Desk, draftIn: DraftIn): void {
  const show = (request: FastifyRequest, reply: FastifyReply, told: Told = {}) =>
    showApproval(desk, request, reply, { ...told, draftIn })
  desk.app.get('/drafts/:id/approval', (request, reply) => show(request, reply))
  desk.app.post('/drafts/:id/approval', async (request, reply) => {
    const { draft } = await draftIn(desk, request)
    const act = approvalActs.find((one) => one === field(request, 'act'))
    if (!act) throw new Problem('invalid')
    const note = act === 'returned' ? parseNote(field(request, 'note')) : undefined
    if (note && !note.ok) return show(request, reply, { fault: note.problem })
    const done = await takeStep(desk.web.house, authorOf(desk, request), {
      ...{ draftId: draft.id, act, hash: field(request, 'hash') },
      ...(note?.ok ? { note: note.value } : {}),
    })
    if (done.ok) return desk.back(reply, `/desk/drafts/${draft.id}/approval`, `editor.${act}`)
    if (done.problem === 'forbidden' || done.problem === 'not_found')
      throw new Problem(done.problem)
    return show(request, reply, { refused: done.problem })
  })
}

interface Told {
  readonly refused?: MessageKey
  readonly fault?: MessageKey
}

async function showApproval(
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
  { draftIn, refused, fault }: Told & { readonly draftIn: DraftIn },
): Promise<FastifyReply> {
  const { draft } = await draftIn(desk, request)
  const asked = desk.web.ask(request)
  if (!asked.site.asksOfficial) throw new Problem('not_found')
  const [last] = await approvalSteps(asked.read, draft.id)
  const hash = await hashOf(asked.read, draft)
  const found = {
    ...{ draft, hash, last, refused, stands: approvalOf(last, hash) },
    ...{ html: await lookOf(asked, draft), isAsking: mustAsk(asked.site, desk.viewer(request)) },
    typed: { note: field(request, 'note'), fault },
  }
  return desk.show(request, reply, {
    view: view('posts/approval', approvalModel(found, asked)),
    title: asked.t('editor.approval.title'),
    status: refused || fault ? 422 : 200,
  })
}
