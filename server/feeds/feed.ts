/** What any feed is: items in the order in which they became public, each in its own language, with its label. */
import type { Instant } from '../kernel/clock.ts'
import type { Language } from '../language/locale.ts'
import type { Capacity } from '../storage/schema.ts'
import type { Html } from '../text/html.ts'

/** A word that an item is sorted under; without a scheme it is a capacity. */
export interface Category {
  readonly term: string
  readonly words: string
  /** The path of what lists all that have it. */
  readonly scheme: string
}

/** What an item answers, or is answered by. */
export interface Related {
  readonly id: string
  readonly path: string
}

export interface Item {
  /** Stays whatever the address becomes: a tag URI (RFC 4151). */
  readonly id: string
  readonly path: string
  readonly language: Language
  /** With the label in words. */
  readonly title: string
  readonly published: Instant
  /** When readers were last told of a change. */
  readonly updated: Instant
  readonly author: string
  /** Undefined for what a citizen wrote. */
  readonly capacity: Capacity | undefined
  /** The label first, where there is one. */
  readonly categories: readonly Category[]
  readonly summary: string | undefined
  /** The whole text, with absolute links. */
  readonly content: Html
  readonly version: number
  readonly answers: Related | undefined
  /** The path of the feed of what answers it, without its ending. */
  readonly replies: string | undefined
}

export interface Feed {
  readonly publicUrl: string
  /** The path of the feed without `/feed.atom`; empty for that of all posts. */
  readonly path: string
  /** The path of the page that shows the same. */
  readonly page: string
  readonly title: string
  readonly subtitle: string
  readonly language: Language
  /** The latest first. */
  readonly items: readonly Item[]
  readonly now: Instant
  /** The checkpoint of the ledger, so that whoever keeps a feed is a witness. */
  readonly checkpoint: string
}

/** The name of a comment for feeds, from the name that its post was given once. */
export const commentFeedId = (postFeedId: string, id: number): string =>
  `${postFeedId}/comments/${id}`

/** When anything in a feed was last changed; an empty one is as new as it was asked for. */
export const updatedAt = ({ items, now }: Pick<Feed, 'items' | 'now'>): Instant =>
  items
    .map(({ updated }) => updated)
    .sort()
    .at(-1) ?? now
