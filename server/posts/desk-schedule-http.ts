/** How authors choose, move and cancel the time at which a draft becomes public. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Desk } from '../accounts/desk-context.ts'
import type { WarningsOf } from '../accounts/desk-frame.ts'
import { idIn } from '../accounts/desk-request.ts'
import { field, isTicked } from '../web/forms.ts'
import type { PublishProblem } from './actions.ts'
import { authorOf, demanded } from './desk-author-http.ts'
import { may } from './draft-actions.ts'
import { isCapacity } from './post.ts'
import { momentIn, type TimeFault, type TimeForm } from './schedule.ts'
import { cancelSchedule, scheduleDraft } from './schedule-actions.ts'
import { timeOf } from './schedule-pages.ts'
import { countRefused, findSchedule } from './schedule-store.ts'

/** What comes back when a time was not taken: what was typed, and why. */
export interface TimeRefused {
  readonly typed: TimeForm
  readonly fault?: TimeFault
  readonly refused?: PublishProblem
}

/** Shows the page of publication again with what was typed. */
export type AskAgain = (
  request: FastifyRequest,
  reply: FastifyReply,
  told: TimeRefused,
) => Promise<FastifyReply>

/** Registers the time of a draft; the page that it stands on is the page of publication. */
export function scheduleDesk(desk: Desk, askAgain: AskAgain): void {
  desk.app.post('/drafts/:id/schedule', async (request, reply) => {
    const author = authorOf(desk, request)
    const { site, now } = desk.web.ask(request)
    const typed = typedIn(request)
    const moment = momentIn(typed, site.timeZone, now)
    if (!moment.ok) return askAgain(request, reply, { typed, fault: moment.problem })
    const chosen = field(request, 'capacity')
    const done = await scheduleDraft(desk.web.house, author, {
      draftId: idIn(request),
      seen: field(request, 'seen'),
      capacity: isCapacity(chosen) ? chosen : undefined,
      newAddress: isTicked(request, 'address'),
      dueAt: moment.value,
    })
    return done.ok
      ? desk.back(reply, '/desk/posts', 'publishing.planned')
      : askAgain(request, reply, { typed, refused: done.problem })
  })
  desk.app.post('/drafts/:id/schedule/cancellation', async (request, reply) => {
    const id = idIn(request)
    demanded(await cancelSchedule(desk.web.house, authorOf(desk, request), id))
    return desk.back(reply, `/desk/drafts/${id}/publication`, 'publishing.cancelled')
  })
}

/**
 * A time that was typed although it is published now, perhaps because a key in its field pressed the first button of the form:
 * nothing becomes public before its author says which of the two they mean.
 */
export async function timeLeftBehind(desk: Desk, request: FastifyRequest) {
  const { read, site } = desk.web.ask(request)
  const typed = typedIn(request)
  const known = timeOf(await findSchedule(read, idIn(request)), site.timeZone)
  const isMeant =
    (typed.day || typed.time) && (typed.day !== known.day || typed.time !== known.time)
  return isMeant ? { typed, fault: { key: 'publishing.fault.button' } as const } : undefined
}

const typedIn = (request: FastifyRequest): TimeForm => ({
  day: field(request, 'day').trim(),
  time: field(request, 'time').trim(),
  which: field(request, 'which'),
})

/** Authors are told on every page of the desk that something did not become public when it should have. */
export const scheduleWarnings: WarningsOf = async (web, request, viewer) => {
  if (!may(viewer, 'posts.write')) return []
  const { t, read } = web.ask(request)
  const count = await countRefused(read)
  if (count === 0) return []
  const link = { href: '/desk/posts', words: t('publishing.warning.link') }
  return [{ title: t('publishing.warning.title'), words: t('publishing.warning', { count }), link }]
}
