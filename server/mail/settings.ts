/** How mail goes out, as the environment says it. */

import { domainOf, isDomain, isMailable } from '../accounts/mail-address.ts'
import type { MailSettings } from '../web/house.ts'

interface Told {
  readonly server: string | undefined
  readonly from: string | undefined
  readonly domains: string | undefined
}

/**
 * The settings of mail, and every mistake in them as a sentence without the password. Without a
 * server nothing leaves the machine, so nothing else is needed.
 */
export function readMail(
  told: Told,
  publicUrl: string,
): { readonly settings: MailSettings; readonly mistakes: readonly string[] } {
  const server = told.server || undefined
  const from = told.from || undefined
  const mistakes: string[] = []
  const named = (told.domains || undefined)?.split(/[\s,]+/).filter((domain) => domain !== '')
  const domains = named?.map((domain) => domain.toLowerCase())
  if (server && !isServer(server))
    mistakes.push('SMTP_URL must be like smtps://name:password@mail.example.se:465')
  if (server && !from) mistakes.push('MAIL_FROM must be set when SMTP_URL is')
  if (from && !isMailable(from))
    mistakes.push(`MAIL_FROM must be an address like blogg@example.se, not ${from}`)
  if (domains && (domains.length === 0 || !domains.every(isDomain)))
    mistakes.push(`MAIL_DOMAINS must be like example.se,example.org, not ${told.domains}`)
  return {
    settings: {
      server,
      from: from ?? `insyn@${nameOf(publicUrl)}`,
      domains: domains ?? (from ? [domainOf(from)] : undefined),
    },
    mistakes,
  }
}

function isServer(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname } = new URL(text)
  return (protocol === 'smtp:' || protocol === 'smtps:') && hostname !== ''
}

/** The site's own name where it has one; an address of numbers is none. */
function nameOf(publicUrl: string): string {
  const name = URL.canParse(publicUrl) ? new URL(publicUrl).hostname : ''
  return isDomain(name) && !/^[\d.]+$/.test(name) ? name : 'localhost'
}
