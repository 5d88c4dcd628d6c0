/** The texts that a draft was saved with: the list, one of them beside the present one, and taking it back. */
import type { Desk } from '../accounts/desk-context.ts'
import { idIn } from '../accounts/desk-request.ts'
import { Problem } from '../kernel/problem.ts'
import { field, numberField } from '../web/forms.ts'
import { view } from '../web/views.ts'
import { authorOf } from './desk-author-http.ts'
import type { DraftIn } from './desk-drafts-http.ts'
import { earlierModel, earlierTextModel } from './earlier-pages.ts'
import { savingsOf } from './saving-store.ts'
import { bringBack } from './settle-actions.ts'
import type { Writing } from './writing.ts'

/** Registers /desk/drafts/:id/earlier, and the sign that somebody still has the draft open. */
export function earlierDesk(desk: Desk, draftIn: DraftIn, writing: Writing): void {
  desk.app.get('/drafts/:id/earlier', async (request, reply) => {
    const { draft } = await draftIn(desk, request)
    const asked = desk.web.ask(request)
    const model = earlierModel(draft, await savingsOf(asked.read, draft.id), asked)
    return desk.show(request, reply, { view: view('posts/earlier', model), title: model.heading })
  })
  desk.app.get('/drafts/:id/earlier/:number', async (request, reply) => {
    const { draft } = await draftIn(desk, request)
    const asked = desk.web.ask(request)
    const number = idIn(request, 'number')
    const saving = (await savingsOf(asked.read, draft.id)).find((one) => one.number === number)
    if (!saving) throw new Problem('not_found')
    const model = earlierTextModel(draft, saving, asked)
    const shown = { view: view('posts/earlier-text', model), title: model.heading }
    return desk.show(request, reply, shown)
  })
  desk.app.post('/drafts/:id/earlier', async (request, reply) => {
    const id = idIn(request)
    const number = numberField(request, 'number') ?? 0
    const what = { id, number, seen: field(request, 'seen') }
    const done = await bringBack(desk.web.house, authorOf(desk, request), what)
    if (done.ok) return desk.back(reply, `/desk/drafts/${id}`, 'editor.brought_back')
    if (typeof done.problem === 'string') throw new Problem(done.problem)
    throw new Problem('conflict')
  })
  desk.app.post('/drafts/:id/open', async (request, reply) => {
    const { draft } = await draftIn(desk, request)
    writing.open(desk.viewer(request), draft.id)
    return reply.status(204).send()
  })
}
