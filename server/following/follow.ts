/** What somebody without an account follows by mail, and for how long their address is kept. */
import { DAY, HOUR, type Instant, instant, later, milliseconds } from '../kernel/clock.ts'
import type { Language } from '../language/locale.ts'
import type { Capacity } from '../storage/schema.ts'

/** What can be followed: new posts, a post's thread, answers to a comment, a question until it is answered. */
export type Target =
  | { readonly topic: 'posts'; readonly capacity: Capacity | undefined }
  | { readonly topic: 'thread'; readonly postId: number }
  | { readonly topic: 'answers' | 'question'; readonly commentId: number }

/** One thing that one address follows. */
export interface Follow {
  readonly id: number
  readonly target: Target
  /** Sealed; only a mail to it opens it. */
  readonly address: string
  readonly language: Language
  readonly askedAt: Instant
  readonly confirmedAt: Instant | undefined
  /** How many mails in a row its server would not have, and since when. */
  readonly refused: number
  readonly refusedSince: Instant | undefined
}

/**
 * What an address follows once at most: the posts, one thread, or one comment, whichever way. A person
 * who chooses another way changes the one they have.
 */
export function subjectOf(target: Target): string {
  if (target.topic === 'posts') return 'posts'
  return target.topic === 'thread' ? `post:${target.postId}` : `comment:${target.commentId}`
}

/** The word for what is followed: the topic, and of posts the capacity; each has words in `following.what.*`. */
export function wordOf({ target }: Pick<Follow, 'target'>) {
  if (target.topic !== 'posts') return target.topic
  return target.capacity ? (`posts.${target.capacity}` as const) : target.topic
}

/** How long the link in the first mail works; whoever has not said yes by then is erased. */
export const CONFIRM_WITHIN = 48 * HOUR

/** How long an address is kept after the last decision in what it follows (LAW.md section 5): six months. */
export const KEPT_AFTER = 184 * DAY

/** A question that was answered is followed no more: its address goes a day after the mail. */
export const KEPT_ANSWERED = DAY

/** How long it is remembered, as a keyed hash alone, that an address shall get no mail. */
export const STOPPED_FOR = 365 * DAY

/** What a server said of an address that will never take mail: unknown, moved, or closed (RFC 3463, 3.2 and 3.3). */
const GONE = /^5\.(?:1\.(?:1|2|3|6|10)|2\.1)$/

/** Whether a server's status code says that an address will never take mail. */
export const saysGone = (status: string): boolean => GONE.test(status)

/** After so many refusals in a row over so long an address is believed to be gone, whatever the server says. */
const MOST_REFUSALS = 3
const REFUSED_FOR = 7 * DAY

/** Whether an address gets no more mail, after so many refusals in a row of which the last was this one. */
export function isGone(
  refused: { readonly count: number; readonly since: Instant },
  { status, now }: { readonly status: string | undefined; readonly now: Instant },
): boolean {
  if (status !== undefined && saysGone(status)) return true
  return refused.count >= MOST_REFUSALS && now >= later(refused.since, REFUSED_FOR)
}

/** The hour in which something came under a post: one mail tells of all that came in it. */
export function windowOf(at: Instant): { readonly from: Instant; readonly to: Instant } {
  const from = instant(Math.floor(milliseconds(at) / HOUR) * HOUR)
  return { from, to: later(from, HOUR) }
}
