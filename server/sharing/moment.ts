/** A moment that somebody asks for: as it stands in an address, or as it is typed by the clocks of the site. */
import { type Instant, instant, MINUTE } from '../kernel/clock.ts'
import { offsetAt } from '../language/zone.ts'

const IN_ADDRESS = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?Z$/
const TYPED = /^(\d{4}-\d\d-\d\d)(?:[T\s]+(\d\d)[:.](\d\d)(?:[:.](\d\d)(?:\.\d{1,3})?)?)?$/

/** `2026-11-03T14:05:00Z` as the moment; undefined for anything else, and for days that there are not. */
export function momentIn(address: string): Instant | undefined {
  return IN_ADDRESS.test(address) ? real(address) : undefined
}

/** How a moment stands in an address: without thousandths of a second where they are none. */
export const inAddress = (at: Instant): string => at.replace('.000Z', 'Z')

/**
 * `2026-11-03T15:05`, with or without seconds, or a day alone (its last second), by the clocks of a zone. In the hour that comes
 * twice it is the first one; undefined for what is no time.
 */
export function momentTyped(text: string, zone: string): Instant | undefined {
  const found = TYPED.exec(text.trim())
  if (!found) return undefined
  const [, day, hour = '23', minute = '59', second = found[2] ? '00' : '59'] = found
  const wall = real(`${day}T${hour}:${minute}:${second}Z`)
  if (!wall) return undefined
  const at = Date.parse(wall)
  const near = at - offsetAt(at - 24 * 60 * MINUTE, zone) * MINUTE
  const moment = at - offsetAt(near, zone) * MINUTE
  return instant(moment)
}

/** A day such as the 30th of February would be taken for another one. */
function real(text: string): Instant | undefined {
  const at = Date.parse(text)
  if (!Number.isFinite(at)) return undefined
  const moment = instant(at)
  return moment.slice(0, 10) === text.slice(0, 10) ? moment : undefined
}
