/** What the form of an entry takes, fills in and refuses. */
import { describe, expect, test } from 'vitest'
import {
  type DisclosureForm,
  emptyDisclosure,
  formOf,
  nextLook,
  parseDisclosure,
} from '../../server/disclosures/form.ts'
import { textsWith } from '../../server/disclosures/unwanted.ts'
import { hasIdentityNumber, hasNorwegianNumber } from '../../server/text/identity-number.ts'

const writing = { country: 'se', today: '2026-11-21' } as const

const form = (change: Partial<DisclosureForm> = {}): DisclosureForm => ({
  ...emptyDisclosure('sv', 'personal'),
  canSay: 'Vi köper mark vid Eken.',
  ground: 'municipal_economy',
  why: 'Säljaren ska inte veta vårt tak.',
  ...change,
})

describe('three fields are enough', () => {
  test('and the ground fills in the test of harm, the event and a working day in six months', () => {
    const said = parseDisclosure(form(), writing)
    expect(said).toMatchObject({
      ok: true,
      value: {
        state: 'withheld',
        openness: 'mine',
        reviewOn: '2027-05-21',
        lift: 'när avtalet är skrivet',
      },
    })
    expect(said.ok && said.value.harm).toBeTruthy()
  })

  test('what is told needs neither test nor event', () => {
    const said = parseDisclosure(form({ state: 'disclosed' }), writing)
    expect(said).toMatchObject({ ok: true, value: { harm: undefined, lift: undefined } })
  })

  test('what an entry says fills the form in again, but for the unwanted words', () => {
    const said = parseDisclosure(form({ unwanted: 'Holmgren' }), writing)
    expect(said.ok && parseDisclosure(formOf(said.value), writing)).toEqual(said)
    expect(JSON.stringify(said)).not.toContain('Holmgren')
  })
})

test.each<[keyof DisclosureForm, Partial<DisclosureForm>]>([
  ['canSay', { canSay: '  ' }],
  ['canSay', { canSay: 'x'.repeat(2001) }],
  ['ground', { ground: '' }],
  ['ground', { ground: 'shame' }],
  ['why', { why: '\n' }],
  ['capacity', { capacity: '' }],
  ['state', { state: 'ended' }],
  ['state', { state: '' }],
  ['language', { language: 'fi' }],
  ['openness', { openness: 'ours' }],
  ['opennessWhy', { openness: 'not_asked' }],
  ['delegation', { decision: 'KS 2026/12' }],
  ['reviewOn', { reviewOn: '2026-11-21' }],
  ['reviewOn', { reviewOn: '2027-02-30' }],
  ['reviewOn', { reviewOn: '2031-11-22' }],
  ['reviewOn', { reviewOn: 'snart' }],
  ['harm', { harm: 'Enligt 811228-9874.' }],
  ['why', { unwanted: 'säljaren' }],
  ['lift', { unwanted: 'avtal', lift: 'när avtalet är skrivet' }],
  ['unwanted', { unwanted: 'x'.repeat(2001) }],
])('%s must be mended in %o', (field, change) => {
  const said = parseDisclosure(form(change), writing)
  expect(said.ok).toBe(false)
  expect(said.ok ? {} : said.problem).toHaveProperty(field)
})

test.each([
  ['2026-11-21', 1, 'se', '2026-12-21'],
  ['2026-08-31', 6, 'se', '2027-03-01'], // the last of February is a Sunday
  ['2026-12-24', 6, 'se', '2027-06-24'],
  ['2026-12-25', 6, 'se', '2027-06-28'], // Midsummer's Eve, Midsummer and Sunday are skipped
  ['2026-11-17', 6, 'no', '2027-05-18'], // 17 May 2027 is Whit Monday too
  ['2026-03-26', 12, 'no', '2027-03-30'], // Good Friday to Easter Monday
  ['2026-12-31', 12, 'se', '2028-01-03'],
] as const)('from %s, %i months in %s lead to %s', (today, months, country, day) => {
  expect(nextLook({ today, country }, months)).toBe(day)
})

describe('unwanted words are found', () => {
  test.each([
    ['Holmgren', 'Vi talar om holmgrens mark.'],
    ['Eva  Holmgren', 'Eva\nHolmgren'],
    ['556012-5790', 'bolaget 5560125790'],
    ['5560125790', 'bolaget 556012-5790'],
    ['Ｅｋｅｎ', 'eken'],
    ['eken', 'E\u00adken'],
    ['a; bo\nmark', 'Mark och sten'],
  ])('%j in %j', (unwanted, text) => {
    expect(textsWith(unwanted, { why: text, lift: undefined })).toEqual(['why'])
  })

  test.each([
    ['', 'whatever'],
    [' , ;', 'whatever, and ; more'],
    ['a', 'a single letter would refuse every text'],
    ['ekar', 'en ek'],
  ])('%j not in %j', (unwanted, text) => {
    expect(textsWith(unwanted, { why: text })).toEqual([])
  })
})

describe('an identity number', () => {
  test.each(['811228-9874', '19811228-9874', '8112289874', 'hon, 811288-9874 (samordning)'])(
    'of Sweden is seen in %j',
    (text) => {
      expect(hasIdentityNumber(text.replace('811288-9874', '701063-2391'))).toBe(true)
    },
  )

  test.each([
    '811228–9874', // an en dash
    '811228\u20119874',
    '811228\u00a0-\u00a09874',
    '８１１２２８-９８７４',
    '811228\u200b-9874',
    '010107\u00a050160',
  ])('is seen as people write it and programs paste it, %j', (text) => {
    expect(hasIdentityNumber(text)).toBe(true)
  })

  test.each(['01010750160', '010107 50160', 'født 41010750073'])(
    'of Norway is seen in %j',
    (text) => {
      expect(hasNorwegianNumber(text)).toBe(true)
    },
  )

  test.each([
    ...[
      '811228-9875',
      '2026-11-21',
      '0700-12 34 56',
      '556012-5790',
      '12345678901',
      '20261121-1234',
    ],
  ])('is not seen in %j', (text) => {
    expect(hasIdentityNumber(text)).toBe(false)
  })
})
