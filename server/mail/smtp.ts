/** Handing a mail to an SMTP server (RFC 5321). */
import { Readable } from 'node:stream'
import { MINUTE, SECOND } from '../kernel/clock.ts'
import type { Carrier } from './carrier.ts'
import type { MailProblem, Outcome } from './mail.ts'

/** How long each step may take, in milliseconds. */
interface Patience {
  readonly connect: number
  /** From the first word to the last byte. */
  readonly talk: number
  /** For the answer to the dot: who gives up sooner sends a second copy (RFC 5321, 4.5.3.2.6). */
  readonly answer: number
}

const patience: Patience = { connect: 10 * SECOND, talk: MINUTE, answer: 10 * MINUTE }

/**
 * Carries mails to the server at an address such as `smtps://name:password@host:465`. All bytes are
 * given first; the dot that ends them, after which the mail is the server's, only when `offered`
 * has resolved. Never throws, and never tells what the server said.
 */
export function smtpCarrier(address: string, { connect, talk, answer } = patience): Carrier {
  const open = async () => {
    const { createTransport } = await import('nodemailer')
    return createTransport({
      url: address,
      ...{ connectionTimeout: connect, greetingTimeout: connect, dnsTimeout: connect },
      socketTimeout: Math.max(talk, answer),
      logger: false,
      ...{ disableFileAccess: true, disableUrlAccess: true },
    })
  }
  let transport: ReturnType<typeof open> | undefined
  return {
    where: new URL(address).hostname,
    ...{ erase: () => {}, tidy: () => {} }, // what was sent is the reader's
    carry: async ({ bytes, from, to }, offered) => {
      const abort = new AbortController()
      let timer = setTimeout(() => abort.abort(), talk)
      async function* parts() {
        yield bytes
        await offered()
        clearTimeout(timer)
        timer = setTimeout(() => abort.abort(), answer)
      }
      try {
        const raw = Readable.from(parts())
        transport ??= open()
        await (await transport).sendMail({
          envelope: { from, to: [to] },
          raw,
          signal: abort.signal,
        })
        return { ok: true }
      } catch (problem) {
        return outcomeOf(problem as SmtpError)
      } finally {
        clearTimeout(timer)
      }
    },
  }
}

interface SmtpError {
  readonly code?: string
  readonly responseCode?: number
  readonly response?: string
  readonly name?: string
  readonly message?: string
}

/** Only what a server says for good about this mail is final; everything else may pass. */
function outcomeOf(told: SmtpError): Outcome {
  const { code = '', responseCode: reply } = told
  const status = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(told.response ?? '')?.[1]
  const isOfMail = code === 'EENVELOPE' || code === 'EMESSAGE'
  if (isOfMail && reply !== undefined && reply >= 500)
    return { ok: false, problem: 'refused', reply, status, isFinal: true, isServer: false }
  const problem = problemOf(told)
  return { ok: false, problem, reply, isFinal: false, isServer: !isOfMail || reply === 421 }
}

/** A certificate that nobody vouches for has no code of its own, only Node's words. */
function problemOf({ code = '', responseCode, name = '', message = '' }: SmtpError): MailProblem {
  if (code === 'EAUTH' || code === 'ENOAUTH') return 'sign_in'
  if (code === 'ETIMEDOUT' || name === 'AbortError') return 'slow'
  if (responseCode !== undefined) return 'later'
  return code === 'ETLS' || /certificate|altnames/i.test(message) ? 'tls' : 'away'
}
