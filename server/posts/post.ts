/** What a post is to everybody who reads it. */
import type { Instant } from '../kernel/clock.ts'
import type { Language } from '../language/locale.ts'
import type { YearMonth } from '../language/when.ts'
import type { Capacity } from '../storage/schema.ts'
import type { AgreedLetter } from '../text/agreed-letter.ts'
import type { Marked } from '../text/marks.ts'

export type { Capacity } from '../storage/schema.ts'

/** The two capacities in which an official writes; there is no third and no default. */
export const capacities = ['personal', 'official'] as const satisfies readonly Capacity[]

/** Whether a text from outside names a capacity. */
export const isCapacity = (text: string): text is Capacity =>
  (capacities as readonly string[]).includes(text)

/** Where a post stands: the month of its first publication in the site's zone, and its slug. */
export interface PostAddress {
  /** `2026/11` */
  readonly yearMonth: YearMonth
  readonly slug: string
}

/** The path of an address: `/2026/11/slug`. */
export const pathOfPost = ({ yearMonth, slug }: PostAddress): string => `/${yearMonth}/${slug}`

export interface PostTag {
  readonly slug: string
  readonly name: string
}

/** The decision that an official post rests on; `url` is http or https. */
export interface Decision {
  readonly text: string
  readonly url: string | undefined
}

/** Who wrote it, as name, title and role were at the time. */
export interface PostAuthor {
  readonly name: string
  readonly title: string
  readonly role: string
}

/** A published post in a list. */
export interface PostEntry extends PostAddress {
  readonly id: number
  readonly path: string
  readonly language: Language
  readonly capacity: Capacity
  readonly title: string
  readonly summary: string
  readonly firstPublishedAt: Instant
  /** When it was last changed in a way that readers are told of. */
  readonly changedAt: Instant | undefined
  readonly commentsOpen: boolean
  /** Comments whose words show, and questions that were answered. */
  readonly commentCount: number
  readonly answerCount: number
}

/** A published post as it stands now. */
export interface PublicPost extends PostEntry {
  /** The number of the current version, from 1. */
  readonly version: number
  /** The time of the current version, told to readers or not. */
  readonly versionAt: Instant
  readonly question: string
  readonly source: string
  /** With places for entries of the archive, to be filled when it is read. */
  readonly html: Marked
  readonly tags: readonly PostTag[]
  readonly decision: Decision | undefined
  /** Set when it is a letter, published as both sides agreed. */
  readonly letter: AgreedLetter | undefined
  readonly author: PostAuthor
  /** Feeds carry it from this moment on. */
  readonly feedsFrom: Instant
  /** A tag URI (RFC 4151), given once. */
  readonly feedId: string
}

/** One published version of a published post. */
export interface PostVersion {
  readonly number: number
  readonly at: Instant
  readonly capacity: Capacity
  /** Set when this version corrected the capacity. */
  readonly correctedFrom: Capacity | undefined
  /** An edit so early that readers are not told of it at the post; the history shows it all the same. */
  readonly isQuiet: boolean
  readonly title: string
  readonly question: string
  readonly summary: string
  readonly source: string
  readonly tags: readonly string[]
  readonly language: Language
  readonly decision: Decision | undefined
  readonly author: PostAuthor
}

/** What is left to tell of a post that was taken down. `reason` is in the author's words, or UNDONE. */
export interface GonePost {
  readonly id: number
  readonly at: Instant
  readonly reason: string
}

/** Stands in the place of a reason when the author took a post back at once; pages have words for it. */
export const UNDONE = 'undo'

/** A name for feeds that stays whatever the address becomes: a tag URI (RFC 4151). */
export const feedIdOf = (publicUrl: string, id: number, at: Instant): string =>
  `tag:${new URL(publicUrl).hostname},${at.slice(0, 10)}:posts/${id}`
