/** What is mailed: the rooms above say what and when, the sender carries it out. */
import type { Instant } from '../kernel/clock.ts'
import type { T } from '../language/catalogue.ts'
import type { Language } from '../language/locale.ts'
import type { Reader, Writer } from '../storage/database.ts'
import type { Site } from '../web/house.ts'
import type { EventKind, Mail, MailKind, NewMail, Words } from './mail.ts'
import type { MailEvent } from './store.ts'

/** What the words of a mail are written with. */
export interface Speaking {
  readonly t: T
  readonly language: Language
  readonly site: Site
  readonly now: Instant
  /** Where addresses begin, without a slash at the end. */
  readonly publicUrl: string
}

/**
 * What a kind of mail tells, found in the transaction in which it is taken up: the way to say it, or
 * undefined when there is nothing to tell any more. What was hidden or undone meanwhile is not told.
 */
export type Tells = (tx: Writer, mail: Mail, now: Instant) => Promise<Say | undefined>

/** Says in somebody's language what was found. */
export type Say = (speaking: Speaking) => Words

/** Everything that is mailed, put together in server/mails.ts. */
export interface Trade {
  readonly kinds: Readonly<Record<MailKind, Tells>>
  /** Which mails an event becomes. */
  readonly events: Readonly<
    Record<EventKind, (tx: Writer, event: MailEvent) => Promise<readonly NewMail[]>>
  >
  /** Which mails the hour brings. */
  readonly hours: (db: Reader, site: Site, now: Instant) => Promise<readonly NewMail[]>
}
