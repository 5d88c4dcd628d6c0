import { DOMParser } from '@xmldom/xmldom'
import { describe, expect, test } from 'vitest'
import { sitemap } from '../../server/feeds/sitemap-http.ts'
import { HOUR } from '../../server/kernel/clock.ts'
import type { Site } from '../../server/web/house.ts'
import { publishPost } from '../posts/writing.ts'
import { openTestSite } from '../support/site.ts'

const at = 'http://localhost:3000'
const locations = (text: string, inside: string): string[] =>
  Array.from(
    new DOMParser().parseFromString(text, 'application/xml').getElementsByTagName(inside),
  ).map((one) => one.getElementsByTagName('loc')[0]?.textContent ?? '')

async function openPosts() {
  const site = await openTestSite()
  const cookie = await site.signIn('author')
  const posts = []
  for (const title of ['Ett', 'Två & tre', 'Fyra'])
    posts.push(await publishPost(site, cookie, { title, tags: 'vinter' }))
  site.advance(HOUR)
  return { site, cookie, posts }
}

describe('the map for search engines', () => {
  test('has every public page once, with when it was changed, and nothing that was taken down', async () => {
    const { site, cookie, posts } = await openPosts()
    const text = (await site.get('/sitemap.xml')).body
    const found = locations(text, 'url')
    for (const path of ['/', '/about', '/policy/privacy', '/2026', '/2026/11', '/tags/vinter'])
      expect(found).toContain(at + path)
    for (const { path } of posts) expect(found).toContain(at + path)
    expect(new Set(found).size).toBe(found.length)
    expect(found.filter((one) => /desk|receipt|cite|\/at\/|search|feed/.test(one))).toEqual([])
    expect(text).toContain(
      `<url><loc>${at}${posts[0]?.path}</loc><lastmod>2026-11-21T09:00:00.000Z</lastmod></url>`,
    )
    for (const one of found)
      expect([one, (await site.get(one.slice(at.length))).statusCode]).toEqual([one, 200])
    const gone = { reason: 'Siffrorna var fel.' }
    await site.post(`${posts[1]?.desk}/unpublication`, gone, { cookie })
    expect((await site.get('/sitemap.xml')).body).not.toContain(posts[1]?.path)
  })

  test('is an index of parts when there are more than a file may hold', async () => {
    const { site, posts } = await openPosts()
    const of = { hasArchive: false, showsLedger: false } as Site
    const text = await sitemap(site.storage.read, of, at, { most: 10, part: 2 })
    expect(locations(text, 'sitemap')).toEqual([
      `${at}/sitemap/lists-1.xml`,
      `${at}/sitemap/posts-1.xml`,
      `${at}/sitemap/posts-2.xml`,
    ])
    const part = await site.get('/sitemap/posts-1.xml')
    expect(locations(part.body, 'url')).toEqual(posts.map(({ path }) => at + path))
    for (const none of ['posts-2', 'posts-0', 'lists-2', 'drafts-1', 'x'])
      expect([none, (await site.get(`/sitemap/${none}.xml`)).statusCode]).toEqual([none, 404])
  })

  test('is named by robots.txt, which keeps what is of no use out', async () => {
    const site = await openTestSite()
    const { body } = await site.get('/robots.txt')
    expect(body).toContain(`\nSitemap: ${at}/sitemap.xml\n`)
    for (const path of ['desk', 'receipt', 'search']) expect(body).toContain(`Disallow: /${path}\n`)
  })
})

test('a link to a post is shown with its label, its time and its site', async () => {
  const { site, posts } = await openPosts()
  const { body } = await site.get(posts[1]?.path ?? '')
  const said = Object.fromEntries(
    [...body.matchAll(/<meta property="([^"]+)" content="([^"]*)">/g)].map(([, name, words]) => [
      name,
      words,
    ]),
  )
  expect(said).toMatchObject({
    'og:title': 'Två &amp; tre – Personligt inlägg',
    'og:type': 'article',
    'og:url': at + posts[1]?.path,
    'og:site_name': 'Kommundirektörens blogg',
    'og:locale': 'sv_SE',
    'og:description': 'Personligt. En del kan jag svara på.',
    'article:published_time': '2026-11-21T09:00:00.000Z',
  })
  const data = JSON.parse(
    /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(body)?.[1] ?? '',
  )
  expect(data).toMatchObject({
    ...{ '@type': 'BlogPosting', commentCount: 0, version: 1, genre: 'Personligt' },
    author: { name: 'Jonas Rask' },
    hasPart: { '@type': 'Question', name: 'Vad behöver du veta?' },
    discussionUrl: `${at}${posts[1]?.path}#comments`,
  })
})
