import { expect, test } from 'vitest'
import { bytes } from '../../server/kernel/random.ts'
import { seal, unseal } from '../../server/kernel/seal.ts'

const key = bytes(32)

test('what was sealed opens under the same key and purpose', () => {
  expect(unseal(key, 'totp 1', seal(key, 'totp 1', 'hemligt å'))).toBe('hemligt å')
  expect(unseal(key, 'x', seal(key, 'x', ''))).toBe('')
})

test('it opens under no other key, for no other purpose, and not when a bit is changed', () => {
  const sealed = seal(key, 'totp 1', 'hemligt')
  expect(unseal(bytes(32), 'totp 1', sealed)).toBeUndefined()
  expect(unseal(key, 'totp 2', sealed)).toBeUndefined()
  for (let at = 0; at < sealed.length - 1; at += 1) {
    const other = sealed[at] === 'A' ? 'B' : 'A'
    const changed = sealed.slice(0, at) + other + sealed.slice(at + 1)
    expect(unseal(key, 'totp 1', changed), `changed at ${at}`).toBeUndefined()
  }
})

test.each(['', 'x', 'AAAA', 'not base64 at all!'])('%j is nothing that was sealed', (text) => {
  expect(unseal(key, 'totp 1', text)).toBeUndefined()
})

test('the same text never looks the same twice', () => {
  expect(seal(key, 'x', 'same')).not.toBe(seal(key, 'x', 'same'))
})
