/** Files for machines: the feeds, what robots may read, whom to tell of a weakness. */
import { DAY, later } from '../kernel/clock.ts'
import { Problem } from '../kernel/problem.ts'
import { languages } from '../language/locale.ts'
import type { App } from '../web/house.ts'
import type { Ask, Web } from '../web/web.ts'
import { commentFeeds } from './comment-http.ts'
import { archiveFeeds } from './openness-http.ts'
import { postFeeds } from './post-http.ts'
import { sitemapRoutes } from './sitemap-http.ts'

/** Registers the addresses for machines. */
export function feedRoutes(app: App, web: Web): void {
  const { publicUrl } = web.house.settings
  archiveFeeds(app, web)
  postFeeds(app, web)
  commentFeeds(app, web)
  sitemapRoutes(app, web)
  web.file(app, {
    path: '/robots.txt',
    type: 'text/plain; charset=utf-8',
    make: async () => ({ body: `${robots}\nSitemap: ${publicUrl}/sitemap.xml\n`, tags: [] }),
  })
  web.file(app, {
    path: '/.well-known/security.txt',
    type: 'text/plain; charset=utf-8',
    make: async (ask) => securityTxt(ask, publicUrl),
  })
}

/** What is of no use in a search engine; it is no protection, and nothing here needs any. */
const robots = [
  ...['desk', 'sign-in', 'setup', 'receipt', 'invitation', 'comments/*/reply', 'search'],
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
