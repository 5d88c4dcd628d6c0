/** What is mailed: the rooms above say what and when, the sender carries it out. */
import type { Instant } from '../kernel/clock.ts'
import type { T } from '../language/catalogue.ts'
import type { Language } from '../language/locale.ts'
import type { Reader, Writer } from '../storage/database.ts'
import type { Site } from '../web/house.ts'
import type { MailEvent } from './event-store.ts'
import type { EventKind, Mail, MailKind, NewMail, Outcome, Recipient, Words } from './mail.ts'

/** What the words of a mail are written with. */
export interface Speaking {
  readonly t: T
  readonly language: Language
  readonly site: Site
  readonly now: Instant
  /** Where addresses begin, without a slash at the end. */
  readonly publicUrl: string
  /** The domain of the address that mails come from: names of mails and lists end in it. */
  readonly host: string
}

/**
 * What a kind of mail tells, found in the transaction in which it is taken up: the way to say it, or
 * undefined when there is nothing to tell any more. What was hidden or undone meanwhile is not told.
 */
export type Tells = (tx: Writer, mail: Mail, now: Instant, site: Site) => Promise<Say | undefined>

/** Says in somebody's language what was found. */
export type Say = (speaking: Speaking) => Words

/** Everything that is mailed, put together in server/mails.ts. */
export interface Trade {
  readonly kinds: Readonly<Record<MailKind, Tells>>
  /** Which mails an event becomes. */
  readonly events: Readonly<Record<EventKind, Expand>>
  /** Which mails the hour brings. */
  readonly hours: (db: Reader, site: Site, now: Instant) => Promise<readonly NewMail[]>
  /** Who gets a mail, as long as they still shall. */
  readonly recipientOf: (tx: Writer, mail: Mail, site: Site) => Promise<Recipient | undefined>
  /**
   * Told of a mail that somebody's own mail server will not have, or that was tried long enough; true when it
   * is settled with that, false when a person of the staff has to look at it.
   */
  readonly refused: (tx: Writer, mail: Mail, refusal: Refusal) => Promise<boolean>
  /** What is forgotten once an hour. */
  readonly forget: (tx: Writer, now: Instant) => Promise<void>
}

export interface Refusal {
  readonly outcome: Outcome & { readonly ok: false }
  readonly now: Instant
}

/** Some of the mails that an event becomes; `upTo` while there are more, for the next time. */
export interface Expanded {
  readonly mails: readonly NewMail[]
  readonly upTo?: number | undefined
  /** It is not to be told just now: forgotten, so that it can be told if it is to be again. */
  readonly isMoot?: true
}

export type Expand = (tx: Writer, event: MailEvent) => Promise<Expanded>
