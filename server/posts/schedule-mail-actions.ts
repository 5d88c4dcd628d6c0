/** Whoever chose a time is mailed when the draft did not become public then: how many and when, and no word of it. */
import { isAllowed } from '../accounts/mail-address.ts'
import type { Instant } from '../kernel/clock.ts'
import { exactTime } from '../language/when.ts'
import { laidOut } from '../mail/layout.ts'
import type { Mail, NewMail, Words } from '../mail/mail.ts'
import type { Speaking } from '../mail/trade.ts'
import type { Reader, Writer } from '../storage/database.ts'
import { refusedOf, refusedPeople } from './schedule-store.ts'

/** The mails that are due: one for each person whose draft was refused, at once, and one more only when another is. */
export async function scheduleMailsDue(
  db: Reader,
  domains: readonly string[] | undefined,
): Promise<NewMail[]> {
  const people = await refusedPeople(db)
  return people
    .filter(({ email }) => isAllowed(email, domains))
    .map(({ account_id, latest }) => ({
      kind: 'schedule' as const,
      key: `schedule:${account_id}:${latest}`,
      accountId: account_id,
    }))
}

/** The latest of the times at which this person's drafts were refused, and how many they are; nothing when all are settled. */
export async function refusedFor(tx: Writer, { accountId }: Mail) {
  const times = accountId === undefined ? [] : await refusedOf(tx, accountId)
  const latest = times.at(-1)
  return latest && { count: times.length, latest }
}

/** Something did not become public when it should have. */
export function scheduleWords(
  { count, latest }: { readonly count: number; readonly latest: Instant },
  { t, language, site, publicUrl }: Speaking,
): Words {
  const time = exactTime(latest, language, site.timeZone)
  return laidOut({
    language,
    subject: t('publishing.mail.subject', { count }),
    blocks: [t('publishing.mail.words', { count, site: site.name, time })],
    act: { words: t('publishing.mail.act'), href: `${publicUrl}/desk/posts` },
    why: t('publishing.mail.why'),
    choose: { words: t('mail.choose'), href: `${publicUrl}/desk/me` },
  })
}
