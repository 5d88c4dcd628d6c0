import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Instant } from '../../server/kernel/clock.ts'
import { countries } from '../../server/language/locale.ts'
import {
  addDays,
  addWorkdays,
  easter,
  holidays,
  isWorkday,
  nextMidnight,
  workday,
  workdaysBetween,
} from '../../server/language/workdays.ts'
import { dateIn, offsetAt } from '../../server/language/zone.ts'

/** As the calendars of the churches have it. */
const easters = [
  ...['1818-03-22', '1943-04-25', '1981-04-19', '2000-04-23', '2008-03-23', '2019-04-21'],
  ...['2020-04-12', '2021-04-04', '2022-04-17', '2023-04-09', '2024-03-31', '2025-04-20'],
  ...['2026-04-05', '2027-03-28', '2028-04-16', '2029-04-01', '2030-04-21', '2031-04-13'],
  ...['2035-03-25', '2038-04-25', '2049-04-18', '2076-04-19', '2100-03-28', '2285-03-22'],
]

test.each(easters)('Easter Sunday is %s', (day) => {
  expect(easter(Number(day.slice(0, 4)))).toBe(day)
})

describe('the days on which nobody works', () => {
  test.each([
    [
      'se',
      2026,
      '01-01 01-06 04-03 04-06 05-01 05-14 06-06 06-19 06-20 10-31 12-24 12-25 12-26 12-31',
    ],
    [
      'se',
      2025,
      '01-01 01-06 04-18 04-21 05-01 05-29 06-06 06-20 06-21 11-01 12-24 12-25 12-26 12-31',
    ],
    ['no', 2026, '01-01 04-02 04-03 04-06 05-01 05-14 05-17 05-25 12-25 12-26'],
    ['no', 2024, '01-01 03-28 03-29 04-01 05-01 05-09 05-17 05-20 12-25 12-26'],
  ] as const)('in %s in %i', (country, year, days) => {
    const expected = days.split(' ').map((day) => `${year}-${day}`)
    expect([...holidays(year, country)].sort()).toEqual(expected)
  })

  test.each([
    ['2026-05-17', 'a Sunday'],
    ['2025-05-17', 'a Saturday'],
    ['2027-05-17', 'Whit Monday as well'],
  ])('17 May is one of them in Norway alone: %s', (day) => {
    expect(isWorkday(day, 'no')).toBe(false)
  })

  test.each(['2028-05-17', '2029-05-17'])('17 May on a weekday, in one country: %s', (day) => {
    expect(countries.map((country) => [country, isWorkday(day, country)])).toEqual([
      ['se', true],
      ['no', false],
    ])
  })

  test.each([
    ['2026-06-06', 'national day'],
    ['2025-06-06', 'national day, a Friday'],
    ['2026-06-19', 'Midsummer Eve at its earliest'],
    ['2028-06-23', 'Midsummer Eve'],
    ['2026-12-24', 'Christmas Eve'],
    ['2026-12-31', "New Year's Eve"],
    ['2027-01-06', 'Epiphany'],
  ])('%s in Sweden: %s', (day) => expect(isWorkday(day, 'se')).toBe(false))

  test.each([
    ['no', '2026-12-24'],
    ['no', '2026-12-31'],
    ['no', '2026-01-06'],
    ['no', '2026-06-19'],
    ['se', '2026-04-02'],
    ['se', '2026-05-25'],
    ['se', '2026-06-18'],
  ] as const)('the law of %s leaves %s a working day', (country, day) =>
    expect(isWorkday(day, country)).toBe(true),
  )

  test('Midsummer is a Saturday from 20 to 26 June, All Saints one from 31 October to 6 November', () => {
    for (let year = 2005; year < 2105; year += 1) {
      const days = [...holidays(year, 'se')]
      const saturdays = days.filter((day) => /-06-2\d|-10-31|-11-0\d/.test(day) && isSaturday(day))
      expect([year, saturdays.length]).toEqual([year, 2])
      const [midsummer = '', saints = ''] = saturdays.map((day) => day.slice(5))
      expect(midsummer >= '06-20' && midsummer <= '06-26').toBe(true)
      expect(saints >= '10-31' && saints <= '11-06').toBe(true)
    }
  })

  test('a Sunday is never one, nor a Saturday', () => {
    for (const country of countries)
      for (const day of ['2026-11-21', '2026-11-22', '2028-02-26', '2028-02-27'])
        expect([country, day, isWorkday(day, country)]).toEqual([country, day, false])
  })
})

describe('counting working days', () => {
  test.each([
    ['a week', 'se', '2026-11-16', 5, '2026-11-23'],
    ['over Easter', 'no', '2026-04-01', 1, '2026-04-07'],
    ['over Easter', 'se', '2026-04-01', 1, '2026-04-02'],
    ['over Easter, five of them', 'no', '2026-03-30', 5, '2026-04-09'],
    ['over Easter, five of them', 'se', '2026-03-30', 5, '2026-04-08'],
    ['over Midsummer', 'se', '2026-06-18', 1, '2026-06-22'],
    ['over Midsummer, which Norway does not keep', 'no', '2026-06-18', 1, '2026-06-19'],
    ['over 17 May', 'no', '2028-05-16', 1, '2028-05-18'],
    ['over 17 May and Whitsun', 'no', '2024-05-16', 2, '2024-05-22'],
    ['over Christmas', 'se', '2026-12-23', 1, '2026-12-28'],
    ['over Christmas', 'no', '2026-12-23', 2, '2026-12-28'],
    ['over New Year', 'se', '2026-12-30', 1, '2027-01-04'],
    ['over New Year and Epiphany', 'se', '2026-12-30', 3, '2027-01-07'],
    ['over New Year', 'no', '2026-12-30', 2, '2027-01-04'],
    ['from a Saturday', 'se', '2026-11-21', 1, '2026-11-23'],
    ['over 29 February', 'no', '2028-02-28', 1, '2028-02-29'],
    ['not at all', 'se', '2026-11-21', 0, '2026-11-21'],
  ] as const)('%s, in %s: after %s the %ith is %s', (_, country, day, count, reached) => {
    expect(addWorkdays(day, count, country)).toBe(reached)
    expect(workdaysBetween(day, reached, country)).toBe(count)
  })

  test('backwards there is nothing to count', () => {
    expect(workdaysBetween('2026-11-23', '2026-11-20', 'se')).toBe(0)
    expect(workdaysBetween('2026-11-20', '2026-11-20', 'se')).toBe(0)
  })

  test('what falls on a day off is the next working day', () => {
    expect(workday('2026-12-24', 'se')).toBe('2026-12-28')
    expect(workday('2026-12-24', 'no')).toBe('2026-12-24')
    expect(workday('2026-11-20', 'se')).toBe('2026-11-20')
  })

  test('there and back, from any day', () => {
    const days = fc.integer({ min: 0, max: 40_000 }).map((days) => addDays('2005-01-01', days))
    const counts = fc.integer({ min: 1, max: 40 })
    fc.assert(
      fc.property(days, counts, fc.constantFrom(...countries), (day, count, country) => {
        const reached = addWorkdays(day, count, country)
        expect(isWorkday(reached, country)).toBe(true)
        expect(workdaysBetween(day, reached, country)).toBe(count)
        expect(workdaysBetween(day, addDays(reached, -1), country)).toBe(count - 1)
      }),
    )
  })
})

describe('the next midnight', () => {
  test.each([
    ['winter', '2026-11-21T10:00:00.000Z', '2026-11-21T23:00:00.000Z'],
    ['one second before', '2026-11-21T22:59:59.000Z', '2026-11-21T23:00:00.000Z'],
    ['midnight itself', '2026-11-21T23:00:00.000Z', '2026-11-22T23:00:00.000Z'],
    ['summer', '2026-07-01T10:00:00.000Z', '2026-07-01T22:00:00.000Z'],
    ['the day of 23 hours', '2026-03-28T23:30:00.000Z', '2026-03-29T22:00:00.000Z'],
    ['the day of 25 hours', '2026-10-24T22:30:00.000Z', '2026-10-25T23:00:00.000Z'],
    ['the last of the year', '2026-12-31T22:59:59.999Z', '2026-12-31T23:00:00.000Z'],
  ])('%s', (_, now, next) => {
    for (const zone of ['Europe/Stockholm', 'Europe/Oslo'])
      expect(nextMidnight(now as Instant, zone)).toBe(next)
  })

  test('is the first moment of the date after, in any zone and at any time', () => {
    const zones = fc.constantFrom('Europe/Stockholm', 'Europe/Oslo', 'UTC', 'Asia/Kathmandu')
    fc.assert(
      fc.property(zones, fc.integer({ min: 0, max: 2_000_000_000 }), (zone, seconds) => {
        const now = new Date(seconds * 1000).toISOString() as Instant
        const next = nextMidnight(now, zone)
        expect(dateIn(next, zone)).toBe(addDays(dateIn(now, zone), 1))
        const wall = Date.parse(next) + offsetAt(Date.parse(next), zone) * 60_000
        expect(wall % 86_400_000).toBe(0)
      }),
    )
  })
})

const isSaturday = (day: string): boolean => new Date(`${day}T12:00Z`).getUTCDay() === 6
