/** Writing, changing and taking down the summary of a thread. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Desk } from '../accounts/desk-context.ts'
import { idIn } from '../accounts/desk-request.ts'
import { findComment } from '../comments/kept-store.ts'
import { findSummary } from '../comments/summary-store.ts'
import { Problem } from '../kernel/problem.ts'
import type { MessageKey } from '../language/catalogue.ts'
import { exactTime } from '../language/when.ts'
import { capacityIn, isFault } from '../moderation/desk-comment-http.ts'
import type { PublicPost } from '../posts/post.ts'
import { findPublicPostById } from '../posts/store.ts'
import { formModel } from '../web/fields.ts'
import { field, numberField } from '../web/forms.ts'
import { view } from '../web/views.ts'
import { type ActPage, bothCapacities } from './act-pages.ts'
import { may } from './discussion.ts'
import { changeSummary, takeDownSummary, writeSummary } from './summary-actions.ts'

/** Registers the page of a thread's summary. */
export function summaryDesk(desk: Desk): void {
  const { app } = desk
  const { house } = desk.web
  app.get('/threads/:id/summary', (request, reply) => show(desk, request, reply))
  app.post('/threads/:id/summary', async (request, reply) => {
    const viewer = desk.viewer(request)
    const postId = idIn(request)
    const text = field(request, 'text')
    const seen = numberField(request, 'version')
    const done = seen
      ? await changeSummary(house, viewer, { postId, text, seen })
      : await writeSummary(house, viewer, { postId, text, capacity: capacityIn(request) })
    if (done.ok) return desk.back(reply, `/desk/threads/${postId}/summary`, 'discussions.summed')
    const { problem } = done
    return isFault(problem)
      ? show(desk, request, reply, { text, fault: problem })
      : desk.problem(request, reply, { code: problem, kept: text })
  })
  app.post('/threads/:id/summary/end', async (request, reply) => {
    const postId = idIn(request)
    const done = await takeDownSummary(house, desk.viewer(request), postId)
    if (!done.ok) throw new Problem(done.problem)
    return desk.back(reply, `/desk/threads/${postId}/summary`, 'discussions.taken')
  })
}

interface Told {
  readonly text: string
  readonly fault: MessageKey
}

async function show(desk: Desk, request: FastifyRequest, reply: FastifyReply, told?: Told) {
  if (!may(desk.viewer(request), 'summaries.write')) throw new Problem('forbidden')
  const ask = desk.web.ask(request)
  const post = await findPublicPostById(ask.read, idIn(request))
  if (!post) throw new Problem('not_found')
  const model = await modelOf(desk, request, post, told)
  return desk.show(request, reply, {
    view: view('discussions/act', model),
    title: model.title,
    status: told ? 422 : 200,
  })
}

async function modelOf(
  desk: Desk,
  request: FastifyRequest,
  post: PublicPost,
  told: Told | undefined,
): Promise<ActPage> {
  const { t, read, language, site } = desk.web.ask(request)
  const standing = await findSummary(read, post.id)
  const row = standing && (await findComment(read, standing.comment))
  const isOwn = row?.account_id === desk.viewer(request).accountId
  const action = `/desk/threads/${post.id}/summary`
  const spec = { name: 'text', label: 'discussions.summary.text', rows: 10 } as const
  return {
    title: t('discussions.summary'),
    about: { href: `/desk/threads/${post.id}`, words: post.title, ...labelOf(post) },
    words: [t('discussions.summary.words')],
    stands: standing &&
      row && {
        capacity: row.capacity ?? undefined,
        words: t('discussions.summary.stands', {
          name: row.name,
          time: exactTime(standing.at, language, site.timeZone),
        }),
        end: { action: `${action}/end`, words: t('discussions.summary.end') },
      },
    form: {
      action,
      fields: formModel(t, [{ ...spec, hint: 'discussions.summary.hint' }], {
        values: { text: told?.text ?? (isOwn ? row.text : '') },
        faults: told ? { text: told.fault } : {},
      }),
      version: isOwn ? row.version : undefined,
      buttons: isOwn
        ? [{ words: t('discussions.summary.save'), capacity: undefined }]
        : bothCapacities(t),
    },
  }
}

const labelOf = ({ language, capacity }: PublicPost) => ({ language, capacity })
