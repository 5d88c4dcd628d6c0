/** Feeds by JSON Feed 1.1; what is ours in them stands under `_insyn`, as the format asks. */
import type { Feed, Item } from './feed.ts'

/** The whole document. */
export function jsonFeed(feed: Feed): string {
  const { publicUrl, path, page, title, subtitle, language, items, checkpoint } = feed
  const document = {
    version: 'https://jsonfeed.org/version/1.1',
    title,
    home_page_url: publicUrl + page,
    feed_url: `${publicUrl}${path}/feed.json`,
    description: subtitle,
    language,
    _insyn: { checkpoint },
    items: items.map((item) => jsonItem(item, publicUrl)),
  }
  return `${JSON.stringify(document, null, 2)}\n`
}

/** One item in its own language; what is undefined is left out. */
const jsonItem = (item: Item, publicUrl: string) => ({
  id: item.id,
  url: publicUrl + item.path,
  title: item.title,
  content_html: item.content,
  summary: item.summary,
  date_published: item.published,
  date_modified: item.updated,
  authors: [{ name: item.author }],
  tags: item.categories.length > 0 ? item.categories.map(({ words }) => words) : undefined,
  language: item.language,
  _insyn: {
    capacity: item.capacity,
    version: item.version,
    answers: item.answers && { id: item.answers.id, url: publicUrl + item.answers.path },
    replies: item.replies && `${publicUrl}${item.replies}/feed.json`,
  },
})
