import { describe, expect, test } from 'vitest'
import {
  addressFor,
  codeAt,
  grouped,
  newSecret,
  picture,
  recoveryCode,
  recoveryHash,
  stepOf,
} from '../../server/accounts/second-factor.ts'
import { instant, later, SECOND } from '../../server/kernel/clock.ts'

/** The secret of RFC 6238, appendix B: "12345678901234567890". */
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'

describe('a code from the app', () => {
  test.each([
    [59, '287082'],
    [1111111109, '081804'],
    [1111111111, '050471'],
    [1234567890, '005924'],
    [2000000000, '279037'],
    [20000000000, '353130'],
  ])('at second %i is that of RFC 6238, appendix B', (seconds, code) => {
    const now = instant(seconds * SECOND)
    expect(codeAt(secret, now)).toBe(code)
    expect(stepOf(secret, code, { now, after: 0 })).toBe(Math.floor(seconds / 30))
  })

  const now = instant(Date.UTC(2026, 10, 21, 9))
  const code = codeAt(secret, now)

  test('is good half a minute before and after, and not longer', () => {
    for (const apart of [-30, 0, 30])
      expect(stepOf(secret, code, { now: later(now, apart * SECOND), after: 0 })).toBeDefined()
    for (const apart of [-90, -60, 60, 90])
      expect(stepOf(secret, code, { now: later(now, apart * SECOND), after: 0 })).toBeUndefined()
  })

  test('is good once: not at its own step again, and not at an earlier one', () => {
    const step = stepOf(secret, code, { now, after: 0 }) ?? 0
    expect(stepOf(secret, code, { now, after: step })).toBeUndefined()
    const earlier = codeAt(secret, later(now, -30 * SECOND))
    expect(stepOf(secret, earlier, { now, after: step })).toBeUndefined()
  })

  test('may be typed with spaces, and must be six digits', () => {
    expect(
      stepOf(secret, ` ${code.slice(0, 3)} ${code.slice(3)} `, { now, after: 0 }),
    ).toBeDefined()
    for (const typed of ['', '12345', `${code}0`, 'abcdef', '１２３４５６', '-1234.'])
      expect(stepOf(secret, typed, { now, after: 0 })).toBeUndefined()
  })
})

test('a secret has 160 bits and is shown in groups of four', () => {
  expect(newSecret()).toMatch(/^[A-Z2-7]{32}$/)
  expect(newSecret()).not.toBe(newSecret())
  expect(grouped(secret)).toBe('GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ')
})

test('the picture is one path without styles, and its name is text', () => {
  const address = addressFor(secret, 'anna@eken.example', 'Bloggen')
  expect(address).toContain(`secret=${secret}`)
  const svg = picture(address, '<b>Bild</b>')
  expect(svg).toMatch(/^<svg class="qr" viewBox="-4 -4 \d+ \d+" role="img" aria-labelledby="qr">/)
  expect(svg).toContain('&lt;b&gt;Bild&lt;/b&gt;')
  expect(svg).not.toMatch(/style|script|fill=/)
})

describe('a recovery code', () => {
  test('has 80 bits without look-alikes', () => {
    const codes = Array.from({ length: 500 }, recoveryCode)
    for (const code of codes)
      expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/)
    expect(new Set(codes).size).toBe(500)
    expect(new Set(codes.join('')).size, 'every character is used, and the dash').toBe(33)
  })

  test('forgives small letters, spaces, dashes and look-alikes', () => {
    const hash = recoveryHash('0ABC-1DEF-GH23-JK45')
    for (const typed of ['0abc 1def gh23 jk45', 'OABCIDEFGH23JK45', 'oabc-ldef-gh23-jk45'])
      expect(recoveryHash(typed)).toBe(hash)
    expect(recoveryHash('0ABC-1DEF-GH23-JK46')).not.toBe(hash)
  })
})
