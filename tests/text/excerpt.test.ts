import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { excerpt, opening, plainText, questionIn } from '../../server/text/excerpt.ts'
import { renderComment, renderText } from '../../server/text/markdown.ts'
import { anyComment } from '../support/hostile.ts'

describe('the words of what was rendered', () => {
  test('stand in one line without marks', () => {
    const source =
      '# Snö\n\nVi *plogar* [här](https://a.example "x").\n\n- ett\n- två & tre\n\n|a|b|\n|-|-|\n|1|<2|'
    expect(plainText(renderText(source, 'sv'))).toBe('Snö Vi plogar här. ett två & tre a b 1 <2')
    expect(plainText(renderComment('rad ett\nrad två'))).toBe('rad ett rad två')
  })

  test('are one line whatever is sent', () => {
    fc.assert(
      fc.property(anyComment, (source) => {
        expect(plainText(renderComment(source))).toMatch(/^(?:\S+(?: \S+)*)?$/u)
      }),
    )
  })
})

describe('what a text asks', () => {
  test.each([
    ['Tack. Hur många fler avtal? Jag undrar.', 'Hur många fler avtal?'],
    ['Schyst. Kan man (kl. 7) fråga folk?', 'Kan man (kl. 7) fråga folk?'],
    ['Ingen fråga alls.', 'Ingen fråga alls.'],
    ['', ''],
  ])('in %j is %j', (text, asked) => expect(questionIn(text, 90)).toBe(asked))

  test('is never longer than asked for', () => {
    fc.assert(fc.property(anyComment, (text) => questionIn(text, 90).length <= 90))
  })
})

describe('how a rendered text opens', () => {
  test('is its first paragraph', () =>
    expect(opening(renderText('Jag *skriver* själv.\n\nResten.', 'sv'))).toBe(
      '<p>Jag <em>skriver</em> själv.</p>',
    ))

  test('is all of it when something else comes first', () => {
    const list = renderText('- ett\n- två', 'sv')
    expect(opening(list)).toBe(list)
    expect(opening(renderText('', 'sv'))).toBe('')
  })
})

describe('the beginning of a text', () => {
  test.each([
    ['a short text is whole', 'Vi plogar.', 30, 'Vi plogar.'],
    [
      'whole sentences that fit',
      'Vi plogar. Sedan sandar vi. Och så igen.',
      30,
      'Vi plogar. Sedan sandar vi.',
    ],
    ['exactly a sentence', 'Vi plogar. Sedan sandar vi.', 10, 'Vi plogar.'],
    [
      'a time is no end of a sentence',
      'Mötet är kl. 07.42 i morgon, och sedan',
      22,
      'Mötet är kl. 07.42 i…',
    ],
    [
      'words, without a comma before the dots',
      'Vi plogar, sedan sandar vi hela dagen',
      11,
      'Vi plogar…',
    ],
    ['one long word', 'kommundirektörsassistent', 10, 'kommundir…'],
  ])('%s', (_, text, most, expected) => {
    expect(excerpt(text, most)).toBe(expected)
  })

  test('is never longer than it may be, and never half a character', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.integer({ min: 5, max: 60 }),
        (text, most) => {
          const short = excerpt(text, most)
          expect(short.length).toBeLessThanOrEqual(most)
          expect(short.isWellFormed()).toBe(true)
        },
      ),
    )
  })
})
