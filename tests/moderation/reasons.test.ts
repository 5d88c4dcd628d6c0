import { describe, expect, test } from 'vitest'
import { languages } from '../../server/language/locale.ts'
import {
  provision,
  publicName,
  readySentence,
  reasonActions,
  reasonById,
  reasonKinds,
  reasons,
} from '../../server/moderation/reasons.ts'
import { isHouseReason, reasonIds } from '../../server/policy/rules.ts'
import { HARDEST, lix, secrecyPromised } from '../policy/plain.ts'

const legal = reasons.filter((reason) => reason.kind === 'legal')
const house = reasons.filter((reason) => reason.kind === 'house')
const mayBreakTheLaw = {
  sv: 'Kan strida mot lag',
  nb: 'Kan være i strid med loven',
  en: 'May break the law',
}
const accusations =
  /du har begått|skyldig|brottslig|straffbar|kriminell|guilty|criminal|you broke|du brøt|lovbryter/iu

const whole = (name: string) => new RegExp(`(?<!\\p{L})${name}(?!\\p{L})`, 'iu')

describe('the catalogue of reasons', () => {
  test('holds eleven legal and four house reasons, each once, in the order of the closed list', () => {
    expect(reasons.map((reason) => reason.id)).toEqual(reasonIds)
    expect(new Set(reasonIds).size).toBe(15)
    expect(reasonIds.filter(isHouseReason)).toEqual(house.map((reason) => reason.id))
    expect([legal.length, house.length]).toEqual([11, 4])
    for (const id of reasonIds) expect(reasonById(id).id).toBe(id)
  })

  test('uses every kind and every action that it declares', () => {
    expect(new Set(reasons.map((reason) => reason.kind))).toEqual(new Set(reasonKinds))
    expect(new Set(reasons.map((reason) => reason.action))).toEqual(new Set(reasonActions))
  })

  test('asks for what the law study found, reason by reason', () => {
    const actions = Object.fromEntries(reasons.map((reason) => [reason.id, reason.action]))
    expect(actions).toEqual({
      threat: 'hide_report',
      hate: 'hide',
      incitement: 'hide',
      terrorism: 'hide_report',
      child_abuse: 'hide_report',
      violent_image: 'hide',
      privacy_intrusion: 'hide',
      copyright: 'second',
      defamation: 'second',
      insult_official: 'second',
      personal_data: 'redact',
      personal_attack: 'second',
      off_topic: 'return',
      spam_impersonation: 'junk',
      own_case: 'return',
    })
  })

  test('marks what Swedish law demands to be removed, and never defamation or insult', () => {
    const demanded = reasons.filter((reason) => reason.bbs).map((reason) => reason.id)
    expect(demanded).toEqual(reasonIds.slice(0, reasonIds.indexOf('defamation')))
  })

  test('gives every legal reason a provision in both countries, in that country’s words', () => {
    for (const reason of legal) {
      expect(provision(reason, 'se'), reason.id).toMatch(/balken|lagen|förordning/)
      expect(provision(reason, 'no'), reason.id).toMatch(/loven §|lova|forskrifta/)
    }
    for (const reason of house) expect(provision(reason, 'se'), reason.id).toBeNull()
    expect(provision(reasonById('threat'), 'no')).toBe('straffeloven §§ 263, 264 og 155')
    expect(provision(reasonById('off_topic'), 'no')).toBeNull()
  })
})

describe.each(languages)('in %s', (language) => {
  test('a legal reason is named in public only as something that may break the law', () => {
    for (const reason of legal) expect(publicName(reason, language)).toBe(mayBreakTheLaw[language])
  })

  test('a house reason is named in public by its own name, which is no crime', () => {
    for (const reason of house) {
      const name = publicName(reason, language)
      expect(name).toBe(reason[language].name)
      for (const crime of legal) expect(name).not.toMatch(whole(crime[language].name))
      expect(name).not.toMatch(accusations)
    }
  })

  test('the names are all different', () => {
    expect(new Set(reasons.map((reason) => reason[language].name)).size).toBe(reasons.length)
  })

  test.each(reasons)('the ready sentence for $id is plain and promises no secrecy', (reason) => {
    const sentence = readySentence(reason, language)
    expect(sentence).toMatch(/^\p{Lu}.{60,400}[.?]$/u)
    expect(lix(sentence)).toBeLessThan(HARDEST)
    expect(secrecyPromised(sentence)).toBeNull()
    expect(sentence).not.toMatch(/[{}]|§/)
  })

  test.each(legal)('the ready sentence for $id says "may" and names no crime', (reason) => {
    const sentence = readySentence(reason, language)
    expect(sentence.toLowerCase()).toContain(mayBreakTheLaw[language].toLowerCase())
    for (const crime of legal) expect(sentence).not.toMatch(whole(crime[language].name))
    expect(sentence).not.toMatch(accusations)
  })

  test.each(house)('the ready sentence for $id does not speak of law', (reason) => {
    expect(readySentence(reason, language)).not.toMatch(/\blag\b|\bloven\b|\blaw\b/iu)
  })

  test('what can be said another way comes with an invitation to say it', () => {
    const invitation = { sv: /gärna/, nb: /gjerne/, en: /welcome|please|may well/i }[language]
    for (const reason of reasons.filter(({ id }) => id !== 'child_abuse'))
      expect(readySentence(reason, language), reason.id).toMatch(invitation)
  })
})

test('no name and no ready sentence is the same in two languages or for two reasons', () => {
  const words = reasons.flatMap((reason) =>
    languages.flatMap((language) => [reason[language].name, reason[language].sentence]),
  )
  expect(new Set(words).size).toBe(words.length)
})

test('the check for accusations finds one', () => {
  expect('Texten är brottslig.').toMatch(accusations)
  expect('Det här är ett hot.').toMatch(whole('Hot'))
  expect('Det här är hotfullt.').not.toMatch(whole('Hot'))
})
