/** When two wrote in one draft: brought together, one of the two taken, and nothing of either lost. */
import type { Instant } from '../kernel/clock.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import type { Writer } from '../storage/database.ts'
import type { House } from '../web/house.ts'
import type { Draft, DraftContent } from './draft.ts'
import { type Author, after, may, type SaveProblem } from './draft-actions.ts'
import { changeDraft, findDraft } from './draft-store.ts'
import { mergedContent } from './merging.ts'
import { keepSaving, type Saving, savingsOf } from './saving-store.ts'

/** What somebody wrote after having seen the draft as it was at `base`, while it was saved by somebody else. */
export interface Overtaken {
  readonly id: number
  readonly base: string
  readonly content: DraftContent
}

/** Saves what both wrote. Refused, with the other one's draft, when both changed the same place. */
export function bringTogether(
  house: House,
  author: Author,
  { id, base, content }: Overtaken,
): Promise<Result<Draft, SaveProblem>> {
  return settled(house, author, id, async (tx, draft) => {
    const both = await togetherWith(tx, draft, { base, content })
    return both ? ok(both) : err({ theirs: draft })
  })
}

/** What both wrote, where the two can be brought together. */
export async function togetherWith(
  tx: Parameters<typeof savingsOf>[0],
  draft: Draft,
  { base, content }: Omit<Overtaken, 'id'>,
): Promise<DraftContent | undefined> {
  const begun = (await savingsOf(tx, draft.id)).find(({ at }) => at === base)
  return begun && mergedContent(begun.content, content, draft)
}

/** Leaves the draft as the other one saved it, and keeps one's own text among the earlier ones. */
export async function giveWay(
  house: House,
  author: Author,
  { id, content }: Omit<Overtaken, 'base'>,
): Promise<Result<Draft, 'forbidden' | 'not_found'>> {
  if (!may(author, 'posts.write')) return err('forbidden')
  return house.storage.transact(async (tx): Promise<Result<Draft, 'not_found'>> => {
    const draft = await findDraft(tx, id)
    if (!draft) return err('not_found')
    await keepSaving(tx, id, { at: house.clock(), accountId: author.accountId, content })
    return ok(draft)
  })
}

/** Saves an earlier text again. What stands there now is among the earlier ones then. */
export function bringBack(
  house: House,
  author: Author,
  { id, number, seen }: { readonly id: number; readonly number: number; readonly seen: string },
): Promise<Result<Draft, SaveProblem>> {
  return settled(house, author, id, async (tx, draft) => {
    const found = (await savingsOf(tx, id)).find((one: Saving) => one.number === number)
    if (!found) return err('not_found')
    return draft.changedAt === seen ? ok(found.content) : err({ theirs: draft })
  })
}

function settled(
  house: House,
  author: Author,
  id: number,
  settle: (tx: Writer, draft: Draft) => Promise<Result<DraftContent, SaveProblem>>,
): Promise<Result<Draft, SaveProblem>> {
  if (!may(author, 'posts.write')) return Promise.resolve(err('forbidden'))
  return house.storage.transact(async (tx): Promise<Result<Draft, SaveProblem>> => {
    const draft = await findDraft(tx, id)
    if (!draft) return err('not_found')
    const content = await settle(tx, draft)
    if (!content.ok) return content
    const at: Instant = after(draft.changedAt, house.clock())
    await changeDraft(tx, id, { content: content.value, at, accountId: author.accountId })
    return ok({ ...draft, ...content.value, changedAt: at })
  })
}
