/** What authors do with drafts: save them, take up a change, throw them away. */

import { mandates, type Viewer } from '../accounts/account.ts'
import { deleteWaiting } from '../disclosures/waiting-store.ts'
import { type Instant, later } from '../kernel/clock.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import type { Writer } from '../storage/database.ts'
import type { House } from '../web/house.ts'
import { findPostState } from './desk-store.ts'
import type { Draft, DraftContent } from './draft.ts'
import { changeDraft, deleteDraft, findDraft, findDraftOfPost, insertDraft } from './draft-store.ts'
import type { PostState } from './publication.ts'

/** Only authors write posts, see drafts and take posts down. */
export const may = mandates({ 'posts.write': ['author'] })

/** Who writes: what of the viewer is kept with a version. */
export type Author = Pick<Viewer, 'accountId' | 'name' | 'title' | 'roles'>

/** Somebody else has saved since: their draft, to be shown beside one's own. */
export interface Overtaken {
  readonly theirs: Draft
}

export type SaveProblem = 'forbidden' | 'not_found' | Overtaken

/** Keeps a new draft. */
export async function startDraft(
  house: House,
  author: Author,
  content: DraftContent,
): Promise<Result<Draft, 'forbidden'>> {
  if (!may(author, 'posts.write')) return err('forbidden')
  const by = { authorId: author.accountId, at: house.clock() }
  return ok(await house.storage.transact((tx) => insertDraft(tx, content, by)))
}

/**
 * Saves over a draft that the author has seen as it was at `seen`. When somebody has saved since,
 * nothing is overwritten: their draft comes back, to be read beside one's own.
 */
export async function saveDraft(
  house: House,
  author: Author,
  save: { readonly id: number; readonly seen: string; readonly content: DraftContent },
): Promise<Result<Draft, SaveProblem>> {
  if (!may(author, 'posts.write')) return err('forbidden')
  return house.storage.transact(async (tx): Promise<Result<Draft, SaveProblem>> => {
    const draft = await findDraft(tx, save.id)
    if (!draft) return err('not_found')
    if (draft.changedAt !== save.seen) return err({ theirs: draft })
    const at = after(draft.changedAt, house.clock())
    const { accountId } = author
    await changeDraft(tx, draft.id, { content: save.content, at, accountId })
    return ok({ ...draft, ...save.content, changedAt: at })
  })
}

/** A draft that is to be published: as it was when it was read at `seen`, and while `still` says so. */
export async function draftAsSeen(
  tx: Writer,
  id: number,
  { seen, still }: { readonly seen: string; readonly still?: (tx: Writer) => Promise<boolean> },
): Promise<Result<Draft, 'not_found' | 'overtaken'>> {
  const draft = await findDraft(tx, id)
  if (!draft) return err('not_found')
  const isMeant = draft.changedAt === seen && (!still || (await still(tx)))
  return isMeant ? ok(draft) : err('overtaken')
}

/** Takes up a change to a post: the draft that is being written already, or one of the current version. */
export async function draftChange(
  house: House,
  author: Author,
  postId: number,
): Promise<Result<Draft, 'forbidden' | 'not_found'>> {
  if (!may(author, 'posts.write')) return err('forbidden')
  return house.storage.transact(async (tx): Promise<Result<Draft, 'not_found' | 'forbidden'>> => {
    const begun = await findDraftOfPost(tx, postId)
    if (begun) return ok(begun)
    const post = await findPostState(tx, postId)
    if (!post) return err('not_found')
    if (post.isAgreed) return err('forbidden') // only both sides change it
    const by = { authorId: author.accountId, at: house.clock(), postId }
    return ok(await insertDraft(tx, contentOf(post), by))
  })
}

/** Throws a draft away. What was published stays as it is. */
export async function throwAwayDraft(
  house: House,
  author: Author,
  id: number,
): Promise<Result<undefined, 'forbidden'>> {
  if (!may(author, 'posts.write')) return err('forbidden')
  await house.storage.transact((tx) => endDraft(tx, id))
  return ok(undefined)
}

/** Ends a draft with all that still hangs on it: it was published, or nobody wants it. */
export async function endDraft(tx: Writer, id: number): Promise<void> {
  await deleteWaiting(tx, id)
  await deleteDraft(tx, id)
}

/** The words of a post's current version, to be written on. */
export const contentOf = ({ current, commentsOpen }: PostState): DraftContent => ({
  capacity: current.capacity,
  title: current.title,
  question: current.question,
  summary: current.summary,
  source: current.source,
  tags: current.tags,
  language: current.language,
  decision: current.decision,
  commentsOpen,
})

/** Two saves within one millisecond must still be told apart. */
export const after = (earlier: Instant, now: Instant): Instant =>
  now > earlier ? now : later(earlier, 1)
