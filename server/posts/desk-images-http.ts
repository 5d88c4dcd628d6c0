/** The editor's field for an image or a PDF: what was typed is kept with it, and comes back when it is refused. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Desk } from '../accounts/desk-context.ts'
import { type Taking, takenFrom, takesOne } from '../images/upload-http.ts'
import { Problem } from '../kernel/problem.ts'
import type { MessageKey } from '../language/catalogue.ts'
import { field } from '../web/forms.ts'
import { authorOf } from './desk-author-http.ts'
import type { DraftIn } from './desk-drafts-http.ts'
import { type Draft, type DraftForm, limits, parseDraft } from './draft.ts'
import { type Brought, bringItem } from './draft-image-actions.ts'
import type { Edited } from './editor-pages.ts'

/** What the editor hands out of itself. */
interface Editor {
  readonly draftIn: DraftIn
  readonly tellSaved: (desk: Desk, request: FastifyRequest, reply: FastifyReply) => void
  readonly formIn: (request: FastifyRequest) => DraftForm
  readonly edit: (
    request: FastifyRequest,
    reply: FastifyReply,
    editing: Edited,
    told: { readonly status: number; readonly image?: MessageKey },
  ) => Promise<FastifyReply>
}

/** Registers what the button of the editor's field posts to. */
export function draftImagesDesk(desk: Desk, editor: Editor, taking: Taking): void {
  takesOne(desk.app, (within) => {
    within.post('/posts/new/images', (request, reply) => {
      authorOf(desk, request)
      return bring({ desk, editor, taking, request, reply }, undefined, false)
    })
    within.post('/drafts/:id/images', async (request, reply) => {
      const { draft, isPublic } = await editor.draftIn(desk, request)
      return bring({ desk, editor, taking, request, reply }, draft, isPublic)
    })
  })
}

interface At {
  readonly desk: Desk
  readonly editor: Editor
  readonly taking: Taking
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

/** So many characters does a line for an image need. */
const MOST_OF_LINE = 120

async function bring(at: At, draft: Draft | undefined, isPublic: boolean): Promise<FastifyReply> {
  const { desk, editor, taking, request, reply } = at
  const form = editor.formIn(request)
  const seen = draft && { ...draft, changedAt: field(request, 'seen') as Draft['changedAt'] }
  const editing = { draft: seen, form, faults: {}, theirs: undefined, isPublic }
  const content = withRoom(form)
  if (!content.ok) return editor.edit(request, reply, { ...editing, faults: content.problem }, bad)
  const taken = await takenFrom(taking, request, reply)
  if (!taken.ok) {
    const { fault: image, status } = taken.problem
    return editor.edit(request, reply, editing, { status, image })
  }
  const done = await bringItem(desk.web.house, authorOf(desk, request), {
    draft: seen && { id: seen.id, seen: seen.changedAt },
    ...{ content: content.value, taken: taken.value },
  })
  if (done.ok) {
    editor.tellSaved(desk, request, reply)
    return goOn(desk, reply, done.value)
  }
  if (typeof done.problem === 'string') throw new Problem(done.problem)
  return editor.edit(request, reply, { ...editing, theirs: done.problem.theirs }, { status: 409 })
}

const bad = { status: 422 } as const

/** The words of the form, when the line of an image fits among them. */
function withRoom(form: DraftForm): ReturnType<typeof parseDraft> {
  const content = parseDraft(form)
  if (!content.ok || content.value.source.length + MOST_OF_LINE <= limits.source) return content
  return { ok: false, problem: { source: 'posts.fault.source' } }
}

/** What an image shows is said next; a PDF, or an image that is known already, is in the text at once. */
const goOn = (desk: Desk, reply: FastifyReply, { draftId, itemId, isDescribed }: Brought) =>
  isDescribed
    ? desk.back(reply, `/desk/drafts/${draftId}`, 'images.placed')
    : desk.back(reply, `/desk/images/${itemId}?draft=${draftId}`)
