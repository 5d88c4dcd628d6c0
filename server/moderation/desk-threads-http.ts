/** Conversations at the desk: the posts, one thread with every comment in it, a reply under the post. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { idIn } from '../accounts/desk-request.ts'
import { type ReasonName, threadUnder } from '../comments/threads.ts'
import { Problem } from '../kernel/problem.ts'
import { deskPosts } from '../posts/desk-store.ts'
import { findPublicPostById } from '../posts/store.ts'
import { field } from '../web/forms.ts'
import { view } from '../web/views.ts'
import type { ToldAtDesk } from './comment-pages.ts'
import { capacityIn, isFault } from './desk-comment-http.ts'
import { atDesk, type Room, readerOf } from './desk-reader-http.ts'
import { reply as answer } from './reply-actions.ts'
import { listedComment } from './store.ts'
import { commentNumberIn, threadModel, threadsModel } from './thread-pages.ts'

const POSTS_ON_PAGE = 30

/** Registers the list of conversations and each of them. */
export function threadsDesk(room: Room, reasonName: ReasonName): void {
  const { app } = room.desk
  app.get('/threads', (request, reply) => showThreads(room, request, reply))
  app.get('/threads/:id', (request, reply) => showThread(room, request, reply, { reasonName }))
  app.post('/threads/:id/reply', async (request, reply) => {
    const viewer = readerOf(room.desk, request)
    const postId = idIn(request)
    const text = field(request, 'text')
    const given = { postId, capacity: capacityIn(request), text }
    const done = await answer(room.desk.web.house, viewer, given)
    if (done.ok) return room.desk.back(reply, `/desk/threads/${postId}`, 'moderation.replied')
    const { problem } = done
    return isFault(problem)
      ? showThread(room, request, reply, { reasonName, told: { text, fault: problem } })
      : room.desk.problem(request, reply, { code: problem, kept: text })
  })
}

async function showThreads(room: Room, request: FastifyRequest, reply: FastifyReply) {
  readerOf(room.desk, request)
  const at = atDesk(room, request)
  const { find, before } = request.query as Record<string, unknown>
  const asked = typeof find === 'string' && find !== '' ? find.slice(0, 300) : undefined
  const number = asked === undefined ? undefined : commentNumberIn(asked)
  if (number !== undefined && (await listedComment(at.read, number)))
    return room.desk.back(reply, `/desk/comments/${number}`)
  const from = /^\d{1,15}$/.test(String(before)) ? Number(before) : undefined
  const found = await deskPosts(at.read, from, POSTS_ON_PAGE + 1)
  const posts = found.slice(0, POSTS_ON_PAGE)
  const older = found.length > posts.length ? posts.at(-1)?.id : undefined
  const shown = posts.filter(({ state }) => state === 'published')
  return room.desk.show(request, reply, {
    view: view('moderation/threads', threadsModel(shown, at, { older, unknown: asked })),
    title: at.t('moderation.threads'),
    status: asked === undefined ? 200 : 404,
  })
}

async function showThread(
  room: Room,
  request: FastifyRequest,
  reply: FastifyReply,
  { reasonName, told }: { readonly reasonName: ReasonName; readonly told?: ToldAtDesk['reply'] },
) {
  readerOf(room.desk, request)
  const at = atDesk(room, request)
  const post = await findPublicPostById(at.read, idIn(request))
  if (!post) throw new Problem('not_found')
  const path = `/desk/threads/${post.id}`
  const { model: thread } = await threadUnder(at, post, reasonName, path)
  return room.desk.show(request, reply, {
    view: view('moderation/thread', threadModel(post, thread, at, told)),
    title: at.t(`posts.page.title.${post.capacity}`, { title: post.title }),
    status: told ? 422 : 200,
  })
}
