/** Several people in one draft: who has it open, and what becomes of a text when somebody else has saved. */
import type { FastifyRequest } from 'fastify'
import type { Desk } from '../accounts/desk-context.ts'
import type { Result } from '../kernel/result.ts'
import { field } from '../web/forms.ts'
import { authorOf } from './desk-author-http.ts'
import type { Draft } from './draft.ts'
import { type SaveProblem, saveDraft } from './draft-actions.ts'
import { savingsOf } from './saving-store.ts'
import { bringTogether, giveWay, type Overtaken, togetherWith } from './settle-actions.ts'
import { openWriting, type Writing } from './writing.ts'

/** Who writes in which draft, for each desk there is. */
const writings = new WeakMap<Desk, Writing>()

/** Who of the authors has which draft open. */
export function writingAt(desk: Desk): Writing {
  const writing = writings.get(desk) ?? openWriting(desk.web.house.clock)
  writings.set(desk, writing)
  return writing
}

/** Who else has the draft open, and whether it was saved before; from now on the viewer has it open too. */
export async function companyOf(desk: Desk, request: FastifyRequest, draft: Draft | undefined) {
  if (!draft) return { others: [], hasEarlier: false }
  const viewer = desk.viewer(request)
  const writing = writingAt(desk)
  const others = writing.othersAt(viewer, draft.id)
  writing.open(viewer, draft.id)
  const savings = await savingsOf(desk.web.house.storage.read, draft.id)
  return { others, hasEarlier: savings.length > 1 }
}

/** What the button says: save, bring both texts together, or leave the other one's as it is. */
export function keep(
  desk: Desk,
  request: FastifyRequest,
  typed: Overtaken & { readonly seen: string },
): Promise<Result<Draft, SaveProblem>> {
  const { house } = desk.web
  const author = authorOf(desk, request)
  const act = field(request, 'act')
  if (act === 'together') return bringTogether(house, author, typed)
  return act === 'theirs' ? giveWay(house, author, typed) : saveDraft(house, author, typed)
}

/** Who saved meanwhile, and whether both texts can be brought together. */
export async function overOf(
  desk: Desk,
  theirs: Draft,
  { base, content }: Omit<Overtaken, 'id'>,
): Promise<{ by: string | undefined; base: string; canMerge: boolean }> {
  const { read } = desk.web.house.storage
  const latest = (await savingsOf(read, theirs.id)).find(({ at }) => at === theirs.changedAt)
  const both = await togetherWith(read, theirs, { base, content })
  return { by: latest?.by, base, canMerge: both !== undefined }
}
