import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PublicComment } from '../../server/comments/comment.ts'
import { placeUnder } from '../../server/comments/place.ts'
import { LEVELS, PAGE, threadPage } from '../../server/comments/thread.ts'

/** A post's comments in reading order: for each, which of the earlier ones it answers (-1: none). */
function thread(answers: readonly number[]): PublicComment[] {
  const all: PublicComment[] = []
  answers.forEach((answered, at) => {
    const parent = all[answered]
    const place = placeUnder(parent, at + 1)
    all.push({ id: at + 1, parentId: parent?.id, ...place } as PublicComment)
  })
  return all.sort((one, other) => (one.path < other.path ? -1 : 1))
}

const answers = (most: number) =>
  fc
    .array(fc.integer({ min: -1, max: most }), { minLength: 1, maxLength: most })
    .map((list) => list.map((answered, at) => (answered < at ? answered : -1)))

describe('a page of a thread', () => {
  test('keeps every comment that is not too deep exactly once, parents before children', () => {
    fc.assert(
      fc.property(answers(60), (list) => {
        const rows = thread(list)
        const { comments } = threadPage(rows, 0)
        const seen = new Set<number>()
        for (const { comment, level } of comments) {
          expect(seen.has(comment.id)).toBe(false)
          if (comment.parentId) expect(seen.has(comment.parentId)).toBe(true)
          expect(level).toBeLessThanOrEqual(LEVELS)
          seen.add(comment.id)
        }
        expect(seen.size).toBe(rows.filter(({ depth }) => depth < LEVELS).length)
      }),
    )
  })

  test('says of a comment with deeper answers that its conversation goes on', () => {
    const { comments } = threadPage(thread([-1, 0, 1, 2, 3, 4, 5, 6, 7]), 0)
    expect(comments.map(({ goesOn }) => goesOn)).toEqual([...Array(6).fill(false), true])
  })

  test('holds whole conversations, and names the first that found no room', () => {
    const rows = thread(Array.from({ length: PAGE + 1 }, (_, at) => (at % 2 ? at - 1 : -1)))
    const page = threadPage(rows, 0)
    expect(page.comments).toHaveLength(PAGE)
    expect(page.next).toBe(PAGE + 1)
  })

  test('cuts a conversation that alone is longer than a page, and leads to its own page', () => {
    const rows = thread([-1, ...Array(PAGE).fill(0)])
    const page = threadPage(rows, 0)
    expect(page.comments).toHaveLength(PAGE)
    expect(page.cut?.id).toBe(1)
    expect(page.comments[0]?.goesOn).toBe(true)
  })
})
