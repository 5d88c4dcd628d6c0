/** The mail about looking again: which entries, by when, and from when on everybody sees it. No word of an entry. */
import { dayWords } from '../language/when.ts'
import { laidOut } from '../mail/layout.ts'
import type { Words } from '../mail/mail.ts'
import type { Speaking } from '../mail/trade.ts'
import { overdueFrom } from './look.ts'
import type { LooksFound } from './look-mail-actions.ts'

/** Something is to be looked at again. */
export function looksWords(
  { entries, more }: LooksFound,
  { t, language, site, publicUrl }: Speaking,
): Words {
  const said = (day: string) => dayWords(day, language)
  const lines = entries.map(({ id: number, reviewOn, stage }) => {
    const from = said(overdueFrom(reviewOn, site.country))
    return t(`looks.mail.${stage}`, { number, day: said(reviewOn), from })
  })
  return laidOut({
    language,
    subject: t('looks.mail.subject', { count: entries.length + more }),
    blocks: [
      t('looks.mail.words', { site: site.name }),
      ...lines,
      ...(more > 0 ? [t('looks.mail.more', { count: more })] : []),
    ],
    act: { words: t('looks.mail.act'), href: `${publicUrl}/desk/openness` },
    why: t('looks.mail.why'),
    choose: { words: t('mail.choose'), href: `${publicUrl}/desk/me` },
  })
}
