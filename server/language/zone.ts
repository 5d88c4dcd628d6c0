import { DAY, type Instant, instant, later, MINUTE, milliseconds } from '../kernel/clock.ts'

/** Whether a text names a time zone that this machine knows (IANA, such as Europe/Stockholm). */
export function isTimeZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: text })
    return true
  } catch {
    return false
  }
}

/**
 * Minutes that clocks in a zone are ahead of UTC at a moment given in milliseconds since 1970.
 * Asking Intl takes some microseconds and a page has hundreds of times, so each day whose offset
 * does not change is asked about once. Throws RangeError for an unknown zone.
 */
export function offsetAt(at: number, zone: string): number {
  const day = Math.floor(at / DAY)
  const days = daysOf(zone)
  let offset = days.get(day)
  if (offset === undefined) {
    offset = offsetOfDay(day, zone)
    if (days.size >= MOST_DAYS) days.clear()
    days.set(day, offset)
  }
  return offset ?? askOffset(at, zone)
}

/** The date in a zone at a moment: `2026-11-21`. */
export const dateIn = (at: Instant, zone: string): string =>
  later(at, offsetAt(milliseconds(at), zone) * MINUTE).slice(0, 10)

/** The moment at which a date such as `2026-11-21` begins in a zone. */
export function startOf(day: string, zone: string): Instant {
  const guess = Date.parse(`${day}T00:00:00Z`)
  const near = guess - offsetAt(guess, zone) * MINUTE
  return instant(guess - offsetAt(near, zone) * MINUTE)
}

/**
 * The moments at which clocks in a zone show this day and time (`2026-11-21`, `07.00` or `07:00`), the earlier first: one;
 * none for a day or time that there is not, as in the hour that is left out in spring; two in the hour that comes twice.
 */
export function momentsOf(day: string, time: string, zone: string): Instant[] {
  const wall = wallOf(day, time)
  if (wall === undefined) return []
  const moments = offsetsAround(wall, zone).map((offset) => wall - offset * MINUTE)
  return moments
    .filter((at) => at + offsetAt(at, zone) * MINUTE === wall)
    .sort((one, other) => one - other)
    .map((at) => instant(at))
}

/** What clocks show in the place of a time that they leave out when they are put forward; undefined for any other. */
export function afterGap(day: string, time: string, zone: string): string | undefined {
  const wall = wallOf(day, time)
  if (wall === undefined || momentsOf(day, time, zone).length > 0) return undefined
  const at = wall - Math.min(...offsetsAround(wall, zone)) * MINUTE
  return instant(at + offsetAt(at, zone) * MINUTE).slice(11, 16)
}

/** A day and a time as if clocks stood as in UTC, in milliseconds; undefined for what no calendar or clock shows. */
function wallOf(day: string, time: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(day) || !/^\d\d[:.]\d\d$/.test(time)) return undefined
  const text = `${day}T${time.replace('.', ':')}`
  const wall = Date.parse(`${text}Z`)
  return Number.isNaN(wall) || !instant(wall).startsWith(text) ? undefined : wall
}

/** How far ahead of UTC clocks are around a day, once each: two ways where they are changed. */
const offsetsAround = (wall: number, zone: string): number[] => [
  ...new Set([wall - DAY, wall + DAY].map((at) => offsetAt(at, zone))),
]

/** By zone and by days since 1970; null is a day on which the clocks change. */
const known = new Map<string, Map<number, number | null>>()
const MOST_DAYS = 10_000

function daysOf(zone: string): Map<number, number | null> {
  let days = known.get(zone)
  if (days === undefined) {
    askOffset(0, zone)
    days = new Map()
    known.set(zone, days)
  }
  return days
}

function offsetOfDay(day: number, zone: string): number | null {
  const first = askOffset(day * DAY, zone)
  return first === askOffset((day + 1) * DAY, zone) ? first : null
}

const formats = new Map<string, Intl.DateTimeFormat>()

function askOffset(at: number, zone: string): number {
  let format = formats.get(zone)
  if (format === undefined) {
    format = new Intl.DateTimeFormat('sv', {
      timeZone: zone,
      dateStyle: 'short',
      timeStyle: 'medium',
    })
    formats.set(zone, format)
  }
  const local = Date.parse(`${format.format(at).replace(' ', 'T')}Z`)
  return Math.round((local - at) / MINUTE)
}
