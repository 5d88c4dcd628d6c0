/** The clocks of requests across midnight, summer time, Easter, Midsummer, 17 May and the end of the year. */
import { describe, expect, test } from 'vitest'
import { type Instant, later, milliseconds } from '../../server/kernel/clock.ts'
import type { Country } from '../../server/language/locale.ts'
import { dateIn } from '../../server/language/zone.ts'
import type { RequestState } from '../../server/requests/move.ts'
import { dueDay, isLate, isTime, silentFrom } from '../../server/requests/request.ts'

const zones: Readonly<Record<Country, string>> = { se: 'Europe/Stockholm', no: 'Europe/Oslo' }

const at = (country: Country, came: string, state: RequestState = 'asked', since = came) => ({
  ...{ country, state, receivedAt: came as Instant, since: since as Instant },
})

describe('an answer should come', () => {
  test.each([
    ['se', 'the next working day', '2026-11-19T09:00:00.000Z', '2026-11-20'],
    ['se', 'on Monday after a Friday', '2026-11-20T09:00:00.000Z', '2026-11-23'],
    ['se', 'counted from the day it is there', '2026-11-19T23:30:00.000Z', '2026-11-23'],
    ['se', 'after Easter', '2026-04-02T09:00:00.000Z', '2026-04-07'],
    ['se', 'after Midsummer', '2026-06-18T09:00:00.000Z', '2026-06-22'],
    ['se', 'after the national day', '2025-06-05T09:00:00.000Z', '2025-06-09'],
    ['se', 'after Christmas', '2026-12-23T09:00:00.000Z', '2026-12-28'],
    ['se', 'in the new year', '2026-12-30T09:00:00.000Z', '2027-01-04'],
    ['se', 'after the day of 23 hours', '2026-03-28T23:30:00.000Z', '2026-03-30'],
    ['se', 'after the day of 25 hours', '2026-10-24T22:30:00.000Z', '2026-10-26'],
    ['no', 'on the fifth working day', '2026-11-20T09:00:00.000Z', '2026-11-27'],
    ['no', 'after Easter', '2026-03-30T09:00:00.000Z', '2026-04-09'],
    ['no', 'after 17 May', '2028-05-12T09:00:00.000Z', '2028-05-22'],
    ['no', 'with no Midsummer', '2026-06-15T09:00:00.000Z', '2026-06-22'],
    ['no', 'in the new year', '2026-12-28T09:00:00.000Z', '2027-01-05'],
  ] as const)('%s: %s', (country, _, came, due) => {
    const request = at(country, came)
    expect(dueDay(request, zones[country])).toBe(due)
    expect(isLate(request, zones[country], due)).toBe(false)
    expect(isLate(request, zones[country], `${due}x`)).toBe(true)
  })

  test('counted from the demand when a decision is demanded, and from the request when it is asked back', () => {
    const [came, then] = ['2026-11-02T09:00:00.000Z', '2026-11-19T09:00:00.000Z']
    expect(dueDay(at('se', came, 'demanded', then), zones.se)).toBe('2026-11-20')
    expect(dueDay(at('se', came, 'asked', then), zones.se)).toBe('2026-11-03')
    expect(dueDay(at('no', came, 'reasons_asked', then), zones.no)).toBe('2026-12-03')
  })

  test.each(['released', 'refused', 'decided', 'forwarded', 'closed'] as const)(
    'never when it is %s',
    (state) => {
      for (const country of ['se', 'no'] as const)
        expect(
          dueDay(at(country, '2026-11-02T09:00:00.000Z', state), zones[country]),
        ).toBeUndefined()
    },
  )
})

describe('silence in Norway', () => {
  test.each([
    ['an ordinary week', '2026-11-20T09:00:00.000Z', '2026-11-27T23:00:00.000Z'],
    ['over Easter and into summer time', '2026-03-27T09:00:00.000Z', '2026-04-08T22:00:00.000Z'],
    ['out of summer time', '2026-10-20T09:00:00.000Z', '2026-10-27T23:00:00.000Z'],
    ['over 17 May', '2028-05-15T09:00:00.000Z', '2028-05-23T22:00:00.000Z'],
    ['over Christmas', '2026-12-22T09:00:00.000Z', '2026-12-30T23:00:00.000Z'],
    ['over the end of the year', '2026-12-30T09:00:00.000Z', '2027-01-07T23:00:00.000Z'],
  ] as const)('is a refusal from the midnight after the fifth working day: %s', (_, came, from) => {
    const silentAt = silentFrom(came as Instant, 'no', zones.no)
    expect(silentAt).toBe(from)
    const request = { ...at('no', came), silentAt }
    const before = later(from as Instant, -1)
    expect([before, from].map((now) => isTime('complain', request, now as Instant))).toEqual([
      false,
      true,
    ])
    expect(dateIn(before, zones.no)).toBe(dueDay(request, zones.no))
    expect(milliseconds(before)).toBeLessThan(milliseconds(from as Instant))
  })

  test('never is one in Sweden', () => {
    expect(silentFrom('2026-11-20T09:00:00.000Z' as Instant, 'se', zones.se)).toBeUndefined()
  })
})
