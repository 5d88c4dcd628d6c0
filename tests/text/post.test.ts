import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { languages } from '../../server/language/locale.ts'
import { RENDERER, renderPost } from '../../server/text/markdown.ts'
import { generatedComments, hostile } from '../support/hostile.ts'
import { allowedInPosts, faults } from '../support/markup.ts'

describe('an author’s Markdown', () => {
  test('headings follow the outline from h2 to h4 and skip no level', () => {
    expect(levels('# a\n\n## b\n\n# c')).toEqual(['h2', 'h3', 'h2'])
    expect(levels('### a\n\n# b\n\n###### c\n\n## d')).toEqual(['h2', 'h2', 'h3', 'h3'])
    expect(levels('# a\n\n## b\n\n### c\n\n#### d\n\n##### e')).toEqual([
      'h2',
      'h3',
      'h4',
      'h4',
      'h4',
    ])
  })

  test('headings have ids that cannot meet the page’s own, each once', () => {
    expect(renderPost('## Så gör vi\n\n## Så gör vi\n\n## ???', 'sv')).toBe(
      '<h2 id="section-sa-gor-vi">Så gör vi</h2>\n' +
        '<h2 id="section-sa-gor-vi-2">Så gör vi</h2>\n' +
        '<h2 id="section-inlagg">???</h2>\n',
    )
  })

  test('quotation marks are those of the language', () => {
    const source = `Hon sa "ja" och 'nej'.`
    expect(languages.map((language) => renderPost(source, language))).toEqual([
      '<p>Hon sa ”ja” och ’nej’.</p>\n',
      '<p>Hon sa «ja» och ‘nej’.</p>\n',
      '<p>Hon sa “ja” och ‘nej’.</p>\n',
    ])
  })

  test('signs that stand in laws and lists are left alone', () => {
    expect(renderPost('punkt (c), 31 kap. -- se ...', 'sv')).toBe(
      '<p>punkt (c), 31 kap. -- se ...</p>\n',
    )
  })

  test('a table can be scrolled by keyboard and has no inline style', () => {
    expect(renderPost('|a|b|\n|-|-:|\n|1|2|', 'en')).toBe(
      '<div class="table" role="group" aria-label="Table" tabindex="0"><table>\n' +
        '<thead>\n<tr>\n<th scope="col">a</th>\n<th class="align-right" scope="col">b</th>\n</tr>\n</thead>\n' +
        '<tbody>\n<tr>\n<td>1</td>\n<td class="align-right">2</td>\n</tr>\n</tbody>\n</table></div>\n',
    )
  })

  test('links are plain and may stay on the site', () => {
    expect(renderPost('[x](/2026/11/snow) [y](#section-a) https://a.example', 'sv')).toBe(
      '<p><a href="/2026/11/snow">x</a> <a href="#section-a">y</a> ' +
        '<a href="https://a.example">https://a.example</a></p>\n',
    )
    expect(renderPost('[x](//evil.example) [y](/\\evil.example)', 'sv')).not.toContain('href="//')
  })

  test('nothing outside the list comes out of hostile or generated texts', () => {
    for (const source of [...hostile, ...generatedComments(500)])
      for (const language of languages)
        expect(
          faults(renderPost(source, language), allowedInPosts),
          JSON.stringify(source),
        ).toEqual([])
  })
})

test('what was rendered once is rendered the same until the version is raised', () => {
  const all = [...hostile, ...generatedComments(200)]
    .map((source) => renderPost(source, 'sv'))
    .join('\n')
  const seen = { version: RENDERER.post, sha256: createHash('sha256').update(all).digest('hex') }
  expect(seen, 'raise RENDERER.post, then accept the new sum with -u').toMatchInlineSnapshot(`
    {
      "sha256": "6c4ca829f26f295e42a7416b97871a8d876396e4858047685b212e1ab7a1b644",
      "version": 4,
    }
  `)
})

const levels = (source: string): string[] =>
  [...renderPost(source, 'sv').matchAll(/<(h\d)/g)].map((match) => match[1] ?? '')
