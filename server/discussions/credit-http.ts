/** Saying that a comment changed what an author thinks, and taking it back. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Desk } from '../accounts/desk-context.ts'
import { idIn } from '../accounts/desk-request.ts'
import type { PublicComment } from '../comments/comment.ts'
import { findCredit } from '../comments/credit-store.ts'
import { findPublicComment } from '../comments/store.ts'
import { Problem } from '../kernel/problem.ts'
import { date } from '../language/when.ts'
import { capacityIn } from '../moderation/desk-comment-http.ts'
import { findPublicPostById } from '../posts/store.ts'
import { formModel } from '../web/fields.ts'
import { field } from '../web/forms.ts'
import { view } from '../web/views.ts'
import { type ActPage, bothCapacities } from './act-pages.ts'
import { giveCredit, takeCreditBack } from './credit-actions.ts'
import { may } from './discussion.ts'

/** Registers the page on which a comment is given credit. */
export function creditDesk(desk: Desk): void {
  const { app } = desk
  const { house } = desk.web
  app.get('/comments/:id/credit', (request, reply) => show(desk, request, reply))
  app.post('/comments/:id/credit', async (request, reply) => {
    const commentId = idIn(request)
    const reason = field(request, 'reason')
    const given = { commentId, reason, capacity: capacityIn(request) }
    const done = await giveCredit(house, desk.viewer(request), given)
    if (done.ok) return desk.back(reply, `/desk/comments/${commentId}/credit`, 'discussions.given')
    if (done.problem === 'discussions.fault.reason') return show(desk, request, reply, reason)
    return desk.problem(request, reply, { code: done.problem, kept: reason })
  })
  app.post('/comments/:id/credit/end', async (request, reply) => {
    const commentId = idIn(request)
    const done = await takeCreditBack(house, desk.viewer(request), commentId)
    if (!done.ok) throw new Problem(done.problem)
    return desk.back(reply, `/desk/comments/${commentId}/credit`, 'discussions.withdrawn')
  })
}

async function show(desk: Desk, request: FastifyRequest, reply: FastifyReply, tooLong?: string) {
  if (!may(desk.viewer(request), 'credits.give')) throw new Problem('forbidden')
  const { read } = desk.web.ask(request)
  const comment = await findPublicComment(read, idIn(request))
  if (comment?.exposure !== 'text' || comment.kind !== 'citizen') throw new Problem('not_found')
  const model = await modelOf(desk, request, comment, tooLong)
  return desk.show(request, reply, {
    view: view('discussions/act', model),
    title: model.title,
    status: tooLong === undefined ? 200 : 422,
  })
}

async function modelOf(
  desk: Desk,
  request: FastifyRequest,
  comment: PublicComment,
  tooLong: string | undefined,
): Promise<ActPage> {
  const { t, read, language, site } = desk.web.ask(request)
  const stands = await findCredit(read, comment.id)
  const post = await findPublicPostById(read, comment.postId)
  const action = `/desk/comments/${comment.id}/credit`
  const spec = { name: 'reason', label: 'discussions.credit.reason', isOptional: true } as const
  const isOwn = stands?.account_id === desk.viewer(request).accountId
  return {
    title: t('discussions.credit'),
    about: {
      href: `/desk/comments/${comment.id}`,
      words: t('moderation.comment.title', { name: comment.name || t('moderation.name.nobody') }),
      language: post?.language ?? language,
      capacity: undefined,
    },
    words: [t('discussions.credit.words')],
    stands: stands && {
      capacity: stands.capacity,
      words: t('discussions.credit.stands', {
        name: stands.author_name,
        date: date(stands.at, language, site.timeZone),
      }),
      end: isOwn ? { action: `${action}/end`, words: t('discussions.credit.end') } : undefined,
    },
    form:
      stands && tooLong === undefined
        ? undefined
        : {
            action,
            fields: formModel(t, [{ ...spec, hint: 'discussions.credit.hint', rows: 2 }], {
              values: { reason: tooLong },
              faults: tooLong === undefined ? {} : { reason: 'discussions.fault.reason' },
            }),
            version: undefined,
            buttons: bothCapacities(t),
          },
  }
}
