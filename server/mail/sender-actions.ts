/**
 * The sender: makes mails of what is due and hands them over one by one. Each step is committed
 * before the next, so that whoever pulls the plug loses no mail (docs/mail.md says what can be promised).
 */

import { isAllowed } from '../accounts/mail-address.ts'
import { type Instant, later, MINUTE } from '../kernel/clock.ts'
import { chance } from '../kernel/random.ts'
import { translator } from '../language/catalogue.ts'
import { findSite } from '../site/store.ts'
import type { Storage, Writer } from '../storage/database.ts'
import type { Settings, Site } from '../web/house.ts'
import type { Carrier } from './carrier.ts'
import {
  hostOf,
  type Mail,
  type MailProblem,
  MOST_ATTEMPTS,
  nextTry,
  type Outcome,
  type Recipient,
} from './mail.ts'
import { makeMails } from './make-actions.ts'
import { bytesOf } from './message.ts'
import { changeMail, findMail, nextDue } from './store.ts'
import { erase, forgetOld, resume } from './tidy-actions.ts'
import type { Say, Trade } from './trade.ts'

export interface Office {
  readonly storage: Storage
  readonly settings: Pick<Settings, 'publicUrl' | 'mail'>
  readonly carrier: Carrier
  readonly trade: Trade
  /** Told of each failure: the mail's number, never an address. */
  readonly log: (line: { readonly mail: number; readonly problem: MailProblem }) => void
}

export interface Sender {
  /**
   * Does what is due at `now`, at most fifty mails; true when there may be more. One at a time.
   * Rejects, after all that could be done, with what went wrong.
   */
  readonly sendDue: (now: Instant) => Promise<boolean>
  /** Lets the mail that is under way be the last one. */
  readonly stop: () => void
}

const MOST = 50

/** What the sender remembers from round to round. */
interface Memory {
  isStopped: boolean
  /** The hour in which what is old was last forgotten. */
  cleared: string
  /** How often in a row the server was away, and until when it is left alone. */
  failures: number
  restsUntil: string
}

/** Opens the sender; it does nothing by itself. */
export function openSender(office: Office): Sender {
  const memory: Memory = { isStopped: false, cleared: '', failures: 0, restsUntil: '' }
  return {
    stop: () => {
      memory.isStopped = true
    },
    sendDue: async (now) => {
      const site = await findSite(office.storage.read, now)
      if (!site) return false
      await hourly(office, memory, now)
      await erase(office)
      await resume(office, now)
      const [problem] = await makeMails(office, site, now)
      const isMore = await sendSeveral(office, memory, { site, now })
      if (problem) throw problem
      return isMore
    },
  }
}

/** Sends what is due, one after the other; true when there may be more. */
async function sendSeveral(
  office: Office,
  memory: Memory,
  { site, now }: { readonly site: Site; readonly now: Instant },
): Promise<boolean> {
  for (let count = 0; count < MOST; count++) {
    if (memory.isStopped || now < memory.restsUntil) return false
    const outcome = await sendNext(office, site, now)
    if (outcome === undefined) return false
    notice(memory, outcome, now)
  }
  return true
}

async function hourly(office: Office, memory: Memory, now: Instant): Promise<void> {
  const hour = now.slice(0, 13)
  if (memory.cleared === hour) return
  await forgetOld(office, now)
  memory.cleared = hour
}

/** While the server is away the mails behind the first wait too: a minute, then longer, at most an hour. */
function notice(memory: Memory, outcome: Outcome, now: Instant): void {
  const isAway = !outcome.ok && outcome.isServer
  memory.failures = isAway ? memory.failures + 1 : 0
  if (isAway) memory.restsUntil = later(now, Math.min(60, 2 ** (memory.failures - 1)) * MINUTE)
}

const wasDropped: Outcome = { ok: true }

/** Sends the next mail that is due; undefined when there is none. */
async function sendNext(office: Office, site: Site, now: Instant): Promise<Outcome | undefined> {
  const mail = await nextDue(office.storage.read, now)
  if (!mail) return undefined
  try {
    const taken = await office.storage.transact((tx) => takeUp(tx, office, { site, mail, now }))
    if (!taken) return wasDropped
    return await handOver(office, { site, mail, now, ...taken })
  } catch (problem) {
    if (!(problem instanceof CannotWrite)) throw problem
    return settle(office, { mail, now, outcome: unwritten })
  }
}

/** A mail that cannot be written says so at the desk and holds up no other. */
class CannotWrite extends Error {}
const unwritten: Outcome = { ok: false, problem: 'fault', isFinal: true, isServer: false }

interface Taken {
  readonly to: Recipient
  readonly say: Say
}

interface Taking {
  readonly site: Site
  readonly mail: Mail
  readonly now: Instant
}

/** Marks a mail as being handed over, with what it has to tell; drops it when that is nothing. */
async function takeUp(
  tx: Writer,
  { trade, settings }: Office,
  { site, mail, now }: Taking,
): Promise<Taken | undefined> {
  if ((await findMail(tx, mail.id))?.state !== 'waiting') return undefined
  const to = await trade.recipientOf(tx, mail, site)
  const isListed = to !== undefined && (!to.isStaff || isAllowed(to.address, settings.mail.domains))
  const say = isListed
    ? await trade.kinds[mail.kind](tx, mail, now, site).catch(cannotWrite)
    : undefined
  if (!to || !say) {
    const problem = to && !isListed ? 'domain' : null
    await changeMail(tx, mail.id, { state: 'dropped', problem, reply: null, settled_at: now })
    return undefined
  }
  await changeMail(tx, mail.id, { state: 'handing', attempts: mail.attempts + 1 })
  return { to, say }
}

const cannotWrite = (problem: unknown): never => {
  throw new CannotWrite(String(problem))
}

async function handOver(
  office: Office,
  { site, mail, now, to, say }: Taking & Taken,
): Promise<Outcome> {
  const { storage, settings, carrier } = office
  const { from } = settings.mail
  const { publicUrl } = settings
  const { language } = to
  const message = async () => {
    const host = hostOf(from)
    const words = say({ t: translator(language), language, site, now, publicUrl, host })
    const { messageId } = mail
    return bytesOf({ messageId, from: { name: site.name, address: from }, to, words, at: now })
  }
  const bytes = await message().catch(cannotWrite)
  const outcome = await carrier.carry(
    { messageId: mail.messageId, bytes, from, to: to.address },
    () => storage.transact((tx) => changeMail(tx, mail.id, { state: 'offered' })),
  )
  return settle(office, { mail: { ...mail, attempts: mail.attempts + 1 }, now, outcome })
}

/** Writes down how it went. */
async function settle(
  { storage, trade, log }: Office,
  { mail, now, outcome }: { mail: Mail; now: Instant; outcome: Outcome },
): Promise<Outcome> {
  if (outcome.ok) {
    const sent = { state: 'sent', problem: null, reply: null, settled_at: now } as const
    await storage.transact((tx) => changeMail(tx, mail.id, sent))
    return outcome
  }
  const { problem, reply = null, isFinal } = outcome
  const isStuck = isFinal || mail.attempts >= MOST_ATTEMPTS
  await storage.transact(async (tx) => {
    if (!isStuck) {
      const due_at = nextTry(now, mail.attempts, chance())
      return changeMail(tx, mail.id, { state: 'waiting', problem, reply, due_at })
    }
    const isSettled = await trade.refused(tx, mail, { outcome, now })
    const state = isSettled ? 'given_up' : 'stuck'
    const settled_at = isSettled ? now : null
    return changeMail(tx, mail.id, { state, problem, reply, settled_at })
  })
  log({ mail: mail.id, problem })
  return outcome
}
