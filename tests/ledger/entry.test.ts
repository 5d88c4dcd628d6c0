import { describe, expect, expectTypeOf, test } from 'vitest'
import { type Act, type Entry, kinds, read, written } from '../../server/ledger/entry.ts'
import { actOf } from './acts.ts'

const hidden = actOf('comment_hidden', 5)

describe.each(kinds)('%s', (kind) => {
  const act = actOf(kind, 5)

  test('is written as canonical JSON with its version, and read back as it was', () => {
    const names = ['v', ...Object.keys(act)].sort()
    expect(Object.keys(JSON.parse(written(act)))).toEqual(names)
    expect(read(written(act))).toEqual({ ...act, v: 1 })
  })

  test('is refused with a field missing, a field more, or a field of another form', () => {
    for (const name of Object.keys(act)) {
      const { [name]: _, ...rest } = act as unknown as Record<string, unknown>
      expect(() => written(rest as unknown as Act), `without ${name}`).toThrow(TypeError)
      for (const wrong of [undefined, '', 'some words', 0, -1, 1.5, '5', [], {}, true])
        expect(() => written({ ...act, [name]: wrong }), `${name}: ${wrong}`).toThrow(TypeError)
    }
    expect(() => written({ ...act, ...{ note: 'free text' } })).toThrow(TypeError)
  })
})

test.each(['threat', 'hate', 'child_abuse', 'defamation'])(
  'the reason %s is never told here, only that it is the law',
  (reason) => {
    expect(() => written({ ...hidden, reason } as unknown as Act)).toThrow(TypeError)
  },
)

test('beside the law no clause stands, since it could tell which law', () => {
  expect(() => written({ ...hidden, reason: 'law', clause: 2 } as Act)).toThrow(TypeError)
  expect(() => written({ ...hidden, reason: 'law', clause: null } as Act)).not.toThrow()
})

test.each([
  ['nothing', ''],
  ['no JSON', '{'],
  ['no object', 'null'],
  ['a kind that is not on the list', '{"at":"2026-11-21T12:00:00.000Z","kind":"toString","v":1}'],
  ['another version', written(hidden).replace('"v":1', '"v":2')],
  ['spaces', written(hidden).replace(',', ', ')],
  ['a name written twice', written(hidden).replace('"v":1', '"v":1,"v":1')],
  [
    'another order',
    '{"v":1,"number":5,"kind":"comment_withdrawn","at":"2026-11-21T12:00:00.000Z"}',
  ],
  ['an impossible time', written(hidden).replace('-21T12', '-71T12')],
])('%s is not an entry', (_, body) => {
  expect(read(body)).toBeUndefined()
})

test('the compiler knows the list too', () => {
  expectTypeOf<Entry['v']>().toEqualTypeOf<1>()
  expectTypeOf<Extract<Act, { kind: 'comment_received' }>['parent']>().toEqualTypeOf<
    number | null
  >()
  expectTypeOf<Extract<Act, { kind: 'comment_hidden' }>['reason']>().not.toEqualTypeOf<string>()
  // @ts-expect-error a text has no place in an entry
  const act: Act = { ...actOf('comment_withdrawn', 1), text: 'words' }
  expect(() => written(act)).toThrow(TypeError)
})
