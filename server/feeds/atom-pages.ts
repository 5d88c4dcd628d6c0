/**
 * Feeds by RFC 4287, written by hand: the library that would do it cannot say in which language an entry is, and each has its
 * own. What answers what is told by RFC 4685.
 */
import type { Category, Feed, Item } from './feed.ts'
import { updatedAt } from './feed.ts'
import { element, textElement } from './xml.ts'

const TYPE = 'application/atom+xml'
const THREADS = 'http://purl.org/syndication/thread/1.0'

/** The name of what the feeds say of the ledger (docs/ledger.md): a name, not an address. */
const LEDGER = 'urn:insyn:ledger:1'

/** The checkpoint as an element of any feed, line break for line break. */
export const checkpointElement = (note: string): string =>
  textElement('ledger:checkpoint', { 'xmlns:ledger': LEDGER, 'xml:space': 'preserve' }, note)

/** The whole document. */
export function atom(feed: Feed): string {
  const { publicUrl, path, page, title, subtitle, language, items, checkpoint } = feed
  const self = `${publicUrl}${path}/feed.atom`
  const document = element(
    'feed',
    { xmlns: 'http://www.w3.org/2005/Atom', 'xmlns:thr': THREADS, 'xml:lang': language },
    [
      textElement('id', {}, self),
      textElement('title', {}, title),
      textElement('subtitle', {}, subtitle),
      textElement('updated', {}, updatedAt(feed)),
      textElement('link', { rel: 'self', type: TYPE, href: self }),
      textElement('link', { rel: 'alternate', type: 'text/html', href: publicUrl + page }),
      checkpointElement(checkpoint),
      ...items.map((item) => entry(item, publicUrl)),
    ].map((line) => `\n${line}`),
  )
  return `<?xml version="1.0" encoding="utf-8"?>\n${document}\n`
}

/** One item in its own language. */
function entry(item: Item, publicUrl: string): string {
  const { language, summary } = item
  const url = publicUrl + item.path
  return element('entry', { 'xml:lang': language }, [
    textElement('id', {}, item.id),
    textElement('title', {}, item.title),
    textElement('published', {}, item.published),
    textElement('updated', {}, item.updated),
    textElement('link', { rel: 'alternate', type: 'text/html', hreflang: language, href: url }),
    ...related(item, publicUrl),
    element('author', {}, [textElement('name', {}, item.author)]),
    ...item.categories.map((one) => category(one, publicUrl)),
    ...(summary === undefined ? [] : [textElement('summary', {}, summary)]),
    textElement('content', { type: 'html', 'xml:base': url }, item.content),
  ])
}

function related({ answers, replies }: Item, publicUrl: string): string[] {
  const to = answers && { ref: answers.id, href: publicUrl + answers.path, type: 'text/html' }
  const feed = replies && `${publicUrl}${replies}/feed.atom`
  return [
    ...(to ? [textElement('thr:in-reply-to', to)] : []),
    ...(feed ? [textElement('link', { rel: 'replies', type: TYPE, href: feed })] : []),
  ]
}

const category = ({ term, words, scheme }: Category, publicUrl: string): string =>
  textElement('category', { term, scheme: publicUrl + scheme, label: words })
