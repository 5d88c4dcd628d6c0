import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { slug } from '../../server/kernel/slug.ts'

describe('a title in an address', () => {
  test.each([
    ['Så blir budgeten: åtgärder & mål', 'sv', 'sa-blir-budgeten-atgarder-och-mal'],
    ['Slik blir budsjettet på Ås & Bø', 'nb', 'slik-blir-budsjettet-paa-aas-og-boe'],
    ['Snow & ice in Malmö', 'en', 'snow-and-ice-in-malmo'],
    ['«Ærlig talt»: økonomien', 'nb', 'aerlig-talt-oekonomien'],
    ['IT-strategin för VA-verket', 'sv', 'it-strategin-for-va-verket'],
    ['Kommunens 100 första dagar', 'sv', 'kommunens-100-forsta-dagar'],
    ['A\u030Aret som gick', 'sv', 'aret-som-gick'],
  ] as const)('%s in %s is %s', (title, language, expected) => {
    expect(slug(title, language)).toBe(expected)
  })

  test.each([
    ['', 'sv', 'inlagg'],
    ['🙂!?', 'nb', 'innlegg'],
    ['2027', 'sv', 'inlagg-2027'],
    ['History', 'en', 'post-history'],
  ] as const)('%j alone would not do and becomes %s', (title, language, expected) => {
    expect(slug(title, language)).toBe(expected)
  })

  test('is cut between words', () => {
    const title =
      'Därför föreslår vi att kommunfullmäktige beslutar om en ny organisation för förvaltningen'
    expect(slug(title, 'sv')).toBe(
      'darfor-foreslar-vi-att-kommunfullmaktige-beslutar-om-en-ny-organisation-for',
    )
    expect(slug('a'.repeat(200), 'sv')).toBe('a'.repeat(80))
    expect(slug('1'.repeat(200), 'sv')).toBe(`inlagg-${'1'.repeat(73)}`)
  })

  test('has the right shape and is its own slug, whatever the title', () => {
    const titles = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: fc.constantFrom(..."aÅö1 -&_.'’ABs"), maxLength: 200 }),
    )
    fc.assert(
      fc.property(titles, fc.constantFrom('sv', 'nb', 'en'), (title, language) => {
        const made = slug(title, language)
        expect(made).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
        expect(made).not.toMatch(/^\d+$/)
        expect(made.length).toBeLessThanOrEqual(80)
        expect(slug(made, language)).toBe(made)
      }),
      { numRuns: 1_000 },
    )
  })
})
