import { DAY, HOUR, type Instant, MINUTE, milliseconds } from '../kernel/clock.ts'
import { type Language, languages } from './locale.ts'
import { offsetAt } from './zone.ts'

/** A month as it stands in an address: `2026/11`. */
export type YearMonth = string & { readonly yearMonth: unique symbol }

/** The day and the minute, for people: "20 november 2026 kl. 07.42". */
export const exactTime = (at: Instant, language: Language, zone: string): string =>
  dayAndMinute(clockAt(at, zone), language, true)

/** As exactTime with the second: "20 november 2026 kl. 07.42.05". */
export const toTheSecond = (at: Instant, language: Language, zone: string): string =>
  `${exactTime(at, language, zone)}${language === 'en' ? ':' : '.'}${at.slice(17, 19)}`

/** As exactTime with the zone, which a citation needs: "20 november 2026 kl. 07.42 (UTC+1)". */
export const citedTime = (at: Instant, language: Language, zone: string): string =>
  `${exactTime(at, language, zone)} (${utc(offsetAt(milliseconds(at), zone))})`

/** As exactTime, without the year while it is the present one: "20 november kl. 07.42". */
export function shortTime(
  at: Instant,
  language: Language,
  { zone, now }: { readonly zone: string; readonly now: Instant },
): string {
  const then = clockAt(at, zone)
  return dayAndMinute(then, language, then.year !== clockAt(now, zone).year)
}

/** The day alone: "20 november 2026". */
export const date = (at: Instant, language: Language, zone: string): string =>
  day(clockAt(at, zone), language, true)

/** The month of a moment where the zone's clocks stand, for addresses: `2026/11`. */
export function yearMonth(at: Instant, zone: string): YearMonth {
  const { year, month } = clockAt(at, zone)
  return `${year}/${two(month)}` as YearMonth
}

/** A date of a calendar, `2026-11-20`, in words: "20 november 2026". */
export function dayWords(at: string, language: Language): string {
  const [year = 0, month = 0, number = 0] = at.split('-').map(Number)
  return day({ year, month, day: number, hour: 0, minute: 0 }, language, true)
}

/** A month in words: "november 2026". */
export function month(which: YearMonth, language: Language): string {
  const [year, number] = which.split('/')
  return `${months[language][Number(number) - 1]} ${year}`
}

/** How long ago or how far ahead, in the largest unit that counts: "för 3 dagar sedan". */
export function age(at: Instant, language: Language, now: Instant): string {
  const apart = milliseconds(at) - milliseconds(now)
  const [unit, length] = units.find(([, length]) => Math.abs(apart) >= length) ?? [
    'second',
    Infinity,
  ]
  return relative[language].format(Math.trunc(apart / length) || 0, unit)
}

const units: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 365 * DAY],
  ['month', 30 * DAY],
  ['day', DAY],
  ['hour', HOUR],
  ['minute', MINUTE],
]

const byLanguage = <V>(make: (language: Language) => V): Record<Language, V> =>
  Object.fromEntries(languages.map((language) => [language, make(language)])) as Record<Language, V>

const months = byLanguage((language) => {
  const format = new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' })
  return Array.from({ length: 12 }, (_, number) => format.format(Date.UTC(2026, number, 1)))
})

/**
 * Under a minute is said as now; everything longer is counted, so never "yesterday" for 30 hours.
 * Norwegian counts days here as people do, in dager; Intl knows only the exact døgn.
 */
const relative = byLanguage((language) => {
  const now = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })
  const counted = new Intl.RelativeTimeFormat(language, { numeric: 'always' })
  return {
    format: (value: number, unit: Intl.RelativeTimeFormatUnit): string =>
      (unit === 'second' ? now : counted)
        .format(value, unit)
        .replace('døgn', Math.abs(value) === 1 ? 'dag' : 'dager'),
  }
})

/** What a calendar and a clock on the wall show, month 1 to 12. */
type Wall = {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
}

function clockAt(at: Instant, zone: string): Wall {
  const then = milliseconds(at)
  const local = new Date(then + offsetAt(then, zone) * MINUTE)
  return {
    year: local.getUTCFullYear(),
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    hour: local.getUTCHours(),
    minute: local.getUTCMinutes(),
  }
}

/**
 * The full stop between hour and minute is the one of Svenska skrivregler and of Språkrådet; the
 * space after kl. does not break, so that a time stays on one line.
 */
function dayAndMinute(wall: Wall, language: Language, withYear: boolean): string {
  const on = day(wall, language, withYear)
  return language === 'en'
    ? `${on} at ${two(wall.hour)}:${two(wall.minute)}`
    : `${on} kl.\u00a0${two(wall.hour)}.${two(wall.minute)}`
}

function day(wall: Wall, language: Language, withYear: boolean): string {
  const on = `${wall.day}${language === 'nb' ? '.' : ''} ${months[language][wall.month - 1]}`
  return withYear ? `${on} ${wall.year}` : on
}

function utc(offset: number): string {
  if (offset === 0) return 'UTC'
  const minutes = Math.abs(offset) % 60
  const hours = (Math.abs(offset) - minutes) / 60
  return `UTC${offset < 0 ? '−' : '+'}${hours}${minutes === 0 ? '' : `:${two(minutes)}`}`
}

const two = (number: number): string => String(number).padStart(2, '0')
