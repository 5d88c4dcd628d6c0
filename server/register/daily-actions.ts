/** Which registrars are mailed what waits for them, once a day: numbers, times and states, and not a word of a letter. */
import { isAllowed } from '../accounts/mail-address.ts'
import type { Instant } from '../kernel/clock.ts'
import { dateIn } from '../language/zone.ts'
import type { Mail, NewMail } from '../mail/mail.ts'
import { openedAt } from '../site/hours.ts'
import type { Reader, Writer } from '../storage/database.ts'
import type { Site } from '../web/house.ts'
import type { Entry } from './entry.ts'
import { type Registrar, registrars, unregistered } from './store.ts'

/** So many letters stand in one mail; the rest is counted. */
const MOST_LISTED = 50

/** The lists that are due: one for each registrar for whom something waits, within the stated hours, once on a day. */
export async function listsDue(
  db: Reader,
  site: Site,
  { now, domains }: { readonly now: Instant; readonly domains: readonly string[] | undefined },
): Promise<NewMail[]> {
  const opened = openedAt(now, site.hours, site.timeZone)
  if (!opened) return []
  const day = dateIn(opened, site.timeZone)
  const due: NewMail[] = []
  for (const one of await registrars(db)) {
    if (!isAllowed(one.email, domains)) continue
    if ((await unregistered(db, askingOf(one), 1)).length === 0) continue
    due.push({ kind: 'register', key: `register:${one.id}:${day}`, accountId: one.id })
  }
  return due
}

const askingOf = ({ id }: Pick<Registrar, 'id'>) => ({
  accountId: id,
  isOfficial: false,
  isRegistrar: true,
})

/** What waits for the one whom a mail is for, when it is sent; nothing when all was done or they are no registrar now. */
export async function unregisteredFor(
  tx: Writer,
  { accountId }: Mail,
): Promise<{ readonly entries: readonly Entry[]; readonly hasMore: boolean } | undefined> {
  const one = (await registrars(tx)).find(({ id }) => id === accountId)
  const entries = one ? await unregistered(tx, askingOf(one), MOST_LISTED + 1) : []
  if (entries.length === 0) return undefined
  return { entries: entries.slice(0, MOST_LISTED), hasMore: entries.length > MOST_LISTED }
}
