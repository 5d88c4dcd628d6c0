import { globSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { concat, escape, html } from '../../server/text/html.ts'

describe('text in HTML', () => {
  test('is escaped for elements and quoted attributes', () => {
    expect(escape(`a<b>&"c"'`)).toBe('a&lt;b&gt;&amp;&quot;c&quot;&#39;')
    expect(escape('Så här, år 2026.')).toBe('Så här, år 2026.')
  })

  test('comes back whole and keeps no special character', () => {
    const back = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" } as Record<string, string>
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...`<>&"'aå;`) }), (text) => {
        const escaped = escape(text)
        expect(escaped).not.toMatch(/[<>"']/)
        expect(escaped.replace(/&(amp|lt|gt|quot|#39);/g, (_, name) => back[name] ?? '')).toBe(text)
      }),
    )
  })

  test('a template escapes its values and takes safe pieces as a list', () => {
    const safe = html`<b>${'a & b'}</b>`
    expect(html`<p title="${'"x"'}">${3}: ${[safe, safe]}</p>`).toBe(
      '<p title="&quot;x&quot;">3: <b>a &amp; b</b><b>a &amp; b</b></p>',
    )
    expect(concat([safe, safe])).toBe(`${safe}${safe}`)
  })

  test('a template refuses bare Html, which would be escaped twice', () => {
    const safe = html`<b></b>`
    // @ts-expect-error Html goes into a list
    expect(html`<p>${safe}</p>`).toBe('<p>&lt;b&gt;&lt;/b&gt;</p>')
  })
})

/** Who may call HTML safe outside the renderer's own folder, and why. */
const mayTrust: Readonly<Record<string, string>> = {
  'server/comments/history-pages.ts': 'shows what renderComment made and the store kept',
  'server/comments/pages.ts': 'shows what renderComment made and the store kept',
  'server/comments/top-pages.ts': 'shows what renderComment made and the store kept',
  'server/comments/submissions-http.ts':
    'shows its writer what renderComment made and the store kept',
  'server/feeds/comment-pages.ts': 'shows what renderComment made and the store kept',
  'server/following/mail-pages.ts': 'a stored comment, of which a mail takes the words alone',
  'server/home/pages.ts': 'shows the presentation that renderPost made and the store kept',
  'server/letters/direct-pages.ts': 'shows what renderComment made and the store kept',
  'server/moderation/item-pages.ts': 'shows what renderComment made and the store kept',
  'server/moderation/pages.ts': 'shows what renderComment made and the store kept',
  'server/posts/aside.ts': 'takes the words of what renderPost made, for a title',
  'server/posts/difference-pages.ts': 'lowers the headings of what renderPost made',
  'server/posts/lifted-pages.ts': 'shows what renderComment made and the store kept',
  'server/posts/structured-pages.ts': 'writes JSON with < escaped, for a data block',
  'server/sharing/cite-http.ts': 'takes the words alone of what renderComment made',
  'server/sharing/markdown-http.ts': 'parts what was filled in one go',
  'server/search/texts-store.ts': 'a stored comment, of which a search takes the words alone',
  'server/web/render.ts': 'shows a view, in which Eta escapes whatever is not Html',
}

test('HTML is declared safe only where the renderer made it', () => {
  const declared = globSync('server/**/*.ts')
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => !file.startsWith('server/text/'))
    .filter((file) => /\bas Html\b|\btrusted\(/.test(readFileSync(file, 'utf8')))
  expect(declared.sort(), 'escape it with html`…` of text/html.ts, or say here why not').toEqual(
    Object.keys(mayTrust).sort(),
  )
})
