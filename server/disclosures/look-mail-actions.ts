/** Who is mailed that something is to be looked at again: once a day at most, and once for each date and stage. */
import { isAllowed } from '../accounts/mail-address.ts'
import type { Instant } from '../kernel/clock.ts'
import { dateIn } from '../language/zone.ts'
import type { Mail, NewMail } from '../mail/mail.ts'
import { openedAt } from '../site/hours.ts'
import type { Reader, Writer } from '../storage/database.ts'
import type { Site } from '../web/house.ts'
import { lastSoon } from './look-due.ts'
import {
  type DueEntry,
  dueEntries,
  keepReminders,
  type Looker,
  lookers,
  mailsUnderWay,
  type Reminder,
  remindersOf,
} from './look-mail-store.ts'

/** So many entries stand in one mail; the rest is counted. */
const MOST_LISTED = 30

/**
 * The mails that are due: one for each person who has something to look at again of which they were not mailed, within the
 * stated hours, once on a day. A site that was off catches up with what is due when it is back.
 */
export async function lookMailsDue(
  db: Reader,
  site: Site,
  { now, domains }: { readonly now: Instant; readonly domains: readonly string[] | undefined },
): Promise<NewMail[]> {
  const opened = openedAt(now, site.hours, site.timeZone)
  if (!opened) return []
  const today = dateIn(opened, site.timeZone)
  const by = lastSoon(today)
  const shared = share(await dueEntries(db, by), await lookers(db), site)
  if (shared.size === 0) return []
  const underWay = await mailsUnderWay(db)
  const mails: NewMail[] = []
  for (const [{ id, email, wants }, entries] of shared) {
    if (!wants || underWay.has(id) || !isAllowed(email, domains)) continue
    const told = await remindersOf(db, id, by)
    if (entries.every((entry) => isIn(told, reminderOf(entry, today)))) continue
    mails.push({ kind: 'looks', key: `looks:${id}:${today}`, accountId: id })
  }
  return mails
}

/** What somebody is told when the mail is sent. */
export interface LooksFound {
  readonly entries: readonly Reminder[]
  /** How many more there are. */
  readonly more: number
}

/**
 * What is to be looked at again by the one whom a mail is for, found when it is sent and kept as told with it; nothing when all
 * was looked at meanwhile or is somebody else's now.
 */
export async function looksToTell(
  tx: Writer,
  { accountId }: Mail,
  now: Instant,
  site: Site,
): Promise<LooksFound | undefined> {
  const today = dateIn(now, site.timeZone)
  const shared = share(await dueEntries(tx, lastSoon(today)), await lookers(tx), site)
  const [one, mine] = [...shared].find(([{ id }]) => id === accountId) ?? []
  if (!one || !mine) return undefined
  const reminders = mine.map((entry) => reminderOf(entry, today))
  await keepReminders(tx, reminders, { accountId: one.id, at: now })
  return {
    entries: reminders.slice(0, MOST_LISTED),
    more: Math.max(0, reminders.length - MOST_LISTED),
  }
}

/**
 * Whose each entry is: the responsible person's, while they write here; else the official's, who speaks here now; else that
 * of everybody who writes.
 */
function share(
  entries: readonly DueEntry[],
  people: readonly Looker[],
  site: Site,
): Map<Looker, DueEntry[]> {
  const byId = new Map(people.map((one) => [one.id, one]))
  const official = byId.get(site.official.accountId)
  const shared = new Map<Looker, DueEntry[]>()
  for (const entry of entries) {
    const own = byId.get(entry.responsibleId) ?? official
    for (const one of own ? [own] : people) shared.set(one, [...(shared.get(one) ?? []), entry])
  }
  return shared
}

const reminderOf = ({ id, reviewOn }: DueEntry, today: string): Reminder => ({
  ...{ id, reviewOn, stage: reviewOn < today ? 'passed' : 'soon' },
})

const isIn = (told: readonly Reminder[], { id, reviewOn, stage }: Reminder): boolean =>
  told.some((one) => one.id === id && one.reviewOn === reviewOn && one.stage === stage)
