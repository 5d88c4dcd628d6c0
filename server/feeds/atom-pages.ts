/**
 * The feed of posts by RFC 4287, written by hand: the library that would do it cannot say in which
 * language an entry is, and each post has its own. There are never comments in it (LAW.md L36).
 */
import type { Instant } from '../kernel/clock.ts'
import { translator } from '../language/catalogue.ts'
import { standing } from '../language/standing.ts'
import type { PublicPost } from '../posts/post.ts'
import { type Html, html } from '../text/html.ts'
import type { Site } from '../web/house.ts'
import { element, textElement } from './xml.ts'

/** A post whose places are filled. */
export type FilledPost = Omit<PublicPost, 'html'> & { readonly html: Html }

/** What the feed is made from; posts are the latest first, and feeds may carry all of them by now. */
export interface Feed {
  readonly site: Site
  readonly publicUrl: string
  /** The path of the feed itself. */
  readonly path: string
  readonly posts: readonly FilledPost[]
  readonly now: Instant
  /** The checkpoint of the ledger, so that whoever keeps a feed is a witness. */
  readonly checkpoint: string
}

/** The name of what the feeds say of the ledger (docs/ledger.md): a name, not an address. */
const LEDGER = 'urn:insyn:ledger:1'

/** The checkpoint as an element of any feed, line break for line break. */
export const checkpointElement = (note: string): string =>
  textElement('ledger:checkpoint', { 'xmlns:ledger': LEDGER, 'xml:space': 'preserve' }, note)

/** The whole document. */
export function atom({ site, publicUrl, path, posts, now, checkpoint }: Feed): string {
  const updated = posts.map(updatedAt).sort().at(-1) ?? now
  const feed = element(
    'feed',
    { xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': site.language },
    [
      textElement('id', {}, publicUrl + path),
      textElement('title', {}, site.name),
      textElement('subtitle', {}, site.authority),
      textElement('updated', {}, updated),
      textElement('link', { rel: 'self', type: 'application/atom+xml', href: publicUrl + path }),
      textElement('link', { rel: 'alternate', type: 'text/html', href: `${publicUrl}/` }),
      checkpointElement(checkpoint),
      ...posts.map((post) => entry(post, publicUrl)),
    ].map((line) => `\n${line}`),
  )
  return `<?xml version="1.0" encoding="utf-8"?>\n${feed}\n`
}

/** When readers were last told of a change; an early, quiet edit is none (RFC 4287 section 4.2.15). */
const updatedAt = (post: FilledPost): Instant => post.changedAt ?? post.firstPublishedAt

/** One post in its own language, the label first in title, category and text. */
function entry(post: FilledPost, publicUrl: string): string {
  const { capacity, language, author } = post
  const t = translator(language)
  const label = t(`common.capacity.${capacity}`)
  const url = publicUrl + post.path
  const line = standing(capacity, author.name, language)
  const question = post.question === '' ? [] : [html`<p><em>${post.question}</em></p>`]
  const content = html`<p><strong>${label}.</strong> ${line}.</p>${[post.html]}${question}`
  return element('entry', { 'xml:lang': language }, [
    textElement('id', {}, post.feedId),
    textElement('title', {}, `${label}: ${post.title}`),
    textElement('published', {}, post.firstPublishedAt),
    textElement('updated', {}, updatedAt(post)),
    textElement('link', { rel: 'alternate', type: 'text/html', hreflang: language, href: url }),
    element('author', {}, [textElement('name', {}, author.name)]),
    textElement('category', { term: capacity, scheme: `${publicUrl}/about`, label }),
    ...post.tags.map(({ slug, name }) =>
      textElement('category', { term: slug, scheme: `${publicUrl}/tags/`, label: name }),
    ),
    ...(post.summary === '' ? [] : [textElement('summary', {}, `${label}. ${post.summary}`)]),
    textElement('content', { type: 'html', 'xml:base': url }, content),
  ])
}
