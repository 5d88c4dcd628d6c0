/** What is said beside a comment: who answered it directly, whose mind it changed, when it was changed. */
import { possessive } from '../language/possessive.ts'
import { date, exactTime } from '../language/when.ts'
import type { PublicComment } from './comment.ts'
import type { CommentItem, Telling } from './pages.ts'

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
