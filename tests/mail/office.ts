/** The sender of a site, and a crowd that it mails to. */
import { giveRole, saveAccount } from '../../server/accounts/store.ts'
import type { Instant } from '../../server/kernel/clock.ts'
import type { Carrier } from '../../server/mail/carrier.ts'
import { folderCarrier } from '../../server/mail/folder.ts'
import { openSender } from '../../server/mail/sender-actions.ts'
import type { Trade } from '../../server/mail/trade.ts'
import { tradeOf } from '../../server/mails.ts'
import { openThread } from '../moderation/sent.ts'
import type { TestSite, Wanted } from '../support/site.ts'

/** A Monday at half past seven: the moderators begin to read at eight. */
export const monday = '2026-11-23T06:30:00.000Z' as Instant

/** A site with a thread, early on a Monday. */
export const openMonday = (wanted: Wanted = {}) => openThread({ clock: monday, ...wanted })

/** The sender of a site, as main.ts opens it; `told` is what it wrote to the log. */
export function senderOf(
  { storage, settings, clock, keys }: TestSite,
  carrier: Carrier = folderCarrier(settings.dataDir),
  trade: Trade = tradeOf(settings.mail, keys),
) {
  const told: string[] = []
  const log = (line: object) => told.push(JSON.stringify(line))
  const sender = openSender({ storage, settings, carrier, trade, log })
  return { told, send: () => sender.sendDue(clock()) }
}

/** Every mail of a site, whatever has become of it. */
export const mailsOf = ({ storage }: TestSite) =>
  storage.read.selectFrom('mail').selectAll().orderBy('id').execute()

/** Makes one more person of the desk, as the database has one; gives their number. */
export const addModerator = (
  { storage, clock }: TestSite,
  person: { readonly email: string; readonly name?: string },
): Promise<number> =>
  storage.transact(async (tx) => {
    const at = clock()
    const made = { name: 'Ann Ek', title: 'jurist', password: 'x', at, ...person }
    const accountId = await saveAccount(tx, made)
    await giveRole(tx, { accountId, role: 'moderator', by: null, at })
    return accountId
  })
