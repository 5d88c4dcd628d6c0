/** How authors reach their posts: the list, one post, and the acts on it. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Desk } from '../accounts/desk-context.ts'
import { idIn } from '../accounts/desk-request.ts'
import type { Taking } from '../images/upload-http.ts'
import { Problem } from '../kernel/problem.ts'
import type { MessageKey } from '../language/catalogue.ts'
import { field } from '../web/forms.ts'
import { view } from '../web/views.ts'
import { correctCapacity } from './actions.ts'
import { draftsAsked } from './approval-store.ts'
import { asideDesk } from './desk-aside-http.ts'
import { authorOf, demanded } from './desk-author-http.ts'
import { draftsDesk } from './desk-drafts-http.ts'
import { liftDesk } from './desk-lift-http.ts'
import { deskPostModel, postsModel } from './desk-pages.ts'
import { pinDesk } from './desk-pin-http.ts'
import { deskPosts, findPostState } from './desk-store.ts'
import { draftChange } from './draft-actions.ts'
import { deskDrafts, findDraftOfPost } from './draft-store.ts'
import { currentPin } from './pin-store.ts'
import { isCapacity } from './post.ts'
import { schedules } from './schedule-store.ts'
import { seriesDesk, seriesFormOf } from './series-http.ts'
import { openComments, undoPublication, unpublishPost } from './takedown-actions.ts'
import { titleOf } from './telling-pages.ts'

const POSTS_ON_PAGE = 30
const MOST_DRAFTS = 50

/** Registers everything that authors do with posts, behind the door of the desk. */
export function postDesk(desk: Desk, taking: Taking): void {
  draftsDesk(desk, taking)
  asideDesk(desk)
  liftDesk(desk)
  seriesDesk(desk, (request, reply, series) => showPost(desk, request, reply, { series }))
  pinDesk(desk, (request, reply, pinTyped) => showPost(desk, request, reply, { pinTyped }))
  desk.app.get('/posts', (request, reply) => list(desk, request, reply))
  desk.app.get('/posts/:id', (request, reply) => showPost(desk, request, reply))
  desk.app.post('/posts/:id/change', async (request, reply) => {
    const draft = demanded(
      await draftChange(desk.web.house, authorOf(desk, request), idIn(request)),
    )
    return desk.back(reply, `/desk/drafts/${draft.id}`)
  })
  desk.app.post('/posts/:id/undo', async (request, reply) => {
    const undone = await undoPublication(desk.web.house, authorOf(desk, request), idIn(request))
    if (undone.ok) {
      const draft = undone.value
      return desk.back(reply, draft ? `/desk/drafts/${draft.id}` : '/desk/posts', 'posts.undone')
    }
    return refused(desk, request, reply, undone.problem)
  })
  desk.app.post('/posts/:id/correction', async (request, reply) => {
    const to = field(request, 'capacity')
    if (!isCapacity(to)) throw new Problem('invalid')
    const postId = idIn(request)
    const act = { postId, to }
    const done = await correctCapacity(desk.web.house, authorOf(desk, request), act)
    if (done.ok) return desk.back(reply, `/desk/posts/${postId}`, 'posts.corrected')
    return refused(desk, request, reply, done.problem)
  })
  desk.app.post('/posts/:id/comments', async (request, reply) => {
    const postId = idIn(request)
    const open = field(request, 'comments') === 'open'
    demanded(await openComments(desk.web.house, authorOf(desk, request), { postId, open }))
    return desk.back(reply, `/desk/posts/${postId}`, open ? 'posts.opened' : 'posts.closed')
  })
  desk.app.post('/posts/:id/unpublication', async (request, reply) => {
    const postId = idIn(request)
    const act = { postId, reason: field(request, 'reason') }
    const done = await unpublishPost(desk.web.house, authorOf(desk, request), act)
    if (done.ok) return desk.back(reply, `/desk/posts/${postId}`, 'posts.unpublished')
    return refused(desk, request, reply, done.problem)
  })
}

async function list(desk: Desk, request: FastifyRequest, reply: FastifyReply) {
  authorOf(desk, request)
  const ask = desk.web.ask(request)
  const given = String((request.query as Record<string, unknown>).before ?? '')
  const before = /^\d{1,15}$/.test(given) ? Number(given) : undefined
  const found = await deskPosts(ask.read, before, POSTS_ON_PAGE + 1)
  const posts = found.slice(0, POSTS_ON_PAGE)
  const older = found.length > posts.length ? `/desk/posts?before=${posts.at(-1)?.id}` : undefined
  const drafts = await deskDrafts(ask.read, MOST_DRAFTS)
  const asked = ask.site.asksOfficial ? await draftsAsked(ask.read) : []
  const planned = await schedules(ask.read, MOST_DRAFTS)
  const model = postsModel({ planned, drafts, posts, older, asked }, ask)
  return desk.show(request, reply, {
    view: view('posts/desk-list', model),
    title: ask.t('posts.title'),
  })
}

/** What a page of one post tells besides: that an act was refused, and what had been written. */
interface Told {
  readonly reason?: string
  readonly fault?: MessageKey
  readonly refused?: MessageKey
  readonly pinTyped?: string
  readonly series?: Parameters<typeof seriesFormOf>[2]
}

async function showPost(
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
  told: Told = {},
): Promise<FastifyReply> {
  authorOf(desk, request)
  const ask = desk.web.ask(request)
  const post = await findPostState(ask.read, idIn(request))
  if (!post) throw new Problem('not_found')
  const { reason = '', fault, refused, pinTyped } = told
  const top = await currentPin(ask.read, ask.now)
  const pin = top?.postId === post.id ? top : undefined
  const draft = await findDraftOfPost(ask.read, post.id)
  const model = deskPostModel(post, {
    ...ask,
    ...{ draft, reason, fault, refused, pin, pinTyped },
    series: await seriesFormOf(ask, post.id, told.series),
  })
  return desk.show(request, reply, {
    view: view('posts/desk-post', model),
    title: titleOf(post.current, ask.t),
    status: fault || refused || pinTyped !== undefined || told.series ? 422 : 200,
  })
}

/** Shows the post again with what stands in the way; what was written stays. */
async function refused(
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
  problem: string,
): Promise<FastifyReply> {
  if (problem === 'forbidden' || problem === 'not_found') throw new Problem(problem)
  if (problem === 'posts.fault.reason')
    return showPost(desk, request, reply, { reason: field(request, 'reason'), fault: problem })
  return showPost(desk, request, reply, { refused: problem as MessageKey })
}
