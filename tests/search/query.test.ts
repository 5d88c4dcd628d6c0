import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { excerptOf, marked, type Piece } from '../../server/search/excerpt.ts'
import { formsOf } from '../../server/search/form.ts'
import { soughtOf } from '../../server/search/match.ts'
import { marksOf, narrowingIn, placesIn, searchPath } from '../../server/search/narrowing.ts'
import { queryOf } from '../../server/search/query.ts'

const said = (typed: string) =>
  queryOf(typed).terms.map(
    ({ kind, words, isLeftOut }) => `${isLeftOut ? 'not ' : ''}${kind} ${words.join(' ')}`,
  )

describe('what is typed', () => {
  test.each([
    ['Skolan BUSS', ['word skolan', 'word buss']],
    ['"öppen kommentar" skola', ['phrase öppen kommentar', 'word skola']],
    ['”öppen kommentar”', ['phrase öppen kommentar']],
    ['«åpen kommentar»', ['phrase åpen kommentar']],
    ['"utan slut', ['phrase utan slut']],
    ['snö*', ['prefix snö']],
    ['s*', ['word s']],
    [
      'skola -buss -"två ord" -snö*',
      ['word skola', 'not word buss', 'not phrase två ord', 'not prefix snö'],
    ],
    ['KS 2026/114', ['word ks', 'phrase 2026 114']],
    ['e-post', ['phrase e post']],
    ['a - b', ['word a', 'word b']],
    ['AND OR NOT NEAR(', ['word and', 'word or', 'word not', 'word near']],
    ['ha\u0308lsa', ['word hälsa']],
    ['"" * - ( ) 😀', []],
  ])('%j is read as %j', (typed, terms) => {
    expect(said(typed)).toEqual(terms)
  })

  test('is cut after a hundred characters and eight words, and that is told', () => {
    expect(queryOf('å'.repeat(101))).toMatchObject({
      isCut: true,
      terms: [{ words: ['å'.repeat(100)] }],
    })
    expect(queryOf('a b c d e f g h i')).toMatchObject({ isCut: true, terms: { length: 8 } })
    expect(queryOf('a b c d e f g h')).toMatchObject({ isCut: false })
  })
})

describe('a word', () => {
  test.each([
    ...[
      ['skolan', 'skola'],
      ['skola', 'skolornas'],
      ['kommunerna', 'kommun'],
      ['rum', 'rummen'],
    ],
    ...[
      ['beslutet', 'beslut'],
      ['gatan', 'gatorna'],
      ['fråga', 'frågorna'],
      ['arbete', 'arbetet'],
    ],
    ...[
      ['lærer', 'lærerne'],
      ['veiene', 'veien'],
      ['skole', 'skolen'],
      ['bok', 'boka'],
    ],
    ...[
      ['spørsmål', 'spørsmålene'],
      ['city', 'cities'],
      ['answer', 'answered'],
      ['run', 'running'],
    ],
  ])('%s is also looked for as %s, and the other way round', (one, other) => {
    expect(formsOf(one)).toContain(other)
    expect(formsOf(other)).toContain(one)
  })

  test('is not looked for as another word that begins alike', () => {
    expect(formsOf('skola')).not.toContain('skolk')
    expect(formsOf('kommun')).not.toContain('kommunal')
    expect(formsOf('2026')).toEqual(['2026'])
    expect(formsOf('å')).toEqual(['å'])
  })

  test('has at most 120 forms, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (word) => {
        const forms = formsOf(word)
        return forms.length <= 120 && forms.includes(word)
      }),
      { numRuns: 50 },
    )
  })
})

describe('an excerpt', () => {
  const seek = (typed: string) => soughtOf(queryOf(typed), undefined)
  const shown = (pieces: readonly Piece[]) =>
    pieces.map(({ words, isMarked }) => (isMarked ? `[${words}]` : words)).join('')

  test.each([
    ['skola', 'Skolan öppnar.', '[Skolan] öppnar.'],
    ['snö*', 'Om snöröjning, inte om issnö.', 'Om [snöröjning], inte om issnö.'],
    ['"i tisdags"', 'I tisdags, inte i onsdags.', '[I tisdags], inte i onsdags.'],
    ['halsa', 'Hälsa inte på.', 'Hälsa inte på.'],
    ['skola -buss', 'Skola utan buss.', '[Skola] utan buss.'],
    ['åre', 'Åre å ene siden', '[Åre] å ene siden'],
  ])('for %j of %j is %j', (typed, text, wanted) => {
    expect(shown(marked(text, seek(typed)))).toBe(wanted)
  })

  test('is taken from where most of what was looked for stands', () => {
    const text = `Skolan först. ${'Annat emellan. '.repeat(40)}Bussen till skolan går. ${'Mer. '.repeat(90)}`
    const found = shown(excerptOf(text, seek('skola buss'), 120))
    expect(found).toMatch(/^… .*\[Bussen\] till \[skolan\] går\. Mer\..* …$/)
    expect(found.length).toBeLessThan(150)
  })

  test('loses and adds nothing, whatever the text and the words are', () => {
    const any = fc.string({ unit: 'grapheme', maxLength: 300 })
    fc.assert(
      fc.property(any, fc.string({ unit: 'grapheme', maxLength: 20 }), (text, typed) => {
        const whole = marked(text, seek(typed)).map(({ words }) => words)
        const part = excerptOf(text, seek(typed), 100)
          .map(({ words }) => words)
          .join('')
        return whole.join('') === text && text.includes(part.replace(/^… | …$/g, ''))
      }),
      { numRuns: 50 },
    )
  })
})

describe('an address', () => {
  test('says what is looked for, and leaves out what it does not know', () => {
    const query = { words: ' skola ', kind: 'post', capacity: 'both', year: '2024', answered: '0' }
    const narrowing = narrowingIn(query)
    expect(searchPath(narrowing)).toBe('/search?words=skola&kind=post&year=2024')
    expect(searchPath(narrowing, { post: 12, entry: 3 })).toBe(
      '/search?words=skola&kind=post&year=2024&before=post-12.entry-3',
    )
    expect(placesIn('post-12.entry-3')).toEqual({ post: 12, entry: 3 })
    for (const text of ['x', 'post-0', 'post-1.', 'letter-1', 'post-1.5'])
      expect(placesIn(text)).toBeUndefined()
  })

  test('asks for a year as the clocks of the site count it', () => {
    const year = (timeZone: string) => marksOf(narrowingIn({ year: '2024' }), timeZone)
    expect(year('Europe/Stockholm')).toEqual({
      all: [['y2024', 'h2023123123']],
      none: ['h2024123123'],
    })
    expect(year('UTC')).toEqual({ all: [['y2024']], none: [] })
  })
})
