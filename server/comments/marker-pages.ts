/** What stands in place of a comment that is not shown. */
import { date } from '../language/when.ts'
import { isHouseReason } from '../policy/rules.ts'
import type { PublicComment } from './comment.ts'
import type { CommentItem, Telling } from './pages.ts'

/** The words of a marker: why it is not shown, and that its words are gone is said after why they are not shown. */
export function markerWords(comment: PublicComment, telling: Telling): string {
  const { t, language, zone } = telling
  const erased = telling.erasures.get(comment.id)
  const words = whyHidden(comment, telling)
  if (!erased) return words
  const { at, reference } = erased
  return `${words} ${t('comments.erased', { date: date(at, language, zone), reference })}`
}

function whyHidden(comment: PublicComment, { t, language, zone, reasonName }: Telling): string {
  const on = comment.removedAt ? date(comment.removedAt, language, zone) : ''
  if (comment.state === 'withdrawn') return t('comments.marker.withdrawn', { date: on })
  if (comment.state === 'held') return t('comments.marker.held', { date: on })
  const reason = reasonName(comment.removedReason ?? 'spam_impersonation', language)
  return t('comments.marker.hidden', { date: on, reason })
}

/** The clause of a house rule; for what may break the law no clause, which could tell too much. */
export function ruleLink(comment: PublicComment, { t, rules }: Telling): CommentItem['rule'] {
  if (!isHouseReason(comment.removedReason ?? '')) return undefined
  const rule = comment.removedClause ? rules.get(comment.removedClause) : undefined
  if (!rule) return undefined
  return {
    href: `/policy/house-rules?version=${rule.version}#clause-${rule.clause}`,
    words: t('comments.marker.rule', { clause: rule.clause }),
  }
}
