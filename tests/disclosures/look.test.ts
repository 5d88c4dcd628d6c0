/** When an entry is due, in public and at the desk, and what may come of a look. */
import { describe, expect, test } from 'vitest'
import type { DisclosureEvent } from '../../server/disclosures/disclosure.ts'
import {
  correctionOf,
  isOverdue,
  type LookForm,
  lastOverdue,
  overdueFrom,
  parseLook,
  saidOf,
  turnsOverdue,
} from '../../server/disclosures/look.ts'
import type { Instant } from '../../server/kernel/clock.ts'
import { addDays } from '../../server/language/workdays.ts'

const event: DisclosureEvent = {
  ...{ id: 1, number: 1, kind: 'made', state: 'withheld', language: 'sv', capacity: 'personal' },
  ...{ at: '2026-05-21T08:00:00.000Z' as Instant, canSay: 'Vi köper mark.', why: 'Priset stiger.' },
  ...{ ground: 'municipal_economy', openness: 'mine', opennessWhy: undefined },
  ...{ harm: 'En sämre affär.', decision: undefined, delegation: undefined, lift: undefined },
  ...{ reviewOn: '2026-11-20', responsible: { name: 'Torunn', title: 'kommundirektör' } },
  ...{ because: undefined, told: undefined, salt: '', hash: '' },
}
const writing = { country: 'se', today: '2026-11-21' } as const

describe('the stated grace is five working days', () => {
  test.each([
    ['2026-11-20', 'se', '2026-11-28'], // a Friday: the next week's Friday is the fifth
    ['2026-12-18', 'se', '2026-12-30'], // 24, 25 and 26 December do not count, nor the weekend
    ['2026-12-18', 'no', '2026-12-29'], // the 24th counts in Norway
    ['2026-06-17', 'se', '2026-06-26'], // Midsummer's Eve is 19 June
    ['2026-05-12', 'no', '2026-05-21'], // Ascension on the 14th; 17 May is a Sunday
    ['2027-05-12', 'no', '2027-05-21'], // Whit Monday, which is 17 May
    ['2026-04-01', 'se', '2026-04-11'], // Good Friday and Easter Monday
    ['2026-04-01', 'no', '2026-04-14'], // and Maundy Thursday
  ] as const)('what was due on %s in %s is overdue from %s', (day, country, from) => {
    expect(overdueFrom(day, country)).toBe(from)
    const entry = { state: 'withheld', reviewOn: day } as const
    expect(isOverdue(entry, addDays(from, -1), country)).toBe(false)
    expect(isOverdue(entry, from, country)).toBe(true)
  })

  test('only what is not told is ever overdue', () => {
    const day = '2020-01-01'
    for (const state of ['disclosed', 'ended'] as const)
      expect(isOverdue({ state, reviewOn: day }, '2026-11-21', 'se')).toBe(false)
    expect(isOverdue({ state: 'partly', reviewOn: day }, '2026-11-21', 'se')).toBe(true)
  })

  test('the last date that is overdue is found for every day of some years, in both countries', () => {
    for (const country of ['se', 'no'] as const)
      for (let today = '2026-01-01'; today < '2028-01-10'; today = addDays(today, 1)) {
        const last = lastOverdue(today, country)
        expect(overdueFrom(last, country) <= today, today).toBe(true)
        expect(overdueFrom(addDays(last, 1), country) > today, today).toBe(true)
      }
  })

  test.each([
    ['2026-03-20', '2026-03-27T23:00:00.000Z'], // midnight before summer time begins, on the 29th
    ['2026-03-23', '2026-03-30T22:00:00.000Z'], // and after
    ['2026-10-16', '2026-10-23T22:00:00.000Z'],
    ['2026-10-19', '2026-10-26T23:00:00.000Z'],
  ])('what is due on %s turns at %s, midnight where the site is', (reviewOn, at) => {
    const asked = { country: 'se', zone: 'Europe/Stockholm' } as const
    const now = '2026-03-01T00:00:00.000Z' as Instant
    const entry = { state: 'withheld', reviewOn } as const
    expect(turnsOverdue(entry, { ...asked, now })).toBe(at)
    expect(turnsOverdue(entry, { ...asked, now: at as Instant })).toBeUndefined()
    expect(turnsOverdue({ ...entry, state: 'ended' }, { ...asked, now })).toBeUndefined()
  })
})

const form = (change: Partial<LookForm>): LookForm => ({
  ...{ outcome: 'kept', canSay: '', why: '', reviewOn: '', because: '', told: '', unwanted: '' },
  ...change,
})

describe('what comes of a look', () => {
  test('kept, with a new reason and the day that the ground gives', () => {
    const look = parseLook(form({ why: 'Säljaren har ett bud till.' }), event, writing)
    expect(look).toMatchObject({
      ok: true,
      value: { kind: 'kept', said: { state: 'withheld', reviewOn: '2027-05-21' } },
    })
  })

  test('a look ahead of its time counts from the date that stood', () => {
    const early = { ...event, reviewOn: '2027-01-15' }
    const look = parseLook(form({ why: 'Säljaren har ett bud till.' }), early, writing)
    expect(look).toMatchObject({ ok: true, value: { said: { reviewOn: '2027-07-15' } } })
  })

  test('narrowed, with more that can be said', () => {
    const look = parseLook(
      form({ outcome: 'narrowed', canSay: 'Vi köper Eken 2:1.' }),
      event,
      writing,
    )
    expect(look).toMatchObject({
      ok: true,
      value: { said: { state: 'partly', canSay: 'Vi köper Eken 2:1.', why: event.why } },
    })
  })

  test('disclosed, with where it is told', () => {
    const look = parseLook(form({ outcome: 'disclosed', told: '/2026/11/eken' }), event, writing)
    expect(look).toMatchObject({
      ok: true,
      value: { told: '/2026/11/eken', said: { state: 'disclosed', reviewOn: event.reviewOn } },
    })
  })

  test('ended, with a why', () => {
    const look = parseLook(
      form({ outcome: 'ended', because: 'Köpet blev inte av.' }),
      event,
      writing,
    )
    expect(look).toMatchObject({ ok: true, value: { said: { state: 'ended' } } })
  })

  test.each<[string, Partial<LookForm>]>([
    ['outcome', { outcome: 'hidden' }],
    ['why', {}],
    ['why', { why: ' priset  stiger. ' }],
    ['reviewOn', { why: 'Nytt.', reviewOn: '2026-11-20' }],
    ['reviewOn', { why: 'Nytt.', reviewOn: '2033-01-01' }],
    ['canSay', { outcome: 'narrowed', canSay: event.canSay }],
    ['told', { outcome: 'disclosed' }],
    ['told', { outcome: 'disclosed', told: 'http://example.com' }],
    ['told', { outcome: 'disclosed', told: '//evil.example' }],
    ['told', { outcome: 'disclosed', told: 'javascript:alert(1)' }],
    ['because', { outcome: 'ended' }],
    ['why', { why: 'Holmgren dröjer.', unwanted: 'holmgren' }],
    ['why', { why: 'x'.repeat(2001) }],
  ])('%s must be mended in %o', (field, change) => {
    const look = parseLook(form(change), event, writing)
    expect(look.ok ? {} : look.problem).toHaveProperty(field)
  })

  test('a correction mends words and moves neither state nor date', () => {
    const said = { ...saidOf(event), why: 'Priset stiger då.', state: 'disclosed' as const }
    const because = { because: 'Fel ord.', unwanted: '' }
    const mended = correctionOf({ ...said, reviewOn: '2030-01-01' }, event, because)
    expect(mended).toMatchObject({
      ok: true,
      value: {
        ...{ kind: 'corrected', because: 'Fel ord.' },
        said: { state: 'withheld', reviewOn: '2026-11-20', why: 'Priset stiger då.' },
      },
    })
  })

  test.each([
    ['', '', 'looks.fault.because'],
    ['x'.repeat(1001), '', 'disclosures.fault.long'],
    ['Holmgren stod med.', 'holmgren', 'disclosures.fault.unwanted'],
    ['Personnumret 19811218-9876 stod med.', '', 'disclosures.fault.identity'],
  ])('a correction because of %j is none', (because, unwanted, fault) => {
    const said = { ...saidOf(event), why: 'Priset stiger då.' }
    expect(correctionOf(said, event, { because, unwanted })).toEqual({
      ...{ ok: false, problem: { because: fault } },
    })
  })

  test('what changes nothing is no correction', () => {
    const because = { because: 'Fel ord.', unwanted: '' }
    const elsewhere = { ...saidOf(event), state: 'disclosed', reviewOn: '2030-01-01' } as const
    expect(correctionOf(elsewhere, event, because)).toEqual({
      ...{ ok: false, problem: { because: 'looks.fault.unchanged' } },
    })
  })
})
