import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { merged } from '../../server/text/merge.ts'

const base = 'Ett.\n\nTvå.\n\nTre.\n\nFyra.'

describe('two texts that began as one', () => {
  test('have the changes of both where each changed another paragraph', () => {
    const mine = base.replace('Ett.', 'Först.')
    const theirs = `${base.replace('Tre.', 'Tredje.')}\n\nFem.`
    expect(merged(base, mine, theirs)).toBe('Först.\n\nTvå.\n\nTredje.\n\nFyra.\n\nFem.')
  })
  test('have a change once that both made alike', () => {
    const both = base.replace('Två.', 'Andra.')
    expect(merged(base, both, both.replace('Fyra.', 'Sist.'))).toBe(both.replace('Fyra.', 'Sist.'))
  })
  test.each([
    ['the same line', base.replace('Två.', 'A.'), base.replace('Två.', 'B.')],
    ['a line that the other took away', base.replace('Två.', 'A.'), base.replace('Två.\n\n', '')],
    ['the same end', `${base}\n\nA.`, `${base}\n\nB.`],
  ])('are left to a person when both changed %s', (_, mine, theirs) => {
    expect(merged(base, mine, theirs)).toBeUndefined()
    expect(merged(base, theirs, mine)).toBeUndefined()
  })
  test('are the one that was changed, when only one was', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        expect(merged(one, other, one)).toBe(other)
        expect(merged(one, one, other)).toBe(other)
      }),
    )
  })
  test('give the same text whoever comes first', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 8 })
    fc.assert(
      fc.property(text, text, text, (b, m, t) => {
        const [x, y, z] = [b.join('\n'), m.join('\n'), t.join('\n')]
        expect(merged(x, y, z)).toBe(merged(x, z, y))
      }),
    )
  })
})
