import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Instant, instant } from '../../server/kernel/clock.ts'
import { languages } from '../../server/language/locale.ts'
import {
  age,
  citedTime,
  date,
  exactTime,
  month,
  shortTime,
  yearMonth,
} from '../../server/language/when.ts'
import { isTimeZone } from '../../server/language/zone.ts'

const stockholm = 'Europe/Stockholm'
const at = '2026-11-20T06:42:31.500Z' as Instant

describe('a moment in words', () => {
  test.each([
    ['sv', '20 november 2026 kl.\u00a007.42', '20 november 2026', 'november 2026'],
    ['nb', '20. november 2026 kl.\u00a007.42', '20. november 2026', 'november 2026'],
    ['en', '20 November 2026 at 07:42', '20 November 2026', 'November 2026'],
  ] as const)('in %s', (language, time, day, inMonth) => {
    expect(exactTime(at, language, stockholm)).toBe(time)
    expect(date(at, language, stockholm)).toBe(day)
    expect(month(yearMonth(at, stockholm), language)).toBe(inMonth)
  })

  test('leaves the year out while it is this one, as the zone counts years', () => {
    const zone = stockholm
    const lastMinute = '2026-12-31T22:59:00.000Z' as Instant
    const newYear = '2026-12-31T23:00:00.000Z' as Instant
    expect(shortTime(at, 'sv', { zone, now: lastMinute })).toBe('20 november kl.\u00a007.42')
    expect(shortTime(at, 'sv', { zone, now: newYear })).toBe('20 november 2026 kl.\u00a007.42')
    expect(shortTime(newYear, 'nb', { zone, now: newYear })).toBe('1. januar kl.\u00a000.00')
  })

  test.each([
    ['Europe/Oslo', 'UTC+1', '07:42'],
    ['UTC', 'UTC', '06:42'],
    ['Asia/Kolkata', 'UTC+5:30', '12:12'],
    ['America/St_Johns', 'UTC−3:30', '03:12'],
  ])('is cited with the zone: %s is %s', (zone, name, time) => {
    expect(citedTime(at, 'en', zone)).toBe(`20 November 2026 at ${time} (${name})`)
  })

  test('tells the two hours apart that clocks go through when summer time ends', () => {
    expect(citedTime('2026-10-25T00:30:00.000Z' as Instant, 'sv', stockholm)).toBe(
      '25 oktober 2026 kl.\u00a002.30 (UTC+2)',
    )
    expect(citedTime('2026-10-25T01:30:00.000Z' as Instant, 'sv', stockholm)).toBe(
      '25 oktober 2026 kl.\u00a002.30 (UTC+1)',
    )
  })

  test('leaps over the hour that does not exist when summer time begins', () => {
    expect(exactTime('2026-03-29T00:59:59.999Z' as Instant, 'nb', stockholm)).toBe(
      '29. mars 2026 kl.\u00a001.59',
    )
    expect(exactTime('2026-03-29T01:00:00.000Z' as Instant, 'nb', stockholm)).toBe(
      '29. mars 2026 kl.\u00a003.00',
    )
  })

  test('belongs to the month that the zone is in, not to the one in Greenwich', () => {
    const night = '2026-08-31T22:30:00.000Z' as Instant
    expect(yearMonth(night, stockholm)).toBe('2026/09')
    expect(yearMonth(night, 'UTC')).toBe('2026/08')
  })

  test('agrees with Intl in every zone and second of sixty years', () => {
    const zones = fc.constantFrom(stockholm, 'Europe/London', 'Africa/Casablanca', 'Asia/Kathmandu')
    const moments = fc.integer({ min: 0, max: 1_900_000_000 })
    fc.assert(
      fc.property(zones, moments, (timeZone, seconds) => {
        const asIntl = new Intl.DateTimeFormat('en-GB', {
          timeZone,
          dateStyle: 'long',
          timeStyle: 'short',
        })
        expect(exactTime(instant(seconds * 1000), 'en', timeZone)).toBe(
          asIntl.format(seconds * 1000),
        )
      }),
      { numRuns: 300 },
    )
  })
})

describe('how long ago', () => {
  const now = '2026-11-21T08:00:00.000Z' as Instant

  test.each([
    ['2026-11-21T07:59:30.000Z', 'nu', 'nå', 'now'],
    ['2026-11-21T07:59:00.000Z', 'för 1 minut sedan', 'for 1 minutt siden', '1 minute ago'],
    ['2026-11-20T02:00:00.000Z', 'för 1 dag sedan', 'for 1 dag siden', '1 day ago'],
    ['2026-11-21T03:30:00.000Z', 'för 4 timmar sedan', 'for 4 timer siden', '4 hours ago'],
    ['2026-09-01T08:00:00.000Z', 'för 2 månader sedan', 'for 2 måneder siden', '2 months ago'],
    ['2024-11-01T08:00:00.000Z', 'för 2 år sedan', 'for 2 år siden', '2 years ago'],
    ['2026-11-24T08:00:00.000Z', 'om 3 dagar', 'om 3 dager', 'in 3 days'],
  ])('%s', (then, ...words) => {
    expect(languages.map((language) => age(then as Instant, language, now))).toEqual(words)
  })
})

test('a time zone is one that the machine knows', () => {
  expect(isTimeZone('Europe/Oslo')).toBe(true)
  expect(isTimeZone('Europe/Ekbacka')).toBe(false)
  expect(isTimeZone('')).toBe(false)
})
