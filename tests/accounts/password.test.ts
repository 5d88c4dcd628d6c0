import { describe, expect, test } from 'vitest'
import { hashPassword, isPassword, passwordFault } from '../../server/accounts/password.ts'

const own = { name: 'Kerstin Ahlby', email: 'kerstin.ahlby@eken.example' }

describe('a new password', () => {
  test.each([
    'granit spade fredlig moln',
    'correct horse battery staple',
    'zXk93!pqWm20',
    '493028571946',
    'kerstin samlar gröna frimärken',
    'Ä då blev det sommar igen i Härnösand',
    '雨が降っている日の図書館が好き',
  ])('may be %s', (password) => {
    expect(passwordFault(password, own)).toBeUndefined()
  })

  test.each([
    ['elva tecken', 'accounts.password.short'],
    ['👩🏽‍🚀👩🏽‍🚀', 'accounts.password.short'],
    ['x'.repeat(257), 'accounts.password.long'],
    ['password1234', 'accounts.password.easy'],
    ['Lösenord2026!', 'accounts.password.easy'],
    ['PassordPassord', 'accounts.password.easy'],
    ['qwertyuiop123', 'accounts.password.easy'],
    ['123456789012', 'accounts.password.easy'],
    ['aaaaaaaaaaaaaaaa', 'accounts.password.easy'],
    ['121212121212', 'accounts.password.easy'],
    ['Sommar2026!!', 'accounts.password.easy'],
    ['KerstinAhlby1', 'accounts.password.easy'],
    ['ahlby.kerstin.eken', 'accounts.password.easy'],
    ['kommundirektör1', 'accounts.password.easy'],
  ])('may not be %s', (password, fault) => {
    expect(passwordFault(password, own)).toBe(fault)
  })
})

describe('a stored password', () => {
  test('is argon2id at the floor of OWASP, with a salt of its own', async () => {
    const [one, other] = await Promise.all([hashPassword('same words'), hashPassword('same words')])
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(one).not.toBe(other)
  })

  test('knows its own and no other', async () => {
    const stored = await hashPassword('granit spade fredlig moln')
    expect(await isPassword(stored, 'granit spade fredlig moln')).toBe(true)
    expect(await isPassword(stored, 'granit spade fredlig mol')).toBe(false)
    expect(await isPassword(stored, '')).toBe(false)
  })

  test('that does not exist is never right, after the same work', async () => {
    expect(await isPassword(undefined, '')).toBe(false)
    expect(await isPassword(undefined, 'fifty three bytes that no password')).toBe(false)
    const stored = await hashPassword('granit spade fredlig moln')
    const [none, wrong] = [await timed(undefined), await timed(stored)]
    expect(none, 'milliseconds for nobody and for somebody').toBeGreaterThan(wrong / 4)
  })
})

async function timed(stored: string | undefined): Promise<number> {
  const start = performance.now()
  for (let count = 0; count < 3; count += 1) await isPassword(stored, 'wrong password here')
  return performance.now() - start
}
