/** Answering a comment directly at the desk, and letting the thread say so behind the code. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Desk } from '../accounts/desk-context.ts'
import { idIn } from '../accounts/desk-request.ts'
import { newSubmission, readSubmission } from '../comments/submission.ts'
import { Problem } from '../kernel/problem.ts'
import { may } from '../moderation/decision.ts'
import { field, longLetter, numberField } from '../web/forms.ts'
import type { App } from '../web/house.ts'
import { view } from '../web/views.ts'
import type { Web } from '../web/web.ts'
import { letterReaders } from './channel-store.ts'
import { againFor, officer } from './desk-letter-http.ts'
import { answerDirectly, findAnswerableDirectly, wishShown } from './direct-actions.ts'
import { directPage } from './direct-pages.ts'
import type { LetterFault } from './letter.ts'
import type { Held } from './routes.ts'
import type { Vault } from './vault.ts'

/** Registers /desk/comments/:id/direct, which is there for those who read letters, while letters are taken. */
export function directDesk(desk: Desk, vault: Vault | undefined): void {
  const { app } = desk
  app.get('/comments/:id/direct', (request, reply) => showDirectForm(desk, request, reply))
  app.post('/comments/:id/direct', longLetter, async (request, reply) => {
    const commentId = idIn(request)
    const text = field(request, 'text')
    const asked = field(request, 'capacity')
    const isSending = asked === 'personal' || asked === 'official'
    if (!isSending || !vault) return showDirectForm(desk, request, reply, { text })
    await found(desk, request)
    if (!may(desk.viewer(request), `replies.${asked}`)) throw new Problem('forbidden')
    if (!desk.hasFreshStep(request))
      return showDirectForm(desk, request, reply, { text, code: 403 })
    const mark = readSubmission(desk.web.house.keys.submission, field(request, 'mark'))
    const answer = { commentId, text, capacity: asked, mark } as const
    const done = await answerDirectly(desk.web.house, vault, officer(desk, request), answer)
    if (done.ok) return desk.back(reply, `/desk/letters/${done.value}`, 'letters.direct')
    if (done.problem === 'not_found') throw new Problem('not_found')
    return showDirectForm(desk, request, reply, { text, fault: done.problem, code: 422 })
  })
}

/** The comment in the address, if this person may answer it directly; otherwise nothing is here. */
async function found(desk: Desk, request: FastifyRequest) {
  const { house } = desk.web
  const here = await findAnswerableDirectly(house, desk.viewer(request), idIn(request))
  if (!here) throw new Problem('not_found')
  return here
}

async function showDirectForm(
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
  back: { readonly text?: string; readonly fault?: LetterFault; readonly code?: number } = {},
): Promise<FastifyReply> {
  const { comment, language } = await found(desk, request)
  const { t, read, site } = desk.web.ask(request)
  const key = desk.web.house.keys.submission
  const path = `/desk/comments/${comment.id}/direct`
  const model = directPage(
    t,
    {
      ...{ id: comment.id, name: comment.name, html: comment.html ?? '', language },
      readers: await letterReaders(read, site.official.accountId),
      isPersonal: may(desk.viewer(request), 'replies.personal'),
      mark: readSubmission(key, field(request, 'mark')) ?? newSubmission(key),
      step: desk.hasFreshStep(request) ? undefined : againFor(path),
    },
    { text: back.text ?? '', fault: back.fault },
  )
  return desk.show(request, reply, {
    view: view('letters/direct', model),
    title: model.title,
    status: back.code ?? 200,
  })
}

/** Registers what the comment's writer wants the thread to say. */
export function directRoutes(app: App, web: Web, held: Held): void {
  app.post('/receipt/direct', async (request, reply) => {
    const receipt = await held(request)
    if (!receipt) return reply.redirect('/receipt', 303)
    const letterId = numberField(request, 'letter') ?? 0
    const isShown = field(request, 'shown') === 'yes'
    const done = await wishShown(web.house, { receiptId: receipt.id, letterId, isShown })
    if (!done.ok) throw new Problem('not_found')
    return reply.redirect('/receipt', 303)
  })
}
