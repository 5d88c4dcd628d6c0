/** What the page of a post says about itself: to search engines, to those who show a link to it, to readers of feeds. */
import { translator } from '../language/catalogue.ts'
import { citedTime } from '../language/when.ts'
import type { Head } from '../web/frame.ts'
import type { PublicPost } from './post.ts'
import { structured } from './structured-pages.ts'
import { type Telling, titleOf } from './telling-pages.ts'

/** The head; `image` is the first one of the text, if it has any. */
export function postHead(
  post: PublicPost,
  image: Head['image'],
  { t, site, publicUrl }: Telling & { readonly publicUrl: string },
): Head {
  const { capacity, path, summary } = post
  const thread = t('sharing.feed.thread', { post: titleOf(post, t) })
  const speak = translator(post.language)
  return {
    title: titleOf(post, t),
    // The label comes first here too: search engines and link previews show it.
    description: [t(`common.capacity.${capacity}`), summary].filter(Boolean).join('. '),
    canonical: path,
    capacity,
    published: post.firstPublishedAt,
    modified: post.changedAt,
    image,
    feeds: [{ path, title: thread }],
    jsonLd: structured(post, { t: speak, site, publicUrl, image }),
  }
}

/** How a post is cited, in one line: what a copy on paper ends with. */
export const paperOf = (
  { author, title, version, versionAt, path }: PublicPost,
  { t, language, site, publicUrl }: Telling & { readonly publicUrl: string },
): string =>
  t('sharing.paper', {
    ...{ name: [author.name, author.title].filter(Boolean).join(', '), title, number: version },
    ...{ time: citedTime(versionAt, language, site.timeZone), url: publicUrl + path },
  })
