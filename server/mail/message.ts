/** A mail as bytes: headers that nobody can add to, plain text, and a modest HTML part. */
import type { Instant } from '../kernel/clock.ts'
import { clean } from '../web/forms.ts'
import type { Recipient, Words } from './mail.ts'

/** Everything of one mail but the way it goes. */
export interface Message {
  readonly messageId: string
  readonly from: { readonly name: string; readonly address: string }
  readonly to: Pick<Recipient, 'name' | 'address'>
  readonly words: Words
  readonly at: Instant
}

/** The bytes of a mail (RFC 5322), which no server answers by itself (RFC 3834). */
export async function bytesOf({ words, at, ...message }: Message): Promise<Buffer> {
  // Read when the first mail is written: the first page need not wait for it.
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer')
  const composer = new MailComposer({
    from: { ...message.from, name: oneLine(message.from.name) },
    to: { ...message.to, name: oneLine(message.to.name) },
    subject: oneLine(words.subject),
    text: words.text,
    html: words.html,
    messageId: `<${message.messageId}>`,
    date: new Date(at),
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All', // Exchange does not know RFC 3834
      ...words.headers,
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return composer.compile().build()
}

/** A name or subject as one line without control characters, at most 200 characters. */
const oneLine = (text: string): string =>
  clean(text).replace(/\s+/g, ' ').trim().slice(0, 200).toWellFormed()
