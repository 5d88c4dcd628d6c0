/** A public comment as an item of a feed: with what it answers, and the label of whoever answers for the office. */
import { type T, translator } from '../language/catalogue.ts'
import { absolute } from '../text/absolute.ts'
import { type Html, html, trusted } from '../text/html.ts'
import type { FeedComment } from './comment-store.ts'
import { commentFeedId, type Item } from './feed.ts'

/** The item. Its words are in the language of its post, as on the page. */
export function commentItem(comment: FeedComment, publicUrl: string): Item {
  const { id, post, parent, capacity } = comment
  const t = translator(post.language)
  const label = capacity && t(`common.capacity.${capacity}`)
  const path = `/comments/${id}`
  const name = comment.name || t('comments.noName')
  const of = t(`posts.page.title.${post.capacity}`, { title: post.title })
  return {
    ...{ id: commentFeedId(post.feedId, id), path, language: post.language, capacity },
    version: comment.version,
    title: `${label ? `${label}: ` : ''}${t('sharing.feed.comment', { name, post: of })}`,
    published: comment.shownAt,
    updated: comment.changedAt ?? comment.shownAt,
    author: name,
    categories: capacity && label ? [{ term: capacity, words: label, scheme: '/about' }] : [],
    summary: undefined,
    content: html`${[headOf(comment, { t, label, name })]}${[contextOf(comment, { t, publicUrl })]}${[absolute(trusted(comment.html), publicUrl, path)]}`,
    answers: parent
      ? { id: commentFeedId(post.feedId, parent.id), path: `/comments/${parent.id}` }
      : { id: post.feedId, path: post.path },
    replies: undefined,
  }
}

/** Who answers in which capacity; nothing before a citizen's words. */
const headOf = (
  { title }: FeedComment,
  { label, name }: { readonly t: T; readonly label: string | undefined; readonly name: string },
): Html => (label ? html`<p><strong>${label}.</strong> ${name}, ${title}.</p>` : html``)

/** What the comment stands under and whom it answers: nobody should read it without. */
function contextOf(
  { post, parent }: FeedComment,
  { t, publicUrl }: { readonly t: T; readonly publicUrl: string },
): Html {
  const title = t(`posts.page.title.${post.capacity}`, { title: post.title })
  const under = html`<a href="${publicUrl + post.path}">${title}</a>`
  if (!parent) return html`<p>${t('sharing.feed.under')} ${[under]}</p>`
  const whom =
    parent.exposure === 'marker' ? t('comments.aHiddenOne') : parent.name || t('comments.nobody')
  const answered = html`<a href="${publicUrl}/comments/${parent.id}">${t('sharing.feed.answers', { name: whom })}</a>`
  return html`<p>${[answered]}. ${t('sharing.feed.under')} ${[under]}</p>`
}
