/** Places in a post's Markdown where something is withheld. */
import { describe, expect, test } from 'vitest'
import { html } from '../../server/text/html.ts'
import { encloses, placesIn, renderPost, renderText } from '../../server/text/markdown.ts'
import { filled, marksIn } from '../../server/text/marks.ts'

const shown = (source: string) => filled(renderPost(source, 'sv'), (id) => html`[${id}]`)

describe('a place', () => {
  test.each([
    ['::: withheld 17', '[17]'],
    [':::withheld 17', '[17]'],
    ['::: Withheld  17  ', '[17]'],
    ['::: withheld', '[0]'],
    ['a\n::: withheld 3\nb', '<p>a</p>\n[3]<p>b</p>\n'],
    ['::: withheld 3\n:::', '[3]'],
    ['::: withheld 3\n\n:::\n\nb', '[3]<p>b</p>\n'],
    [
      '- a\n\n  ::: withheld 3\n- b',
      '<ul>\n<li>\n<p>a</p>\n[3]</li>\n<li>\n<p>b</p>\n</li>\n</ul>\n',
    ],
    ['> a\n> ::: withheld 3', '<blockquote>\n<p>a</p>\n[3]</blockquote>\n'],
  ])('%j becomes %j', (source, expected) => expect(shown(source)).toBe(expected))

  test.each([
    '::: withheld seventeen',
    '::: withheld 17 and more',
    ':: withheld 17',
    '::: warning',
    '    ::: withheld 17',
    '```\n::: withheld 17\n```',
    '<!--withheld 17-->',
    '`<!--withheld 17-->`',
    '::: withheld 12345678901',
  ])('is not made by %j', (source) => {
    expect(marksIn(renderPost(source, 'sv'))).toEqual([])
    expect(placesIn(source)).toEqual([])
  })

  test('is a line of text where no post is written', () =>
    expect(renderText('::: withheld 17', 'sv')).toBe('<p>::: withheld 17</p>\n'))

  test('is known by its line and its entry', () => {
    const source = 'a\n\n::: withheld 4\n\n```\n::: withheld 5\n```\n\n> ::: withheld'
    expect(placesIn(source)).toEqual([
      { line: 2, id: 4 },
      { line: 8, id: undefined },
    ])
    expect(marksIn(renderPost(`${source}\n\n::: withheld 4`, 'sv'))).toEqual([4, 0])
  })
})

test.each([
  ['::: withheld 3\nthe price\n:::', true],
  ['::: withheld\n\nthe price\n\n:::\n', true],
  ['> ::: withheld\n> the price\n> :::', true],
  ['::: withheld 3\n\n:::', false],
  ['::: withheld 3\n\nan open text', false],
  ['::: withheld 3\n\nopen\n\n::: withheld 4\n:::', false],
  ['open\n\n:::', false],
])('that %j encloses a text: %j', (source, is) => expect(encloses(source)).toBe(is))
