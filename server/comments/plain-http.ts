/** A thread in one piece, in reading order, for files: nothing folded, and as deep as it is. */
import type { PublicPost } from '../posts/post.ts'
import type { Ask } from '../web/web.ts'
import { calledOf } from './beside-pages.ts'
import { itemsOf } from './pages.ts'
import { idsOn } from './place.ts'
import { pathOf, publicCommentsWith, publicThread } from './store.ts'
import { type ReasonName, tellingOf } from './threads.ts'

/**
 * At most so many comments of a post from the one with number `from` on, each with its level from 1, and the number of the one
 * that follows them. Undefined when `from` is the number of no comment; of one that is shown no more its place is meant.
 */
export async function plainThread(
  ask: Ask,
  post: PublicPost,
  { from, most, reasonName }: { from: number | undefined; most: number; reasonName: ReasonName },
) {
  const start = from === undefined ? '' : await pathOf(ask.read, from)
  if (start === undefined) return undefined
  const rows = await publicThread(ask.read, {
    ...{ post: post.id, from: start, end: '~', most: most + 1 },
  })
  const shown = rows.slice(0, most)
  const before = await publicCommentsWith(ask.read, idsOn(shown[0]?.path ?? '').slice(0, -1))
  const above = new Map(before.map((one) => [one.id, calledOf(one, ask.t)]))
  const telling = await tellingOf(ask, shown, { reasonName, above, mayReply: false })
  const lines = shown.map((comment) => ({ comment, level: comment.depth + 1 }))
  const items = itemsOf(lines, telling).items.filter((item) => item.line === undefined)
  return { items, next: rows[most]?.id }
}
