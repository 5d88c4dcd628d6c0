/** Giving a branch of a thread a page of its own, and putting it back. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Desk } from '../accounts/desk-context.ts'
import { idIn } from '../accounts/desk-request.ts'
import type { PublicComment } from '../comments/comment.ts'
import { findSide } from '../comments/side-store.ts'
import { findPublicComment } from '../comments/store.ts'
import { Problem } from '../kernel/problem.ts'
import { date } from '../language/when.ts'
import { formModel } from '../web/fields.ts'
import { field } from '../web/forms.ts'
import { view } from '../web/views.ts'
import type { ActPage } from './act-pages.ts'
import { type MoveFaults, may } from './discussion.ts'
import { type Move, moveBack, moveBranch } from './move-actions.ts'

/** Registers the page on which a branch is moved. */
export function moveDesk(desk: Desk): void {
  const { app } = desk
  const { house } = desk.web
  app.get('/comments/:id/discussion', (request, reply) => show(desk, request, reply))
  app.post('/comments/:id/discussion', async (request, reply) => {
    const commentId = idIn(request)
    const move = { commentId, title: field(request, 'title'), reason: field(request, 'reason') }
    const done = await moveBranch(house, desk.viewer(request), move)
    if (done.ok)
      return desk.back(reply, `/desk/comments/${commentId}/discussion`, 'discussions.moved')
    const { problem } = done
    if (typeof problem === 'object') return show(desk, request, reply, { move, faults: problem })
    return desk.problem(request, reply, { code: problem, kept: `${move.title}\n\n${move.reason}` })
  })
  app.post('/comments/:id/discussion/end', async (request, reply) => {
    const commentId = idIn(request)
    const done = await moveBack(house, desk.viewer(request), commentId)
    if (!done.ok) throw new Problem(done.problem)
    return desk.back(reply, `/desk/comments/${commentId}/discussion`, 'discussions.back')
  })
}

interface Told {
  readonly move: Move
  readonly faults: MoveFaults
}

async function show(desk: Desk, request: FastifyRequest, reply: FastifyReply, told?: Told) {
  if (!may(desk.viewer(request), 'branches.move')) throw new Problem('forbidden')
  const comment = await findPublicComment(desk.web.house.storage.read, idIn(request))
  if (comment?.exposure !== 'text') throw new Problem('not_found')
  const model = await modelOf(desk, request, comment, told)
  return desk.show(request, reply, {
    view: view('discussions/act', model),
    title: model.title,
    status: told ? 422 : 200,
  })
}

async function modelOf(
  desk: Desk,
  request: FastifyRequest,
  comment: PublicComment,
  told: Told | undefined,
): Promise<ActPage> {
  const { t, read, language, site } = desk.web.ask(request)
  const stands = await findSide(read, comment.id)
  const action = `/desk/comments/${comment.id}/discussion`
  const specs = [
    { name: 'title', label: 'discussions.move.title', hint: 'discussions.move.title.hint' },
    { name: 'reason', label: 'discussions.move.reason', hint: 'discussions.move.reason.hint' },
  ] as const
  return {
    title: t('discussions.move'),
    about: {
      href: `/desk/comments/${comment.id}`,
      words: t('moderation.comment.title', { name: comment.name || t('moderation.name.nobody') }),
      language,
      capacity: comment.capacity,
    },
    words: [t('discussions.move.words')],
    stands: stands && {
      capacity: undefined,
      words: t('discussions.move.stands', {
        title: stands.title,
        name: stands.author_name,
        date: date(stands.at, language, site.timeZone),
      }),
      end: { action: `${action}/end`, words: t('discussions.move.end') },
    },
    form:
      stands && !told
        ? undefined
        : {
            action,
            fields: formModel(t, specs, {
              values: { title: told?.move.title, reason: told?.move.reason },
              faults: { ...told?.faults },
            }),
            version: undefined,
            buttons: [{ words: t('discussions.move.act'), capacity: undefined }],
          },
  }
}
