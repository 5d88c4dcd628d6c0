import { describe, expect, test } from 'vitest'
import { messages } from '../../server/language/catalogue.ts'
import { type Language, languages } from '../../server/language/locale.ts'
import { textOf } from '../posts/writing.ts'
import { openChannel } from './channel.ts'

/** Words that would promise what the law does not (LAW.md L02). */
const promising: Readonly<Record<Language, RegExp>> = {
  sv: /konfidentiell|hemlig|förtrolig|privat|sekretess|tystnad|anonym|skydda|endast jag|bara (jag|de|den|vi)\b/i,
  nb: /konfidensiell|konfidentiell|hemmelig|fortrolig|privat|taushet|sekretess|anonym|bare (jeg|de|den|vi)\b/i,
  en: /confidential|fortrolig|secre|private|anonym|protect|nobody (but|else)|only (i|those|we|you)\b/i,
}

/** Sentences that say such a word to deny it, or of what the law itself protects; nothing else may. */
const denying: readonly string[] = [
  ...['nopromise.se', 'nopromise.no', 'secrecy.se', 'secrecy.no'],
  ...['whistle.se', 'whistle.no', 'channel.whistle.hint'], // what protects better than a letter
  'office', // a heading of the registrar's
  ...['step.flagged', 'step.unflagged', 'step.marked', 'step.unmarked'], // what a registrar judged
]

const promises = (language: Language, text: string): boolean => promising[language].test(text)

/** Everything that is said of letters anywhere, by its name. */
const saying = (language: Language) =>
  [...messages(language)].filter(
    ([key, text]) => key.startsWith('letters.') || aboutLetters.test(text),
  )

const aboutLetters = /\bbrev|\bletter/i

describe.each(languages)('what is said of letters in %s', (language) => {
  test('promises no secrecy', () => {
    const found = saying(language).filter(([, text]) => promises(language, text))
    const keys = found.map(([key]) => key.replace(/^letters\./, ''))
    // In the register the law's own words are the subject: what may be secret is found, not promised.
    const others = keys.filter((key) => !key.startsWith('register.'))
    expect(others.filter((key) => !denying.includes(key))).toEqual([])
  })

  test('denies it in so many words', () => {
    const all = new Map(messages(language))
    const no = { sv: /kan inte lova/, nb: /kan ikke love/, en: /cannot promise/ }[language]
    for (const country of ['se', 'no'])
      expect(all.get(`letters.nopromise.${country}` as never)).toMatch(no)
  })
})

test('a promise would be found', () => {
  expect(promises('sv', 'Ditt brev är hemligt.')).toBe(true)
  expect(promises('sv', 'Bara jag läser det.')).toBe(true)
  expect(promises('nb', 'Brevet er fortrolig.')).toBe(true)
  expect(promises('en', 'Your letter is confidential.')).toBe(true)
})

describe('the law before a letter is sent', () => {
  test.each([
    ['se', 'sv', 'De flesta brev till kommunen är allmänna handlingar.', 'visselblåsarkanalen'],
    ['se', 'nb', 'De fleste brev til en svensk kommune er «allmänna handlingar».', 'sterkere vern'],
    ['se', 'en', 'Most letters to the municipality are public documents.', 'protects you better'],
    ['no', 'sv', 'De flesta brev till en norsk kommun är saksdokument.', 'undersöka saken också'],
    ['no', 'nb', 'De fleste brev til kommunen er saksdokumenter.', 'undersøke saken også'],
    ['no', 'en', 'Most letters to a Norwegian municipality are case documents.', 'must look into'],
  ] as const)('is that of %s, in %s', async (country, language, record, whistle) => {
    const { site } = await openChannel({ country })
    const headers = { 'accept-language': language }
    const { body } = await site.post('/letter/preview', { text: 'Hej.' }, { headers })
    expect(textOf(body)).toContain(record)
    expect(textOf(body)).toContain(whistle)
  })
})
