/** How authors look after the library: what is there and where it is used, what is said of it, what is taken away. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Desk, Viewer } from '../accounts/desk-context.ts'
import { idIn } from '../accounts/desk-request.ts'
import { Problem } from '../kernel/problem.ts'
import type { MessageKey } from '../language/catalogue.ts'
import { itemsIn } from '../text/items.ts'
import { field, isTicked, numberField } from '../web/forms.ts'
import { view } from '../web/views.ts'
import { describeItem, keepItem, may, removeItem } from './actions.ts'
import { profileDesk } from './desk-profile.ts'
import { type DescriptionFaults, type DescriptionForm, formOf, parseDescription } from './form.ts'
import { AT_DESK, type LibraryItem, limits } from './item.ts'
import { itemModel } from './item-pages.ts'
import { libraryModel, type UsedIn } from './pages.ts'
import { profilesWith } from './profile-store.ts'
import { sendFile } from './sending-http.ts'
import { findDeskFile, findLibraryItem, libraryItems } from './store.ts'
import { type Taking, takenFrom, takesOne } from './upload-http.ts'
import { draftsWith, marksOf } from './use-store.ts'

const MOST_ON_PAGE = 30

/** Registers /desk/images. */
export function imageDesk(desk: Desk, taking: Taking): void {
  const { app } = desk
  const { storage, settings } = desk.web.house
  profileDesk(desk)
  app.get('/images', (request, reply) => list(desk, request, reply))
  app.get<{ Params: { file: string } }>(
    `${AT_DESK.slice('/desk'.length)}/:file`,
    (request, reply) => {
      authorOf(desk, request)
      const read = storage.read
      return sendFile(request, reply, { read, settings, find: findDeskFile, isLasting: false })
    },
  )
  app.get('/images/:id', (request, reply) => show(desk, request, reply))
  app.post('/images/:id', (request, reply) => describe(desk, request, reply))
  app.post('/images/:id/removal', async (request, reply) => {
    const done = await removeItem(desk.web.house, authorOf(desk, request), idIn(request))
    if (done.ok) return desk.back(reply, '/desk/images', 'images.removed')
    if (done.problem !== 'images.refused.used') throw new Problem(done.problem)
    return show(desk, request, reply, { refused: done.problem })
  })
  takesOne(app, (within) => {
    within.post('/images', (request, reply) => upload(desk, taking, request, reply))
  })
}

function authorOf(desk: Desk, request: FastifyRequest): Viewer {
  const viewer = desk.viewer(request)
  if (!may(viewer, 'images.use')) throw new Problem('forbidden')
  return viewer
}

async function list(
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
  told: { readonly fault?: MessageKey; readonly status?: number } = {},
): Promise<FastifyReply> {
  authorOf(desk, request)
  const ask = desk.web.ask(request)
  const given = String((request.query as Record<string, unknown>).before ?? '')
  const before = /^\d{1,15}$/.test(given) ? Number(given) : undefined
  const found = await libraryItems(ask.read, { before, most: MOST_ON_PAGE + 1 })
  const items = found.slice(0, MOST_ON_PAGE)
  const older = found.length > items.length ? `/desk/images?before=${items.at(-1)?.id}` : undefined
  const used = await usesOf(desk, items)
  return desk.show(request, reply, {
    view: view('images/library', libraryModel({ items, used, older, fault: told.fault }, ask)),
    title: ask.t('images.library'),
    status: told.status ?? 200,
  })
}

async function upload(
  desk: Desk,
  taking: Taking,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const author = authorOf(desk, request)
  const taken = await takenFrom(taking, request, reply)
  if (!taken.ok) return list(desk, request, reply, taken.problem)
  const { storage, clock } = desk.web.house
  const by = { accountId: author.accountId, at: clock() }
  const id = await storage.transact((tx) => keepItem(tx, taken.value, by))
  return desk.back(reply, `/desk/images/${id}`, 'images.kept')
}

/** Where each of these items is used. */
async function usesOf(
  desk: Desk,
  items: readonly LibraryItem[],
): Promise<ReadonlyMap<number, UsedIn>> {
  const { read } = desk.web.house.storage
  const ids = items.map(({ id }) => id)
  const marks = await marksOf(read, ids)
  const drafts = await draftsWith(read, () => true)
  const profiles = await profilesWith(read, ids)
  const within = drafts.map((draft) => ({ ...draft, ids: itemsIn(draft.source) }))
  return new Map(
    ids.map((id) => [
      id,
      {
        posts: marks.filter(({ itemId }) => itemId === id),
        drafts: within.filter((draft) => draft.ids.includes(id)),
        profiles: profiles.flatMap(({ itemId, name }) => (itemId === id ? [name] : [])),
      },
    ]),
  )
}

interface Told {
  readonly form?: DescriptionForm
  readonly faults?: DescriptionFaults
  readonly refused?: MessageKey
}

async function show(
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
  told: Told = {},
): Promise<FastifyReply> {
  authorOf(desk, request)
  const ask = desk.web.ask(request)
  const item = await findLibraryItem(ask.read, idIn(request))
  if (!item) throw new Problem('not_found')
  const used = (await usesOf(desk, [item])).get(item.id) as UsedIn
  const { form = formOf(item), faults = {}, refused } = told
  const model = itemModel(item, { used, form, faults, refused, draft: draftIn(request) }, ask)
  return desk.show(request, reply, {
    view: view('images/item', model),
    title: model.heading,
    status: told.faults || refused ? 422 : 200,
  })
}

/** The draft to go back to, in the address or in the form. */
function draftIn(request: FastifyRequest): number | undefined {
  const asked = String((request.query as Record<string, unknown>).draft ?? '')
  return (
    numberField(request, 'draft') ?? (/^[1-9]\d{0,14}$/.test(asked) ? Number(asked) : undefined)
  )
}

async function describe(
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const author = authorOf(desk, request)
  const form: DescriptionForm = {
    alt: cut(field(request, 'alt'), limits.alt),
    isDecorative: isTicked(request, 'decorative'),
    credit: cut(field(request, 'credit'), limits.credit),
    licence: field(request, 'licence'),
    licenceWords: cut(field(request, 'licenceWords'), limits.licenceWords),
  }
  const said = parseDescription(form)
  if (!said.ok) return show(desk, request, reply, { form, faults: said.problem })
  const id = idIn(request)
  const done = await describeItem(desk.web.house, author, { id, said: said.value })
  if (!done.ok) throw new Problem(done.problem)
  const draft = draftIn(request)
  return draft === undefined
    ? desk.back(reply, `/desk/images/${id}`, 'images.described')
    : desk.back(reply, `/desk/drafts/${draft}`, 'images.placed')
}

/** More than ten times too much is not handed back. */
const cut = (text: string, most: number): string => text.slice(0, 10 * most)
