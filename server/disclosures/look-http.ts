/** Looking again at the desk: a page for each outcome, which hands back what cannot be kept yet. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Desk } from '../accounts/desk-context.ts'
import { idIn } from '../accounts/desk-request.ts'
import { Problem } from '../kernel/problem.ts'
import { field } from '../web/forms.ts'
import { view } from '../web/views.ts'
import { writingAt } from './actions.ts'
import { type Disclosure, isOpen } from './disclosure.ts'
import {
  type LookFaults,
  type LookForm,
  laterLook,
  type Outcome,
  outcomes,
  parseLook,
} from './look.ts'
import { keepLook } from './look-actions.ts'
import { lookPage } from './look-pages.ts'
import { recentPosts } from './look-store.ts'
import { writerOf } from './make-http.ts'
import { findDisclosure } from './store.ts'

/** So many of the newest posts are offered as the place where it is told now. */
const POSTS = 6

/** Registers /desk/openness/:id/ with disclosed, narrowed, kept and ended. */
export function lookDesk(desk: Desk): void {
  for (const kind of outcomes) {
    desk.app.get(`/openness/:id/${kind}`, async (request, reply) => {
      const { entry } = await entryIn(desk, request)
      if (!isOpen(entry)) return desk.back(reply, `/desk/openness/${entry.id}`)
      return show(desk, request, reply, { entry, kind, form: fresh(kind, entry) })
    })
    desk.app.post(`/openness/:id/${kind}`, (request, reply) => answer(desk, request, reply, kind))
  }
}

/** The entry that the address names, for those who write in the archive. */
export async function entryIn(desk: Desk, request: FastifyRequest) {
  const who = writerOf(desk, request)
  const entry = await findDisclosure(desk.web.house.storage.read, idIn(request))
  if (!entry) throw new Problem('not_found')
  return { who, entry }
}

/** The number of the event that a form was filled in from; 0 when it is none. */
export const seenIn = (request: FastifyRequest): number => Number(field(request, 'seen')) || 0

/** What stands in the form before somebody writes: more can be said is begun from what is said. */
const fresh = (kind: Outcome, { canSay, why }: Disclosure): LookForm => ({
  ...{ outcome: kind, reviewOn: '', because: '', told: '', unwanted: '' },
  canSay: kind === 'narrowed' || kind === 'disclosed' ? canSay : '',
  why: kind === 'narrowed' ? why : '',
})

const typed = (request: FastifyRequest, kind: Outcome): LookForm => ({
  outcome: kind,
  canSay: field(request, 'canSay'),
  why: field(request, 'why'),
  reviewOn: field(request, 'reviewOn'),
  because: field(request, 'because'),
  told: field(request, 'told_other').trim() || field(request, 'told'),
  unwanted: field(request, 'unwanted'),
})

interface Shown {
  readonly entry: Disclosure
  readonly kind: Outcome
  readonly form: LookForm
  readonly faults?: LookFaults
  readonly overtaken?: 'changed' | 'closed'
}

async function show(
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
  { faults = {}, overtaken, ...shown }: Shown,
): Promise<FastifyReply> {
  const asked = desk.web.ask(request)
  const model = lookPage(
    {
      ...{ ...shown, faults, overtaken, by: desk.viewer(request) },
      nextLook: laterLook(shown.entry, writingAt(asked.site, asked.now)),
      posts: shown.kind === 'disclosed' ? await recentPosts(asked.read, POSTS) : [],
    },
    asked,
  )
  return desk.show(request, reply, {
    view: view('disclosures/look', model),
    title: model.title,
    status: overtaken ? 409 : Object.keys(faults).length > 0 ? 422 : 200,
  })
}

async function answer(desk: Desk, request: FastifyRequest, reply: FastifyReply, kind: Outcome) {
  const { who, entry } = await entryIn(desk, request)
  const form = typed(request, kind)
  const seen = seenIn(request)
  if (entry.number !== seen) return overtaken(desk, request, reply, { kind, form })
  const asked = desk.web.ask(request)
  const look = parseLook(form, entry, writingAt(asked.site, asked.now))
  if (!look.ok) {
    if (!isOpen(entry)) return overtaken(desk, request, reply, { kind, form })
    return show(desk, request, reply, { entry, kind, form, faults: look.problem })
  }
  const kept = await keepLook(desk.web.house, who, { id: entry.id, seen, look: look.value })
  if (kept.ok) return desk.back(reply, `/desk/openness/${entry.id}`, `looks.${kind}`)
  if (kept.problem === 'overtaken' || kept.problem === 'closed')
    return overtaken(desk, request, reply, { kind, form })
  throw new Problem(kept.problem)
}

/** Somebody was quicker: both are shown, the entry as it is now and what was typed. */
async function overtaken(
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
  { kind, form }: Pick<Shown, 'kind' | 'form'>,
) {
  const { entry } = await entryIn(desk, request)
  const what = isOpen(entry) ? 'changed' : 'closed'
  return show(desk, request, reply, { entry, kind, form, overtaken: what })
}
