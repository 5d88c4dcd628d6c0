/** Withholding something while writing: the three fields of an entry, on the spot. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Desk } from '../accounts/desk-context.ts'
import { writingAt } from '../disclosures/actions.ts'
import type { Said } from '../disclosures/disclosure.ts'
import {
  type DisclosureFaults,
  type DisclosureForm,
  emptyDisclosure,
  formOf,
  parseDisclosure,
} from '../disclosures/form.ts'
import { formIn, responsibleIn, showMake } from '../disclosures/make-http.ts'
import { type Waiting, waitingWith } from '../disclosures/waiting-store.ts'
import { Problem } from '../kernel/problem.ts'
import { placesIn } from '../text/markdown.ts'
import { authorOf, demanded } from './desk-author-http.ts'
import type { DraftIn } from './desk-drafts-http.ts'
import type { Draft } from './draft.ts'
import { around } from './withheld.ts'
import { keepWaiting } from './withheld-actions.ts'

/** Registers /desk/drafts/:id/withheld: for the first place without an entry, or `?entry=17` for one that waits. */
export function withheldDesk(desk: Desk, draftIn: DraftIn): void {
  desk.app.get('/drafts/:id/withheld', async (request, reply) => {
    const place = await placeOf(desk, request, draftIn)
    if (!place) return goOn(desk, request, reply, (await draftIn(desk, request)).draft)
    const form = place.waiting ? typedOf(place.waiting) : emptyDisclosure(place.draft.language)
    return show(desk, request, reply, { ...place, form, faults: {} })
  })
  desk.app.post('/drafts/:id/withheld', (request, reply) => answer(desk, request, reply, draftIn))
}

const typedOf = ({ said, responsible }: Waiting): DisclosureForm => ({
  ...formOf(said),
  responsible: String(responsible ?? ''),
})

interface At {
  readonly draft: Draft
  readonly waiting: Waiting | undefined
}

/** The place in the address; nothing when every place has its entry. */
async function placeOf(
  desk: Desk,
  request: FastifyRequest,
  draftIn: DraftIn,
): Promise<At | undefined> {
  const { draft } = await draftIn(desk, request)
  const { entry } = request.query as Record<string, unknown>
  if (entry !== undefined) {
    const all = await waitingWith(desk.web.house.storage.read, draft.id)
    const waiting = all.find(({ id }) => String(id) === entry)
    if (!waiting) throw new Problem('not_found')
    return { draft, waiting }
  }
  return placesIn(draft.source).some(({ id }) => id === undefined)
    ? { draft, waiting: undefined }
    : undefined
}

function show(
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
  at: At & { readonly form: DisclosureForm; readonly faults: DisclosureFaults },
): Promise<FastifyReply> {
  const { t } = desk.web.ask(request)
  const { draft, waiting } = at
  const then = isPreviewNext(request) ? 'then=preview' : ''
  const query = [waiting ? `entry=${waiting.id}` : '', then].filter(Boolean).join('&')
  return showMake(desk, request, reply, {
    form: at.form,
    faults: at.faults,
    page: {
      heading: t('posts.withheld.title'),
      action: `/desk/drafts/${draft.id}/withheld${query ? `?${query}` : ''}`,
      on: undefined,
      place: around(draft.source, waiting?.id),
      button: t('posts.withheld.button'),
      back: { href: `/desk/drafts/${draft.id}`, words: t('posts.preview.back') },
    },
    withLanguage: false,
  })
}

async function answer(
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
  draftIn: DraftIn,
): Promise<FastifyReply> {
  const at = await placeOf(desk, request, draftIn)
  if (!at) throw new Problem('not_found')
  const { draft, waiting } = at
  const { site, now } = desk.web.ask(request)
  // The entry is said in the capacity in which the post is, which may not be chosen yet.
  const capacity: Said['capacity'] = draft.capacity ?? 'personal'
  const form = { ...formIn(request), capacity, language: draft.language }
  const said = parseDisclosure(form, writingAt(site, now))
  if (!said.ok) return show(desk, request, reply, { ...at, form, faults: said.problem })
  const kept = demanded(
    await keepWaiting(desk.web.house, authorOf(desk, request), {
      ...{ draftId: draft.id, entry: waiting?.id, said: said.value },
      responsible: responsibleIn(form),
    }),
  )
  return goOn(desk, request, reply, kept)
}

/** The next place without an entry, the preview that was asked for, or the editor again. */
function goOn(desk: Desk, request: FastifyRequest, reply: FastifyReply, draft: Draft) {
  const at = `/desk/drafts/${draft.id}`
  const isPreview = isPreviewNext(request)
  if (placesIn(draft.source).some(({ id }) => id === undefined))
    return desk.back(reply, `${at}/withheld${isPreview ? '?then=preview' : ''}`)
  return isPreview ? desk.back(reply, `${at}/preview`) : desk.back(reply, at, 'posts.withheld')
}

const isPreviewNext = (request: FastifyRequest): boolean =>
  (request.query as Record<string, unknown>).then === 'preview'
