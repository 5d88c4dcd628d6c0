/** Letters at the desk: behind the one rule of who may read each, and a second step not long ago. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Viewer } from '../accounts/account.ts'
import type { Desk } from '../accounts/desk-context.ts'
import { speakingOf } from '../accounts/desk-request.ts'
import { Problem } from '../kernel/problem.ts'
import { err } from '../kernel/result.ts'
import { dateIn } from '../language/zone.ts'
import { field, longLetter } from '../web/forms.ts'
import type { House } from '../web/house.ts'
import { view } from '../web/views.ts'
import { findChannel, letterReaders } from './channel-store.ts'
import { answerLetter, noteOnLetter, openLetter, setStatus } from './desk-actions.ts'
import { attachmentDesk } from './desk-attachment-http.ts'
import {
  act,
  againFor,
  found,
  isLocked,
  officer,
  officerOf,
  showLetter,
  statusIn,
} from './desk-letter-http.ts'
import { inboxPage } from './desk-pages.ts'
import { directDesk } from './direct-http.ts'
import { capacityIn, draftDesk } from './draft-http.ts'
import { isDay } from './letter.ts'
import { officeDesk } from './office-http.ts'
import { passingDesk } from './passing-http.ts'
import { phraseDesk } from './phrase-http.ts'
import { search } from './search-actions.ts'
import { countUnanswered, readableLetters } from './store.ts'
import type { Vault } from './vault.ts'

const ON_PAGE = 50

/** Registers /desk/letters. */
export function letterDesk(desk: Desk, vault: Vault | undefined): void {
  const { app } = desk
  app.get('/letters', (request, reply) => showInbox(desk, request, reply))
  // Somebody who comes back to the address without the words finds the list.
  app.get('/letters/search', (_, reply) => desk.back(reply, '/desk/letters'))
  app.post('/letters/search', (request, reply) => showFound(desk, vault, request, reply))
  app.get('/letters/:id', (request, reply) => showLetter(desk, vault, request, reply))
  app.post('/letters/:id/opening', async (request, reply) => {
    const { officer: who, letter } = await found(desk, request)
    if (!desk.hasFreshStep(request) || isLocked(vault, letter))
      return showLetter(desk, vault, request, reply)
    const done = await openLetter(desk.web.house, who, letter.id)
    if (!done.ok) throw new Problem('not_found')
    return desk.back(reply, `/desk/letters/${letter.id}`)
  })
  app.post('/letters/:id/reply', longLetter, (request, reply) =>
    act(desk, vault, request, reply, (ours, who, id) => {
      const capacity = capacityIn(desk, request)
      const text = field(request, 'reply')
      return capacity
        ? answerLetter(desk.web.house, ours, who, { id, text, capacity })
        : Promise.resolve(err('letters.fault.capacity' as const))
    }),
  )
  app.post('/letters/:id/note', longLetter, (request, reply) =>
    act(desk, vault, request, reply, (ours, who, id) =>
      noteOnLetter(desk.web.house, ours, who, { id, text: field(request, 'note') }),
    ),
  )
  officeDesk(desk, vault)
  passingDesk(desk, vault)
  directDesk(desk, vault)
  draftDesk(desk, vault)
  phraseDesk(desk)
  attachmentDesk(desk, vault)
  app.post('/letters/:id/status', (request, reply) =>
    act(desk, vault, request, reply, async (_, who, id) => {
      const { status, answerBy } = statusIn(request)
      if (!status) return err('letters.fault.status')
      if (!isDay(answerBy)) return err('letters.fault.day')
      return setStatus(desk.web.house, who, { id, status, answerBy: answerBy || undefined })
    }),
  )
}

/** How many letters wait for this person; undefined for whoever reads none, or while there never was a channel. */
export async function lettersFor(
  { storage, site }: Pick<House, 'storage' | 'site'>,
  viewer: Viewer,
): Promise<number | undefined> {
  const here = site()
  const who = here && officerOf(viewer, here.official.accountId)
  if (!who || !(await findChannel(storage.read))) return undefined
  const readers = await letterReaders(storage.read, here.official.accountId)
  const isReader = readers.some(({ accountId }) => accountId === viewer.accountId)
  return isReader ? countUnanswered(storage.read, who) : undefined
}

async function showInbox(desk: Desk, request: FastifyRequest, reply: FastifyReply) {
  const { t, read, site, now, query } = desk.web.ask(request)
  const before = /^[1-9]\d{0,14}$/.test(query.before ?? '') ? Number(query.before) : undefined
  const letters = await readableLetters(read, officer(desk, request), { before, most: ON_PAGE + 1 })
  const shown = letters.slice(0, ON_PAGE)
  const more =
    letters.length > shown.length ? `/desk/letters?before=${shown.at(-1)?.id}` : undefined
  const speaking = { ...speakingOf(desk.web, request), today: dateIn(now, site.timeZone) }
  return desk.show(request, reply, {
    view: view('letters/inbox', inboxPage(shown, speaking, { more, search: undefined })),
    title: t('letters.desk.title'),
  })
}

/** What was looked for goes in the form and never in an address: it may be a word of a letter. */
async function showFound(
  desk: Desk,
  vault: Vault | undefined,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const { t, read, site, now } = desk.web.ask(request)
  if (!vault) throw new Problem('not_found')
  if (!desk.hasFreshStep(request)) return desk.back(reply, againFor('/desk/letters'))
  const words = field(request, 'words').slice(0, 200)
  const found = await search(read, vault, { asking: officer(desk, request), words })
  const count = found.letters.length
  const told = t(found.isAll ? 'letters.search.found' : 'letters.search.some', { count })
  const speaking = { ...speakingOf(desk.web, request), today: dateIn(now, site.timeZone) }
  const model = inboxPage(found.letters, speaking, { more: undefined, search: { words, told } })
  return desk.show(request, reply, {
    view: view('letters/inbox', model),
    title: t('letters.desk.title'),
  })
}
