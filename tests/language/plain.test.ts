import { describe, expect, test } from 'vitest'
import { messages } from '../../server/language/catalogue.ts'
import { type Language, languages } from '../../server/language/locale.ts'

// What is one word for one thing stands in docs/words.md.

/** Words of offices, of other languages and of other things, and what to write instead. */
const instead: Record<Language, readonly (readonly [RegExp, string])[]> = {
  sv: [
    [/\b(vänligen|erhålla|avseende|samt|ej|endast|inkom|inkommen|härmed)\b/i, 'a plainer word'],
    [/\b(godkänn|moderera[ds]|censur|flagga)/i, 'släppa igenom, dölja, säga till'],
    [/\b(admin|feed|token|login)\b/i, 'the Swedish word'],
  ],
  nb: [
    [/\b(vennligst|vedrørende|samt|ihht|innehar|fremkommer)\b/i, 'a plainer word'],
    [/\bmå ikke\b/i, 'trenger ikke (må ikke forbids)'],
    [/\b(feed|token|login|admin)\b/i, 'nyhetsstrøm, kode, innlogging'],
    [/\b(i tjenesten|hvorledes|nogen|indlæg|ændre\w*|och|inte|måste)\b/i, 'bokmål'],
    [/[äö](?![^«]*»)/i, 'æ and ø'],
  ],
  en: [
    [/\b(please note|herein|aforementioned|utili[sz]e|in order to)\b/i, 'a plainer word'],
    [/\bstands? (on|in|under) the\b/i, 'is shown'],
    [/\b(color|organiz|recogniz|favorit)/i, 'British spelling'],
  ],
}

const marks: Record<Language, RegExp> = { sv: /["“„«»']/, nb: /["“”„']/, en: /["„«»']/ }

const LONGEST_SENTENCE = 24

describe.each(languages)('the words of the interface in %s', (language) => {
  test.each(instead[language])('say nothing like %s: write %s', (word) => {
    expect(saying(language, (text) => word.test(text))).toEqual([])
  })

  test('quote as the language does', () => {
    expect(saying(language, (text) => marks[language].test(text))).toEqual([])
  })

  test('are in sentences that can be read at once', () => {
    expect(
      saying(language, (text) =>
        text.split(/(?<=[.!?:])\s/).some((part) => words(part) > LONGEST_SENTENCE),
      ),
    ).toEqual([])
  })

  test('never raise their voice', () => {
    expect(saying(language, (text) => text.includes('!'))).toEqual([])
  })
})

test('a word that is not to be used is found', () => {
  const [forbids] = instead.nb.filter(([word]) => word.test('Du må ikke oppgi navn.'))
  expect(forbids?.[1]).toContain('trenger ikke')
  expect(instead.nb.some(([word]) => word.test('Kommentarer blir «allmänna handlingar».'))).toBe(
    false,
  )
  expect(words('Du har {count, plural, one {en kod} other {# koder}} kvar.')).toBe(4)
})

/** The names of the messages of which something holds. */
const saying = (language: Language, holds: (text: string) => boolean): string[] =>
  [...messages(language)].filter(([, text]) => holds(text)).map(([key]) => key)

/** How many words a sentence has; what is filled in counts as one. */
function words(sentence: string): number {
  const filled = sentence.replace(/\{\w+, plural,(?:[^{}]|\{[^{}]*\})*\}/g, 'x')
  return filled.replace(/\{\w+\}/g, 'x').match(/[\p{L}\p{N}][\p{L}\p{N}’-]*/gu)?.length ?? 0
}
