/** What is said beside a comment: who answered it directly, whose mind it changed, when it was changed. */
import type { Instant } from '../kernel/clock.ts'
import type { T } from '../language/catalogue.ts'
import { possessive } from '../language/possessive.ts'
import { date, exactTime } from '../language/when.ts'
import type { PublicComment } from './comment.ts'
import type { CommentItem, LineItem, Telling } from './pages.ts'
import type { Placed } from './thread.ts'

/** Who answered its writer directly, as far as that may be told. */
export function directWords(
  { id }: PublicComment,
  { t, language, zone, directs }: Telling,
): CommentItem['directs'] {
  const found = directs.get(id) ?? []
  return found.map(({ capacity, at, author_name: name, author_title: title }) => ({
    capacity,
    words: t('comments.direct', { name, title, date: date(at, language, zone) }),
  }))
}

/** That it changed what an author thinks. */
export function creditWords(
  { id }: PublicComment,
  { t, language, zone, credits }: Telling,
): CommentItem['credit'] {
  const credit = credits.get(id)
  if (!credit) return undefined
  const { capacity, reason: why, author_name: name, author_title: title, at } = credit
  const whose = possessive(name, language)
  return {
    ...{ capacity, why },
    words: t('comments.credit', { whose, title, date: date(at, language, zone) }),
  }
}

/** When a staff reply was last changed, with the way to its versions. */
export function changedLink(
  { id }: PublicComment,
  { t, language, zone, changes }: Telling,
): CommentItem['changed'] {
  const at = changes.get(id)
  if (!at) return undefined
  const time = exactTime(at, language, zone)
  return { href: `/comments/${id}/history`, words: t('comments.changed', { time }) }
}

/** The line in place of a branch that has a page of its own. */
function sideLine(id: number, { t, language, zone, sides }: Telling): LineItem['line'] {
  const side = sides.get(id)
  return {
    id: `d${id}`,
    href: `/discussions/${id}`,
    words: t('comments.side.line', { title: side?.title ?? '', n: side?.size ?? 0 }),
    ...(side ? { note: movedWords(side, { t, language, zone }) } : {}),
  }
}

/** Who moved a branch to its own page, when and why. */
export const movedWords = (
  side: { author_name: string; author_title: string; at: Instant; reason: string },
  { t, language, zone }: Pick<Telling, 't' | 'language' | 'zone'>,
): string =>
  t('comments.side.moved', {
    name: side.author_name,
    title: side.author_title,
    date: date(side.at, language, zone),
    reason: side.reason,
  })

/** In place of the reply that stands on top. */
export const summaryLine = (id: number, { t }: Telling): LineItem['line'] => ({
  id: `c${id}`,
  href: `/comments/${id}`,
  words: t('comments.summary.above'),
})

/** What stands for comments that are elsewhere. */
export function lineOf(
  line: Exclude<Placed, { comment: PublicComment }>,
  telling: Telling,
): LineItem['line'] {
  const { t } = telling
  if ('side' in line) return sideLine(line.side.comment_id, telling)
  if ('bridge' in line) {
    const { id } = line.bridge
    return {
      href: `/comments/${id}`,
      words: t('comments.bridge', { name: calledOf(line.bridge, t) }),
    }
  }
  const { root, from, count } = line.fold
  return {
    href: `/comments/${root}?from=${from}#comments`,
    words: t('comments.folded', { n: count }),
  }
}

/** What others call a comment in "replies to …". */
export const calledOf = (comment: PublicComment, t: T): string => {
  if (comment.exposure === 'marker') return t('comments.aHiddenOne')
  return comment.name || t('comments.nobody')
}
