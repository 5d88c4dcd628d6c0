/** Correcting an entry's words at the desk: the whole form, and why. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Desk } from '../accounts/desk-context.ts'
import { Problem } from '../kernel/problem.ts'
import { field } from '../web/forms.ts'
import { view } from '../web/views.ts'
import { writingAt } from './actions.ts'
import type { Disclosure } from './disclosure.ts'
import { type DisclosureForm, formOf, parseDisclosure } from './form.ts'
import { becauseFaults, correctionOf, type LookFaults } from './look.ts'
import { answersNow, keepLook } from './look-actions.ts'
import { correctPage } from './look-correct-pages.ts'
import { entryIn, seenIn } from './look-http.ts'
import { formIn } from './make-http.ts'

/** Registers /desk/openness/:id/correction. */
export function correctDesk(desk: Desk): void {
  desk.app.get('/openness/:id/correction', async (request, reply) => {
    const { entry } = await entryIn(desk, request)
    return show(desk, request, reply, { entry, form: formOf(entry), because: '' })
  })
  desk.app.post('/openness/:id/correction', (request, reply) => answer(desk, request, reply))
}

interface Shown {
  readonly entry: Disclosure
  readonly form: DisclosureForm
  readonly because: string
  readonly faults?: LookFaults
  readonly isOvertaken?: boolean
}

async function show(
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
  { faults = {}, isOvertaken = false, ...shown }: Shown,
): Promise<FastifyReply> {
  const asked = desk.web.ask(request)
  const by = await answersNow(asked.read, desk.viewer(request), shown.entry.id)
  const model = correctPage({ ...shown, faults, isOvertaken, by }, asked)
  return desk.show(request, reply, {
    view: view('disclosures/look-correct', model),
    title: asked.t('looks.correct'),
    status: isOvertaken ? 409 : Object.keys(faults).length > 0 ? 422 : 200,
  })
}

async function answer(desk: Desk, request: FastifyRequest, reply: FastifyReply) {
  const { who, entry } = await entryIn(desk, request)
  const because = field(request, 'because')
  const form = mended(formIn(request), entry)
  const overtaken = async () => {
    const now = await entryIn(desk, request)
    return show(desk, request, reply, { entry: now.entry, form, because, isOvertaken: true })
  }
  const seen = seenIn(request)
  if (entry.number !== seen) return overtaken()
  const asked = desk.web.ask(request)
  const why = { because, unwanted: form.unwanted }
  const said = parseDisclosure(form, writingAt(asked.site, asked.now))
  const again = (faults: LookFaults) => show(desk, request, reply, { entry, form, because, faults })
  if (!said.ok) return again({ ...said.problem, ...becauseFaults(why) } as LookFaults)
  const look = correctionOf(said.value, entry, why)
  if (!look.ok) return again(look.problem)
  const kept = await keepLook(desk.web.house, who, { id: entry.id, seen, look: look.value })
  if (kept.ok) return desk.back(reply, `/desk/openness/${entry.id}`, 'looks.corrected')
  if (kept.problem === 'overtaken' || kept.problem === 'closed') return overtaken()
  throw new Problem(kept.problem)
}

/** What the form does not ask: how much is told and the day stay, the capacity too where a post gives it. */
const mended = (form: DisclosureForm, { state, capacity, postId }: Disclosure): DisclosureForm => ({
  ...form,
  // What has ended says as much as what is told: no test of harm is filled in.
  state: state === 'ended' ? 'disclosed' : state,
  reviewOn: '',
  capacity: postId === undefined ? form.capacity : capacity,
})
