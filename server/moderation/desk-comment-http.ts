/** One comment at the desk: deciding about it, answering it, changing one's answer. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { idIn } from '../accounts/desk-request.ts'
import { repliesTo } from '../comments/reply-store.ts'
import { Problem } from '../kernel/problem.ts'
import type { Result } from '../kernel/result.ts'
import { isReasonId } from '../policy/rules.ts'
import { field, numberField, wasSent } from '../web/forms.ts'
import { view } from '../web/views.ts'
import { type DecisionProblem, decide, type Wish } from './actions.ts'
import { commentModel, type ToldAtDesk } from './comment-pages.ts'
import { isAct } from './decision.ts'
import { decisionsAbout } from './decision-store.ts'
import { atDesk, type Room, readerOf } from './desk-reader-http.ts'
import { readySentence, reasonById } from './reasons.ts'
import { reply as answer, type ReplyFault, type ReplyProblem } from './reply-actions.ts'
import { changeReply, markAnswered, unanswer } from './reply-change-actions.ts'
import { type Listed, listedComment, replyText } from './store.ts'

const MOST_REPLIES = 100

/** Registers what can be done with one comment. */
export function commentDesk(room: Room): void {
  const { app } = room.desk
  app.get('/comments/:id', (request, reply) => showComment(room, request, reply))
  app.post('/comments/:id/look', async (request, reply) => {
    room.looking.look(readerOf(room.desk, request), idIn(request))
    return reply.status(204).send()
  })
  app.post('/comments/:id/decision', (request, reply) => decideOne(room, request, reply))
  app.post('/comments/:id/reply', (request, reply) => sendReply(room, request, reply))
  app.post('/comments/:id/change', (request, reply) => sendChange(room, request, reply))
  app.post('/comments/:id/answer', (request, reply) =>
    marked(room, request, reply, { act: markAnswered, done: 'moderation.answered' }),
  )
  app.post('/comments/:id/unanswer', (request, reply) =>
    marked(room, request, reply, { act: unanswer, done: 'moderation.unanswered' }),
  )
}

async function showComment(
  room: Room,
  request: FastifyRequest,
  reply: FastifyReply,
  told?: ToldAtDesk,
) {
  const viewer = readerOf(room.desk, request)
  const at = atDesk(room, request)
  const row = await findRow(room, request)
  room.looking.look(viewer, row.id)
  const about = {
    decisions: await decisionsAbout(at.read, row.id),
    replies: await repliesTo(at.read, row, MOST_REPLIES),
    text: await replyText(at.read, row.id),
    hasDirect: await room.mayAnswerDirectly(viewer, row.id),
  }
  const model = commentModel(row, about, at, told)
  return room.desk.show(request, reply, {
    view: view('moderation/comment', model),
    title: model.title,
    status: told ? 422 : 200,
  })
}

async function findRow({ desk }: Room, request: FastifyRequest): Promise<Listed> {
  const row = await listedComment(desk.web.house.storage.read, idIn(request))
  if (!row) throw new Problem('not_found')
  return row
}

async function decideOne(room: Room, request: FastifyRequest, reply: FastifyReply) {
  const { desk, looking } = room
  const viewer = readerOf(desk, request)
  const row = await findRow(room, request)
  const wish = wishOf(request, row)
  const done = await decide(desk.web.house, viewer, wish)
  if (!done.ok) return refusedDecision(room, request, reply, { wish, problem: done.problem })
  looking.leave(viewer)
  const key = done.value === 'withdrawn' ? undefined : (`moderation.${done.value}` as const)
  // What waits is decided one after another; whoever opened a comment elsewhere goes on there.
  const isFromQueue = row.state !== 'shown' && row.state !== 'hidden'
  return desk.back(reply, isFromQueue ? `/desk?comment=${row.id}` : `/desk/comments/${row.id}`, key)
}

/** A form without a sentence means the ready one; a sentence that was taken away is asked for. */
function wishOf(request: FastifyRequest, row: Listed): Wish {
  const act = field(request, 'act')
  if (!isAct(act)) throw new Problem('invalid')
  const given = field(request, 'reason')
  const reason = isReasonId(given) ? given : undefined
  const ready = reason && act === 'hide' ? readySentence(reasonById(reason), row.language) : ''
  const sentence = wasSent(request, 'sentence') ? field(request, 'sentence') : ready
  return { commentId: row.id, act, reason, sentence }
}

function refusedDecision(
  room: Room,
  request: FastifyRequest,
  reply: FastifyReply,
  { wish, problem }: { readonly wish: Wish; readonly problem: DecisionProblem },
) {
  if (problem !== 'moderation.fault.reason' && problem !== 'moderation.fault.sentence')
    throw new Problem(problem)
  const { reason, sentence = '' } = wish
  return showComment(room, request, reply, { cover: { fault: problem, reason, sentence } })
}

/** The capacity that a button of a form says. */
export function capacityIn(request: FastifyRequest): 'personal' | 'official' {
  const capacity = field(request, 'capacity')
  if (capacity !== 'personal' && capacity !== 'official') throw new Problem('invalid')
  return capacity
}

/** Whether something of a reply's words has to be mended; otherwise they are handed back as they are. */
export const isFault = (problem: ReplyProblem): problem is ReplyFault =>
  problem.startsWith('comments.fault.')

async function sendReply(room: Room, request: FastifyRequest, reply: FastifyReply) {
  const { desk } = room
  const viewer = readerOf(desk, request)
  const commentId = idIn(request)
  const text = field(request, 'text')
  const given = { commentId, capacity: capacityIn(request), text }
  const done = await answer(desk.web.house, viewer, given)
  if (done.ok) return desk.back(reply, `/desk/comments/${commentId}`, 'moderation.replied')
  const { problem } = done
  return isFault(problem)
    ? showComment(room, request, reply, { reply: { text, fault: problem } })
    : desk.problem(request, reply, { code: problem, kept: text })
}

async function sendChange(room: Room, request: FastifyRequest, reply: FastifyReply) {
  const { desk } = room
  const viewer = readerOf(desk, request)
  const commentId = idIn(request)
  const text = field(request, 'change')
  const seen = numberField(request, 'version') ?? 0
  const done = await changeReply(desk.web.house, viewer, { commentId, text, seen })
  if (done.ok) return desk.back(reply, `/desk/comments/${commentId}`, 'moderation.changed')
  const { problem } = done
  return isFault(problem)
    ? showComment(room, request, reply, { change: { text, fault: problem } })
    : desk.problem(request, reply, { code: problem, kept: text })
}

interface Mark {
  readonly act: typeof unanswer
  readonly done: 'moderation.answered' | 'moderation.unanswered'
}

async function marked(room: Room, request: FastifyRequest, reply: FastifyReply, mark: Mark) {
  const { desk } = room
  const id = idIn(request)
  const outcome: Result<undefined, 'forbidden' | 'not_found'> = await mark.act(
    desk.web.house,
    readerOf(desk, request),
    id,
  )
  if (!outcome.ok) throw new Problem(outcome.problem)
  return desk.back(reply, `/desk/comments/${id}`, mark.done)
}
