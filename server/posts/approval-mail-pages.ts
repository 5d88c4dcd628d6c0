/** What the official is mailed when a colleague asks: that something waits, and never a word of it. */
import { laidOut } from '../mail/layout.ts'
import type { Words } from '../mail/mail.ts'
import type { Speaking } from '../mail/trade.ts'

/** So many drafts wait for the official's yes. */
export function approvalWords(count: number, { t, language, site, publicUrl }: Speaking): Words {
  return laidOut({
    language,
    subject: t('editor.mail.subject', { count }),
    blocks: [t('editor.mail.words', { site: site.name, count })],
    act: { words: t('editor.mail.act'), href: `${publicUrl}/desk/posts` },
    why: t('editor.mail.why'),
    choose: undefined,
  })
}
