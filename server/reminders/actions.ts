/** Who of the staff is mailed what, and whether it is still true when it is sent. */

import { isAllowed } from '../accounts/mail-address.ts'
import { findMailChoice } from '../accounts/mail-choice-store.ts'
import { findAccount } from '../accounts/store.ts'
import { findComment, waiting } from '../comments/kept-store.ts'
import type { Instant } from '../kernel/clock.ts'
import type { MailEvent } from '../mail/event-store.ts'
import type { Mail, NewMail, Recipient } from '../mail/mail.ts'
import { lastDecision } from '../moderation/decision-store.ts'
import type { Reader, Writer } from '../storage/database.ts'
import type { Site } from '../web/house.ts'
import { partOfDay } from './digest.ts'
import { deciders, newestWaiting, type Reachable, readersToTell } from './store.ts'

/** The domains that staff may have their addresses at; undefined for every one. */
export type Domains = readonly string[] | undefined

/**
 * The digests that are due: one for each reader in each part of the staffed day, and none before
 * something new came. Outside the stated hours, and while nobody reads, there are none.
 */
export async function digestsDue(
  db: Reader,
  site: Site,
  { now, domains }: { readonly now: Instant; readonly domains: Domains },
): Promise<NewMail[]> {
  const part = partOfDay(now, site.hours, site.timeZone)
  const newest = part && (await newestWaiting(db))
  if (!newest) return []
  const people = (await readersToTell(db, newest)).filter(isListed(domains))
  return people.map(({ id }) => ({
    kind: 'digest',
    key: `digest:${id}:${part}`,
    commentId: newest,
    accountId: id,
  }))
}

const isListed =
  (domains: Domains) =>
  ({ email }: Reachable): boolean =>
    isAllowed(email, domains)

/** What a digest tells: how many comments wait and since when, or nothing when all were read meanwhile. */
export async function whatWaits(tx: Writer) {
  const { count, oldest } = await waiting(tx)
  return oldest && { count, oldest }
}

/** The mails about a comment that is held: to everybody who may decide, but not to whoever holds it. */
export async function mailsOfHold(
  tx: Writer,
  { id, commentId }: MailEvent,
  domains: Domains,
): Promise<NewMail[]> {
  const last = commentId === undefined ? undefined : await lastDecision(tx, commentId)
  if (commentId === undefined || last?.act !== 'hold') return []
  const people = (await deciders(tx, last.account)).filter(isListed(domains))
  return people.map((person) => ({
    kind: 'comment_held',
    key: `comment_held:${id}:${person.id}`,
    eventId: id,
    commentId,
    accountId: person.id,
  }))
}

/** What there is to tell of a held comment: its number and since when, or nothing once it is decided. */
export async function whatIsHeld(tx: Writer, { commentId, accountId }: Mail) {
  const comment = commentId === undefined ? undefined : await findComment(tx, commentId)
  if (comment?.state !== 'held' || !comment.removed_at) return undefined
  const last = await lastDecision(tx, comment.id)
  return last?.account === accountId ? undefined : { number: comment.id, since: comment.removed_at }
}

/** Whose account it is, while it is open, as the one who gets a mail. */
export async function staffRecipient(
  tx: Writer,
  accountId: number,
  site: Site,
): Promise<Recipient | undefined> {
  const account = await findAccount(tx, accountId)
  if (!account || account.disabledAt) return undefined
  const { language } = await findMailChoice(tx, account.id)
  const { name, email: address } = account
  return { name, address, language: language ?? site.language, isStaff: true }
}
