/** How moderators and authors reach what waits: the queue, one comment, and the acts on it. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Desk } from '../accounts/desk-context.ts'
import { idIn } from '../accounts/desk-request.ts'
import { waiting } from '../comments/kept-store.ts'
import { openQuestions } from '../comments/store.ts'
import { Problem } from '../kernel/problem.ts'
import { isReasonId } from '../policy/rules.ts'
import { field, fields } from '../web/forms.ts'
import { view } from '../web/views.ts'
import { decide } from './actions.ts'
import { isAct, may } from './decision.ts'
import { commentModel, queueModel, type ToldAtDesk } from './pages.ts'
import { readySentence, reasonById } from './reasons.ts'
import { reply as answer, unanswer } from './reply-actions.ts'
import { listedComment, queue, unsettled } from './store.ts'

const MOST = 50

/** Registers the queue and the decisions, behind the door of the desk. */
export function moderationDesk(desk: Desk): void {
  desk.app.get('/', (request, reply) => showQueue(desk, request, reply))
  desk.app.get('/comments/:id', (request, reply) => showComment(desk, request, reply))
  desk.app.post('/comments/:id/decision', (request, reply) => decideOne(desk, request, reply))
  desk.app.post('/decisions', (request, reply) => putAsideMany(desk, request, reply))
  desk.app.post('/comments/:id/reply', (request, reply) => sendReply(desk, request, reply))
  desk.app.post('/comments/:id/unanswer', async (request, reply) => {
    const id = idIn(request)
    const done = await unanswer(desk.web.house, readerOf(desk, request), id)
    if (!done.ok) throw new Problem(done.problem)
    return desk.back(reply, `/desk/comments/${id}`, 'moderation.unanswered')
  })
}

/** The viewer, who must be an author or a moderator; ends the request as forbidden otherwise. */
function readerOf(desk: Desk, request: FastifyRequest) {
  const viewer = desk.viewer(request)
  if (!may(viewer, 'queue.read')) throw new Problem('forbidden')
  return viewer
}

async function showQueue(desk: Desk, request: FastifyRequest, reply: FastifyReply) {
  const viewer = desk.viewer(request)
  if (!may(viewer, 'queue.read')) {
    const to = viewer.roles.has('administrator') ? '/desk/accounts' : '/desk/me'
    return desk.back(reply, to)
  }
  const ask = desk.web.ask(request)
  const found = {
    count: (await waiting(ask.read)).count,
    waiting: await queue(ask.read, MOST),
    unsettled: await unsettled(ask.read, MOST),
    questions: await openQuestions(ask.read, MOST),
  }
  const model = queueModel(found, { ...ask, viewer })
  return desk.show(request, reply, {
    view: view('moderation/queue', model),
    title: ask.t('moderation.title'),
  })
}

async function showComment(
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
  told?: ToldAtDesk,
) {
  const viewer = readerOf(desk, request)
  const ask = desk.web.ask(request)
  const row = await listedComment(ask.read, idIn(request))
  if (!row) throw new Problem('not_found')
  const model = commentModel(row, { ...ask, viewer }, told)
  return desk.show(request, reply, {
    view: view('moderation/comment', model),
    title: model.title,
    status: told ? 422 : 200,
  })
}

async function decideOne(desk: Desk, request: FastifyRequest, reply: FastifyReply) {
  const viewer = readerOf(desk, request)
  const act = field(request, 'act')
  if (!isAct(act)) throw new Problem('invalid')
  const given = field(request, 'reason')
  const reason = isReasonId(given) ? given : undefined
  const { language } = desk.web.ask(request)
  const ready = reason && act === 'hide' ? readySentence(reasonById(reason), language) : ''
  const sentence = field(request, 'sentence').trim() || ready
  const wish = { commentId: idIn(request), act, reason, sentence }
  const done = await decide(desk.web.house, viewer, wish)
  if (done.ok)
    return desk.back(
      reply,
      '/desk',
      done.value === 'withdrawn' ? undefined : `moderation.${done.value}`,
    )
  const { problem } = done
  if (problem === 'moderation.fault.reason' || problem === 'moderation.fault.sentence')
    return showComment(desk, request, reply, {
      values: { sentence: field(request, 'sentence'), reason: given },
      faults: { reason: problem },
    })
  throw new Problem(problem)
}

/** Several as spam at once; what somebody else decided meanwhile stays as it is. */
async function putAsideMany(desk: Desk, request: FastifyRequest, reply: FastifyReply) {
  const viewer = readerOf(desk, request)
  const ids = fields(request, 'comment').filter((text) => /^\d{1,15}$/.test(text))
  for (const id of ids.slice(0, MOST))
    await decide(desk.web.house, viewer, { commentId: Number(id), act: 'spam' })
  return desk.back(reply, '/desk', 'moderation.many')
}

async function sendReply(desk: Desk, request: FastifyRequest, reply: FastifyReply) {
  const viewer = readerOf(desk, request)
  const capacity = field(request, 'capacity')
  if (capacity !== 'personal' && capacity !== 'official') throw new Problem('invalid')
  const text = field(request, 'text')
  const commentId = idIn(request)
  const done = await answer(desk.web.house, viewer, { commentId, capacity, text })
  if (done.ok) return desk.back(reply, `/desk/comments/${commentId}`, 'moderation.replied')
  if (done.problem === 'comments.fault.empty' || done.problem === 'comments.fault.long')
    return showComment(desk, request, reply, { values: { text }, faults: { text: done.problem } })
  throw new Problem(done.problem)
}
