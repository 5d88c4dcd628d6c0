import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonical, type Json } from '../../server/ledger/canonical.ts'

const parsed = (json: string): Json => JSON.parse(json)

describe('the examples of RFC 8785', () => {
  test('strings are escaped as in section 3.2.2, and no more', () => {
    const value = parsed(String.raw`{"string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/"}`)
    expect(canonical(value)).toBe(String.raw`{"string":"€$\u000f\nA'B\"\\\\\"/"}`)
  })

  test('literals are written as in section 3.2.2', () => {
    expect(canonical(parsed('{ "literals": [ null, true, false ] }'))).toBe(
      '{"literals":[null,true,false]}',
    )
  })

  test('names are sorted by UTF-16 units as in section 3.2.3', () => {
    const value = parsed(String.raw`{
      "\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh",
      "1": "One", "\ud83d\ude00": "Emoji: Grinning Face", "\u0080": "Control",
      "\u00f6": "Latin Small Letter O With Diaeresis" }`)
    expect([...canonical(value).matchAll(/:"([^"]+)"/g)].map((match) => match[1])).toEqual([
      'Carriage Return',
      'One',
      'Control',
      'Latin Small Letter O With Diaeresis',
      'Euro Sign',
      'Emoji: Grinning Face',
      'Hebrew Letter Dalet With Dagesh',
    ])
  })
})

/** From the test data of the reference implementation, cyberphone/json-canonicalization. */
test.each([
  [
    '{"1": {"f": {"f": "hi","F": 5} ,"\\n": 56.0}, "10": { }, "": "empty", "a": { }, "111": [ { } ], "A": { }}',
    '{"":"empty","1":{"\\n":56,"f":{"F":5,"f":"hi"}},"10":{},"111":[{}],"A":{},"a":{}}',
  ],
  [
    '{"pêche": "canonicalization", "péché": "ignores", "sin": "locale", "peach": "!"}',
    '{"peach":"!","péché":"ignores","pêche":"canonicalization","sin":"locale"}',
  ],
  [
    '{"Unnormalized Unicode":"\\u0064\\u0307\\u0323"}',
    '{"Unnormalized Unicode":"\u0064\u0307\u0323"}',
  ],
  ['[56, {"d": true, "10": null, "1": [ ]}]', '[56,{"1":[],"10":null,"d":true}]'],
  ['-0', '0'],
])('%s is written as %s', (given, expected) => {
  expect(canonical(parsed(given))).toBe(expected)
})

test.each([
  ['a fraction', 0.5],
  ['a number that is not exact', 2 ** 53],
  ['no number', Number.NaN],
  ['without end', Number.POSITIVE_INFINITY],
  ['half a surrogate pair', '\ud83d'],
  ['half a surrogate pair as a name', { '\ude00': 1 }],
  ['undefined', undefined],
  ['undefined inside', { name: undefined }],
  ['a hole', new Array(1)],
  ['a date', new Date(0)],
  ['a map', new Map()],
  ['a big integer', 1n],
  ['a function', () => 1],
])('%s is refused', (_, value) => {
  expect(() => canonical(value as Json)).toThrow(TypeError)
})

const text = fc.string({ unit: 'binary', maxLength: 6 })
const { json } = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, true, false),
    fc.maxSafeInteger(),
    text,
    fc.array(tie('json'), { maxLength: 4 }),
    fc.dictionary(text, tie('json'), { maxKeys: 4 }),
  ),
}))

test('the order of names does not matter, and the value can be read back', () => {
  fc.assert(
    fc.property(json, (value) => {
      expect(canonical(turned(value))).toBe(canonical(value))
      expect(parsed(canonical(value))).toEqual(parsed(JSON.stringify(value)))
    }),
  )
})

function turned(value: Json): Json {
  if (Array.isArray(value)) return value.map(turned)
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value).map(([name, member]) => [name, turned(member)])
  return Object.fromEntries(members.reverse())
}
