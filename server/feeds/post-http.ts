/** The addresses of the feeds of posts: all, each capacity, each tag. */
import { passagesIn } from '../disclosures/passages-http.ts'
import { figuresIn } from '../images/figures-http.ts'
import { HOUR, type Instant, later } from '../kernel/clock.ts'
import { checkpointOf } from '../ledger/checkpoint-actions.ts'
import type { PublicPost } from '../posts/post.ts'
import { findPublicTag, nextFeedMoment, type PostFilter, wholePublicPosts } from '../posts/store.ts'
import type { FileAnswer } from '../web/files.ts'
import type { App } from '../web/house.ts'
import type { Ask, Web } from '../web/web.ts'
import { atom } from './atom-pages.ts'
import type { Feed } from './feed.ts'
import { jsonFeed } from './json-pages.ts'
import { type FilledPost, postItem } from './post-pages.ts'

const POSTS_IN_FEED = 30

/** A feed that nothing was added to is not sent anew for each comment that comes in: its checkpoint may be so old. */
export const CHECKPOINT_AGE = HOUR

const formats = [
  ['feed.atom', 'application/atom+xml; charset=utf-8', atom],
  ['feed.json', 'application/feed+json; charset=utf-8', jsonFeed],
] as const

/** What makes one feed; the two formats say the same. */
export type MakeFeed = (
  ask: Ask,
  write: (feed: Omit<Feed, 'publicUrl' | 'language' | 'now' | 'checkpoint'>) => Promise<string>,
) => Promise<FileAnswer>

/** Registers a feed in both formats under a path. */
export function feedAt(app: App, web: Web, path: string, make: (end: string) => MakeFeed): void {
  const { publicUrl } = web.house.settings
  for (const [end, type, write] of formats)
    web.file(app, {
      ...{ path: `${path}/${end}`, type },
      make: (ask) =>
        make(end)(ask, async (feed) => {
          const { note } = await checkpointOf(ask.read, web.house)
          const { language } = ask.site
          return write({ ...feed, publicUrl, language, now: ask.now, checkpoint: note })
        }),
    })
}

/** Registers the feeds of posts. */
export function postFeeds(app: App, web: Web): void {
  const { publicUrl } = web.house.settings
  const posts =
    (path: string, filter: PostFilter, titleOf: (ask: Ask) => string): MakeFeed =>
    async (ask, write) => {
      const found = await wholePublicPosts(ask.read, { ...filter, feedAt: ask.now }, POSTS_IN_FEED)
      const { posts: filled, until } = await withPassages(ask, found)
      const next = [until, await nextFeedMoment(ask.read, ask.now), later(ask.now, CHECKPOINT_AGE)]
      return {
        body: await write({
          ...{ path, page: path || '/', title: titleOf(ask), subtitle: ask.site.authority },
          items: filled.map((post) => postItem(post, publicUrl)),
        }),
        tags: ['lists', 'openness'],
        until: next.filter((at) => at !== undefined).sort()[0],
      }
    }
  feedAt(app, web, '', () => posts('', {}, ({ site }) => site.name))
  for (const capacity of ['personal', 'official'] as const)
    feedAt(app, web, `/${capacity}`, () =>
      posts(
        `/${capacity}`,
        { capacity },
        ({ t, site }) => `${t(`posts.list.${capacity}`)} · ${site.name}`,
      ),
    )
  feedAt(app, web, '/tags/:tag', () => async (ask, write) => {
    const tag = await findPublicTag(ask.read, ask.params.tag ?? '')
    if (!tag) return { problem: 'not_found' }
    const title = `${ask.t('posts.list.tag', { tag: tag.name })} · ${ask.site.name}`
    return posts(`/tags/${tag.slug}`, { tag: tag.slug }, () => title)(ask, write)
  })
}

/** Posts with what the archive says now in its places, and when a date alone changes that. */
async function withPassages(ask: Ask, posts: readonly PublicPost[]) {
  const filled: FilledPost[] = []
  const turns: Instant[] = []
  for (const post of posts) {
    const text = await figuresIn(ask, post.html, post.language)
    const { html, until } = await passagesIn(ask, text, post.language)
    filled.push({ ...post, html })
    if (until) turns.push(until)
  }
  return { posts: filled, until: turns.sort()[0] }
}
