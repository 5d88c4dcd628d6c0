/** What the mails to staff say: how many, since when and where. Never what somebody wrote, nor a name. */
import type { Instant } from '../kernel/clock.ts'
import { exactTime } from '../language/when.ts'
import { laidOut } from '../mail/layout.ts'
import type { Words } from '../mail/mail.ts'
import type { Speaking } from '../mail/trade.ts'

/** Comments wait to be read. */
export function digestWords(
  { count, oldest }: { readonly count: number; readonly oldest: Instant },
  { t, language, site, publicUrl }: Speaking,
): Words {
  const time = exactTime(oldest, language, site.timeZone)
  return laidOut({
    language,
    subject: t('mail.digest.subject', { count }),
    blocks: [t('mail.digest.words', { count, site: site.name, time })],
    act: { words: t('mail.digest.act'), href: `${publicUrl}/desk` },
    ...footOf(t('mail.digest.why'), { t, publicUrl }),
  })
}

/** A comment is held until somebody else decides. */
export function heldWords(
  { number, since }: { readonly number: number; readonly since: Instant },
  { t, language, site, publicUrl }: Speaking,
): Words {
  const time = exactTime(since, language, site.timeZone)
  return laidOut({
    language,
    subject: t('mail.held.subject'),
    blocks: [t('mail.held.words', { site: site.name, time })],
    act: { words: t('mail.held.act'), href: `${publicUrl}/desk/comments/${number}` },
    ...footOf(t('mail.held.why'), { t, publicUrl }),
  })
}

const footOf = (why: string, { t, publicUrl }: Pick<Speaking, 't' | 'publicUrl'>) => ({
  why: `${why} ${t('mail.without_words')}`,
  choose: { words: t('mail.choose'), href: `${publicUrl}/desk/me` },
})
