/** When staff are told that comments wait: inside their stated hours, and not all the time. */
import { HOUR, type Instant, later, milliseconds } from '../kernel/clock.ts'
import { openedAt } from '../site/hours.ts'
import type { Hours } from '../web/house.ts'

/**
 * The part of the staffed day that a moment lies in, by its beginning; undefined outside the stated
 * hours and while nobody reads. A part is half of the time within which a comment is promised to be
 * read, and at least an hour: told once in each, staff can keep the promise.
 */
export function partOfDay(now: Instant, hours: Hours, zone: string): Instant | undefined {
  const opened = openedAt(now, hours, zone)
  if (!opened) return undefined
  const part = Math.max(1, Math.floor(hours.within / 2)) * HOUR
  const since = milliseconds(now) - milliseconds(opened)
  return later(opened, Math.floor(since / part) * part)
}
