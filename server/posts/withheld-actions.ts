/** What authors withhold in the text of a post: the entry waits with the draft and is made public with it. */
import { keepMade, type Responsible, writingAt } from '../disclosures/actions.ts'
import type { Said } from '../disclosures/disclosure.ts'
import { disclosuresWith } from '../disclosures/store.ts'
import { saveWaiting, type Waiting, waitingWith } from '../disclosures/waiting-store.ts'
import { type ImageProblem, imagesReady } from '../images/actions.ts'
import { type Instant, later } from '../kernel/clock.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import { nextId } from '../storage/counter.ts'
import type { Reader, Writer } from '../storage/database.ts'
import { placesIn } from '../text/markdown.ts'
import type { House, Site } from '../web/house.ts'
import type { Draft, DraftContent } from './draft.ts'
import { type Author, may } from './draft-actions.ts'
import { changeDraft, findDraft } from './draft-store.ts'
import { identityPlaces } from './hints.ts'
import { numbered } from './withheld.ts'

export type WithheldProblem =
  | 'posts.refused.identity'
  | 'editor.refused.approval'
  | 'posts.refused.place_open'
  | 'posts.refused.place_unknown'
  | 'posts.refused.place_late'
  | ImageProblem

/**
 * Keeps what an author says of a place in a draft: of the first place without an entry, which gets its number in the text, or
 * of an entry that waits already. Gives the draft as it is then.
 */
export async function keepWaiting(
  house: House,
  author: Author,
  given: Pick<Waiting, 'draftId' | 'said' | 'responsible'> & { readonly entry: number | undefined },
): Promise<Result<Draft, 'forbidden' | 'not_found'>> {
  if (!may(author, 'posts.write')) return err('forbidden')
  const { draftId, said, responsible } = given
  return house.storage.transact(async (tx): Promise<Result<Draft, 'not_found'>> => {
    const draft = await findDraft(tx, draftId)
    if (!draft) return err('not_found')
    const by = { accountId: author.accountId, at: house.clock() }
    if (given.entry !== undefined) {
      const waiting = await waitingWith(tx, draftId)
      if (!waiting.some(({ id }) => id === given.entry)) return err('not_found')
    }
    const id = given.entry ?? (await nextId(tx, 'disclosure'))
    const source = given.entry === undefined ? numbered(draft.source, id) : draft.source
    if (source === undefined) return err('not_found')
    await saveWaiting(tx, { id, draftId, said, responsible }, by)
    // Also when only the entry changed: whoever publishes has read all that becomes public.
    const changedAt = by.at > draft.changedAt ? by.at : later(draft.changedAt, 1)
    const content = { ...draft, source }
    await changeDraft(tx, draftId, { content, at: changedAt, accountId: author.accountId })
    return ok({ ...content, changedAt })
  })
}

/**
 * What is published with a draft: the waiting entries that its text has places for. Refused when a place has no entry, one that
 * is unknown, or one whose next look has passed; and when the draft holds an identity number.
 * Refused too when an image is not there, or nobody has said what it shows.
 */
export async function entriesReady(
  tx: Reader | Writer,
  draft: DraftContent & { readonly id: number },
  { site, at }: { readonly site: Site; readonly at: Instant },
): Promise<Result<Waiting[], WithheldProblem>> {
  if (identityPlaces(draft).length > 0) return err('posts.refused.identity')
  const places = placesIn(draft.source)
  if (places.some(({ id }) => id === undefined)) return err('posts.refused.place_open')
  const ids = new Set(places.map(({ id }) => id ?? 0))
  const waiting = (await waitingWith(tx, draft.id)).filter(({ id }) => ids.has(id))
  const known = [...waiting, ...(await disclosuresWith(tx, [...ids]))].map(({ id }) => id)
  if ([...ids].some((id) => !known.includes(id))) return err('posts.refused.place_unknown')
  const { today } = writingAt(site, at)
  if (waiting.some(({ said }) => said.reviewOn <= today)) return err('posts.refused.place_late')
  const images = await imagesReady(tx, draft)
  return images.ok ? ok(waiting) : images
}

/** Makes the entries public with the post that has places for them, in its capacity. */
export async function makeWaiting(
  tx: Writer,
  entries: readonly Waiting[],
  act: {
    readonly postId: number
    readonly capacity: Said['capacity']
    readonly who: Responsible
    readonly at: Instant
    readonly publicUrl: string
  },
): Promise<void> {
  const { postId, capacity, who, at, publicUrl } = act
  for (const { id, said, responsible } of entries)
    await keepMade(tx, {
      ...{ id, said: { ...said, capacity }, on: { postId }, who, responsible, at, publicUrl },
    })
}
