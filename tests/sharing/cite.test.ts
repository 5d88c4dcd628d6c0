import { describe, expect, test } from 'vitest'
import { renderPost } from '../../server/text/markdown.ts'
import { changePost, textOf } from '../posts/writing.ts'
import { decide } from '../support/citizen.ts'
import { copied, openTalk } from './talk.ts'

const at = 'http://localhost:3000'

describe('the page that helps to cite', () => {
  test('a post has its address, exact time with zone, version and its first words, with the label', async () => {
    const { site, post } = await openTalk()
    expect((await site.get(post.path)).body).toContain(`<a href="${post.path}/cite">Citera</a>`)
    const { body } = await site.get(`${post.path}/cite`)
    expect(body).toContain('label label--official')
    expect(body).toContain(`value="${at}${post.path}"`)
    expect(textOf(body)).toContain(
      '21 november 2026 kl. 10.00 (UTC+1), 2026-11-21T09:00:00.000Z'
        .replace('kl. ', 'kl.\u00a0')
        .replace(/\s/g, ' '),
    )
    expect(body).toContain(`${at}${post.path}/at/2026-11-21T09:00:00Z</a>`)
    expect(copied(body, 'cite-text').replace(/\u00a0/g, ' ')).toBe(
      `Officiellt: Jonas Rask, tillförordnad kommundirektör, ”Snö <nu>”, 21 november 2026 kl. 10.00 (UTC+1), version 1:\n”Det snöar mycket.\n\nVi plogar & sandar.”\n${at}${post.path}`,
    )
    expect(body).toContain('<meta name="robots" content="noindex">')
  })

  test('a comment has what it answers, in text, HTML and Markdown', async () => {
    const { site, post, asked, answered } = await openTalk()
    expect((await site.get(post.path)).body).toContain(`href="/comments/${answered}/cite"`)
    const { body } = await site.get(`/comments/${answered}/cite`)
    const text = copied(body, 'cite-text').replace(/\u00a0/g, ' ')
    expect(text).toBe(
      [
        'Mirja, 21 november 2026 kl. 11.00 (UTC+1):',
        '”Vem plogar?\nOch när?”',
        `${at}/comments/${asked}`,
        '',
        'Officiellt: Jonas Rask, tillförordnad kommundirektör, 21 november 2026 kl. 11.02 (UTC+1), version 1:',
        '”Kommunen, enligt planen.”',
        `${at}/comments/${answered}`,
        '',
        'Under ”Snö <nu> – Officiellt inlägg”, version 1',
        `${at}${post.path}`,
      ].join('\n'),
    )
    const html = copied(body, 'cite-html')
    expect(html).toContain(
      `<blockquote cite="${at}/comments/${asked}">\n<p>Vem plogar?<br>Och när?</p>`,
    )
    expect(html).toContain('Snö &lt;nu&gt;')
    expect(html).toContain('<time datetime="2026-11-21T10:02:00.000Z">')
    const rendered = renderPost(copied(body, 'cite-markdown'), 'sv')
    expect(rendered.match(/<figure class="quotation">/g)).toHaveLength(2)
    expect(rendered).toContain(`<a href="${at}/comments/${answered}">`)
    expect(rendered).toContain('Under ”Snö &lt;nu&gt; – Officiellt inlägg”')
  })

  test('a comment on the post has the beginning of the post before it', async () => {
    const { site, asked } = await openTalk({ source: `${'Ett långt stycke. '.repeat(60)}` })
    const text = copied((await site.get(`/comments/${asked}/cite`)).body, 'cite-text')
    expect(text).toMatch(/^Officiellt: Jonas Rask/)
    expect(text).toContain('Ett långt stycke. […]')
    expect(text.indexOf('Ett långt')).toBeLessThan(text.indexOf('Vem plogar'))
  })

  test('says which version was answered, and quotes that one', async () => {
    const { site, author, post, asked, answered, send } = await openTalk()
    const late = await send(`/comments/${answered}/reply`, { text: 'Tack.' })
    await site.post(
      `/desk/comments/${answered}/change`,
      { text: 'Entreprenören.', seen: '1' },
      { cookie: author },
    )
    await changePost(site, author, post.desk, {
      change: { title: 'Snö <nu>', source: 'Nytt.', capacity: 'official' },
    })
    const body = (await site.get(`/comments/${late}/cite`)).body
    expect(copied(body, 'cite-text')).toContain('Under ”Snö <nu> – Officiellt inlägg”, version 1')
    expect(body).toContain(`${post.path}/at/2026-11-21T09:00:00Z"`)
    const cited = (await site.get(`${post.path}/cite`)).body
    expect(copied(cited, 'cite-text')).toContain('version 2:')
    expect(cited).toContain(`href="${post.path}/history"`)
    expect((await site.get(`/comments/${asked}/cite`)).body).toContain('version 1')
  })

  test('is there for nothing that is not shown, and does not tell what was answered then', async () => {
    const { site, moderator, asked, answered } = await openTalk()
    await decide(site, moderator, asked, { act: 'hide', reason: 'off_topic' })
    expect((await site.get(`/comments/${asked}/cite`)).statusCode).toBe(404)
    const { body } = await site.get(`/comments/${answered}/cite`)
    expect(body).not.toMatch(/Mirja|plogar/)
    expect(copied(body, 'cite-text')).toContain('Svarar en kommentar som inte visas')
    expect((await site.get('/comments/999/cite')).statusCode).toBe(404)
  })
})
