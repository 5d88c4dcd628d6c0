import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plainText } from '../../server/text/excerpt.ts'
import { RENDERER, renderComment } from '../../server/text/markdown.ts'
import { anyComment, exhausting, generatedComments, hostile } from '../support/hostile.ts'
import { allowedInComments, faults } from '../support/markup.ts'

describe('a citizen’s Markdown', () => {
  test.each([
    ['emphasis', '*viktigt* och **mycket**', '<p><em>viktigt</em> och <strong>mycket</strong></p>'],
    ['line breaks', 'ett\ntvå', '<p>ett<br>\ntvå</p>'],
    ['paragraphs', 'ett\n\n\ntvå', '<p>ett</p>\n<p>två</p>'],
    ['quotes', '> så sa du', '<blockquote>\n<p>så sa du</p>\n</blockquote>'],
    ['lists', '- a\n- b', '<ul>\n<li>a</li>\n<li>b</li>\n</ul>'],
    ['a list that begins at three', '3. c', '<ol start="3">\n<li>c</li>\n</ol>'],
    ['code in a line', 'kör `npm <start>`', '<p>kör <code>npm &lt;start&gt;</code></p>'],
  ])('knows %s', (_, source, html) => {
    expect(renderComment(source).trim()).toBe(html)
  })

  test.each([
    ['headings', '# Nej', '<p># Nej</p>'],
    ['underlined headings', 'Nej\n---', '<p>Nej<br>\n---</p>'],
    ['indented code', '    inskjutet', '<p>inskjutet</p>'],
    ['fenced code', '```\nx\n```', '<p><code>x</code></p>'],
    ['HTML', '<b>x</b>', '<p>&lt;b&gt;x&lt;/b&gt;</p>'],
    ['entities', '&nbsp;&copy;', '<p>&amp;nbsp;&amp;copy;</p>'],
    ['reference definitions', '[x]: y', '<p>[x]: y</p>'],
    ['tables', '|a|\n|-|\n|b|', '<p>|a|<br>\n|-|<br>\n|b|</p>'],
    ['quotation marks to be changed', '"x" (c) --', '<p>&quot;x&quot; (c) --</p>'],
  ])('shows %s as they were written', (_, source, html) => {
    expect(renderComment(source).trim()).toBe(html)
  })

  test('links say to search engines that the site does not vouch for them', () => {
    const link = '<a href="https://a.example/x?a=1&amp;b=2" rel="nofollow ugc noopener">'
    expect(renderComment('[x](https://a.example/x?a=1&b=2 "titel")').trim()).toBe(
      `<p>${link}x</a></p>`,
    )
    expect(renderComment('<https://a.example/x?a=1&b=2>')).toContain(link)
    expect(renderComment('Se https://a.example/x?a=1&b=2.')).toContain(`${link}https://a.example`)
    expect(renderComment('[x](mailto:a@b.se)')).toContain('href="mailto:a@b.se"')
  })

  test('only http, https and mailto are links; bare words with full stops are not', () => {
    for (const other of [
      'ftp://a.example',
      '//a.example',
      'tel:112',
      'a.example',
      'a@b.se',
      '/desk',
    ])
      expect(renderComment(`${other} [x](${other})`)).not.toContain('href')
  })

  test('an image becomes a link, so that nothing is fetched from elsewhere', () => {
    expect(renderComment('![x](https://a.example/x.png)')).toBe(
      '<p>!<a href="https://a.example/x.png" rel="nofollow ugc noopener">x</a></p>\n',
    )
  })
})

describe('nothing that is sent', () => {
  test.each(hostile)('gets an element or attribute outside the list: %j', (source) => {
    expect(faults(renderComment(source), allowedInComments)).toEqual([])
  })

  test('gets one in 2,000 generated texts either', () => {
    for (const source of generatedComments())
      expect(faults(renderComment(source), allowedInComments), JSON.stringify(source)).toEqual([])
    fc.assert(
      fc.property(anyComment, (source) => {
        expect(faults(renderComment(source), allowedInComments)).toEqual([])
      }),
    )
  })

  test('the judge sees what is not on the list', () => {
    for (const bad of [
      '<img>',
      '<p onclick="x">a</p>',
      '<a href="javascript:x">a</a>',
      '<p>',
      'a & b',
      '<',
    ])
      expect(faults(bad, allowedInComments), bad).not.toEqual([])
  })

  test('loses a letter, however marks and levels are mixed', () => {
    const words = fc.constantFrom(
      'a',
      'å',
      'ord',
      'z',
      '\n',
      '\n\n',
      '    ',
      '\n> ',
      '\n- ',
      '\n    - ',
    )
    const marks = fc.constantFrom(
      ...'*_`~#>|=[]()<!&\\"+- '.split(''),
      '&amp;',
      '<b>',
      '> > > > ',
      '- - - ',
    )
    const texts = fc.array(fc.oneof(words, marks), { maxLength: 60 }).map((parts) => parts.join(''))
    fc.assert(
      fc.property(texts, (source) => {
        expect(lettersOf(plainText(renderComment(source)))).toBe(lettersOf(source))
      }),
      { numRuns: 2_000 },
    )
  })

  test('nests deeper than six levels: what is deeper is shown as written', () => {
    expect(renderComment(`${'> '.repeat(9)}djupt`)).toContain('<p>&gt; &gt; &gt; djupt</p>')
    expect(renderComment('- a\n  - b\n    - c\n      - d')).toContain('<li>c<br>\n- d</li>')
    for (const mark of ['> ', '- ', '1. ', '> - ']) {
      const opened = renderComment(`${mark.repeat(500)}djupt`).match(/<(?:blockquote|ul|ol|li)/g)
      expect(opened?.length).toBeLessThanOrEqual(6)
    }
  })

  test.each(exhausting)('takes more than its share of time: %j again and again', (piece) => {
    expect(growth(renderComment, piece)).toBeLessThan(24)
  })

  test('the measure of time sees a cost that is squared', () => {
    const squared = (source: string): void => {
      let sum = 0
      for (let i = 0; i < source.length; i += 2)
        for (let j = 0; j < source.length; j++) sum += i ^ j
      expect(sum).toBeGreaterThan(0)
    }
    expect(growth(squared, 'x')).toBeGreaterThan(24)
  })
})

test('what was rendered once is rendered the same until the version is raised', () => {
  const all = [...hostile, ...generatedComments(200)].map(renderComment).join('\n')
  const seen = { version: RENDERER.comment, sha256: createHash('sha256').update(all).digest('hex') }
  expect(seen, 'raise RENDERER.comment, then accept the new sum with -u').toMatchInlineSnapshot(`
    {
      "sha256": "979ed45febbcb4a44e9b976936fa5ba2db097b43eb99fc03fc6848c6fe01dafd",
      "version": 1,
    }
  `)
})

const lettersOf = (text: string): string => text.replace(/[^\p{L}]/gu, '')

/**
 * How many times longer eight times the text takes: 8 in proportion, 64 when the cost is squared.
 * Other work on the machine only ever adds, so the least of what was measured is nearest the truth.
 */
function growth(render: (source: string) => unknown, piece: string): number {
  const short = piece.repeat(2_000 / piece.length)
  const long = short.repeat(8)
  let least = Number.POSITIVE_INFINITY
  for (let attempt = 0; attempt < 4 && least >= 24; attempt++)
    least = Math.min(least, quickest(render, long) / Math.max(quickest(render, short), 0.1))
  return least
}

function quickest(render: (source: string) => unknown, source: string): number {
  const times = Array.from({ length: 3 }, () => {
    const start = performance.now()
    render(source)
    return performance.now() - start
  })
  return Math.min(...times)
}
