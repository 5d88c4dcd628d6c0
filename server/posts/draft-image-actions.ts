/** Bringing an image or a PDF into the text that is being written: the draft is saved with it, in one act. */
import { keepItem } from '../images/actions.ts'
import { isDescribed } from '../images/item.ts'
import { deskItems } from '../images/store.ts'
import type { Taken } from '../images/taking.ts'
import { later } from '../kernel/clock.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import type { House } from '../web/house.ts'
import type { Draft, DraftContent } from './draft.ts'
import { type Author, may, type SaveProblem } from './draft-actions.ts'
import { changeDraft, findDraft, insertDraft } from './draft-store.ts'
import { withLine } from './lines.ts'

/** What an author writes, and the file that comes with it. */
export interface Bringing {
  /** The draft that it is brought into, as the author saw it; a new one without. */
  readonly draft: { readonly id: number; readonly seen: string } | undefined
  readonly content: DraftContent
  readonly taken: Taken
}

export interface Brought {
  readonly draftId: number
  readonly itemId: number
  /** False while nobody has said what the image shows. */
  readonly isDescribed: boolean
}

/** Saves what was written with the file in it. When somebody has saved since, neither is kept. */
export async function bringItem(
  house: House,
  author: Author,
  { draft, content, taken }: Bringing,
): Promise<Result<Brought, SaveProblem>> {
  if (!may(author, 'posts.write')) return err('forbidden')
  return house.storage.transact(async (tx): Promise<Result<Brought, SaveProblem>> => {
    const before = draft && (await findDraft(tx, draft.id))
    if (draft && !before) return err('not_found')
    if (before && before.changedAt !== draft.seen) return err({ theirs: before })
    const by = { accountId: author.accountId, at: house.clock() }
    const itemId = await keepItem(tx, taken, by)
    const [item] = await deskItems(tx, [itemId])
    if (!item) throw new Error(`item ${itemId} was kept and is not there`)
    const whole = { ...content, source: withLine(content.source, item) }
    const saved = before
      ? await changed(house, tx, before, { content: whole, accountId: by.accountId })
      : await insertDraft(tx, whole, { authorId: author.accountId, at: by.at })
    return ok({ draftId: saved.id, itemId, isDescribed: isDescribed(item) })
  })
}

async function changed(
  house: House,
  tx: Parameters<typeof changeDraft>[0],
  before: Draft,
  written: { readonly content: DraftContent; readonly accountId: number },
): Promise<Draft> {
  const now = house.clock()
  const at = now > before.changedAt ? now : later(before.changedAt, 1)
  await changeDraft(tx, before.id, { ...written, at })
  return { ...before, ...written.content, changedAt: at }
}
