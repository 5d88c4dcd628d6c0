import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { endOf, idsOn, placeUnder, step } from '../../server/comments/place.ts'

const id = fc.integer({ min: 1, max: 10 ** 12 })
const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0)

describe('a place in a thread', () => {
  test('text order is number order', () => {
    fc.assert(
      fc.property(id, id, (one, other) => {
        expect(compare(step(one), step(other))).toBe(Math.sign(one - other))
      }),
    )
  })

  test('names its ancestors and itself', () => {
    fc.assert(
      fc.property(fc.array(id, { minLength: 1, maxLength: 30 }), (ids) => {
        const path = ids.map(step).join('')
        expect(idsOn(path)).toEqual(ids)
      }),
    )
  })

  test('everything below a comment sorts after it and before its end, and nothing else does', () => {
    fc.assert(
      fc.property(id, id, id, (parent, child, other) => {
        fc.pre(parent !== other)
        const above = placeUnder(undefined, parent)
        const below = placeUnder(above, child)
        const beside = placeUnder(undefined, other)
        expect(below.path > above.path && below.path < endOf(above.path)).toBe(true)
        expect(beside.path > above.path && beside.path < endOf(above.path)).toBe(false)
        expect(below.depth).toBe(1)
      }),
    )
  })
})
