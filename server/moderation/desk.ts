/** How moderators and authors reach what waits: the queue, and what was decided. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Desk } from '../accounts/desk-context.ts'
import { waiting } from '../comments/kept-store.ts'
import { openQuestions } from '../comments/store.ts'
import type { ReasonName } from '../comments/threads.ts'
import { field, fields } from '../web/forms.ts'
import { view } from '../web/views.ts'
import { decideMany } from './actions.ts'
import { afterMany, afterModel } from './after-pages.ts'
import { may } from './decision.ts'
import { decisionsModel } from './decision-pages.ts'
import { latestDecisions } from './decision-store.ts'
import { commentDesk } from './desk-comment-http.ts'
import { atDesk, type Room, readerOf } from './desk-reader-http.ts'
import { threadsDesk } from './desk-threads-http.ts'
import { openLooking } from './looking.ts'
import { queueModel } from './pages.ts'
import { listedComment, queue, unsettled } from './store.ts'

const MOST = 50

/** Registers the queue, the comments and conversations, behind the door of the desk. */
export function moderationDesk(
  desk: Desk,
  { reasonName, ...handed }: Pick<Room, 'mayAnswerDirectly'> & { readonly reasonName: ReasonName },
): void {
  const room: Room = { desk, looking: openLooking(desk.web.house.clock), ...handed }
  desk.app.get('/', (request, reply) => showQueue(room, request, reply))
  desk.app.post('/decisions', (request, reply) => decideSeveral(room, request, reply))
  desk.app.get('/decisions', (request, reply) => showDecisions(room, request, reply))
  commentDesk(room)
  threadsDesk(room, reasonName)
}

async function showQueue(room: Room, request: FastifyRequest, reply: FastifyReply) {
  const { desk, looking } = room
  const viewer = desk.viewer(request)
  if (!may(viewer, 'queue.read')) {
    const to = viewer.roles.has('administrator') ? '/desk/accounts' : '/desk/me'
    return desk.back(reply, to)
  }
  looking.leave(viewer) // whoever looks at the whole queue looks at none of its comments
  const at = atDesk(room, request)
  const model = queueModel(
    {
      ...(await waiting(at.read)),
      waiting: await queue(at.read, MOST),
      unsettled: await unsettled(at.read, MOST),
      questions: await openQuestions(at.read, MOST),
    },
    at,
  )
  return desk.show(request, reply, {
    view: view('moderation/queue', model),
    title: at.t('moderation.title'),
    after: await afterActs(room, request),
  })
}

/** What the address says was just done: one decision of this person's, or several at once. */
async function afterActs(room: Room, request: FastifyRequest) {
  const at = atDesk(room, request)
  const { comment, act, decided, left } = request.query as Record<string, unknown>
  if (act === 'let_through' || act === 'spam')
    return afterMany({ act, decided: countIn(decided), left: countIn(left) }, at)
  const row = countIn(comment) > 0 ? await listedComment(at.read, countIn(comment)) : undefined
  return row?.last_account === at.viewer.accountId ? afterModel(row, at) : undefined
}

const countIn = (given: unknown): number =>
  typeof given === 'string' && /^\d{1,15}$/.test(given) ? Number(given) : 0

async function decideSeveral({ desk }: Room, request: FastifyRequest, reply: FastifyReply) {
  const viewer = readerOf(desk, request)
  const commentIds = fields(request, 'comment').map(countIn).slice(0, MOST)
  const act = field(request, 'act') === 'let_through' ? 'let_through' : 'spam'
  const { decided, left } = await decideMany(desk.web.house, viewer, { commentIds, act })
  const told = new URLSearchParams({ act, decided: `${decided}`, left: `${left}` })
  return desk.back(reply, `/desk?${told}`, 'moderation.many')
}

const DECISIONS_ON_PAGE = 30

async function showDecisions(room: Room, request: FastifyRequest, reply: FastifyReply) {
  readerOf(room.desk, request)
  const at = atDesk(room, request)
  const before = countIn((request.query as Record<string, unknown>).before) || undefined
  const found = await latestDecisions(at.read, before, DECISIONS_ON_PAGE + 1)
  const rows = found.slice(0, DECISIONS_ON_PAGE)
  const older = found.length > rows.length ? rows.at(-1)?.id : undefined
  return room.desk.show(request, reply, {
    view: view('moderation/decisions', decisionsModel(rows, older, at)),
    title: at.t('moderation.decisions'),
  })
}
