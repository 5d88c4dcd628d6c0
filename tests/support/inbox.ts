/** A real SMTP server on this machine, which behaves as it is told. */
import type { AddressInfo } from 'node:net'
import PostalMime from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { onTestFinished } from 'vitest'

/** What a server took in: the bytes after DATA, and who they were for. */
export interface Delivered {
  readonly raw: string
  readonly from: string
  readonly to: readonly string[]
}

export interface Inbox {
  readonly url: string
  readonly delivered: Delivered[]
  /** What it answers to whoever a mail is for; a code such as 451 refuses. */
  recipient: (address: string) => number | undefined
  /** What it says when it refuses. */
  words: string
  /** What it does with a whole mail before it says yes; it holds the mail already. */
  taken: (mail: Delivered) => Promise<number | undefined> | undefined
}

interface Kind {
  /** Lets in nobody without it. */
  readonly password?: string
  /** TLS from the first byte, with a certificate that nobody vouches for. */
  readonly secure?: boolean
}

/** Opens one on a free port; it is gone when the test is. */
export async function openInbox({ password, secure = false }: Kind = {}): Promise<Inbox> {
  const inbox: Inbox = {
    url: '',
    delivered: [],
    recipient: () => undefined,
    words: 'No, <erik.lund@eken.example>, not now',
    taken: () => undefined,
  }
  const server = new SMTPServer({
    secure,
    authOptional: password === undefined,
    disabledCommands: ['STARTTLS'],
    closeTimeout: 1,
    disableReverseLookup: true,
    onAuth: (given, _session, done) =>
      given.password === password ? done(null, { user: 'blogg' }) : done(refusal(535, inbox.words)),
    onRcptTo: ({ address }, _session, done) => {
      const code = inbox.recipient(address)
      done(code ? refusal(code, inbox.words) : null)
    },
    onData: (stream, { envelope }, done) => {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', async () => {
        const { mailFrom, rcptTo } = envelope
        const mail = {
          raw: Buffer.concat(parts).toString('utf8'),
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
        }
        inbox.delivered.push(mail)
        const code = await inbox.taken(mail)
        done(code ? refusal(code, inbox.words) : null)
      })
    },
  })
  server.on('error', () => {}) // whoever hangs up in the middle
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())))
  const { port } = server.server.address() as AddressInfo
  return Object.assign(inbox, { url: `${secure ? 'smtps' : 'smtp'}://127.0.0.1:${port}` })
}

const refusal = (responseCode: number, words: string): Error =>
  Object.assign(new Error(words), { responseCode })

/** A mail as whoever gets it reads it. */
export const parsed = (raw: string) => PostalMime.parse(raw)

/** The Message-ID of a mail as it stands in its head. */
export const messageIdOf = (raw: string): string => /^Message-ID: <(.+)>$/im.exec(raw)?.[1] ?? ''
