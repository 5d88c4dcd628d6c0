/** How authors put a post on top of the front page. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Desk } from '../accounts/desk-context.ts'
import { idIn } from '../accounts/desk-request.ts'
import { Problem } from '../kernel/problem.ts'
import { field } from '../web/forms.ts'
import { authorOf, demanded } from './desk-author-http.ts'
import { pinPost, unpinPost } from './pin-actions.ts'

/** Registers the top of the front page; `again` shows the post with the day that was none. */
export function pinDesk(
  desk: Desk,
  again: (request: FastifyRequest, reply: FastifyReply, typed: string) => Promise<FastifyReply>,
): void {
  const { house } = desk.web
  desk.app.post('/posts/:id/pin', async (request, reply) => {
    const postId = idIn(request)
    const lastDay = field(request, 'last_day').trim()
    const done = await pinPost(house, authorOf(desk, request), { postId, lastDay })
    if (done.ok) return desk.back(reply, `/desk/posts/${postId}`, 'publishing.pinned')
    if (done.problem === 'publishing.pin.fault') return again(request, reply, lastDay)
    throw new Problem(done.problem)
  })
  desk.app.post('/posts/:id/unpin', async (request, reply) => {
    const postId = idIn(request)
    demanded(await unpinPost(house, authorOf(desk, request), postId))
    return desk.back(reply, `/desk/posts/${postId}`, 'publishing.unpinned')
  })
}
