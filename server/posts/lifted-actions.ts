/** Lifting a comment into a post: a draft that stands beside the words it answers. */
import { err, ok, type Result } from '../kernel/result.ts'
import type { House, Tag } from '../web/house.ts'
import type { Draft, DraftContent } from './draft.ts'
import { type Author, may } from './draft-actions.ts'
import { insertDraft } from './draft-store.ts'
import { findLiftable, insertLifted, originOf } from './lifted-store.ts'
import { seriesOf } from './series-store.ts'

/**
 * Begins a draft that will quote a citizen's comment word for word. Refused when its words are not public. The draft itself has
 * none of them: they are read where they are, each time the post is.
 */
export async function liftComment(
  house: House,
  author: Author,
  commentId: number,
): Promise<Result<Draft, 'forbidden' | 'not_found'>> {
  if (!may(author, 'posts.write')) return err('forbidden')
  return house.storage.transact(async (tx): Promise<Result<Draft, 'not_found'>> => {
    const comment = await findLiftable(tx, commentId)
    if (!comment) return err('not_found')
    const at = house.clock()
    const draft = await insertDraft(tx, blank(comment.language), { authorId: author.accountId, at })
    const { accountId } = author
    await insertLifted(tx, {
      ...{ comment_id: commentId, draft_id: draft.id, account_id: accountId, at },
    })
    return ok(draft)
  })
}

const blank = (language: DraftContent['language']): DraftContent => ({
  ...{ capacity: undefined, title: '', question: '', summary: '', source: '', tags: [] },
  ...{ language, decision: undefined, commentsOpen: true },
})

/**
 * Says, after a commit, that a post is not what it was. Named by others it is too: by the comment that it began with, and by its
 * neighbours in a series.
 */
export async function postChanged(house: House, postId: number, ...more: Tag[]): Promise<void> {
  const { read } = house.storage
  const origin = await originOf(read, postId)
  const isPart = (await seriesOf(read, postId)) !== undefined
  const names: Tag[] = [
    ...(origin ? [`post:${origin}` as const] : []),
    ...(isPart ? ['series' as const] : []),
  ]
  await house.changed(`post:${postId}`, 'lists', ...names, ...more)
}
