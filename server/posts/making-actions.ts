/** What happens when a version is made public, within the transaction of the act that decided it. */
import type { Instant } from '../kernel/clock.ts'
import { yearMonth } from '../language/when.ts'
import { saveEvent } from '../mail/event-store.ts'
import { nextId } from '../storage/counter.ts'
import type { Writer } from '../storage/database.ts'
import type { House, Site } from '../web/house.ts'
import {
  changePost,
  freeAddress,
  insertPost,
  notUnpublished,
  rememberAddress,
} from './desk-store.ts'
import type { Author } from './draft-actions.ts'
import { feedIdOf, pathOfPost, UNDONE } from './post.ts'
import { feedsFrom, type PostState, type Publication } from './publication.ts'
import { keepVersion } from './versions.ts'

/** A post that was made public. */
export interface Made {
  readonly postId: number
  readonly path: string
}

/** What is made public now, by whom. */
export interface Act {
  readonly house: House
  readonly site: Site
  readonly author: Author
  readonly at: Instant
  readonly publication: Publication
  /** A letter has no places for the archive: a line in it that looks like one is the words of whoever wrote it. */
  readonly isAgreed?: true
  /** What must stand before the version does. */
  readonly keep?: (postId: number, version: number) => Promise<void>
}

/** Makes a first version public, under an address that is free. */
export async function publishFirst(tx: Writer, act: Act): Promise<Made> {
  const { house, site, author, at, publication } = act
  const { title, language, commentsOpen } = publication.content
  const id = await nextId(tx, 'post')
  const month = yearMonth(at, site.timeZone)
  const address = await freeAddress(tx, { yearMonth: month, title, language })
  await insertPost(tx, {
    id,
    state: 'published',
    year_month: month,
    slug: address.slug,
    version: 1,
    language,
    author_id: author.accountId,
    comments_open: commentsOpen ? 1 : 0,
    first_published_at: at,
    feeds_from: feedsFrom(at),
    changed_at: null,
    feed_id: feedIdOf(house.settings.publicUrl, id, at),
  })
  await rememberAddress(tx, id, address)
  await act.keep?.(id, 1)
  await keepVersion(tx, { ...act, postId: id })
  await tellFollowers(tx, id, at)
  return { postId: id, path: pathOfPost(address) }
}

/** Makes a next version of a post public, or the first one again after it was taken down. */
export async function publishAgain(
  tx: Writer,
  act: Act & { readonly post: PostState; readonly newAddress: boolean },
): Promise<Made> {
  const { post, at, publication } = act
  const { content, number, isQuiet } = publication
  const { yearMonth, id } = post
  const address = act.newAddress ? await freeAddress(tx, { ...content, yearMonth }, id) : post
  const wasUndone = post.unpublished?.reason === UNDONE
  await changePost(tx, post.id, {
    state: 'published',
    ...notUnpublished,
    slug: address.slug,
    version: number,
    language: content.language,
    changed_at: isQuiet ? (post.changedAt ?? null) : at,
    ...(post.unpublished ? { comments_open: content.commentsOpen ? 1 : 0 } : {}),
    ...(wasUndone ? { first_published_at: at, feeds_from: feedsFrom(at) } : {}),
  })
  await rememberAddress(tx, post.id, address)
  await act.keep?.(post.id, number)
  await keepVersion(tx, { ...act, postId: post.id })
  if (publication.act === 'post_published') await tellFollowers(tx, post.id, at)
  return { postId: post.id, path: pathOfPost(address) }
}

/** Who follows by mail is told when feeds are: once the post can no longer be taken back. */
const tellFollowers = (tx: Writer, postId: number, at: Instant) =>
  saveEvent(tx, { kind: 'post_published', postId, at, dueAt: feedsFrom(at) })
