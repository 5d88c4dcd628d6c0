import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { askedOf, BEYOND, orders, queryOf, spotIn, spotText } from '../../server/comments/order.ts'
import { fill, PAGE, rangesOf, type Sized } from '../../server/comments/thread.ts'

const sizes = fc
  .array(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: PAGE + 1 })
  .map((list) => list.map((size, at): Sized => ({ root: at + 1, size })))

describe('a page of conversations', () => {
  test('takes as many as there is room for, one at least, and names the first that found none', () => {
    fc.assert(
      fc.property(sizes, (all) => {
        const { kept, left } = fill(all)
        expect(kept.length).toBeGreaterThan(0)
        expect(all.slice(0, kept.length)).toEqual(kept)
        expect(left).toEqual(all[kept.length])
        const shown = kept.reduce((sum, { size }) => sum + (size > 40 ? 30 : size), 0)
        expect(shown).toBeLessThanOrEqual(PAGE)
      }),
    )
  })

  test('reads whole neighbours as one range, and of a long one only its beginning', () => {
    const all = [2, 3, 50, 4].map((size, at): Sized => ({ root: at + 1, size }))
    expect(rangesOf(all, true)).toEqual([
      { from: 'a1', end: 'a2~', isLong: false },
      { from: 'a3', end: 'a3~', isLong: true },
      { from: 'a4', end: 'a4~', isLong: false },
    ])
    expect(rangesOf(all, false)).toHaveLength(4)
  })
})

describe('an address', () => {
  test('says a place in an order, and is read as it was written', () => {
    const spots = fc.record({
      root: fc.integer({ min: 1, max: BEYOND }),
      isRest: fc.boolean(),
      asOf: fc.integer({ min: 1, max: BEYOND }),
    })
    fc.assert(
      fc.property(spots, (spot) => {
        expect(spotIn(spotText(spot, 'answered'))).toEqual(spot)
        expect(spotIn(spotText(spot, 'oldest'))?.root).toBe(spot.root)
      }),
    )
  })

  test.each([
    [{}, 'oldest', true],
    [{ order: 'newest', from: '7' }, 'newest', true],
    [{ order: 'answered', to: 'rest-7-9' }, 'answered', true],
    [{ to: 'last' }, 'oldest', true],
    [{ order: 'best' }, 'oldest', false],
    [{ from: '-1' }, 'oldest', false],
    [{ to: 'first' }, 'oldest', false],
  ])('%o is read, and what is not understood is left out', (query, order, isKnown) => {
    expect(askedOf(query)).toMatchObject({ order, isKnown })
  })

  test('of the first page in the usual order has no query', () => {
    expect(orders.map((order) => queryOf(order))).toEqual(['', '?order=newest', '?order=answered'])
  })
})
