/** The two ways that a mail goes: to a server, or into a folder. */
import type { Instant } from '../kernel/clock.ts'
import type { Outcome } from './mail.ts'

/** A mail on its way. */
export interface Parcel {
  readonly messageId: string
  readonly bytes: Buffer
  readonly from: string
  readonly to: string
}

export interface Carrier {
  /** The server's name, or undefined for the folder. */
  readonly where: string | undefined
  /**
   * Takes a mail where it goes. Calls `offered` once, just before it could be taken in, and waits for
   * it: as long as that was not called, the mail is certainly not delivered. Never throws.
   */
  readonly carry: (parcel: Parcel, offered: () => Promise<void>) => Promise<Outcome>
  /** Takes back what lies here of these mails, where mails lie here at all. */
  readonly erase: (messageIds: readonly string[]) => void
  /** Takes away what has lain here since before a moment. */
  readonly tidy: (before: Instant) => void
}
