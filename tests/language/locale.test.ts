import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chooseLanguage, languages } from '../../server/language/locale.ts'
import { possessive } from '../../server/language/possessive.ts'

describe('the language to answer in', () => {
  test.each([
    ['sv-SE,sv;q=0.9,en;q=0.8', 'sv'],
    ['en-GB,en;q=0.9', 'en'],
    ['no', 'nb'],
    ['nn-NO, nb;q=0.9', 'nb'],
    ['NB-no', 'nb'],
    ['de, en;q=0.5, sv;q=0.7', 'sv'],
    ['en;q=0.5,sv;q=0.5', 'en'],
    ['en ; q=0.3 , nb ; q=1.000', 'nb'],
    ['sv-FI, fi;q=0.9', 'sv'],
    ['da, en;q=0.4', 'en'],
  ])('%s is answered in %s', (accept, language) => {
    expect(chooseLanguage({ accept, site: 'sv' })).toBe(language)
  })

  test.each([
    '',
    '*',
    'de',
    'da',
    'sv;q=0',
    'sv;q=2',
    'sv;q=x',
    ';;;,,,',
    'svenska',
    '*, en;q=0.1',
  ])('"%s" names none of ours and gets the language of the site', (accept) => {
    expect(chooseLanguage({ accept, site: 'nb' })).toBe('nb')
    expect(chooseLanguage({ accept, site: 'en' })).toBe('en')
  })

  test('the reader’s own choice goes before what the browser says', () => {
    expect(chooseLanguage({ cookie: 'en', accept: 'sv', site: 'sv' })).toBe('en')
    expect(chooseLanguage({ cookie: 'xx', accept: 'nb', site: 'sv' })).toBe('nb')
    expect(chooseLanguage({ site: 'sv' })).toBe('sv')
  })

  test('any header at all gets one of our languages, the same one every time', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'svnben;,q=.019*- ') }), (accept) => {
        const first = chooseLanguage({ accept, site: 'sv' })
        expect(languages).toContain(first)
        expect(chooseLanguage({ accept, site: 'sv' })).toBe(first)
      }),
    )
  })
})

describe('whose something is', () => {
  test.each([
    ['Anna', 'sv', 'Annas'],
    ['Thomas', 'sv', 'Thomas'],
    ['Anna', 'nb', 'Annas'],
    ['Thomas', 'nb', 'Thomas’'],
    ['Anna', 'en', 'Anna’s'],
    ['Thomas', 'en', 'Thomas’s'],
  ] as const)('%s in %s: %s', (name, language, expected) => {
    expect(possessive(name, language)).toBe(expected)
  })
})
