/** Which mails there are: what brings each about, what it finds, what it says. Reads like a table of contents. */
import type { Clock } from './kernel/clock.ts'
import { folderCarrier } from './mail/folder.ts'
import { type Rounds, startRounds } from './mail/loop.ts'
import { openSender, type Sender } from './mail/sender-actions.ts'
import { smtpCarrier } from './mail/smtp.ts'
import type { Trade } from './mail/trade.ts'
import { digestsDue, mailsOfHold, whatIsHeld, whatWaits } from './reminders/actions.ts'
import { digestWords, heldWords } from './reminders/pages.ts'
import type { Storage } from './storage/database.ts'
import type { MailSettings, Settings } from './web/house.ts'
import { readOnlyIn } from './web/read-only.ts'

/** Everything that this version mails. */
export const tradeOf = ({ domains }: Pick<MailSettings, 'domains'>): Trade => ({
  hours: (db, site, now) => digestsDue(db, site, { now, domains }),
  events: {
    comment_held: (tx, event) => mailsOfHold(tx, event, domains),
  },
  kinds: {
    digest: async (tx) => {
      const found = await whatWaits(tx)
      return found && ((speaking) => digestWords(found, speaking))
    },
    comment_held: async (tx, mail) => {
      const found = await whatIsHeld(tx, mail)
      return found && ((speaking) => heldWords(found, speaking))
    },
  },
})

interface Log {
  readonly warn: (about: object, words: string) => void
  readonly error: (about: unknown, words: string) => void
}

/**
 * Begins to send, and goes on until it is stopped; while the blog can only be read it rests. The log
 * is told of a mail by its number alone.
 */
export function startMail(office: {
  readonly storage: Storage
  readonly clock: Clock
  readonly settings: Settings
  readonly log: Log
}): Rounds {
  const { storage, clock, settings, log } = office
  const { server } = settings.mail
  const sender = openSender({
    storage,
    settings,
    carrier: server ? smtpCarrier(server) : folderCarrier(settings.dataDir),
    trade: tradeOf(settings.mail),
    log: (line) => log.warn(line, 'a mail did not go out'),
  })
  const resting: Sender = {
    ...sender,
    sendDue: async (now) => !readOnlyIn(settings.dataDir) && sender.sendDue(now),
  }
  return startRounds(resting, clock, (problem) => log.error(problem, 'a round of mail failed'))
}
