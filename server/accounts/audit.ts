/** The internal log of what was done with accounts, roles, sessions and settings. */
import type { Instant } from '../kernel/clock.ts'

/** Every act that is written down; each has words in `accounts.audit.*`. */
export const acts = [
  'set_up',
  'account_created',
  'invited',
  'invitation_withdrawn',
  'invitation_accepted',
  'disabled',
  'enabled',
  'role_given',
  'role_taken',
  'person_changed',
  'password_link_made',
  'password_set_by_link',
  'password_changed',
  'second_factor_on',
  'second_factor_off',
  'recovery_codes_made',
  'recovery_code_used',
  'signed_in',
  'signed_out',
  'sign_in_slowed',
  'session_ended',
  'sessions_ended',
  'settings_changed',
  'mail_chosen',
  'mail_retried',
  'register_exported',
  'mail_given_up',
  'mail_stopped',
  'official_planned',
  'official_cancelled',
  'branch_moved',
  'branch_moved_back',
  'post_scheduled',
  'post_schedule_cancelled',
  'post_published_late',
  'approval_asked',
  'approval_returned',
  'approval_approved',
  'approval_withdrawn',
  'approval_published',
  'post_pinned',
  'post_unpinned',
] as const

export type Act = (typeof acts)[number]

/** One line of the log. */
export interface AuditEntry {
  readonly at: Instant
  /** Whose account did it; null for the command line, and for somebody who is not signed in. */
  readonly by: number | null
  readonly act: Act
  /** What it was done to: an account's number, an e-mail address that was invited, `follower`, or a comment's number. */
  readonly subject?: string | undefined
  /** Codes from closed lists, separated by spaces: roles, names of settings. Never a person's words. */
  readonly detail?: string | undefined
}

/** A line as it is read. */
export interface AuditLine extends AuditEntry {
  readonly id: number
  /** The name of whose account did it, as it is now. */
  readonly name: string | undefined
}

/** Somebody who follows by mail as the subject of an entry: who it is the log does not keep. */
export const follower = 'follower'

/** An account as the subject of an entry. */
export const subjectOf = (accountId: number): string => `account:${accountId}`

/** The account's number in a subject, if it is one. */
export function accountOf(subject: string | undefined): number | undefined {
  const found = /^account:(\d+)$/.exec(subject ?? '')
  return found ? Number(found[1]) : undefined
}
