import { describe, expect, test } from 'vitest'
import { countries, languages } from '../../server/language/locale.ts'
import { reasonById } from '../../server/moderation/reasons.ts'
import {
  clauseForReason,
  houseRules,
  isReasonId,
  placeholders,
  reasonIds,
  textPolicies,
  textPolicy,
} from '../../server/policy/rules.ts'
import { HARDEST, lix, secrecyPromised } from './plain.ts'

const every = countries.flatMap((country) =>
  languages.map((language) => ({ country, language }) as const),
)
const texts = textPolicies.flatMap((policy) => every.map((place) => ({ policy, ...place })))
const holders = (text: string) => [...text.matchAll(/\{([^}]*)\}/g)].map(([, name]) => name)

describe.each(countries)('the house rules of %s', (country) => {
  const clauses = houseRules(country)

  test('have the keys that addresses and decisions rest on, numbered in order', () => {
    expect(clauses.map((clause) => clause.key)).toEqual([
      'welcome',
      'topic',
      'respect',
      'sender',
      'own-case',
      'other-people',
      'copyright',
      'law',
      'reading',
      'hiding',
      'record',
    ])
    expect(clauses.map((clause) => clause.number)).toEqual(clauses.map((_, place) => place + 1))
  })

  test('have exactly one clause for every reason', () => {
    expect(clauses.flatMap((clause) => clause.reasons).toSorted()).toEqual(reasonIds.toSorted())
    for (const id of reasonIds) expect(clauseForReason(country, id).reasons).toContain(id)
  })

  test('give every house reason a clause of its own', () => {
    for (const id of reasonIds.filter((each) => reasonById(each).kind === 'house'))
      expect(clauseForReason(country, id).reasons).toEqual([id])
  })

  test('never mix legal and house reasons in one clause', () => {
    for (const { key, reasons } of clauses)
      expect(new Set(reasons.map((id) => reasonById(id).kind)).size, key).toBeLessThanOrEqual(1)
  })

  test.each(languages)('are whole, short and plain in %s', (language) => {
    for (const clause of clauses) {
      const { title, body } = clause[language]
      expect(title.length, clause.key).toBeLessThanOrEqual(50)
      expect(body, clause.key).toMatch(/^\p{Lu}.{100,700}\.$/u)
      expect(lix(body), clause.key).toBeLessThan(HARDEST)
      expect(`${title} ${body}`, clause.key).not.toMatch(/[{}*#]/)
    }
  })

  test('say different words in each language', () => {
    const words = clauses.flatMap((clause) =>
      languages.flatMap((language) => [clause[language].title, clause[language].body]),
    )
    expect(new Set(words).size).toBe(words.length)
  })
})

test('a reason is known by its id alone', () => {
  expect(reasonIds.every(isReasonId)).toBe(true)
  expect(['', 'Threat', 'criticism', 'party_politics'].some(isReasonId)).toBe(false)
})

describe.each(every)('in $country, read in $language', ({ country, language }) => {
  const rules = houseRules(country)
    .map((clause) => clause[language].body)
    .join('\n')
  const own = country === 'se' ? /Justitieombudsmannen|\(JO\)/ : /Sivilombudet/
  const foreign = country === 'se' ? /Sivilombudet|saksdokument/ : /\(JO\)|allmän handling/

  test('the rules name the ombudsman of the country whose law applies, and no other', () => {
    expect(rules).toMatch(own)
    expect(rules).not.toMatch(foreign)
  })

  test('the rules welcome criticism of the official and party politics', () => {
    const welcome = houseRules(country)[0]?.[language].body
    expect(welcome).toMatch(/kritik|criticism/i)
    expect(welcome).toMatch(/partipolitik|party politics/i)
  })

  test('the privacy notice holds what GDPR article 13 asks for', () => {
    const text = textPolicy('privacy', country, language)
    for (const name of ['controller', 'dpo', 'contact', 'telephone', 'url'] as const)
      expect(holders(text)).toContain(name)
    expect(text).toMatch(/artik(e|ke)l 6(\.1| nr\. 1) e|article 6\.1 e/)
    expect(text).toContain(
      country === 'se' ? 'https://www.imy.se/' : 'https://www.datatilsynet.no/',
    )
    expect(text).not.toContain(country === 'se' ? 'Datatilsynet' : 'IMY')
    expect(text.match(/^## /gm)).toHaveLength(9)
  })

  test('the accessibility statement says that no audit was made, and where to complain', () => {
    const text = textPolicy('accessibility', country, language)
    for (const name of ['authority', 'contact', 'telephone', 'url'] as const)
      expect(holders(text)).toContain(name)
    expect(text).toMatch(/\*\*(delvis förenlig|delvis i samsvar|partly compliant)\*\*/)
    expect(text).toMatch(/Ingen har granskat|Ingen har gått gjennom|Nobody has audited/)
    expect(text).toContain('EN 301 549')
    expect(text).toContain(
      country === 'se' ? 'https://www.digg.se/tdosanmalan' : 'https://uustatus.no/',
    )
    expect(text).not.toMatch(country === 'se' ? /uustatus/ : /digg/i)
  })
})

test('the Swedish accessibility statement has the eleven fields that Digg asks for', () => {
  const text = textPolicy('accessibility', 'se', 'sv')
  const fields = [
    /^- Aktör: /m,
    /^- Tjänst: /m,
    /förenlig/,
    /^## Brister[^#]*Skäl: /m,
    /^- Bedömd: /m,
    /^- Uppdaterad: /m,
    /^- Metod: /m,
    /^- Kontakt: /m,
    /\(https:\/\/www\.digg\.se\/tdosanmalan\)/,
    /^- Oskäligt betungande: /m,
    /^- Utanför lagen: /m,
  ]
  for (const field of fields) expect(text).toMatch(field)
})

describe.each(texts)('$policy for $country in $language', ({ policy, country, language }) => {
  const text = textPolicy(policy, country, language)

  test('starts with its one title, uses known placeholders and reads easily', () => {
    expect(text).toMatch(/^# .+\n/)
    expect(text.match(/^# /gm)).toHaveLength(1)
    for (const name of holders(text)) expect(placeholders).toContain(name)
    expect(lix(text)).toBeLessThan(HARDEST)
  })

  test('has the same shape as in the language of the country', () => {
    const home = textPolicy(policy, country, country === 'se' ? 'sv' : 'nb')
    const marks = (markdown: string) =>
      markdown.split('\n').map((line) => /^(#+|-|)/.exec(line)?.[0])
    expect(marks(text)).toEqual(marks(home))
    expect(holders(text).toSorted()).toEqual(holders(home).toSorted())
  })
})

test('the texts are all different', () => {
  expect(texts).toHaveLength(12)
  const all = texts.map(({ policy, country, language }) => textPolicy(policy, country, language))
  expect(new Set(all).size).toBe(12)
})

test('no built-in text promises secrecy', () => {
  for (const { country, language } of every) {
    for (const clause of houseRules(country))
      expect(secrecyPromised(Object.values(clause[language]).join(' ')), clause.key).toBeNull()
    for (const policy of textPolicies)
      expect(secrecyPromised(textPolicy(policy, country, language)), policy).toBeNull()
  }
})

describe('the checks themselves', () => {
  test('readability counts words per sentence and long words', () => {
    expect(lix('Vi ses. Det är fint.')).toBe(2.5)
    expect(lix('Kommunen svarar.')).toBe(52)
    expect(lix('## En rubrik\n\n- Ett {url} [ord](https://exempel.se/kommunen).')).toBe(2.5)
  })

  test('officialese is found', () => {
    const heavy =
      'Personuppgiftsansvarig myndighet behandlar inkomna synpunkter i enlighet med gällande dataskyddsbestämmelser och dokumenthanteringsplan.'
    expect(lix(heavy)).toBeGreaterThan(HARDEST)
  })

  test('a promise of secrecy is found', () => {
    expect(secrecyPromised('Ditt brev är hemligt.')).toBe('hemlig')
    expect(secrecyPromised('It is strictly confidential.')).toBe('confidential')
    expect(secrecyPromised('Sekretess kan skydda det.')).toBeNull()
  })
})
