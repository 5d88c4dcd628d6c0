/** While an answer is written: it is kept, and ready phrases are put into it. */
import type { FastifyRequest } from 'fastify'
import type { Desk } from '../accounts/desk-context.ts'
import { idIn } from '../accounts/desk-request.ts'
import { field, longLetter, numberField } from '../web/forms.ts'
import { act, askAgain, capacitiesFor, openedHere, showLetter } from './desk-letter-http.ts'
import { keepDraft } from './draft-actions.ts'
import { withPhrase } from './phrase.ts'
import { findPhrase } from './phrase-store.ts'
import type { Vault } from './vault.ts'

/** Registers what the form of an answer does besides sending it. */
export function draftDesk(desk: Desk, vault: Vault | undefined): void {
  const { app, web } = desk
  app.post('/letters/:id/draft', longLetter, (request, reply) =>
    act(
      desk,
      vault,
      request,
      reply,
      (ours, who, id) => {
        const draft = { id, text: field(request, 'reply'), capacity: capacityIn(desk, request) }
        return keepDraft(web.house, ours, who, draft)
      },
      { path: `/desk/letters/${idIn(request)}`, done: 'letters.draft' },
    ),
  )
  app.post('/letters/:id/phrase', longLetter, async (request, reply) => {
    if (!(await openedHere(desk, vault, request))) return askAgain(desk, vault, request, reply)
    const text = field(request, 'reply')
    const phrase = await findPhrase(web.house.storage.read, numberField(request, 'phrase') ?? 0)
    return showLetter(desk, vault, request, reply, {
      reply: phrase ? withPhrase(text, phrase.text) : text,
      capacity: capacityIn(desk, request),
    })
  })
}

/** The capacity that the form says, if this person may speak in it. */
export function capacityIn(desk: Desk, request: FastifyRequest) {
  const asked = field(request, 'capacity')
  return capacitiesFor(desk.viewer(request)).find((one) => one === asked)
}
