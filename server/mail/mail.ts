/** A mail: its kinds, what can become of it, and when it is tried again. */
import { HOUR, type Instant, later, MINUTE } from '../kernel/clock.ts'
import type { Language } from '../language/locale.ts'
import type { MailState } from '../storage/schema.ts'
import type { Html } from '../text/html.ts'

/** What somebody is told by mail; each has words in `mail.kind.*`. */
export const mailKinds = [
  ...([
    'digest',
    'comment_held',
    'letter',
    'letter_moved',
    'register',
    'looks',
    'approval',
    'schedule',
  ] as const),
  ...([
    'follow_asked',
    'follow_known',
    'new_post',
    'answer',
    'question_answered',
    'thread',
  ] as const),
] as const
export type MailKind = (typeof mailKinds)[number]

/** The acts of which an event is kept, because a kind of mail reads it. */
export type EventKind = 'comment_held' | 'post_published' | 'comment_shown'

/**
 * Why a mail has not gone out, without anything a server said (it could name an address); each has
 * words in `mail.problem.*`. Of the last three none gets better by waiting.
 */
export const mailProblems = [
  ...(['away', 'slow', 'later', 'tls', 'sign_in', 'disk', 'interrupted'] as const),
  ...(['refused', 'domain', 'fault'] as const),
]
export type MailProblem = (typeof mailProblems)[number]

/** A mail as the sender has it. */
export interface Mail {
  readonly id: number
  readonly kind: MailKind
  readonly eventId: number | undefined
  readonly postId: number | undefined
  readonly commentId: number | undefined
  readonly letterId: number | undefined
  readonly accountId: number | undefined
  readonly followId: number | undefined
  readonly messageId: string
  readonly state: MailState
  readonly attempts: number
  readonly createdAt: Instant
}

/** What is to be mailed: to somebody of the staff, or to somebody who follows. */
export type NewMail = NewMailOf & ({ readonly accountId: number } | { readonly followId: number })

interface NewMailOf {
  readonly kind: MailKind
  /** What makes it this mail and no other: a second one with the same key is not made. */
  readonly key: string
  readonly eventId?: number
  readonly postId?: number
  readonly commentId?: number
  readonly letterId?: number
  /** Not before; at once when it is not given. */
  readonly dueAt?: Instant
  /** What the Message-ID is made of, where other mails refer to it; else it is random. */
  readonly name?: string
}

/** Who gets a mail, and in which language; read when it is sent. */
export interface Recipient {
  /** Empty for whoever has told no name. */
  readonly name: string
  readonly address: string
  readonly language: Language
  /** Staff are mailed at the authority's own domains alone (LAW.md L15). */
  readonly isStaff: boolean
}

/** What a mail says. */
export interface Words {
  readonly subject: string
  readonly text: string
  readonly html: Html
  /** Headers of the kind of mail, such as List-Id; their values are ours, never a person's. */
  readonly headers?: Readonly<Record<string, string>>
}

/** How handing over ended. `again` is tried later, `never` is not; `isServer`: the next mail would fare the same. */
export type Outcome =
  | { readonly ok: true }
  | {
      readonly ok: false
      readonly problem: MailProblem
      readonly reply?: number | undefined
      /** The enhanced status code in the server's answer, such as `5.1.1` (RFC 3463). */
      readonly status?: string | undefined
      readonly isFinal: boolean
      readonly isServer: boolean
    }

/** After so many attempts, over more than two days, a mail is stuck and a person decides. */
export const MOST_ATTEMPTS = 16

/**
 * When to try again after the attempt number `attempts` (from 1): a minute later, then twice as long
 * each time up to six hours, a fifth more or less by `chance` (0 to 1) so that not all come at once.
 */
export function nextTry(now: Instant, attempts: number, chance: number): Instant {
  const wait = Math.min(6 * HOUR, MINUTE * 2 ** (attempts - 1))
  return later(now, Math.round(wait * (0.8 + 0.4 * chance)))
}

/** The domain that the names of mails and lists end in: that of the address they come from. */
export const hostOf = (from: string): string => from.replace(/.*@/, '')

/** The name of a mail's file, made of its Message-ID, so that there is at most one. */
export const fileOf = (messageId: string): string => `${messageId.replace(/@.*/, '')}.eml`
