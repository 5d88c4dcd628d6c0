import { describe, expect, test } from 'vitest'
import { proseOf } from '../../server/text/prose.ts'
import { easeOf, lixOf, sentencesIn, wordsIn } from '../../server/text/readability.ts'

describe('sentences', () => {
  test.each([
    ['sv', 'Vi ses kl. 10. Ta med t.ex. Anna och dr. Berg! Kommer du?', 3],
    ['sv', 'A. Berg skrev bl.a. om skolan, m.m. på sidan 3.5 i rapporten.', 1],
    ['nb', 'Møtet er kl. 18. Ta f.eks. Kari med deg. Se nr. 4 og s. 12.', 3],
    ['en', 'Mr. Lund met Dr. Berg at 3.15. “Why?” he asked.', 2],
    ['sv', '', 0],
  ] as const)('of %s: %s', (language, text, count) => {
    expect(sentencesIn(text, language)).toHaveLength(count)
  })
})

test('a word keeps its hyphen, and a number is one word', () => {
  expect(wordsIn('E-tjänsten kostar 1 200,50 kronor, bl.a. i nord–syd.')).toEqual([
    'E-tjänsten',
    'kostar',
    '1',
    '200,50',
    'kronor',
    'bl.a',
    'i',
    'nord',
    'syd',
  ])
})

describe('LIX', () => {
  const sentence = 'Kommunen bygger en ny skola vid ån i år.' // nine words, one of them long
  test('is words per sentence and the percentage of long words', () => {
    expect(lixOf(Array(6).fill(sentence), 'sv')).toBe(Math.round(54 / 6 + (100 * 6) / 54))
  })
  test('is not told of a text that is too short to say', () => {
    expect(lixOf(Array(5).fill(sentence), 'sv')).toBeUndefined()
  })
  test('of numbers alone has no long words', () => {
    expect(lixOf(Array(5).fill(`${'1234567890 '.repeat(10)}.`), 'sv')).toBe(10)
  })
  test.each([
    [29, 'very_easy'],
    [30, 'easy'],
    [40, 'medium'],
    [50, 'difficult'],
    [60, 'difficult'],
    [61, 'very_difficult'],
  ] as const)('%i is %s', (lix, ease) => {
    expect(easeOf(lix)).toBe(ease)
  })
})

describe('running text', () => {
  const { headings, links, pictures, paragraphs } = proseOf(`# Skolan

Vi bygger [ritningarna](https://eken.example) nu, se https://eken.example/skola

### Sedan

> Någon annans ord.

- en punkt
- \`kod\` och en till

| a | b |
|---|---|
| c | d |

![](/bild-17.png) och ![Ån i maj](/bild-18.png)

\`\`\`
![](/bild-19.png)
\`\`\`

Setext
---
`)
  test('is the own paragraphs and items: no quotes, tables, headings, code or bare addresses', () => {
    expect(paragraphs.slice(0, 3)).toEqual([
      'Vi bygger ritningarna nu, se',
      'en punkt',
      'och en till',
    ])
    expect(paragraphs.join(' ')).not.toMatch(/Någon annan|kod|Skolan|https/)
  })
  test('leaves headings as deep as they were written', () => {
    expect(headings).toEqual([
      { level: 1, words: 'Skolan' },
      { level: 3, words: 'Sedan' },
      { level: 2, words: 'Setext' },
    ])
  })
  test('tells the words of links and what stands for pictures', () => {
    expect(links).toContain('ritningarna')
    expect(links).not.toContain('https://eken.example/skola')
    expect(pictures).toEqual(['', 'Ån i maj'])
  })
})
