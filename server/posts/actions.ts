import { err, ok, type Result } from '../kernel/result.ts'
import { missingForPublication } from '../site/settings.ts'
import type { Writer } from '../storage/database.ts'
import type { House, Site, Tag } from '../web/house.ts'
import { mustAsk, noteApproved, speakerOf } from './approval-actions.ts'
import { asPublished } from './aside-actions.ts'
import { keepAside } from './aside-store.ts'
import { findPostState } from './desk-store.ts'
import type { DraftContent } from './draft.ts'
import { type Author, contentOf, draftAsSeen, endDraft, may } from './draft-actions.ts'
import { changeDraft, findDraftOfPost } from './draft-store.ts'
import { postChanged } from './lifted-actions.ts'
import { keepLifted } from './lifted-store.ts'
import { type Act, type Made, publishAgain, publishFirst } from './making-actions.ts'
import type { Capacity } from './post.ts'
import {
  decidePublication,
  hasForbiddenNumber,
  type Publication,
  type PublicationProblem,
} from './publication.ts'
import { entriesReady, makeWaiting, type WithheldProblem } from './withheld-actions.ts'

/** What an author asks for on the page of publication. */
export interface Publish {
  readonly draftId: number
  /** `changedAt` of the draft as it was read before publishing. */
  readonly seen: string
  /** The capacity, for a draft that was saved without. */
  readonly capacity?: Capacity | undefined
  /** A changed title gives the post a new address; the old one then leads there. */
  readonly newAddress?: boolean
  /** Asked within the act: whether it is still to be done; and what is written down with it. */
  readonly still?: (tx: Writer) => Promise<boolean>
  readonly also?: (tx: Writer) => Promise<void>
}

export interface Published extends Made {
  readonly act: Publication['act']
}

export type PublishProblem =
  | 'forbidden'
  | 'not_found'
  | 'overtaken'
  | 'posts.refused.contact'
  | WithheldProblem
  | PublicationProblem
  | 'publishing.refused.aside'

/**
 * Makes a draft public as a new post or as its post's next version, and the draft is gone. Refused
 * as `decidePublication` says, when the draft was changed after the author read it, and while the
 * site does not say how to reach those who run it.
 */
export async function publishDraft(
  house: House,
  author: Author,
  publish: Publish,
): Promise<Result<Published, PublishProblem>> {
  const site = house.site()
  if (!site || !may(author, 'posts.write')) return err('forbidden')
  if (missingForPublication(site).length > 0) return err('posts.refused.contact')
  let accounts = 0
  const done = await house.storage.transact(
    async (tx): Promise<Result<Published, PublishProblem>> => {
      const ready = await readyDraft(tx, publish, { site, author })
      if (!ready.ok) return ready
      const { draft, speaker } = ready.value
      const post = draft.postId ? await findPostState(tx, draft.postId) : undefined
      const at = house.clock()
      const capacity = draft.capacity ?? publish.capacity
      const decided = decidePublication({ ...draft, capacity }, post, at)
      if (!decided.ok) return decided
      const entries = await entriesReady(tx, draft, { site, at })
      if (!entries.ok) return entries
      const who = { author: speaker.author, at }
      const act = { house, site, ...who, publication: decided.value }
      const keep = (postId: number) => makeWaiting(tx, entries.value, withPost(act, postId))
      const newAddress = publish.newAddress ?? false
      const made = post
        ? await publishAgain(tx, { ...act, post, newAddress, keep })
        : await publishFirst(tx, { ...act, keep })
      await noteApproved(tx, speaker, { postId: made.postId, at })
      await publish.also?.(tx)
      await keepLifted(tx, draft.id, made.postId)
      await keepAside(tx, draft.id, made.postId)
      await endDraft(tx, draft.id)
      accounts = entries.value.length
      return ok({ ...made, act: decided.value.act })
    },
  )
  if (done.ok) {
    const archive: Tag[] = accounts > 0 ? ['openness'] : []
    await postChanged(house, done.value.postId, ...archive)
  }
  return done
}

/**
 * The draft as it was read and will be published, and who speaks in it. Refused when it was changed since, when somebody else has
 * to say yes first, and when it is no aside any more.
 */
export async function readyDraft(
  tx: Writer,
  publish: Publish,
  by: { readonly site: Site; readonly author: Author },
) {
  const found = await draftAsSeen(tx, publish.draftId, publish)
  if (!found.ok) return found
  const speaker = await speakerOf(tx, found.value, by)
  if (!speaker.ok) return speaker
  const written = await asPublished(tx, found.value)
  return written.ok ? ok({ draft: written.value, speaker: speaker.value }) : written
}

/**
 * Corrects in which capacity a published post was written: a version of its own with the same words,
 * shown to readers and recorded. A change that is being written meanwhile is corrected with it.
 */
export async function correctCapacity(
  house: House,
  author: Author,
  { postId, to }: { readonly postId: number; readonly to: Capacity },
): Promise<Result<Published, PublishProblem>> {
  const site = house.site()
  if (!site || !may(author, 'posts.write') || mustAsk(site, author)) return err('forbidden')
  const done = await house.storage.transact(
    async (tx): Promise<Result<Published, PublishProblem>> => {
      const post = await findPostState(tx, postId)
      if (post?.state !== 'published') return err('not_found')
      const at = house.clock()
      const decided = decidePublication({ ...contentOf(post), capacity: to }, post, at)
      if (!decided.ok) return decided
      const act = { house, site, author, at, publication: decided.value }
      const made = await publishAgain(tx, { ...act, post, newAddress: false })
      const draft = await findDraftOfPost(tx, postId)
      if (draft?.capacity === post.current.capacity)
        await changeDraft(tx, draft.id, { content: { ...draft, capacity: to }, at, ...author })
      return ok({ ...made, act: decided.value.act })
    },
  )
  if (done.ok) await postChanged(house, postId)
  return done
}

/** What an entry that is made public with a post takes from it. */
const withPost = ({ house, author, at, publication }: Act, postId: number) => ({
  ...{ postId, capacity: publication.content.capacity, who: author, at },
  publicUrl: house.settings.publicUrl,
})

/**
 * Makes a letter public as both sides agreed, within the transaction of that act; `keep` writes down what the page is
 * made from, once the post and the number of its version are known. Refused as `decidePublication` says, except that
 * a published letter changes here and nowhere else.
 */
export async function publishAgreed(
  tx: Writer,
  act: Omit<Act, 'publication'> & {
    readonly content: DraftContent
    readonly postId: number | undefined
    readonly keep: (postId: number, version: number) => Promise<void>
  },
): Promise<Result<Published, PublicationProblem | 'not_found'>> {
  const { content, postId, keep, at } = act
  const post = postId === undefined ? undefined : await findPostState(tx, postId)
  if (postId !== undefined && !post) return err('not_found')
  if (hasForbiddenNumber(content, act.site.country)) return err('posts.refused.identity')
  const decided = decidePublication(content, post && { ...post, isAgreed: false }, at)
  if (!decided.ok) return decided
  const publication = decided.value
  const agreed = { ...act, publication, keep, isAgreed: true } as const
  const made = post
    ? await publishAgain(tx, { ...agreed, post, newAddress: false })
    : await publishFirst(tx, agreed)
  return ok({ ...made, act: publication.act })
}
