/** How authors begin a post with a comment. */
import type { Desk } from '../accounts/desk-context.ts'
import { idIn } from '../accounts/desk-request.ts'
import { authorOf, demanded } from './desk-author-http.ts'
import { liftComment } from './lifted-actions.ts'

/** Registers the act; the draft is opened in the editor. */
export function liftDesk(desk: Desk): void {
  desk.app.post('/comments/:id/lift', async (request, reply) => {
    const author = authorOf(desk, request)
    const draft = demanded(await liftComment(desk.web.house, author, idIn(request)))
    return desk.back(reply, `/desk/drafts/${draft.id}`, 'publishing.lifted')
  })
}
