/** /desk/profile: what an author says of themselves. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Desk, Viewer } from '../accounts/desk-context.ts'
import { Problem } from '../kernel/problem.ts'
import { field } from '../web/forms.ts'
import { view } from '../web/views.ts'
import { may } from './actions.ts'
import { type Item, isDescribed } from './item.ts'
import {
  noProfile,
  type ProfileFaults,
  type ProfileForm,
  parseProfile,
  profileFormOf,
  profileLimits,
} from './profile.ts'
import { presentSelf } from './profile-actions.ts'
import { profileModel } from './profile-pages.ts'
import { findProfile } from './profile-store.ts'
import { deskItems, libraryItems } from './store.ts'

/** So many pictures are offered, the newest first. */
const MOST_OFFERED = 60

/** Registers /desk/profile. */
export function profileDesk(desk: Desk): void {
  const { app, web } = desk
  app.get('/profile', async (request, reply) => {
    const { accountId } = authorOf(desk, request)
    const said = (await findProfile(web.house.storage.read, accountId)) ?? noProfile
    return show(desk, request, reply, { form: profileFormOf(said), faults: {} })
  })
  app.post('/profile', async (request, reply) => {
    const author = authorOf(desk, request)
    const form: ProfileForm = {
      picture: field(request, 'picture'),
      brief: field(request, 'brief').slice(0, 10 * profileLimits.brief),
      interests: field(request, 'interests').slice(0, 10 * profileLimits.interests),
    }
    const said = parseProfile(form, await offered(desk, author))
    if (!said.ok) return show(desk, request, reply, { form, faults: said.problem })
    const done = await presentSelf(web.house, author, said.value)
    if (!done.ok) throw new Problem(done.problem)
    return desk.back(reply, '/desk/profile', 'images.presented')
  })
}

function authorOf(desk: Desk, request: FastifyRequest): Viewer {
  const viewer = desk.viewer(request)
  if (!may(viewer, 'images.use')) throw new Problem('forbidden')
  return viewer
}

/** The images to choose from: the newest, and the one that is chosen already. */
async function offered(desk: Desk, { accountId }: Viewer): Promise<Item[]> {
  const { read } = desk.web.house.storage
  const newest = await libraryItems(read, { most: MOST_OFFERED })
  const chosen = (await findProfile(read, accountId))?.itemId
  const missing = newest.some(({ id }) => id === chosen) || chosen === undefined ? [] : [chosen]
  return [...newest, ...(await deskItems(read, missing))].filter(
    (item) => item.kind === 'image' && isDescribed(item),
  )
}

async function show(
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
  { form, faults }: { readonly form: ProfileForm; readonly faults: ProfileFaults },
): Promise<FastifyReply> {
  const { t, site } = desk.web.ask(request)
  const viewer = desk.viewer(request)
  const isOfficial = site.official.accountId === viewer.accountId
  const items = await offered(desk, viewer)
  return desk.show(request, reply, {
    view: view('images/profile', profileModel({ form, faults, items, isOfficial }, t)),
    title: t('images.profile'),
    status: Object.keys(faults).length > 0 ? 422 : 200,
  })
}
