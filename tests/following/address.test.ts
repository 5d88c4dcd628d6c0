import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { followSecrets, numberIn } from '../../server/following/address.ts'

describe('a link in a mail', () => {
  const { tokenOf, isTokenOf } = followSecrets(randomBytes(32))
  const askedAt = '2026-11-21T09:00:00.000Z'

  test('ends in a letter or a digit, which no mail program takes for the end of a sentence', () => {
    for (let id = 1; id <= 500; id++)
      expect(tokenOf('unsubscribe', { id, askedAt })).toMatch(/^[\w-]+[0-9A-Za-z]$/)
  })

  test('opens one follow for one purpose, and none that was asked for at another time', () => {
    const follow = { id: 36 ** 4, askedAt }
    const token = tokenOf('confirm', follow)
    expect(numberIn(token)).toBe(follow.id)
    expect(isTokenOf(token, 'confirm', follow)).toBe(true)
    expect(isTokenOf(token, 'unsubscribe', follow)).toBe(false)
    expect(isTokenOf(token, 'confirm', { ...follow, askedAt: '2026-11-21T09:00:00.001Z' })).toBe(
      false,
    )
    for (const made of ['', 'x', '1-', token.slice(1), `${token}0`, token.replace(/.$/, '_')])
      expect([made, isTokenOf(made, 'confirm', follow)]).toEqual([made, false])
  })
})
