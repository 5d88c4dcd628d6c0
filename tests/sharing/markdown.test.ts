import { describe, expect, test } from 'vitest'
import { markdownOf } from '../../server/text/html-markdown.ts'
import { renderComment, renderPost } from '../../server/text/markdown.ts'
import { changePost } from '../posts/writing.ts'
import { decide } from '../support/citizen.ts'
import { generatedComments, hostile } from '../support/hostile.ts'
import { openTalk } from './talk.ts'

const at = 'http://localhost:3000'

describe('a post as a file', () => {
  test('has the label first, its text as it was written, and the thread nested', async () => {
    const { site, post, asked, answered } = await openTalk({
      source: 'Det *snöar*.[^1] Se [mer](/about).\n\n[^1]: En not.',
    })
    const answer = await site.get(`${post.path}.md`)
    expect(answer.headers['content-type']).toBe('text/markdown; charset=utf-8')
    const text = answer.body.replace(/\u00a0/g, ' ')
    expect(text).toMatch(/^---\ntitle: "Snö <nu>"\ncapacity: "official"\nlabel: "Officiellt"\n/)
    expect(text).toContain(`address: "${at}${post.path}"\n`)
    expect(text).toContain('\n# Snö \\<nu\\> – Officiellt inlägg\n')
    expect(text).toContain('**Officiellt.** Kommunens officiella besked')
    expect(text).toContain(`Det *snöar*.[^1] Se [mer](${at}/about).\n\n[^1]: En not.`)
    expect(text).toContain(
      `---\n\n**Mirja** · [21 november 2026 kl. 11.00 (UTC+1)](${at}/comments/${asked})\n\nVem *plogar*?\\\nOch när?`,
    )
    expect(text).toContain(
      `> **Officiellt** · **Jonas Rask**, tillförordnad kommundirektör svarar Mirja · [21 november 2026 kl. 11.02 (UTC+1)](${at}/comments/${answered})\n>\n> Kommunen, enligt *planen*.`,
    )
    expect((await site.get(`${post.path}.md?from=${asked}`)).body).not.toContain('En not.')
    const has = { headers: { 'if-none-match': String(answer.headers.etag) } }
    expect((await site.get(`${post.path}.md`, has)).statusCode).toBe(304)
  })

  test('has a marker where a comment was hidden, at once, and leads on from an earlier address', async () => {
    const { site, author, moderator, post, asked, answered } = await openTalk()
    await site.get(`${post.path}.md`)
    await decide(site, moderator, asked, { act: 'hide', reason: 'off_topic' })
    const { body } = await site.get(`${post.path}.md`)
    expect(body).not.toMatch(/Mirja|plogar\?/)
    expect(body).toMatch(/---\n\n\*En kommentar visas inte sedan 21 november 2026\. Grund: /)
    expect(body).toContain(`/comments/${answered})`)
    await changePost(site, author, post.desk, {
      change: { title: 'Is', source: 'Is.', capacity: 'official' },
      publish: { address: 'new' },
    })
    const moved = await site.get(`${post.path}.md`)
    expect([moved.statusCode, moved.headers.location]).toEqual([301, '/2026/11/is.md'])
    for (const address of ['/2026/11/is.md?from=x', '/2026/11/is.md?from=999', '/2026/11/no.md'])
      expect([address, (await site.get(address)).statusCode]).toEqual([address, 404])
  })
})

describe('the words of a comment as Markdown', () => {
  test.each([
    ['# ingen rubrik', '\\# ingen rubrik'],
    ['> citat\n> > djupare', '> citat\n>\n> > djupare'],
    ['- a\n- b\n  1. c', '- a\n- b\n\n  1. c'],
    ['`kod ` och **fet**', '`kod ` och **fet**'],
    ['https://a.example/b', '<https://a.example/b>'],
    ['[här](https://a.example/b_c)', '[här](<https://a.example/b_c>)'],
    ['3. maj', '3. maj'],
    ['<b>&amp;</b>', '\\<b\\>\\&amp;\\</b\\>'],
    ['**Officiellt** · ::: withheld 3', '**Officiellt** · ::: withheld 3'],
  ])('of %j are %j', (source, expected) => {
    expect(markdownOf(renderComment(source)).join('\n')).toBe(expected)
  })

  test('read again are the same words, and nothing that a comment cannot have', () => {
    const wordsOf = (html: string) =>
      html
        .replace(/<[^>]*>/g, ' ')
        .replace(/\s+/g, ' ')
        .trim()
    for (const source of [...hostile, ...generatedComments(300)]) {
      const once = renderComment(source)
      const again = renderPost(markdownOf(once).join('\n'), 'en')
      expect(again, JSON.stringify(source)).not.toMatch(
        /<(?:h\d|table|hr|pre|sup|section|figure|s)\b/,
      )
      if (/^[\p{L}\p{N} ,.!?-]*$/u.test(source)) expect(wordsOf(again)).toBe(wordsOf(once))
    }
  })
})
