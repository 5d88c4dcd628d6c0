import { describe, expect, test } from 'vitest'
import { concat } from '../../server/text/html.ts'
import { renderPost, renderText } from '../../server/text/markdown.ts'
import { filled } from '../../server/text/marks.ts'
import { beginningOf } from '../../server/text/more.ts'

const begins = (source: string) => beginningOf(renderPost(source, 'sv'))
const shown = (source: string) => filled(renderPost(source, 'sv'), () => concat([]))

describe('the line that says where the beginning of a post ends', () => {
  test.each(['<!--more-->', '<!-- more -->', '::: more', ':::more'])('is %s', (line) => {
    const source = `Ett *ord*.\n\n${line}\n\nResten.`
    expect(begins(source)).toBe('<p>Ett <em>ord</em>.</p>')
    expect(shown(source)).toBe('<p>Ett <em>ord</em>.</p>\n<p>Resten.</p>\n')
    expect(renderText(source, 'sv')).toBe('<p>Ett <em>ord</em>.</p>\n<p>Resten.</p>\n')
  })

  test('may follow a paragraph at once and counts the first time', () => {
    expect(begins('Ett.\n<!--more-->\nTvå.\n\n<!--more-->\n\nTre.')).toBe('<p>Ett.</p>')
    expect(shown('Ett.\n<!--more-->\nTvå.\n\n<!--more-->\n\nTre.')).not.toContain('more')
  })

  test('leaves notes, headings, ids and what is withheld to the post itself', () => {
    expect(
      begins(
        '## Ett\n\nTvå.[^1]\n\n![Text](image:3)\n\n::: withheld 4\n\nTre.\n\n::: more\n\n[^1]: x',
      ),
    ).toBe('<p>Ett</p>\n<p>Två.</p>')
  })

  test.each([
    ['no line', 'Ett.\n\nTvå.'],
    ['nothing before it', '<!--more-->\n\nEtt.'],
    ['a line in a quote', '> Ett.\n>\n> <!--more-->\n\nTvå.'],
    ['a line of code', 'Ett.\n\n    <!--more-->\n\nTvå.'],
    ['other words on the line', 'Ett.\n\n<!--more--> x\n\nTvå.'],
  ])('is not there with %s', (_, source) => {
    expect(begins(source)).toBeUndefined()
  })
})
