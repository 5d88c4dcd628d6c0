/** A moment in UTC, always as `2026-11-21T03:34:43.123Z`, so that text order is time order. */
export type Instant = string & { readonly instant: unique symbol }

/** Tells what time it is. Everything that needs the time is handed one; tests hand a fixed one. */
export type Clock = () => Instant

/** The moment of a date or of milliseconds since 1970. */
export const instant = (at: Date | number): Instant => new Date(at).toISOString() as Instant

/** Milliseconds since 1970 of a moment. */
export const milliseconds = (at: Instant): number => Date.parse(at)

/** The moment so many milliseconds later; negative means earlier. */
export const later = (at: Instant, by: number): Instant => instant(milliseconds(at) + by)

/** The machine's own clock. Every request asks it: a millisecond is written out once. */
export const systemClock: Clock = () => {
  const now = Date.now()
  if (now !== shown.at) shown = { at: now, text: instant(now) }
  return shown.text
}

let shown = { at: 0, text: instant(0) }

export const SECOND = 1000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** The earlier of two moments, of which there may be one or none. */
export const earlier = (
  one: Instant | undefined,
  other: Instant | undefined,
): Instant | undefined => (one !== undefined && (other === undefined || one < other) ? one : other)
