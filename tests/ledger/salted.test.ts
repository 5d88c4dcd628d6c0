import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { newSalt, textHash } from '../../server/ledger/salted.ts'

const comment = { name: 'Åsa', text: 'Varför plogas det inte?\n– å ä ö 😀', question: true }
const salt = '000102030405060708090a0b0c0d0e0f'

test('a text is hashed as the salt and then its canonical JSON in UTF-8', () => {
  const bytes = Buffer.concat([
    Buffer.from([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]),
    Buffer.from('{"name":"Åsa","question":true,"text":"Varför plogas det inte?\\n– å ä ö 😀"}'),
  ])
  expect(textHash(salt, comment)).toBe(createHash('sha256').update(bytes).digest('hex'))
})

test('another salt, name, mark or letter gives another hash', () => {
  const hashes = [
    textHash(salt, comment),
    textHash(newSalt(), comment),
    textHash(salt, { ...comment, name: '' }),
    textHash(salt, { ...comment, question: false }),
    textHash(salt, { ...comment, text: comment.text.normalize('NFD') }),
  ]
  expect(new Set(hashes).size).toBe(hashes.length)
})

test('a new salt is 128 bits, and another each time', () => {
  const salts = Array.from({ length: 100 }, newSalt)
  expect(salts.every((salt) => /^[0-9a-f]{32}$/.test(salt))).toBe(true)
  expect(new Set(salts).size).toBe(100)
})

test.each(['', 'short', salt.slice(2), `${salt}00`, salt.toUpperCase().replace('0', 'g')])(
  'the salt "%s" is refused',
  (wrong) => {
    expect(() => textHash(wrong, comment)).toThrow(TypeError)
  },
)

test('half a surrogate pair is refused, not hashed as something else', () => {
  expect(() => textHash(salt, { ...comment, text: '\ud83d' })).toThrow(TypeError)
})
