/** Feeds as a reader of feeds takes them: the parser is somebody else's. */
import { parseAtomFeed, parseJsonFeed } from 'feedsmith'
import { describe, expect, test } from 'vitest'
import { HOUR, MINUTE } from '../../server/kernel/clock.ts'
import { changePost, publishPost } from '../posts/writing.ts'
import { decide, write } from '../support/citizen.ts'
import { openTestSite, type TestSite } from '../support/site.ts'
import { faultsOf } from './json-feed.ts'

const source = 'Snö & [is](/about).[^1] Se [avsnittet](#section-is).\n\n## Is\n\n[^1]: En *not*.'

/** Two posts, a thread with an answer and a hidden comment. */
async function openTalk() {
  const site = await openTestSite()
  const author = await site.signIn('author')
  const moderator = await site.signIn('moderator')
  const snow = await publishPost(site, author, {
    ...{ title: 'Snö <nu>', source, capacity: 'official', tags: 'vinter, is' },
  })
  const rain = await publishPost(site, author, { title: 'Regn', tags: 'höst', language: 'nb' })
  const asked = await write(site, snow.path, { name: 'Mirja', text: 'Vem *plogar*?' })
  await decide(site, moderator, asked.number)
  site.advance(MINUTE)
  const answer = { text: 'Det gör vi.', capacity: 'official' }
  const replied = await site.post(`/desk/comments/${asked.number}/reply`, answer, {
    cookie: author,
  })
  expect(replied.statusCode, replied.body).toBe(303)
  site.advance(MINUTE)
  const hidden = await write(site, snow.path, { name: 'Ovän', text: 'Elaka ord' })
  await decide(site, moderator, hidden.number)
  site.advance(HOUR)
  return { site, author, moderator, snow, rain, asked, hidden }
}

async function atomOf(site: TestSite, path: string) {
  const answer = await site.get(`${path}/feed.atom`)
  expect([path, answer.statusCode, answer.headers['content-type']]).toEqual([
    ...[path, 200, 'application/atom+xml; charset=utf-8'],
  ])
  return parseAtomFeed(answer.body)
}

async function jsonOf(site: TestSite, path: string) {
  const answer = await site.get(`${path}/feed.json`)
  expect(answer.headers['content-type']).toBe('application/feed+json; charset=utf-8')
  expect(faultsOf(answer.body)).toEqual([])
  return parseJsonFeed(answer.body)
}

describe('a reader of feeds', () => {
  test('finds in every feed what belongs in it, the same in both formats', async () => {
    const { site, snow, asked } = await openTalk()
    const titles = {
      '': ['Personlig: Regn', 'Officiellt: Snö <nu>'],
      '/personal': ['Personlig: Regn'],
      '/official': ['Officiellt: Snö <nu>'],
      '/tags/vinter': ['Officiellt: Snö <nu>'],
      '/comments': 3,
      [snow.path]: 3,
    }
    for (const [path, expected] of Object.entries(titles)) {
      const atom = await atomOf(site, path)
      const json = await jsonOf(site, path)
      const found = atom.entries?.map(({ title }) => title?.value)
      if (typeof expected === 'number') expect([path, found?.length]).toEqual([path, expected])
      else expect([path, found]).toEqual([path, expected])
      expect(json.items?.map(({ title }) => title)).toEqual(found)
      expect(json.items?.map(({ id }) => id)).toEqual(atom.entries?.map(({ id }) => id))
      expect(json.feed_url).toBe(`http://localhost:3000${path}/feed.json`)
      expect(atom.links?.find(({ rel }) => rel === 'self')?.href).toBe(
        `http://localhost:3000${path}/feed.atom`,
      )
    }
    expect((await site.get('/tags/nothing/feed.atom')).statusCode).toBe(404)
    expect((await site.get(`/comments/${asked.number}/feed.atom`)).statusCode).toBe(404)
  })

  test('has the whole text with its label, its notes and links that hold anywhere', async () => {
    const { site, snow } = await openTalk()
    const entry = (await atomOf(site, '/tags/vinter')).entries?.[0]
    const content = entry?.content?.value ?? ''
    expect(content).toMatch(/^<p><strong>Officiellt\.<\/strong>/)
    expect(content).toContain('<a href="http://localhost:3000/about">is</a>')
    expect(content).toContain(`<a href="http://localhost:3000${snow.path}#section-is">`)
    expect(content).toContain(`href="http://localhost:3000${snow.path}#note-1"`)
    expect(content).toContain('<p>En <em>not</em>.')
    expect(content).not.toMatch(/(?:href|src)="[/#]/)
    expect(entry?.authors?.[0]?.name).toBe('Jonas Rask')
    expect(entry?.categories?.map(({ term }) => term)).toEqual(['official', 'vinter', 'is'])
    const [item] = (await jsonOf(site, '/tags/vinter')).items ?? []
    expect(item?.content_html).toBe(content)
    expect(item?.tags?.[0]).toBe('Officiellt')
    expect(item?.language).toBe('sv')
    expect(entry?.links?.find(({ rel }) => rel === 'replies')?.href).toBe(
      `http://localhost:3000${snow.path}/feed.atom`,
    )
  })

  test('reads comments with what they answer, the office with its label, and hidden ones never', async () => {
    const { site, moderator, snow, asked, hidden } = await openTalk()
    const [, answer, question] = (await atomOf(site, snow.path)).entries ?? []
    expect(question?.title?.value).toBe('Mirja om Snö <nu> – Officiellt inlägg')
    expect(question?.content?.value).toContain('<p>Vem <em>plogar</em>?</p>')
    expect(question?.content?.value).toContain('Snö &lt;nu&gt; – Officiellt inlägg</a>')
    expect(question?.categories ?? []).toEqual([])
    expect(answer?.title?.value).toMatch(/^Officiellt: Jonas Rask om Snö/)
    expect(answer?.content?.value).toMatch(/^<p><strong>Officiellt\.<\/strong> Jonas Rask, /)
    expect(answer?.content?.value).toContain(`/comments/${asked.number}">Svarar Mirja</a>`)
    expect(answer?.thr?.inReplyTos?.[0]?.ref).toBe(question?.id)
    expect(question?.thr?.inReplyTos?.[0]?.ref).toBe('tag:localhost,2026-11-21:posts/1')
    for (const path of ['/comments', snow.path])
      expect((await site.get(`${path}/feed.json`)).body).toContain('Elaka ord')
    await decide(site, moderator, hidden.number, { act: 'hide', reason: 'off_topic' })
    for (const path of ['/comments', snow.path])
      for (const end of ['feed.atom', 'feed.json']) {
        const { body } = await site.get(`${path}/${end}`)
        expect(body).toContain('plogar')
        expect(body).not.toMatch(/Elaka ord|Ovän/)
      }
  })

  test('is told that nothing is new, and of a new address', async () => {
    const { site, author, snow } = await openTalk()
    for (const path of ['', '/official', '/comments', snow.path]) {
      const first = await site.get(`${path}/feed.json`)
      const has = { headers: { 'if-none-match': String(first.headers.etag) } }
      expect([path, (await site.get(`${path}/feed.json`, has)).statusCode]).toEqual([path, 304])
    }
    const before = (await atomOf(site, snow.path)).entries?.map(({ id }) => id)
    await changePost(site, author, snow.desk, {
      change: { title: 'Is', source, capacity: 'official' },
      publish: { address: 'new' },
    })
    const moved = await site.get(`${snow.path}/feed.atom`)
    expect([moved.statusCode, moved.headers.location]).toEqual([301, '/2026/11/is/feed.atom'])
    expect((await atomOf(site, '/2026/11/is')).entries?.map(({ id }) => id)).toEqual(before)
  })

  test('is told by every page which feeds there are', async () => {
    const { site, snow } = await openTalk()
    const feedsOf = async (path: string) =>
      [
        ...(await site.get(path)).body.matchAll(
          /<link rel="alternate" type="([^"]+)" href="([^"]+)" title="([^"]+)">/g,
        ),
      ].map(([, , href, title]) => `${href} ${title}`)
    const all = ['/feed.atom Alla inlägg', '/feed.json Alla inlägg']
    expect(await feedsOf('/about')).toEqual(all)
    expect(await feedsOf('/tags/vinter')).toEqual([
      ...all,
      ...['atom', 'json'].map((end) => `/tags/vinter/feed.${end} Inlägg om vinter`),
    ])
    const thread = 'Kommentarer till Snö &lt;nu&gt; – Officiellt inlägg'
    expect(await feedsOf(snow.path)).toEqual([
      ...all,
      ...['atom', 'json'].map((end) => `${snow.path}/feed.${end} ${thread}`),
    ])
    expect(await feedsOf('/')).toContain('/comments/feed.atom Kommentarer')
  })
})

test('the judge of JSON feeds sees what is missing, wrong and unknown', () => {
  const bad = { version: '1', title: '', items: [{ id: 1, colour: 'red' }] }
  const faults = faultsOf(JSON.stringify(bad)).join('\n')
  for (const name of [
    'version',
    'title',
    'feed_url',
    'item 0: id',
    'colour is unknown',
    'no content',
  ])
    expect(faults).toContain(name)
})
