/** What the office is mailed of a letter: that it came, and never a word of it. */
import type { Instant } from '../kernel/clock.ts'
import { exactTime } from '../language/when.ts'
import { laidOut } from '../mail/layout.ts'
import type { Words } from '../mail/mail.ts'
import type { Speaking } from '../mail/trade.ts'

/** The writer of a letter has said something to a proposal. */
export function movedWords(
  { id }: { readonly id: number },
  { t, language, site, publicUrl }: Speaking,
): Words {
  return laidOut({
    language,
    subject: t('letters.mail.moved.subject'),
    blocks: [t('letters.mail.moved.words', { site: site.name })],
    act: { words: t('letters.mail.act'), href: `${publicUrl}/desk/letters/${id}` },
    why: t('letters.mail.why'),
    choose: undefined,
  })
}

/** A letter waits to be read. */
export function letterWords(
  { id, receivedAt }: { readonly id: number; readonly receivedAt: Instant },
  { t, language, site, publicUrl }: Speaking,
): Words {
  const time = exactTime(receivedAt, language, site.timeZone)
  return laidOut({
    language,
    subject: t('letters.mail.subject'),
    blocks: [t('letters.mail.words', { site: site.name, time })],
    act: { words: t('letters.mail.act'), href: `${publicUrl}/desk/letters/${id}` },
    why: t('letters.mail.why'),
    choose: undefined,
  })
}
