/** Files for machines: the feed of posts, what robots may read, whom to tell of a weakness. */
import { passagesIn } from '../disclosures/passages-http.ts'
import { DAY, HOUR, type Instant, later } from '../kernel/clock.ts'
import { Problem } from '../kernel/problem.ts'
import { languages } from '../language/locale.ts'
import { checkpointOf } from '../ledger/checkpoint-actions.ts'
import type { PublicPost } from '../posts/post.ts'
import { nextFeedMoment, wholePublicPosts } from '../posts/store.ts'
import type { App } from '../web/house.ts'
import type { Ask, Web } from '../web/web.ts'
import { atom, type FilledPost } from './atom-pages.ts'
import { archiveFeeds } from './openness-http.ts'

const POSTS_IN_FEED = 20

/** A feed that nothing was added to is not sent anew for each comment that comes in: its checkpoint may be so old. */
const CHECKPOINT_AGE = HOUR

/** Registers the addresses for machines. */
export function feedRoutes(app: App, web: Web): void {
  const { publicUrl } = web.house.settings
  archiveFeeds(app, web)
  web.file(app, {
    path: '/feed.atom',
    type: 'application/atom+xml; charset=utf-8',
    make: async (ask) => {
      const { site, read, now } = ask
      const found = await wholePublicPosts(read, { feedAt: now }, POSTS_IN_FEED)
      const { posts, until } = await withPassages(ask, found)
      const { note } = await checkpointOf(read, web.house)
      const next = [until, await nextFeedMoment(read, now), later(now, CHECKPOINT_AGE)].filter(
        (at) => at !== undefined,
      )
      return {
        body: atom({ site, publicUrl, path: '/feed.atom', posts, now, checkpoint: note }),
        tags: ['lists', 'openness'],
        until: next.sort()[0],
      }
    },
  })
  web.file(app, {
    path: '/robots.txt',
    type: 'text/plain; charset=utf-8',
    make: async () => ({ body: robots, tags: [] }),
  })
  web.file(app, {
    path: '/.well-known/security.txt',
    type: 'text/plain; charset=utf-8',
    make: async (ask) => securityTxt(ask, publicUrl),
  })
}

/** Posts with what the archive says now in its places, and when a date alone changes that. */
async function withPassages(ask: Ask, posts: readonly PublicPost[]) {
  const filled: FilledPost[] = []
  const turns: Instant[] = []
  for (const post of posts) {
    const { html, until } = await passagesIn(ask, post.html, post.language)
    filled.push({ ...post, html })
    if (until) turns.push(until)
  }
  return { posts: filled, until: turns.sort()[0] }
}

/** What is of no use in a search engine; it is no protection, and nothing here needs any. */
const robots = [
  ...['desk', 'sign-in', 'setup', 'receipt', 'invitation', 'comments/*/reply'],
  'ledger/', // of use to programs that come for it; the page itself may be found
].reduce((text, path) => `${text}Disallow: /${path}\n`, 'User-agent: *\n')

/** RFC 9116: whom to tell of a weakness, and until when the file may be believed. */
async function securityTxt({ site, now }: Ask, publicUrl: string) {
  if (!site.contactEmail) throw new Problem('not_found')
  const lines = [
    `Contact: mailto:${site.contactEmail}`,
    `Expires: ${later(now, 180 * DAY)}`,
    `Preferred-Languages: ${[site.language, ...languages.filter((one) => one !== site.language)].join(', ')}`,
    `Canonical: ${publicUrl}/.well-known/security.txt`,
  ]
  return { body: `${lines.join('\n')}\n`, tags: [], until: later(now, 30 * DAY) }
}
