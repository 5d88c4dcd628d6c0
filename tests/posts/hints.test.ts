import { describe, expect, test } from 'vitest'
import { hintsOf, identityPlaces } from '../../server/posts/hints.ts'

const draft = {
  ...{
    title: 'Skolan',
    question: '',
    summary: 'Om skolan.',
    source: 'Vi bygger.',
    tags: ['skola'],
  },
  ...{ language: 'sv' as const, decision: undefined },
}
const kinds = (change: Partial<typeof draft>) =>
  hintsOf({ ...draft, ...change }).hints.map(({ kind }) => kind)

describe('hints', () => {
  test('are none for a text that has what it needs', () => {
    expect(kinds({ source: 'Se [planen](https://eken.example).\n\n## Nu\n\n### Sedan' })).toEqual(
      [],
    )
  })
  test.each([
    ['no summary', { summary: '' }, 'summary'],
    ['an image without description', { source: '![](https://eken.example/bild.jpg)' }, 'pictures'],
    ['a first heading too deep', { source: '### Nu' }, 'heading_deep'],
    ['a level left out', { source: '## Nu\n\n#### Sedan' }, 'heading_skips'],
    ['a link that says nothing', { source: 'Läs [här](https://eken.example).' }, 'link'],
    ['the same in Norwegian', { source: '[Les mer »](https://eken.example)' }, 'link'],
    ['a sentence without end', { source: `Vi ${'och vi '.repeat(18)}går.` }, 'sentences'],
  ] as const)('tell of %s', (_, change, kind) => {
    expect(kinds(change)).toEqual([kind])
  })
})

describe('identity numbers', () => {
  test.each([
    ['a Swedish one', '811218-9876'],
    ['one with its century', '19811218-9876'],
    ['a coordination number', '701063-2391'],
    ['a Norwegian one', '01010750160'],
  ])('are found wherever they stand: %s', (_, number) => {
    for (const field of ['title', 'question', 'summary', 'source'] as const)
      expect(identityPlaces({ ...draft, [field]: `Om ${number}.` })).toMatchObject([{ field }])
    expect(identityPlaces({ ...draft, tags: ['skola', number] })).toMatchObject([{ field: 'tags' }])
    const decision = { text: number, url: undefined }
    expect(identityPlaces({ ...draft, decision })).toMatchObject([{ field: 'decision' }])
  })
  test('are told by line and without their last digits', () => {
    expect(identityPlaces({ ...draft, source: 'Ett.\n\nOm 811218-9876 och 8.' })).toEqual([
      { field: 'source', line: 3, shown: '811218-••••' },
    ])
  })
  test('are neither telephone numbers, organisations, nor numbers of cases', () => {
    const source = '070-123 45 67, 0123-45 67 00, 556016-0680, KS 2026/114, 98765432, 811218-9875'
    expect(identityPlaces({ ...draft, source })).toEqual([])
  })
})
