import { describe, expect, test } from 'vitest'
import { type DraftForm, formOf, limits, parseDraft, tagsIn } from '../../server/posts/draft.ts'

const form = (change: Partial<DraftForm> = {}): DraftForm => ({
  capacity: 'personal',
  title: 'Snö',
  question: '',
  summary: '',
  source: 'Det snöar.',
  tags: 'vinter, snö',
  language: 'sv',
  decisionText: '',
  decisionUrl: '',
  commentsOpen: true,
  ...change,
})

describe('a draft', () => {
  test('may be saved without a capacity, and with nothing at all', () => {
    const empty = form({ capacity: '', title: '', source: '', tags: '' })
    expect(parseDraft(empty)).toMatchObject({ ok: true, value: { capacity: undefined, title: '' } })
  })

  test('has no third capacity', () => {
    expect(parseDraft(form({ capacity: 'private' }))).toEqual({
      ok: false,
      problem: { capacity: 'posts.fault.capacity' },
    })
  })

  test.each([
    ['title', limits.title],
    ['question', limits.question],
    ['summary', limits.summary],
    ['source', limits.source],
    ['decisionText', limits.decisionText],
  ] as const)('has a %s of at most %i characters, as a person counts them', (name, most) => {
    const whole = form({ capacity: 'official', [name]: '😀'.repeat(most) })
    expect(parseDraft(whole).ok).toBe(true)
    expect(parseDraft({ ...whole, [name]: '😀'.repeat(most + 1) })).toMatchObject({
      problem: { [name]: expect.stringMatching(/^posts\.fault\./) },
    })
  })

  test('has at most twelve topics of forty characters', () => {
    const many = Array.from({ length: 12 }, (_, at) => `ämne ${at}`)
    expect(parseDraft(form({ tags: many.join(',') })).ok).toBe(true)
    expect(parseDraft(form({ tags: [...many, 'ett till'].join(',') })).ok).toBe(false)
    expect(parseDraft(form({ tags: 'a'.repeat(41) })).ok).toBe(false)
  })

  test('counts a topic once, however it is written', () => {
    expect(tagsIn('Skola, skola ,  SKOLA,, budget', 'sv')).toEqual([
      { slug: 'skola', name: 'Skola' },
      { slug: 'budget', name: 'budget' },
    ])
  })

  test('can name a decision with a link, but not a link alone or of another kind', () => {
    const named = form({ decisionText: 'KS 2026/114', decisionUrl: 'https://example.org/114' })
    expect(parseDraft(named)).toMatchObject({
      value: { decision: { text: 'KS 2026/114', url: 'https://example.org/114' } },
    })
    const fault = { problem: { decisionUrl: 'posts.fault.url' } }
    expect(parseDraft({ ...named, decisionText: '' })).toMatchObject(fault)
    expect(parseDraft({ ...named, decisionUrl: 'javascript:alert(1)' })).toMatchObject(fault)
    expect(parseDraft({ ...named, decisionUrl: 'ks.example' })).toMatchObject(fault)
  })

  test('fills in the form again just as it was read', () => {
    const read = parseDraft(form({ decisionText: 'KS 1', decisionUrl: 'https://example.org/' }))
    if (!read.ok) throw new Error('it has faults')
    expect(parseDraft(formOf(read.value))).toEqual(read)
  })
})
