import { describe, expect, test } from 'vitest'
import { renderPost } from '../../server/text/markdown.ts'

const caption = (words: string) => `<figcaption>— ${words}</figcaption>`

describe('a quote with a source', () => {
  test.each(['—', '–', '--'])('has a last line that begins with %s', (dash) => {
    expect(renderPost(`> Ordet är fritt.\n> ${dash} *Riksdagen*, 1766`, 'sv')).toBe(
      `<figure class="quotation">\n<blockquote>\n<p>Ordet är fritt.</p>\n</blockquote>\n${caption('<em>Riksdagen</em>, 1766')}\n</figure>\n`,
    )
  })

  test('may have it as a paragraph of its own, and links in it', () => {
    const rendered = renderPost(
      '> Ett.\n>\n> Två.\n>\n> — [Protokollet](/2026/11/x)\n\nEfter.',
      'sv',
    )
    expect(rendered).toContain('<p>Två.</p>\n</blockquote>')
    expect(rendered).toContain(caption('<a href="/2026/11/x">Protokollet</a>'))
    expect(rendered).toMatch(/<\/figure>\n<p>Efter\.<\/p>\n$/)
  })

  test('stands in a quote or a list as well, each with its own', () => {
    const rendered = renderPost(
      '> Yttre.\n>\n> > Inre.\n> > — Inre källa\n>\n> — Yttre källa',
      'sv',
    )
    expect(rendered.match(/<figure/g)).toHaveLength(2)
    expect(rendered.indexOf('Inre källa')).toBeLessThan(rendered.indexOf('Yttre källa'))
    expect(renderPost('- a\n\n  > b\n  > — c', 'sv')).toContain(caption('c'))
  })

  test.each([
    ['a quote of a dash alone', '> — ingen'],
    ['a line in the middle', '> — först\n> sist'],
    ['a dash without a space', '> a\n> —b'],
    ['a line outside of the quote', '> a\n\n— b'],
    ['a list within the quote', '> a\n>\n> - b\n>\n>   — c'],
  ])('is not %s', (_, source) => {
    expect(renderPost(source, 'sv')).not.toContain('<figure')
  })
})
