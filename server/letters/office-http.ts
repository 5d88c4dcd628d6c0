/** Registering and protecting letters at the desk. */
import type { FastifyRequest } from 'fastify'
import type { Desk } from '../accounts/desk-context.ts'
import { field } from '../web/forms.ts'
import { act, askAgain, openedHere, refuse, showLetter } from './desk-letter-http.ts'
import { documents } from './letter.ts'
import { assess, enterInDiary, handOver, seeAddress } from './office-actions.ts'
import type { Vault } from './vault.ts'

/** Registers what is done with a letter besides answering it. */
export function officeDesk(desk: Desk, vault: Vault | undefined): void {
  const { app } = desk
  const reasonIn = (request: FastifyRequest) => field(request, 'reason')
  app.post('/letters/:id/hand-over', (request, reply) =>
    act(
      desk,
      vault,
      request,
      reply,
      (ours, who, id) =>
        handOver({ house: desk.web.house, vault: ours, officer: who, id }, reasonIn(request)),
      // To whoever is no registrar the letter is not there any more.
      { path: '/desk/letters', done: 'letters.handed_over' },
    ),
  )
  app.post('/letters/:id/document', (request, reply) =>
    act(desk, vault, request, reply, (ours, who, id) => {
      const asked = field(request, 'document')
      const document = documents.find((one) => one === asked) ?? 'unassessed'
      const acting = { house: desk.web.house, vault: ours, officer: who, id }
      return assess(acting, { document, reason: reasonIn(request) })
    }),
  )
  app.post('/letters/:id/diary', (request, reply) =>
    act(desk, vault, request, reply, (ours, who, id) =>
      enterInDiary(
        { house: desk.web.house, vault: ours, officer: who, id },
        field(request, 'diary'),
      ),
    ),
  )
  app.post('/letters/:id/address', async (request, reply) => {
    const here = await openedHere(desk, vault, request)
    if (!here) return askAgain(desk, vault, request, reply)
    const { who, letter, ours } = here
    const acting = { house: desk.web.house, vault: ours, officer: who, id: letter.id }
    const seen = await seeAddress(acting, reasonIn(request))
    if (seen.ok) return showLetter(desk, vault, request, reply, { address: seen.value })
    return refuse(desk, vault, request, reply, seen.problem)
  })
}
