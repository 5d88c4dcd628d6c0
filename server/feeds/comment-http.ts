/** The addresses of the feeds of comments: all of them, and one thread. */
import { later } from '../kernel/clock.ts'
import { fileOfPost, ofMonth } from '../posts/address-http.ts'
import type { App } from '../web/house.ts'
import type { Web } from '../web/web.ts'
import { commentItem } from './comment-pages.ts'
import { latestComments } from './comment-store.ts'
import { CHECKPOINT_AGE, feedAt } from './post-http.ts'

const COMMENTS_IN_FEED = 50

/** Registers the feeds of comments. They are made from what is public of comments, and from nothing else. */
export function commentFeeds(app: App, web: Web): void {
  const { publicUrl } = web.house.settings
  feedAt(app, web, '/comments', () => async (ask, write) => {
    const { read, site, now, t } = ask
    const comments = await latestComments(read, { most: COMMENTS_IN_FEED })
    const title = `${t('sharing.feed.comments')} · ${site.name}`
    const items = comments.map((comment) => commentItem(comment, publicUrl))
    return {
      body: await write({ path: '/comments', page: '/', title, subtitle: site.authority, items }),
      tags: ['lists'],
      until: later(now, CHECKPOINT_AGE),
    }
  })
  feedAt(
    app,
    web,
    `${ofMonth}/:slug`,
    (end) => (ask, write) =>
      fileOfPost(ask, `/${end}`, async (post) => {
        const { read, site, now, t } = ask
        const comments = await latestComments(read, { postId: post.id, most: COMMENTS_IN_FEED })
        const of = t(`posts.page.title.${post.capacity}`, { title: post.title })
        const title = `${t('sharing.feed.thread', { post: of })} · ${site.name}`
        const items = comments.map((comment) => commentItem(comment, publicUrl))
        const page = `${post.path}#comments`
        return {
          body: await write({ path: post.path, page, title, subtitle: site.authority, items }),
          tags: [`post:${post.id}`],
          until: later(now, CHECKPOINT_AGE),
        }
      }),
  )
}
