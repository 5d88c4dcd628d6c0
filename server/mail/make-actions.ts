/** From what happened, and from what the hour brings, to one mail for each person. */
import type { Instant } from '../kernel/clock.ts'
import { token } from '../kernel/random.ts'
import type { Storage, Writer } from '../storage/database.ts'
import type { Settings, Site } from '../web/house.ts'
import type { NewMail } from './mail.ts'
import { dueEvents, noteExpanded, saveMail } from './store.ts'
import type { Trade } from './trade.ts'

interface Making {
  readonly storage: Storage
  readonly settings: Pick<Settings, 'mail'>
  readonly trade: Trade
}

const MOST_EVENTS = 50

/** Makes the mails that are due at `now`. An event that cannot become mails holds up no other; gives what went wrong. */
export async function makeMails(
  { storage, trade, settings }: Making,
  site: Site,
  now: Instant,
): Promise<unknown[]> {
  const host = settings.mail.from.replace(/.*@/, '')
  const save = (tx: Writer, mail: NewMail) =>
    saveMail(tx, mail, { messageId: `${token(18)}@${host}`, at: now })
  const problems: unknown[] = []
  for (const event of await dueEvents(storage.read, now, MOST_EVENTS)) {
    const made = storage.transact(async (tx) => {
      for (const mail of await trade.events[event.kind](tx, event)) await save(tx, mail)
      await noteExpanded(tx, event.id, now)
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
