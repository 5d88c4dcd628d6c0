/** Somebody without an account who follows by mail, and the mail server that they read. */
import type { Email } from 'postal-mime'
import { MINUTE } from '../../server/kernel/clock.ts'
import { smtpCarrier } from '../../server/mail/smtp.ts'
import { senderOf } from '../mail/office.ts'
import { openThread } from '../moderation/sent.ts'
import { type Inbox, openInbox, parsed } from '../support/inbox.ts'
import type { Form, Sent, TestSite, Wanted } from '../support/site.ts'

export const reader = 'anna.ek@example.org'

/** A mail as its reader has it before them. */
export interface Read extends Email {
  readonly raw: string
  readonly to_: string
}

/** A site with a thread, a mail server, and ways to do what readers do. */
export async function openFollowed(wanted: Wanted = {}) {
  const thread = await openThread(wanted)
  const { site } = thread
  const inbox = await openInbox()
  const { send: round, told } = senderOf(site, smtpCarrier(inbox.url))
  const deliver = () => collect(inbox, round)
  /** Lets the time pass after which followers are told, and sends. */
  const pass = async (time = 5 * MINUTE + 1) => {
    site.advance(time)
    return deliver()
  }
  const ask = (at: string, form: Form = {}, sent: Sent = {}) =>
    site.post(at, { address: reader, ...form }, sent)
  /** Asks and confirms, and gives the link that stops it. */
  const follow = async (at: string, form: Form = {}, sent: Sent = {}) => {
    site.advance(MINUTE) // what came before is told to nobody who follows from now on
    const asked = await ask(at, form, sent)
    if (asked.statusCode !== 303) throw new Error(`${asked.statusCode} ${asked.body}`)
    const [mail] = await deliver()
    const link = linkIn(mail, 'confirmation')
    const said = await site.post(link)
    if (said.statusCode !== 200) throw new Error(`${said.statusCode} ${said.body}`)
    return linkIn({ text: said.body }, 'unsubscribe')
  }
  return { ...thread, inbox, told, deliver, pass, ask, follow }
}

const seen = new WeakMap<Inbox, number>()

/** Sends all that is due; gives the mails to followers that came since last time. */
export async function collect(inbox: Inbox, round: () => Promise<boolean>): Promise<Read[]> {
  while (await round());
  const from = seen.get(inbox) ?? 0
  seen.set(inbox, inbox.delivered.length)
  const mails = inbox.delivered.slice(from).filter(({ to }) => !to[0]?.endsWith('@eken.example'))
  return Promise.all(
    mails.map(async ({ raw, to }) => ({ ...(await parsed(raw)), raw, to_: to[0] ?? '' })),
  )
}

/** The path of a link in a mail or a page. */
export function linkIn(
  mail: { readonly text?: string | undefined } | undefined,
  kind: 'confirmation' | 'unsubscribe',
): string {
  const path = new RegExp(`/(?:follow/)?${kind}/[\\w-]+`).exec(mail?.text ?? '')?.[0]
  if (!path) throw new Error(`no link to ${kind} in ${mail?.text}`)
  return path
}

/** Every follow that is kept. */
export const followsOf = ({ storage }: TestSite) =>
  storage.read.selectFrom('follow').selectAll().orderBy('id').execute()
