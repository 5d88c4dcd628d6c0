/** Letters at the desk: behind the one rule of who may read each, and a second step not long ago. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { mandates, type Viewer } from '../accounts/account.ts'
import type { Desk } from '../accounts/desk-context.ts'
import { idIn, speakingOf } from '../accounts/desk-request.ts'
import { Problem } from '../kernel/problem.ts'
import type { Result } from '../kernel/result.ts'
import { dateIn } from '../language/zone.ts'
import { field } from '../web/forms.ts'
import type { House } from '../web/house.ts'
import { view } from '../web/views.ts'
import { findChannel, letterReaders } from './channel-store.ts'
import {
  answerLetter,
  hasOpened,
  noteOnLetter,
  type OfficeProblem,
  type Officer,
  openLetter,
  setStatus,
} from './desk-actions.ts'
import { type Back, envelopePage, inboxPage, letterPage } from './desk-pages.ts'
import { type Letter, statuses } from './letter.ts'
import { opened, stepsTaken } from './open-actions.ts'
import { countUnanswered, findReadable, readableLetters } from './store.ts'
import type { Vault } from './vault.ts'

/** Who may answer in which capacity: only an author speaks personally. */
const mayAnswer = mandates({ personal: ['author'], official: ['author', 'moderator', 'registrar'] })
const capacities = ['personal', 'official'] as const

const ON_PAGE = 50

/** Registers /desk/letters. */
export function letterDesk(desk: Desk, vault: Vault | undefined): void {
  const { app } = desk
  app.get('/letters', (request, reply) => showInbox(desk, request, reply))
  app.get('/letters/:id', (request, reply) => showLetter(desk, vault, request, reply))
  app.post('/letters/:id/opening', async (request, reply) => {
    const { officer, letter } = await found(desk, request)
    if (!desk.hasFreshStep(request)) return showLetter(desk, vault, request, reply)
    settled(await openLetter(desk.web.house, officer, letter.id))
    return desk.back(reply, `/desk/letters/${letter.id}`)
  })
  app.post('/letters/:id/reply', (request, reply) =>
    act(desk, vault, request, reply, (ours, officer, id) => {
      const capacity = capacityIn(desk, request)
      const text = field(request, 'reply')
      return capacity
        ? answerLetter(desk.web.house, ours, officer, { id, text, capacity })
        : Promise.resolve({ ok: false, problem: 'letters.fault.capacity' } as const)
    }),
  )
  app.post('/letters/:id/note', (request, reply) =>
    act(desk, vault, request, reply, (ours, officer, id) =>
      noteOnLetter(desk.web.house, ours, officer, { id, text: field(request, 'note') }),
    ),
  )
  app.post('/letters/:id/status', (request, reply) =>
    act(desk, vault, request, reply, (_, officer, id) => {
      const asked = field(request, 'status')
      const status = statuses.find((one) => one === asked) ?? 'read'
      const day = field(request, 'answer_by').trim()
      const answerBy =
        /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(day)) ? day : undefined
      return setStatus(desk.web.house, officer, { id, status, answerBy })
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

/** What lets somebody read letters at all: to whoever has none of it, nothing is here. */
export function officerOf(viewer: Viewer, officialId: number): Officer {
  const { accountId, name, title, roles } = viewer
  return {
    ...{ accountId, name, title },
    isOfficial: accountId === officialId,
    isRegistrar: roles.has('registrar'),
  }
}

function officer(desk: Desk, request: FastifyRequest): Officer {
  const { site } = desk.web.ask(request)
  return officerOf(desk.viewer(request), site.official.accountId)
}

async function found(
  desk: Desk,
  request: FastifyRequest,
): Promise<{ officer: Officer; letter: Letter }> {
  const who = officer(desk, request)
  const letter = await findReadable(desk.web.house.storage.read, who, idIn(request))
  if (!letter) throw new Problem('not_found')
  return { officer: who, letter }
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
    view: view('letters/inbox', inboxPage(shown, speaking, more)),
    title: t('letters.desk.title'),
  })
}

async function showLetter(
  desk: Desk,
  vault: Vault | undefined,
  request: FastifyRequest,
  reply: FastifyReply,
  back: Back & { readonly status?: number } = {},
): Promise<FastifyReply> {
  const { t, read, site } = desk.web.ask(request)
  const { officer: who, letter } = await found(desk, request)
  const speaking = speakingOf(desk.web, request)
  const title = t('letters.desk.number', { number: letter.id })
  const isFresh = desk.hasFreshStep(request)
  if (!vault || !isFresh || !(await hasOpened(read, who.accountId, letter.id))) {
    const href = `/desk/second-factor/again?to=${encodeURIComponent(`/desk/letters/${letter.id}`)}`
    const step = isFresh ? undefined : { href, words: t('letters.desk.step') }
    const page = view('letters/envelope', envelopePage(letter, speaking, step))
    return desk.show(request, reply, { view: page, title })
  }
  const viewer = desk.viewer(request)
  const readers = await letterReaders(read, site.official.accountId)
  const left = await Promise.all(
    readers.map(async (one) => ((await findReadable(read, one, letter.id)) ? [one] : [])),
  )
  const model = letterPage(
    {
      letter,
      opened: await opened(read, vault, letter),
      steps: await stepsTaken(read, letter.id),
      readers: left.flat(),
      capacities: capacities.filter((one) => mayAnswer(viewer, one)),
    },
    speaking,
    back,
  )
  return desk.show(request, reply, {
    view: view('letters/letter', model),
    title,
    status: back.status ?? 200,
  })
}

function capacityIn(desk: Desk, request: FastifyRequest) {
  const asked = field(request, 'capacity')
  return capacities.find((one) => one === asked && mayAnswer(desk.viewer(request), one))
}

/** An act on a letter that this person has opened; what they wrote comes back with what to mend. */
async function act(
  desk: Desk,
  vault: Vault | undefined,
  request: FastifyRequest,
  reply: FastifyReply,
  does: (
    vault: Vault,
    officer: Officer,
    id: number,
  ) => Promise<Result<unknown, OfficeProblem | 'letters.fault.capacity'>>,
): Promise<FastifyReply> {
  const { t, read } = desk.web.ask(request)
  const { officer: who, letter } = await found(desk, request)
  const back = { reply: field(request, 'reply'), note: field(request, 'note') }
  if (!vault || !desk.hasFreshStep(request) || !(await hasOpened(read, who.accountId, letter.id)))
    throw new Problem('forbidden')
  const done = await does(vault, who, letter.id)
  if (done.ok) return desk.back(reply, `/desk/letters/${letter.id}`, 'letters.saved')
  if (done.problem === 'not_found' || done.problem === 'erased') throw new Problem('not_found')
  return showLetter(desk, vault, request, reply, { ...back, fault: t(done.problem), status: 422 })
}

function settled(done: Result<unknown, OfficeProblem>): void {
  if (!done.ok) throw new Problem('not_found')
}
