/** The archive at the desk: what is to be looked at again, what there is, and writing something new. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Desk } from '../accounts/desk-context.ts'
import { idIn } from '../accounts/desk-request.ts'
import { Problem } from '../kernel/problem.ts'
import { view } from '../web/views.ts'
import { byline, entryModel } from './entry-pages.ts'
import { makeDesk, writerOf } from './make-http.ts'
import { findDisclosure } from './store.ts'

/** Registers everything below /desk/openness. */
export function disclosureDesk(desk: Desk): void {
  makeDesk(desk)
  desk.app.get('/openness/:id', (request, reply) => showEntry(desk, request, reply))
}

async function showEntry(
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  writerOf(desk, request)
  const asked = desk.web.ask(request)
  const entry = await findDisclosure(asked.read, idIn(request))
  if (!entry) throw new Problem('not_found')
  return desk.show(request, reply, {
    view: view('disclosures/desk-entry', {
      number: entry.id,
      entry: entryModel(entry, entry.told, asked),
      by: byline(entry, asked),
    }),
    title: asked.t('disclosures.title.number', { number: entry.id }),
  })
}
