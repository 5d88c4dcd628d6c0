/** What was done with a letter, in words, for its writer and the office alike. */
import type { T } from '../language/catalogue.ts'
import type { Language } from '../language/locale.ts'
import { dayWords, exactTime } from '../language/when.ts'
import type { PassingLaw } from '../storage/schema.ts'
import { isErased, type Letter } from './letter.ts'
import type { Step } from './opened.ts'

interface Speaking {
  readonly t: T
  readonly language: Language
  readonly zone: string
}

/** Somebody of the office, as a sentence or a list names them. */
export const whoWords = (one: { readonly name: string; readonly title: string }): string =>
  `${one.name} (${one.title})`

/** What was done with the letter, in words. */
export function stepWords(step: Step, speaking: Speaking): string {
  const { t } = speaking
  const words = actWords(step, speaking)
  return step.reason ? t('letters.step.reason', { words, reason: step.reason }) : words
}

function actWords({ kind, at, by, detail }: Step, { t, language, zone }: Speaking): string {
  const time = exactTime(at, language, zone)
  const who = by ? whoWords(by) : ''
  if (kind === 'diary') return t('letters.step.diary', { time, who, diary: detail ?? '' })
  if (kind === 'assessed') {
    const what = t(`letters.document.${(detail ?? 'unassessed') as Letter['document']}`)
    return t('letters.step.assessed', { time, who, what })
  }
  if (kind === 'passed_by_law') {
    const law = t(`letters.passing.law.${(detail ?? 'se_danger') as PassingLaw}`)
    return t('letters.step.passed_by_law', { time, who, law })
  }
  if (kind === 'erased') return erasedWords(detail, { t, language, time, who })
  if (kind !== 'status') return t(`letters.step.${kind}`, { time, who, detail: detail ?? '' })
  const [status = 'read', day] = (detail ?? '').split(' ')
  const what = t(`letters.status.${status as Letter['status']}`)
  return day
    ? t('letters.step.status_by', { time, who, what, day: dayWords(day, language) })
    : t('letters.step.status', { time, who, what })
}

/** The decision by which it was erased: its date, why, and where it is found. */
function erasedWords(
  detail = '',
  { t, language, time, who }: Pick<Speaking, 't' | 'language'> & { time: string; who: string },
): string {
  const [on = '', cause = '', ...rest] = detail.split(' ')
  const reference = rest.join(' ')
  return t('letters.step.erased', { time, who, cause, reference, day: dayWords(on, language) })
}

/** Why there are no words to show: the decision by which they were erased, or that the key is missing just now. */
export function closedWords(letter: Letter, steps: readonly Step[], speaking: Speaking): string {
  const { t } = speaking
  const erased = steps.find(({ kind }) => kind === 'erased')
  if (!isErased(letter)) return t('letters.locked')
  return erased
    ? t('letters.erased.by', { step: stepWords(erased, speaking) })
    : t('letters.erased')
}
