/** When a comment will be read: from the moderators' stated hours, in the site's own zone. */
import { DAY, HOUR, type Instant, instant, MINUTE, milliseconds } from '../kernel/clock.ts'
import { offsetAt } from '../language/zone.ts'
import type { Hours } from '../web/house.ts'

/** What can be promised at a moment, and until when that promise reads the same. */
export interface Promised {
  /** `now`: within so many hours; `later`: not before `from`; `away`: nobody reads before `from`. */
  readonly when: 'now' | 'later' | 'away'
  readonly within: number
  readonly from: Instant
  readonly until: Instant
}

const LOOK_AHEAD = 60

/** What a person who writes at `now` can be told. Never fails: without any hours it says a week ahead. */
export function promiseAt(now: Instant, hours: Hours, zone: string): Promised {
  const at = milliseconds(now)
  const back = hours.awayUntil ? startOf(hours.awayUntil, zone) : 0
  for (let day = 0; day < LOOK_AHEAD; day++) {
    const span = spanOf(Math.max(at, back) + day * DAY, hours, zone)
    if (!span || span.to <= Math.max(at, back)) continue
    const from = Math.max(span.from, back)
    if (from <= at) return promise('now', hours, at, span.to)
    return promise(back > at ? 'away' : 'later', hours, from, from)
  }
  return promise('later', hours, at + 7 * DAY, at + HOUR)
}

/** Since when the moderators read today, at a moment inside their hours; undefined outside of them. */
export function openedAt(now: Instant, hours: Hours, zone: string): Instant | undefined {
  const { when } = promiseAt(now, hours, zone)
  const span = when === 'now' ? spanOf(milliseconds(now), hours, zone) : undefined
  return span && instant(span.from)
}

const promise = (when: Promised['when'], hours: Hours, from: number, until: number): Promised => ({
  when,
  within: hours.within,
  from: instant(from),
  until: instant(until),
})

/** The staffed part of the local day that a moment lies in. */
function spanOf(at: number, hours: Hours, zone: string): { from: number; to: number } | undefined {
  const local = new Date(at + offsetAt(at, zone) * MINUTE)
  const weekday = local.getUTCDay() || 7
  if (!hours.days.includes(weekday)) return undefined
  const date = local.toISOString().slice(0, 10)
  return { from: wall(date, hours.from, zone), to: wall(date, hours.to, zone) }
}

const startOf = (date: string, zone: string): number => wall(date, '00:00', zone)

/** The moment at which the zone's clocks show this. */
function wall(date: string, time: string, zone: string): number {
  const guess = Date.parse(`${date}T${time}:00Z`)
  const near = guess - offsetAt(guess, zone) * MINUTE
  return guess - offsetAt(near, zone) * MINUTE
}
