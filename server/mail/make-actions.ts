/** From what happened, and from what the hour brings, to one mail for each person. */
import type { Instant } from '../kernel/clock.ts'
import { token } from '../kernel/random.ts'
import type { Storage, Writer } from '../storage/database.ts'
import type { Settings, Site } from '../web/house.ts'
import { dueEvents, forgetEvent, noteExpanded, noteExpandedTo } from './event-store.ts'
import { hostOf, type NewMail } from './mail.ts'
import { saveMail } from './store.ts'
import type { Trade } from './trade.ts'

interface Making {
  readonly storage: Storage
  readonly settings: Pick<Settings, 'mail'>
  readonly trade: Trade
}

const MOST_EVENTS = 50

/** Makes one mail, in the transaction of what it is about; a second one with its key is not made. */
export function makeMail(
  tx: Writer,
  mail: NewMail,
  { settings, at }: { readonly settings: Making['settings']; readonly at: Instant },
): Promise<void> {
  const messageId = `${mail.name ?? token(18)}@${hostOf(settings.mail.from)}`
  return saveMail(tx, mail, { messageId, at })
}

/** Makes the mails that are due at `now`. An event that cannot become mails holds up no other; gives what went wrong. */
export async function makeMails(
  { storage, trade, settings }: Making,
  site: Site,
  now: Instant,
): Promise<unknown[]> {
  const save = (tx: Writer, mail: NewMail) => makeMail(tx, mail, { settings, at: now })
  const problems: unknown[] = []
  for (const event of await dueEvents(storage.read, now, MOST_EVENTS)) {
    const made = storage.transact(async (tx) => {
      const { mails, upTo, isMoot } = await trade.events[event.kind](tx, event)
      for (const mail of mails) await save(tx, mail)
      if (isMoot) await forgetEvent(tx, event.id)
      else if (upTo === undefined) await noteExpanded(tx, event.id, now)
      else await noteExpandedTo(tx, event.id, upTo)
    })
    await made.catch((problem) => problems.push(problem))
  }
  const timely = await trade.hours(storage.read, site, now)
  if (timely.length > 0)
    await storage.transact(async (tx) => {
      for (const mail of timely) await save(tx, mail)
    })
  return problems
}
