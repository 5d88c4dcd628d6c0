/** What authors do in public without words: take back at once, take down with a reason, close a thread. */
import { err, ok, type Result } from '../kernel/result.ts'
import { newSalt, textHash } from '../ledger/salted.ts'
import { append } from '../ledger/store.ts'
import type { House } from '../web/house.ts'
import { changePost, findPostState } from './desk-store.ts'
import type { Draft } from './draft.ts'
import { type Author, contentOf, may } from './draft-actions.ts'
import { findDraftOfPost, insertDraft } from './draft-store.ts'
import { postChanged } from './lifted-actions.ts'
import { UNDONE } from './post.ts'
import { mayUndo, parseReason } from './publication.ts'

export type TakedownProblem =
  | 'forbidden'
  | 'not_found'
  | 'posts.refused.late'
  | 'posts.fault.reason'

/**
 * Takes a post back before feeds carry it, within five minutes of its publication. Its words are a
 * draft again, which comes back, but for a letter: its words are the agreement's. Readers of its
 * address are told that it was taken back.
 */
export async function undoPublication(
  house: House,
  author: Author,
  postId: number,
): Promise<Result<Draft | undefined, TakedownProblem>> {
  if (!may(author, 'posts.write')) return err('forbidden')
  type Undone = Result<Draft | undefined, TakedownProblem>
  const done = await house.storage.transact(async (tx): Promise<Undone> => {
    const post = await findPostState(tx, postId)
    const at = house.clock()
    if (!post) return err('not_found')
    if (!mayUndo(post, at)) return err('posts.refused.late')
    await changePost(tx, postId, {
      state: 'unpublished',
      unpublished_at: at,
      unpublished_reason: UNDONE,
    })
    await append(tx, {
      kind: 'post_unpublished',
      at,
      number: postId,
      act: 'undo',
      by: 'author',
      hash: null,
    })
    if (post.isAgreed) return ok(undefined)
    const begun = await findDraftOfPost(tx, postId)
    const by = { authorId: author.accountId, at, postId }
    return ok(begun ?? (await insertDraft(tx, contentOf(post), by)))
  })
  if (done.ok) await postChanged(house, postId)
  return done
}

/** Takes a published post down. Its address answers with the date and this reason from now on. */
export async function unpublishPost(
  house: House,
  author: Author,
  act: { readonly postId: number; readonly reason: string },
): Promise<Result<undefined, TakedownProblem>> {
  if (!may(author, 'posts.write')) return err('forbidden')
  const reason = parseReason(act.reason)
  if (!reason.ok) return err(reason.problem)
  const { postId } = act
  const done = await house.storage.transact(
    async (tx): Promise<Result<undefined, TakedownProblem>> => {
      const post = await findPostState(tx, postId)
      if (post?.state !== 'published') return err('not_found')
      const at = house.clock()
      const salt = newSalt()
      const hash = textHash(salt, { reason: reason.value })
      await changePost(tx, postId, {
        state: 'unpublished',
        unpublished_at: at,
        unpublished_reason: reason.value,
        unpublished_salt: salt,
        unpublished_hash: hash,
      })
      await append(tx, {
        kind: 'post_unpublished',
        at,
        number: postId,
        act: 'unpublish',
        by: 'author',
        hash,
      })
      return ok(undefined)
    },
  )
  if (done.ok) await postChanged(house, postId)
  return done
}

/** Opens or closes a post for comments; what was said stays. */
export async function openComments(
  house: House,
  author: Author,
  { postId, open }: { readonly postId: number; readonly open: boolean },
): Promise<Result<undefined, 'forbidden'>> {
  if (!may(author, 'posts.write')) return err('forbidden')
  await house.storage.transact((tx) => changePost(tx, postId, { comments_open: open ? 1 : 0 }))
  await house.changed(`post:${postId}`, 'lists')
  return ok(undefined)
}
