/** One-time links: a random token in the address, its hash in the database, used up once. */
import { DAY, HOUR, type Instant, instant, later } from '../kernel/clock.ts'
import type { OneTimeLinkTable } from '../storage/schema.ts'
import type { Role } from './account.ts'

export type Purpose = OneTimeLinkTable['purpose']

/** A link that can still be used, and what it is for. */
export interface Link {
  readonly id: number
  readonly purpose: Purpose
  /** Whose password it sets. */
  readonly accountId: number | undefined
  /** Who is invited, and to what. */
  readonly email: string
  readonly name: string
  readonly title: string
  readonly roles: readonly Role[]
  readonly createdAt: Instant
  readonly createdBy: number | null
  readonly expiresAt: Instant
}

const END_OF_TIME = instant(Date.UTC(9999, 11, 31))

/** Until when a link made now can be used: a set-up link until it is, an invitation a week, a password link a day. */
export function expiryOf(purpose: Purpose, now: Instant): Instant {
  if (purpose === 'set_up') return END_OF_TIME
  return later(now, purpose === 'invitation' ? 7 * DAY : 24 * HOUR)
}

const folders: Record<Purpose, string> = {
  set_up: 'setup',
  invitation: 'invitation',
  password: 'password',
}

/** The link's whole address, to hand to a person. */
export const addressOf = (publicUrl: string, purpose: Purpose, token: string): string =>
  `${publicUrl}/${folders[purpose]}/${token}`
