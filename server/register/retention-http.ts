/** Letters whose time has passed, at the desk, and erasing one by a decision. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Desk } from '../accounts/desk-context.ts'
import { view } from '../web/views.ts'
import { registrar, speaking } from './list-http.ts'
import { cutoffsAt } from './retention.ts'
import { retentionPage } from './retention-pages.ts'
import { heldBack, timePassed } from './store.ts'

const ON_PAGE = 50

/** Shows what is proposed: numbers, dates and states, and not a word of a letter. */
export async function showRetention(
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const who = registrar(desk, request)
  const { t, read, now, query } = desk.web.ask(request)
  const after = /^\d{1,15}$/.test(query.after ?? '') ? Number(query.after) : 0
  const asked = { cutoffs: cutoffsAt(now), after, most: ON_PAGE + 1 }
  const found = await timePassed(read, who, asked)
  const held = await heldBack(read, who, asked.cutoffs)
  const shown = found.slice(0, ON_PAGE)
  const more =
    found.length > ON_PAGE ? `/desk/register/retention?after=${shown.at(-1)?.letter.id}` : undefined
  const model = retentionPage(shown, { more, held }, speaking(desk, request))
  return desk.show(request, reply, {
    view: view('register/retention', model),
    title: t('register.retention.title'),
  })
}
