import { describe, expect, test } from 'vitest'
import { HOUR, type Instant, later, MINUTE } from '../../server/kernel/clock.ts'
import type { YearMonth } from '../../server/language/when.ts'
import { UNDONE } from '../../server/posts/post.ts'
import {
  decidePublication,
  isQuietEdit,
  mayUndo,
  type PostState,
  parseReason,
} from '../../server/posts/publication.ts'
import { words } from './house.ts'

const now = '2026-11-20T06:42:00.000Z' as Instant

const post = (change: Partial<PostState> = {}): PostState => {
  const { commentsOpen, ...text } = words()
  return {
    id: 1,
    state: 'published',
    yearMonth: '2026/11' as YearMonth,
    slug: 'x',
    current: {
      ...text,
      capacity: 'personal',
      number: 1,
      at: now,
      correctedFrom: undefined,
      isQuiet: false,
      author: { name: 'Kerstin Ahlby', title: 'kommundirektör', role: 'author' },
    },
    commentsOpen,
    firstPublishedAt: now,
    feedsFrom: later(now, 5 * MINUTE),
    changedAt: undefined,
    unpublished: undefined,
    commentCount: 0,
    isAgreed: false,
    ...change,
  }
}

describe('publication', () => {
  test('is refused without a capacity, which has no default', () => {
    expect(decidePublication(words({ capacity: undefined }), undefined, now)).toEqual({
      ok: false,
      problem: 'posts.refused.capacity',
    })
  })

  test.each([
    ['a title', { title: '' }, 'posts.refused.title_missing'],
    ['a text', { source: '' }, 'posts.refused.text'],
    [
      'a decision it may rest on',
      { decision: { text: 'KS 1', url: undefined } },
      'posts.refused.decision',
    ],
  ] as const)('is refused without %s', (_, change, problem) => {
    expect(decidePublication(words(change), undefined, now)).toEqual({ ok: false, problem })
  })

  test('lets an official post rest on a decision', () => {
    const official = words({ capacity: 'official', decision: { text: 'KS 1', url: undefined } })
    expect(decidePublication(official, undefined, now)).toMatchObject({
      value: { act: 'post_published', number: 1 },
    })
  })

  test('is refused when nothing was changed', () => {
    expect(decidePublication(words(), post(), now)).toMatchObject({ problem: 'posts.refused.same' })
  })

  test('of another capacity is a correction, never quiet', () => {
    expect(decidePublication(words({ capacity: 'official' }), post(), now)).toMatchObject({
      value: { act: 'post_corrected', number: 2, correctedFrom: 'personal', isQuiet: false },
    })
  })

  test('again after it was taken back at once makes no banner, after a reason it does', () => {
    const unpublished = (reason: string) =>
      post({ state: 'unpublished', unpublished: { at: now, reason } })
    expect(decidePublication(words(), unpublished(UNDONE), now)).toMatchObject({
      value: { act: 'post_published', number: 2, isQuiet: true },
    })
    expect(decidePublication(words(), unpublished('Fel siffror.'), now)).toMatchObject({
      value: { isQuiet: false },
    })
  })
})

describe('an edit needs no banner', () => {
  test('within an hour and before the first comment', () => {
    expect(isQuietEdit(now, later(now, HOUR - 1), 0)).toBe(true)
  })
  test('and needs one after the hour', () => {
    expect(isQuietEdit(now, later(now, HOUR), 0)).toBe(false)
  })
  test('and needs one after the first comment', () => {
    expect(isQuietEdit(now, later(now, MINUTE), 1)).toBe(false)
  })
})

test('a post can be taken back until feeds carry it, and not from that moment on', () => {
  expect(mayUndo(post(), later(now, 5 * MINUTE - 1))).toBe(true)
  expect(mayUndo(post(), later(now, 5 * MINUTE))).toBe(false)
})

test('a public reason is a sentence: neither a word nor an essay', () => {
  expect(parseReason('  kort  ').ok).toBe(false)
  expect(parseReason('Siffrorna var fel.')).toEqual({ ok: true, value: 'Siffrorna var fel.' })
  expect(parseReason('a'.repeat(1001)).ok).toBe(false)
})
