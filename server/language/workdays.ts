/** The working days of a country: what time limits and promised days are counted in. Pure; days are `2026-11-21`. */

import { DAY, type Instant } from '../kernel/clock.ts'
import type { Country } from './locale.ts'
import { dateIn, startOf } from './zone.ts'

/**
 * Whether people work on a day: not on a Saturday or Sunday, on a public holiday, or on an eve that the law puts on
 * a level with one.
 */
export function isWorkday(day: string, country: Country): boolean {
  const weekday = new Date(at(day)).getUTCDay()
  return weekday !== 0 && weekday !== 6 && !holidays(Number(day.slice(0, 4)), country).has(day)
}

/** This day, or, when nobody works on it, the next one on which somebody does. */
export const workday = (day: string, country: Country): string =>
  isWorkday(day, country) ? day : addWorkdays(day, 1, country)

/** The so manieth working day after a day, which itself is not counted; 0 or less gives the day back. */
export function addWorkdays(day: string, count: number, country: Country): string {
  let reached = day
  for (let left = count; left > 0; ) {
    reached = addDays(reached, 1)
    if (isWorkday(reached, country)) left -= 1
  }
  return reached
}

/** How many working days lie after one day, up to another and with it; 0 when the other is not later. */
export function workdaysBetween(from: string, to: string, country: Country): number {
  let count = 0
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1))
    if (isWorkday(day, country)) count += 1
  return count
}

/** The day so many days later, whatever clocks do meanwhile; negative means earlier. */
export const addDays = (day: string, count: number): string => dayOf(at(day) + count * DAY)

/** The next moment at which a day begins in a zone: midnight there, also when clocks change on that day. */
export const nextMidnight = (now: Instant, zone: string): Instant =>
  startOf(addDays(dateIn(now, zone), 1), zone)

/**
 * What a year has of public holidays that can fall on a weekday, and of eves that time limits skip. Sweden: lag
 * (1989:253) 1 § as it stands since 2005, and lag (1930:173) 2 §, which puts Midsummer, Christmas and New Year's Eve on
 * a level with Sunday. Norway: helligdagsfredloven § 2 and the law on 1 and 17 May; no eve is on a level with a holiday.
 */
export function holidays(year: number, country: Country): ReadonlySet<string> {
  const key = `${country}${year}`
  let days = known.get(key)
  if (days === undefined) {
    days = new Set(daysOff[country](year))
    if (known.size >= MOST_YEARS) known.clear()
    known.set(key, days)
  }
  return days
}

/** Easter Sunday in the Gregorian calendar (the anonymous computus of 1876; Meeus, Astronomical Algorithms, ch. 8). */
export function easter(year: number): string {
  const golden = year % 19
  const century = Math.floor(year / 100)
  const inCentury = year % 100
  const moonShift = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3)
  const epact = (19 * golden + century - Math.floor(century / 4) - moonShift + 15) % 30
  const toSunday =
    (32 + 2 * (century % 4) + 2 * Math.floor(inCentury / 4) - epact - (inCentury % 4)) % 7
  const late = Math.floor((golden + 11 * epact + 22 * toSunday) / 451)
  const march = epact + toSunday - 7 * late + 22
  return dayOf(Date.UTC(year, 2, march))
}

const known = new Map<string, ReadonlySet<string>>()
const MOST_YEARS = 400

/** Days after Easter Sunday. */
const MAUNDY_THURSDAY = -3
const GOOD_FRIDAY = -2
const EASTER_MONDAY = 1
const ASCENSION = 39
const WHIT_MONDAY = 50

const daysOff: Readonly<Record<Country, (year: number) => readonly string[]>> = {
  se: (year) => {
    const midsummer = saturdayFrom(`${year}-06-20`)
    return [
      ...['01-01', '01-06', '05-01', '06-06'].map((day) => `${year}-${day}`),
      ...['12-24', '12-25', '12-26', '12-31'].map((day) => `${year}-${day}`),
      ...[GOOD_FRIDAY, EASTER_MONDAY, ASCENSION].map((days) => addDays(easter(year), days)),
      ...[addDays(midsummer, -1), midsummer, saturdayFrom(`${year}-10-31`)],
    ]
  },
  no: (year) => [
    ...['01-01', '05-01', '05-17', '12-25', '12-26'].map((day) => `${year}-${day}`),
    ...[MAUNDY_THURSDAY, GOOD_FRIDAY, EASTER_MONDAY, ASCENSION, WHIT_MONDAY].map((days) =>
      addDays(easter(year), days),
    ),
  ],
}

/** The Saturday of the week that begins on a day. */
const saturdayFrom = (day: string): string => addDays(day, 6 - new Date(at(day)).getUTCDay())

const at = (day: string): number => Date.parse(`${day}T00:00Z`)

const dayOf = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(0, 10)
