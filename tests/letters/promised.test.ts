import { expect, test } from 'vitest'
import type { Instant } from '../../server/kernel/clock.ts'
import { answerBy } from '../../server/letters/actions.ts'

const sent = (at: string, country: 'se' | 'no', answerDays: number) =>
  answerBy(at as Instant, {
    timeZone: 'Europe/Stockholm',
    country,
    letters: { whistle: '', answerDays, keyId: '' },
  })

test.each([
  ['on a weekend, the Monday after', '2026-11-20T09:00:00.000Z', 'se', 1, '2026-11-23'],
  ['at Christmas, when people are back', '2026-12-17T09:00:00.000Z', 'se', 7, '2026-12-28'],
  ['on Christmas Eve, which Norway works on', '2026-12-17T09:00:00.000Z', 'no', 7, '2026-12-24'],
  ['at Easter, the Tuesday', '2026-03-26T09:00:00.000Z', 'no', 7, '2026-04-07'],
  ['at Midsummer, the Monday', '2026-06-12T09:00:00.000Z', 'se', 7, '2026-06-22'],
  ['on 17 May, the day after', '2028-05-10T09:00:00.000Z', 'no', 7, '2028-05-18'],
  ['counted from the date where the site is', '2026-11-22T23:30:00.000Z', 'se', 1, '2026-11-24'],
  ['over the day of 25 hours', '2026-10-24T22:10:00.000Z', 'se', 1, '2026-10-26'],
] as const)('a letter is promised an answer %s', (_, at, country, days, day) => {
  expect(sent(at, country, days)).toBe(day)
})
