import { describe, expect, test } from 'vitest'
import {
  ground,
  groundGroups,
  groundIds,
  groundsOf,
  harmKinds,
  harmWords,
  isGroundId,
  isLawCheckOld,
  isLiftId,
  liftIds,
  liftWords,
} from '../../server/disclosures/ground.ts'
import shared from '../../server/disclosures/grounds.json' with { type: 'json' }
import no from '../../server/disclosures/grounds-no.json' with { type: 'json' }
import se from '../../server/disclosures/grounds-se.json' with { type: 'json' }
import { type Country, countries, languages } from '../../server/language/locale.ts'
import { HARDEST, lix } from '../policy/plain.ts'

const withoutLaw = ['editorial_choice', 'not_yet', 'another_person']
const legal = groundIds.filter((id) => !withoutLaw.includes(id))
const files = { se, no }

/** How a country writes where something stands in its law. */
const section: Record<Country, RegExp> = {
  se: /^(offentlighets- och sekretesslagen|tryckfrihetsförordningen) \d+ kap\. \d+( [a-z])? §( (första|andra|tredje) stycket)?$/,
  no: /^[\p{Ll} -]+(loven|lova) § \d+( [A-Z]-\d+|-\d+)?( (første|andre|tredje|fjerde|femte) ledd)?( nr\. \d)?$/u,
}

describe.each(countries)('the grounds of %s', (country) => {
  const all = groundsOf(country)

  test('are twenty, each once, in the order of the closed list', () => {
    expect(all.map(({ id }) => id)).toEqual(groundIds)
    expect(new Set(groundIds).size).toBe(20)
    for (const id of groundIds) expect(ground(country, id).id).toBe(id)
  })

  test('rest on a section of that country’s law, but for the three that no law is the reason of', () => {
    for (const { id, provisions, decision, legalCheckedAt } of all)
      if (withoutLaw.includes(id))
        expect([provisions, decision, legalCheckedAt]).toEqual([[], 'none', null])
      else {
        expect(provisions.length, id).toBeGreaterThan(0)
        expect(new Set(provisions).size, id).toBe(provisions.length)
        for (const provision of provisions) expect(provision, id).toMatch(section[country])
        expect([decision, legalCheckedAt]).toEqual(['on_request', '2026-11-21'])
      }
  })

  test('stand each under one heading, those without law first', () => {
    const groups = groundGroups(country)
    expect(groups.flatMap(({ grounds }) => grounds.map(({ id }) => id))).toEqual(groundIds)
    for (const { id, grounds } of groups) expect(grounds.length, id).toBeLessThanOrEqual(8)
    expect(groups[0]?.grounds.slice(0, 3).map(({ id }) => id)).toEqual(withoutLaw)
  })

  test('are looked at again within a year, and sooner what passes by itself', () => {
    for (const { id, reviewMonths } of all) {
      expect(Number.isInteger(reviewMonths), id).toBe(true)
      expect(reviewMonths, id).toBeGreaterThanOrEqual(1)
      expect(reviewMonths, id).toBeLessThanOrEqual(12)
    }
    expect(ground(country, 'not_yet').reviewMonths).toBe(1)
    expect(ground(country, 'procurement').reviewMonths).toBe(3)
    expect(ground(country, 'health_private').reviewMonths).toBe(12)
  })

  test('use every harm test that has words, and no other', () => {
    const used = new Set(all.map(({ harm }) => harm).filter((kind) => kind !== 'none'))
    expect([...used].toSorted()).toEqual(Object.keys(files[country].harm).toSorted())
    for (const kind of harmKinds)
      if (kind === 'none') expect(harmWords(country, kind, 'sv')).toBeNull()
      else if (!used.has(kind)) expect(() => harmWords(country, kind, 'sv')).toThrow(/no harm test/)
  })

  test('hold nothing else than what is known of a ground', () => {
    for (const [id, entry] of Object.entries(files[country].grounds)) {
      expect(legal).toContain(id)
      expect(Object.keys(entry), id).toEqual([
        ...['provisions', 'harm', 'years', 'lift', 'legalCheckedAt'],
        ...languages,
      ])
    }
  })

  describe.each(languages)('in %s', (language) => {
    test('have names that are short and all different', () => {
      const names = all.map((each) => each[language].name)
      expect(new Set(names).size).toBe(names.length)
      for (const name of names) expect(name).toMatch(/^[^.;!"]{5,60}$/)
    })

    test.each(all)('say plainly what $id means', (each) => {
      readable(each[language].plain)
      expect(each[language].plain).not.toMatch(/Norge|Sverige|Sweden|Norway|§/)
    })

    test.each(Object.keys(files[country].harm))('ask plainly for the harm test %s', (kind) => {
      const words = harmWords(country, harmKinds.find((each) => each === kind) ?? 'none', language)
      expect(words?.question).toMatch(/^\p{Lu}.{30,100}\?$/u)
      expect(lix(words?.question ?? '')).toBeLessThan(HARDEST)
      readable(words?.sentence ?? '')
    })
  })
})

function readable(text: string): void {
  expect(text).toMatch(/^\p{Lu}.{30,160}\.$/u)
  expect(lix(text)).toBeLessThan(HARDEST)
}

test('Swedish law is weighed as the law study found, ground by ground', () => {
  const found = Object.fromEntries(legal.map((id) => [id, summary('se', id)]))
  expect(found).toEqual({
    working_material: ['none', null, 'decision_made'],
    personnel_social: ['mixed', 50, null],
    health_private: ['mixed', 70, null],
    school_child: ['mixed', 70, null],
    social_services: ['reverse', 70, null],
    recruitment: ['reverse', 50, 'appointment_made'],
    whistleblowing: ['mixed', 50, null],
    protected_person: ['mixed', 70, null],
    personal_data_misuse: ['straight', null, null],
    business_secret: ['qualified', 20, 'contract_age_2y'],
    procurement: ['absolute', null, 'supplier_chosen'],
    municipal_economy: ['straight', 20, 'contract_signed'],
    union_negotiation: ['straight', 5, 'agreement_signed'],
    litigation: ['straight', 20, 'judgment_final'],
    control_crime: ['mixed', 70, 'case_closed'],
    security_it: ['straight', null, null],
    preparedness_defence: ['straight', 40, null],
  })
})

test('in Norway a duty of secrecy is known from what may be withheld, and the rest asks for merinnsyn', () => {
  const kinds = ['duty', 'necessary', 'optional', 'mixed']
  for (const id of legal) {
    const { harm, provisions, years, lift } = ground('no', id)
    expect(kinds, id).toContain(harm)
    const secrecy = provisions.some((each) => /forvaltningsloven|sikkerhetsloven/.test(each))
    expect(['duty', 'mixed'].includes(harm), id).toBe(secrecy)
    expect([years, lift === 'contract_age_2y'], id).toEqual([null, false])
  }
  for (const kind of ['necessary', 'optional', 'mixed'] as const)
    expect(harmWords('no', kind, 'nb')?.question).toContain('merinnsyn')
  expect(harmWords('no', 'duty', 'nb')?.question).not.toContain('merinnsyn')
})

const summary = (country: Country, id: (typeof groundIds)[number]) => {
  const { harm, years, lift } = ground(country, id)
  return [harm, years, lift]
}

describe.each(languages)('what makes one look again, in %s', (language) => {
  test('ends a sentence that says when', () => {
    for (const lift of liftIds)
      expect(liftWords(lift, language)).toMatch(/^(när|når|when) [^.]{10,55}$/)
    expect(new Set(liftIds.map((lift) => liftWords(lift, language))).size).toBe(liftIds.length)
  })

  test('a heading is short', () => {
    for (const group of shared.groups) expect(group[language]).toMatch(/^\p{Lu}[^.]{9,44}$/u)
  })
})

test('every lifting event has words and is what usually ends some ground', () => {
  expect(Object.keys(shared.lifts)).toEqual(liftIds)
  const used = countries.flatMap((country) => groundsOf(country).map(({ lift }) => lift))
  expect(new Set(used)).toEqual(new Set([...liftIds, null]))
})

test('a text from outside names a ground or an event only if it is on the list', () => {
  expect(['not_yet', 'constructor', '', 'Not_yet'].map(isGroundId)).toEqual([
    true,
    false,
    false,
    false,
  ])
  expect(['case_closed', 'never'].map(isLiftId)).toEqual([true, false])
})

test('the law of a ground is to be read again when twelve months have passed', () => {
  const read = ground('se', 'litigation')
  expect(
    ['2026-11-21', '2027-11-21', '2027-11-22', '2028-01-01'].map((day) => isLawCheckOld(read, day)),
  ).toEqual([false, false, true, true])
  expect(isLawCheckOld({ ...read, legalCheckedAt: '2028-02-29' }, '2029-02-28')).toBe(false)
  expect(isLawCheckOld({ ...read, legalCheckedAt: '2028-02-29' }, '2029-03-01')).toBe(true)
  expect(isLawCheckOld(ground('se', 'not_yet'), '2099-01-01')).toBe(false)
})
