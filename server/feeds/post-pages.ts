/** A post as an item of a feed; there are never comments in it (LAW.md L36). */
import { translator } from '../language/catalogue.ts'
import { standing } from '../language/standing.ts'
import type { PublicPost } from '../posts/post.ts'
import { absolute } from '../text/absolute.ts'
import { type Html, html } from '../text/html.ts'
import type { Item } from './feed.ts'

/** A post whose places are filled. */
export type FilledPost = Omit<PublicPost, 'html'> & { readonly html: Html }

/** The item: whole text, the label first in title, categories and text. An early, quiet edit is no change. */
export function postItem(post: FilledPost, publicUrl: string): Item {
  const { capacity, language, author } = post
  const label = translator(language)(`common.capacity.${capacity}`)
  const line = standing(capacity, author.name, language)
  const text = absolute(post.html, publicUrl, post.path)
  const question = post.question === '' ? [] : [html`<p><em>${post.question}</em></p>`]
  return {
    ...{ id: post.feedId, path: post.path, language, capacity, version: post.version },
    title: `${label}: ${post.title}`,
    published: post.firstPublishedAt,
    updated: post.changedAt ?? post.firstPublishedAt,
    author: author.name,
    categories: [
      { term: capacity, words: label, scheme: '/about' },
      ...post.tags.map(({ slug, name }) => ({ term: slug, words: name, scheme: '/tags/' })),
    ],
    summary: post.summary === '' ? undefined : `${label}. ${post.summary}`,
    content: html`<p><strong>${label}.</strong> ${line}.</p>${[text]}${question}`,
    answers: undefined,
    replies: post.path,
  }
}
