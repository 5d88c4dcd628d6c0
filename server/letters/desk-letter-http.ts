/** A letter at the desk: found by the one rule, shown once it was opened, and acted on. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Viewer } from '../accounts/account.ts'
import type { Desk } from '../accounts/desk-context.ts'
import { idIn, speakingOf } from '../accounts/desk-request.ts'
import { Problem } from '../kernel/problem.ts'
import type { Result } from '../kernel/result.ts'
import type { Capacity } from '../storage/schema.ts'
import { field, wasSent } from '../web/forms.ts'
import { view } from '../web/views.ts'
import { letterLock } from './actions.ts'
import { letterReaders } from './channel-store.ts'
import { hasOpened, type OfficeProblem, type Officer } from './desk-actions.ts'
import { type Back, envelopePage, letterPage } from './desk-pages.ts'
import { findDirect } from './direct-store.ts'
import { helping } from './draft-actions.ts'
import { documents, isErased, type Letter, statuses } from './letter.ts'
import type { OfficeFault } from './office-actions.ts'
import { opened, stepsTaken } from './open-actions.ts'
import { openedPassings } from './passing-actions.ts'
import { findReadable } from './store.ts'
import type { Vault } from './vault.ts'
import { openingOf } from './words-store.ts'

/** In which capacities somebody who may read a letter may answer it: only an author speaks personally. */
export const capacitiesFor = ({ roles }: Viewer): readonly Capacity[] =>
  roles.has('author') ? ['personal', 'official'] : ['official']

/** What lets somebody read letters at all: to whoever has none of it, nothing is here. */
export function officerOf(viewer: Viewer, officialId: number): Officer {
  const { accountId, name, title, roles } = viewer
  return {
    ...{ accountId, name, title },
    isOfficial: accountId === officialId,
    isRegistrar: roles.has('registrar'),
  }
}

/** Where the second step is given again, and which page follows. */
export const againFor = (path: string): string =>
  `/desk/second-factor/again?to=${encodeURIComponent(path)}`

/** Who asks, as far as letters are concerned. */
export function officer(desk: Desk, request: FastifyRequest): Officer {
  const { site } = desk.web.ask(request)
  return officerOf(desk.viewer(request), site.official.accountId)
}

/** The letter in the address, if this person may read it; otherwise it is not there. */
export async function found(
  desk: Desk,
  request: FastifyRequest,
): Promise<{ officer: Officer; letter: Letter }> {
  const who = officer(desk, request)
  const letter = await findReadable(desk.web.house.storage.read, who, idIn(request))
  if (!letter) throw new Problem('not_found')
  return { officer: who, letter }
}

/** Shows a letter, or the closed envelope while this person has not opened it or showed who they are too long ago. */
export async function showLetter(
  desk: Desk,
  vault: Vault | undefined,
  request: FastifyRequest,
  reply: FastifyReply,
  back: Back & { readonly code?: number } = {},
): Promise<FastifyReply> {
  const { t, read, site } = desk.web.ask(request)
  const { officer: who, letter } = await found(desk, request)
  const speaking = speakingOf(desk.web, request)
  const title = t('letters.desk.number', { number: letter.id })
  const isFresh = desk.hasFreshStep(request)
  const locked = isLocked(vault, letter)
  if (!vault || locked || !isFresh || !(await hasOpened(read, who.accountId, letter))) {
    const href = againFor(`/desk/letters/${letter.id}`)
    const step = isFresh ? undefined : { href, words: t('letters.desk.step') }
    const hasMore = (await openingOf(read, letter.id, who.accountId)) === 'before_more'
    const kept = [back.reply, back.note, back.reason, back.diary].find(Boolean)
    const envelope = envelopePage(letter, speaking, { step, isLocked: locked, hasMore, kept })
    const page = view('letters/envelope', envelope)
    return desk.show(request, reply, { view: page, title, status: back.code ?? 200 })
  }
  const readers = await letterReaders(read, site.official.accountId)
  const left = await Promise.all(
    readers.map(async (one) => ((await findReadable(read, one, letter.id)) ? [one] : [])),
  )
  const model = letterPage(
    {
      letter,
      opened: await opened(read, vault, letter),
      steps: await stepsTaken(read, vault, letter),
      readers: left.flat(),
      capacities: capacitiesFor(desk.viewer(request)),
      isRegistrar: who.isRegistrar,
      passings: await openedPassings(read, vault, letter),
      commentId: (await findDirect(read, letter.id))?.comment_id,
      helping: await helping(read, vault, { letter, accountId: who.accountId }),
    },
    speaking,
    back,
  )
  return desk.show(request, reply, {
    view: view('letters/letter', model),
    title,
    status: back.code ?? 200,
  })
}

/** Whether the key that a letter is locked with is not ours, or not here; what was erased is not locked. */
export const isLocked = (vault: Vault | undefined, letter: Letter): boolean =>
  !isErased(letter) && !vault?.boxOf(letterLock(letter))

/** Why an act on a letter was not done. */
export type Refused = OfficeProblem | OfficeFault | `letters.fault.${'capacity' | 'status' | 'day'}`

/** A letter that this person may read and has opened, and a second step not long ago; else undefined. */
export async function openedHere(desk: Desk, vault: Vault | undefined, request: FastifyRequest) {
  const { read } = desk.web.ask(request)
  const { officer: who, letter } = await found(desk, request)
  if (!vault || !desk.hasFreshStep(request)) return undefined
  return (await hasOpened(read, who.accountId, letter)) ? { who, letter, ours: vault } : undefined
}

/** An act on a letter that this person has opened; what they wrote comes back with what to mend. */
export async function act(
  desk: Desk,
  vault: Vault | undefined,
  request: FastifyRequest,
  reply: FastifyReply,
  does: (vault: Vault, officer: Officer, id: number) => Promise<Result<unknown, Refused>>,
  then?: { readonly path: string; readonly done: 'letters.handed_over' | 'letters.draft' },
): Promise<FastifyReply> {
  const here = await openedHere(desk, vault, request)
  if (!here) return askAgain(desk, vault, request, reply)
  const { who, letter, ours } = here
  const done = await does(ours, who, letter.id)
  if (!done.ok) return refuse(desk, vault, request, reply, done.problem)
  const path = then?.path ?? `/desk/letters/${letter.id}`
  return desk.back(reply, path, then?.done ?? 'letters.saved')
}

/**
 * Whoever wrote for longer than the second step lasts, or while the writer added to the letter, gets their words back,
 * and shows again that it is they, or opens it anew.
 */
export const askAgain = (
  desk: Desk,
  vault: Vault | undefined,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> =>
  showLetter(desk, vault, request, reply, { ...writtenIn(request), code: 403 })

/** What somebody wrote comes back with what to mend. */
export function refuse(
  desk: Desk,
  vault: Vault | undefined,
  request: FastifyRequest,
  reply: FastifyReply,
  problem: Refused,
): Promise<FastifyReply> {
  if (problem === 'not_found' || problem === 'erased') throw new Problem('not_found')
  if (problem === 'forbidden') throw new Problem('forbidden')
  const { t } = desk.web.ask(request)
  const back = { ...writtenIn(request), fault: t(problem), code: 422 }
  return showLetter(desk, vault, request, reply, back)
}

const writtenIn = (request: FastifyRequest): Back => ({
  form: request.routeOptions.url?.split('/').at(-1),
  ...(wasSent(request, 'reply') ? { reply: field(request, 'reply') } : {}),
  capacity: capacityAsked(request),
  ...{ note: field(request, 'note') },
  ...{ reason: field(request, 'reason'), diary: field(request, 'diary') },
  document: documents.find((one) => one === field(request, 'document')),
  ...(wasSent(request, 'status') ? statusIn(request) : {}),
})

const capacityAsked = (request: FastifyRequest): Capacity | undefined => {
  const asked = field(request, 'capacity')
  return asked === 'personal' || asked === 'official' ? asked : undefined
}

/** What the form of the status says; nobody sets a letter back to where it was not read. */
export const statusIn = (request: FastifyRequest) => {
  const asked = field(request, 'status')
  return {
    status: statuses.find((one) => one === asked && one !== 'received'),
    answerBy: field(request, 'answer_by').trim(),
  }
}
