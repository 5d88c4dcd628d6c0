/** The daily list by mail: which letters wait, since when and in which state. Never a word of one, nor a name. */
import { exactTime } from '../language/when.ts'
import { laidOut } from '../mail/layout.ts'
import type { Words } from '../mail/mail.ts'
import type { Speaking } from '../mail/trade.ts'
import type { Entry } from './entry.ts'

/** Letters wait for a registrar. */
export function dailyWords(
  { entries, hasMore }: { readonly entries: readonly Entry[]; readonly hasMore: boolean },
  { t, language, site, publicUrl }: Speaking,
): Words {
  const lines = entries.map(({ letter, state }) =>
    t('register.mail.line', {
      number: letter.id,
      time: exactTime(letter.receivedAt, language, site.timeZone),
      state: t(`register.state.${state}`),
    }),
  )
  return laidOut({
    language,
    subject: t('register.mail.subject'),
    blocks: [
      t('register.mail.words', { site: site.name }),
      ...lines,
      ...(hasMore ? [t('register.mail.more')] : []),
    ],
    act: { words: t('register.mail.act'), href: `${publicUrl}/desk/register` },
    why: t('register.mail.why'),
    choose: undefined,
  })
}
