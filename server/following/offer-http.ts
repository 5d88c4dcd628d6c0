/** What can be followed at an address, as far as it is public, or the reader's own. */
import { findPublicComment } from '../comments/store.ts'
import type { PostAddress, PublicPost } from '../posts/post.ts'
import { findPostIdByAddress, findPublicPost, findPublicPostById } from '../posts/store.ts'
import type { Ask } from '../web/web.ts'
import type { Offered } from './pages.ts'

/** All posts. */
export const offeredPosts: Offered = {
  target: { topic: 'posts', capacity: undefined },
  post: undefined,
  comment: undefined,
}

/** The thread of the post at an address; where the post has moved to; or nothing. */
export async function offeredThread(
  ask: Ask,
  address: PostAddress,
): Promise<Offered | { readonly moved: string } | undefined> {
  const post = await findPublicPost(ask.read, address)
  if (post) return threadOf(post)
  const id = await findPostIdByAddress(ask.read, address)
  const moved = id === undefined ? undefined : await findPublicPostById(ask.read, id)
  return moved && { moved: moved.path }
}

const threadOf = (post: PublicPost): Offered => ({
  target: { topic: 'thread', postId: post.id },
  post: linkTo(post),
  comment: undefined,
})

const linkTo = ({ id, path: href, title, language, capacity }: PublicPost) => ({
  id,
  href,
  title,
  language,
  capacity,
})

/** The answers to a comment whose words are public. */
export async function offeredAnswers(ask: Ask, id: number): Promise<Offered | undefined> {
  const comment = await findPublicComment(ask.read, id)
  const post = comment && (await findPublicPostById(ask.read, comment.postId))
  if (comment?.exposure !== 'text' || !post) return undefined
  const { name } = comment
  const whose = name
    ? ask.t('following.comment.whose', { name })
    : ask.t('following.comment.nobody')
  const isOpenQuestion = comment.isQuestion && comment.answeredBy === undefined
  return {
    target: { topic: 'answers', commentId: id },
    post: linkTo(post),
    comment: { href: `/comments/${id}`, whose, isOpenQuestion },
  }
}

/** A comment that hangs on the code which this browser holds. */
export interface Own {
  readonly id: number
  readonly postId: number
  readonly isOpenQuestion: boolean
}

/** The answers to one's own comment, also while it waits to be read. */
export async function offeredOwn(ask: Ask, own: Own | undefined): Promise<Offered | undefined> {
  const post = own && (await findPublicPostById(ask.read, own.postId))
  if (!own || !post) return undefined
  const { id, isOpenQuestion } = own
  const whose = ask.t('following.comment.yours', { number: id })
  return {
    target: { topic: 'answers', commentId: id },
    post: linkTo(post),
    comment: { href: '/receipt', whose, isOpenQuestion },
  }
}
