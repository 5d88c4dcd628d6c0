import { describe, expect, test } from 'vitest'
import { xml } from '../../server/feeds/xml.ts'
import { HOUR, MINUTE } from '../../server/kernel/clock.ts'
import { changePost, publishPost } from '../posts/writing.ts'
import { write } from '../support/citizen.ts'
import { openTestSite } from '../support/site.ts'

async function feedWith(change: Parameters<typeof publishPost>[2] = {}) {
  const site = await openTestSite()
  const cookie = await site.signIn('author')
  const post = await publishPost(site, cookie, change)
  const feed = async () => (await site.get('/feed.atom')).body
  return { site, cookie, post, feed }
}

const one = (text: string, name: string): string =>
  new RegExp(`<${name}[^>]*>([^<]*)</${name}>`).exec(text.slice(text.indexOf('<entry')))?.[1] ?? ''

describe('the feed of posts', () => {
  test('carries a post when the five minutes are over, though nobody touched anything', async () => {
    const { site, feed } = await feedWith()
    expect(await feed()).not.toContain('<entry')
    site.advance(5 * MINUTE - 1)
    expect(await feed()).not.toContain('<entry')
    site.advance(1)
    expect(await feed()).toContain('<entry')
  })

  test('never carries a post that was taken back in time', async () => {
    const { site, cookie, post, feed } = await feedWith()
    await feed()
    await site.post(`${post.desk}/undo`, {}, { cookie })
    site.advance(HOUR)
    expect(await feed()).not.toContain('<entry')
  })

  test('says the label in title, category and text, in the language of the post', async () => {
    const { site, feed } = await feedWith({
      capacity: 'official',
      language: 'nb',
      title: 'Snø & is',
    })
    site.advance(5 * MINUTE)
    const text = await feed()
    expect(text).toContain(' xml:lang="sv">\n<id>http://localhost:3000/feed.atom</id>')
    expect(text).toContain('<entry xml:lang="nb">')
    expect(one(text, 'title')).toMatch(/^Offisie.*: Snø &amp; is$/)
    expect(text).toMatch(/<category term="official" scheme="[^"]*\/about" label="Offisie[^"]*"\/>/)
    expect(one(text, 'content')).toMatch(/^&lt;p&gt;&lt;strong&gt;Offisie/)
    expect(one(text, 'summary')).toMatch(/^Offisie/)
  })

  test('keeps the id and says when it changed, whatever the address becomes', async () => {
    const { site, cookie, post, feed } = await feedWith({ title: 'Snö' })
    site.advance(HOUR)
    const before = await feed()
    expect(one(before, 'updated')).toBe('2026-11-21T09:00:00.000Z')
    await changePost(site, cookie, post.desk, {
      change: { title: 'Is' },
      publish: { address: 'new' },
    })
    const after = await feed()
    expect(one(after, 'id')).toBe(one(before, 'id'))
    expect(one(after, 'id')).toBe('tag:localhost,2026-11-21:posts/1')
    expect(one(after, 'published')).toBe(one(before, 'published'))
    expect(one(after, 'updated')).toBe('2026-11-21T10:00:00.000Z')
    expect(after).toContain('href="http://localhost:3000/2026/11/is"')
  })

  test('is the same for every reader and told by every page', async () => {
    const { site } = await feedWith()
    site.advance(5 * MINUTE)
    const plain = await site.get('/feed.atom')
    const english = await site.get('/feed.atom', { cookie: 'language=en' })
    expect(english.body).toBe(plain.body)
    expect(plain.headers['content-type']).toBe('application/atom+xml; charset=utf-8')
    expect((await site.get('/')).body).toContain(
      '<link rel="alternate" type="application/atom+xml" href="/feed.atom"',
    )
  })
})

describe('the checkpoint in the feed', () => {
  const checkpointIn = (text: string) =>
    /<ledger:checkpoint xmlns:ledger="urn:insyn:ledger:1" xml:space="preserve">([^<]*)</.exec(
      text,
    )?.[1]

  test('is the one of the log, line break for line break', async () => {
    const { site, feed } = await feedWith()
    expect(checkpointIn(await feed())).toBe((await site.get('/ledger/checkpoint')).body)
  })

  test('is at most an hour old, and a feed that says the same is not sent again', async () => {
    const { site, post, feed } = await feedWith()
    site.advance(5 * MINUTE)
    const first = await site.get('/feed.atom')
    const has = { headers: { 'if-none-match': String(first.headers.etag) } }
    site.advance(2 * HOUR)
    expect((await site.get('/feed.atom', has)).statusCode).toBe(304)
    await write(site, post.path, { text: 'Vem plogar?' })
    expect(await feed(), 'what waits to be read changes no feed').toBe(first.body)
    site.advance(HOUR)
    const later = await site.get('/feed.atom', has)
    expect(later.statusCode).toBe(200)
    expect(checkpointIn(later.body)).toBe((await site.get('/ledger/checkpoint')).body)
    expect(checkpointIn(later.body)).not.toBe(checkpointIn(first.body))
  })
})

test('xml holds no sign that would break it', () => {
  expect(xml('a <b> & "c" \'d\' \u0000\u0008\ufffe\ud800')).toBe(
    'a &lt;b&gt; &amp; &quot;c&quot; &#39;d&#39; \ufffd',
  )
})
