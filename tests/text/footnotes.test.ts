import { describe, expect, test } from 'vitest'
import { withoutNoteLinks } from '../../server/text/footnotes.ts'
import type { Html } from '../../server/text/html.ts'
import { encloses, placesIn, renderPost } from '../../server/text/markdown.ts'

const source = 'Vi fick elva frågor.[^a] Fler kom sen.^[Tolv till.]\n\n[^a]: Se *protokollet*.\n'

describe('a footnote', () => {
  test('has a number, a link to the note and one back, said in the language of the text', () => {
    const rendered = renderPost(source, 'sv')
    expect(rendered).toContain(
      'frågor.<sup><a href="#note-1" id="noteref-1" role="doc-noteref" aria-label="Fotnot 1">1</a></sup>',
    )
    expect(rendered).toContain(
      '<section class="footnotes" role="doc-endnotes" aria-label="Fotnoter">',
    )
    expect(rendered).toContain(
      '<li id="note-1"><p>Se <em>protokollet</em>. <a href="#noteref-1" role="doc-backlink" aria-label="Tillbaka till texten vid fotnot 1">↩︎</a></p>',
    )
    expect(rendered).toContain('<li id="note-2"><p>Tolv till. <a')
    expect(renderPost(source, 'nb')).toContain('aria-label="Tilbake til teksten ved fotnote 2"')
    expect(renderPost(source, 'en')).toContain('aria-label="Back to the text at footnote 2"')
  })

  test('that is referred to twice has a way back to each place', () => {
    const rendered = renderPost('a[^1] b[^1]\n\n[^1]: c', 'en')
    expect([...rendered.matchAll(/id="(noteref-[^"]*)"/g)].map(([, id]) => id)).toEqual([
      'noteref-1',
      'noteref-1-2',
    ])
    expect([...rendered.matchAll(/href="#(noteref-[^"]*)"/g)].map(([, id]) => id)).toEqual([
      'noteref-1',
      'noteref-1-2',
    ])
  })

  test('has an id that no heading can have', () => {
    const rendered = renderPost('# note-1\n\na^[b]', 'sv')
    const ids = [...rendered.matchAll(/id="([^"]*)"/g)].map(([, id]) => id)
    expect(new Set(ids).size).toBe(3)
  })

  test('holds no place for what is withheld: the line is shown as it was written', () => {
    const hidden = 'a[^1]\n\n[^1]: b\n\n    ::: withheld 7\n\n    c\n\n    :::'
    expect(renderPost(hidden, 'sv')).not.toContain('<!--withheld')
    expect(renderPost(hidden, 'sv')).toContain('::: withheld 7')
    expect(placesIn(hidden)).toEqual([])
    expect(placesIn('a[^1]\n\n[^1]: b\n\n::: withheld 7')).toEqual([{ line: 4, id: 7 }])
    expect(encloses('a[^1]\n\n[^1]: b\n\n::: withheld 7\n\nc\n\n:::')).toBe(true)
  })

  test('is a number alone where several versions stand on one page', () => {
    const alone = withoutNoteLinks(renderPost(source, 'sv') as string as Html)
    expect(alone).toContain('frågor.<sup>1</sup>')
    expect(alone).not.toMatch(/id=|#note/)
    expect(alone).toContain('<section>\n<ol>\n<li><p>Se <em>protokollet</em>.</p>')
  })
})
