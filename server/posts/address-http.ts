/** What answers at an address that a post has or has had: an address once published never leads nowhere. */
import type { YearMonth } from '../language/when.ts'
import type { FileAnswer } from '../web/files.ts'
import { view } from '../web/views.ts'
import type { Answer, Ask } from '../web/web.ts'
import { goneModel } from './pages.ts'
import type { GonePost, PostAddress, PublicPost } from './post.ts'
import { findGonePost, findPostIdByAddress, findPublicPost, findPublicPostById } from './store.ts'

/** The beginning of the route of every post. */
export const ofMonth = '/:year(^\\d{4}$)/:month(^[01]\\d$)'

/** The address that was asked for. */
export const addressOf = ({ params }: Pick<Ask, 'params'>): PostAddress => ({
  yearMonth: `${params.year}/${params.month}` as YearMonth,
  slug: params.slug ?? '',
})

/** The post at an address, where it is by now, or when and why it was taken down. */
async function postAt(
  ask: Pick<Ask, 'params' | 'read'>,
): Promise<{ post?: PublicPost; moved?: PublicPost; gone?: GonePost }> {
  const address = addressOf(ask)
  const post = await findPublicPost(ask.read, address)
  if (post) return { post }
  const id = await findPostIdByAddress(ask.read, address)
  if (id === undefined) return {}
  const moved = await findPublicPostById(ask.read, id)
  if (moved) return { moved }
  const gone = await findGonePost(ask.read, id)
  return gone ? { gone } : {}
}

/**
 * The page of a post, or one below it; 301 to where the post is now; 410 with the date and the reason when it was taken down.
 */
export async function pageOfPost(
  ask: Ask,
  below: string,
  show: (post: PublicPost) => Promise<Answer>,
): Promise<Answer> {
  const { post, moved, gone } = await postAt(ask)
  if (post) return show(post)
  if (moved) return { redirect: moved.path + below }
  if (!gone) return { problem: 'not_found' }
  return {
    view: view('posts/gone', goneModel(gone, ask)),
    head: { title: ask.t('posts.gone.title'), noindex: true },
    tags: [`post:${gone.id}`],
    status: 410,
  }
}

/**
 * As above for a file about a post; `below` is what its address has after that of the post. Of a post that was taken down it
 * says when and why (410).
 */
export async function fileOfPost(
  ask: Ask,
  below: string,
  make: (post: PublicPost) => Promise<FileAnswer>,
): Promise<FileAnswer> {
  const { post, moved, gone } = await postAt(ask)
  if (post) return make(post)
  if (moved) return { redirect: moved.path + below }
  if (!gone) return { problem: 'not_found' }
  const { when, reason, record } = goneModel(gone, ask)
  return { gone: [ask.t('posts.gone.title'), when, reason, record].filter(Boolean).join('\n') }
}
