import { describe, expect, test } from 'vitest'
import { DAY, type Instant, instant, later, milliseconds } from '../../server/kernel/clock.ts'
import { keyed, same, sha256, token } from '../../server/kernel/random.ts'

describe('a moment', () => {
  const at = '2026-11-21T03:34:43.123Z' as Instant

  test('is text in UTC whose order is that of time', () => {
    expect(instant(milliseconds(at))).toBe(at)
    expect(later(at, DAY)).toBe('2026-11-22T03:34:43.123Z')
    expect(later(at, -1) < at && at < later(at, 1)).toBe(true)
  })
})

describe('randomness and hashes', () => {
  test('a token has the bits that were asked for and is never the same twice', () => {
    expect(token()).toMatch(/^[\w-]{22}$/)
    expect(token(10)).toMatch(/^[\w-]{14}$/)
    expect(new Set(Array.from({ length: 1_000 }, () => token())).size).toBe(1_000)
  })

  test('sums are those of the standards (FIPS 180-4, RFC 4231 case 2)', () => {
    expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
    expect(keyed(Buffer.from('Jefe'), 'what do ya want for nothing?').toString('hex')).toBe(
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    )
  })

  test('bytes of different lengths are compared without an error', () => {
    expect(same(Buffer.from('ab'), Buffer.from('ab'))).toBe(true)
    expect(same(Buffer.from('ab'), Buffer.from('ac'))).toBe(false)
    expect(same(Buffer.from('ab'), Buffer.from('abc'))).toBe(false)
  })
})
