/** How near an entry's next look is, as those who must look are told. Pure; days are `2026-11-21`, where the site is. */
import type { Country } from '../language/locale.ts'
import { addDays } from '../language/workdays.ts'
import { isOpen, type Said } from './disclosure.ts'
import { isOverdue } from './look.ts'

/** So many days before its date an entry comes back to the desk, and by mail. */
export const SOON = 14

/**
 * `overdue`: the public is told; `passed`: the date is, and the grace is not; `soon`: due within 14 days; `later`. Undefined
 * when nothing is withheld any more.
 */
export type Due = 'overdue' | 'passed' | 'soon' | 'later'

/** How near the next look of an entry is on a day. */
export function dueOf(
  entry: Pick<Said, 'state' | 'reviewOn'>,
  today: string,
  country: Country,
): Due | undefined {
  if (!isOpen(entry)) return undefined
  if (isOverdue(entry, today, country)) return 'overdue'
  if (entry.reviewOn < today) return 'passed'
  return entry.reviewOn <= lastSoon(today) ? 'soon' : 'later'
}

/** The last date of a next look that counts as soon on a day. */
export const lastSoon = (today: string): string => addDays(today, SOON)
