import { describe, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../server/kernel/clock.ts'
import { openTestSite } from '../support/site.ts'
import { changePost, publishPost, textOf, typed, writeDraft } from './writing.ts'

const labels = {
  personal: { sv: 'Personligt', nb: 'Personlig', en: 'Personal' },
  official: { sv: 'Officiellt', nb: 'Offisielt', en: 'Official' },
} as const

/** A published post and the site it stands on. */
async function published(change: Parameters<typeof typed>[0] = {}) {
  const site = await openTestSite()
  const cookie = await site.signIn('author')
  return { site, cookie, ...(await publishPost(site, cookie, change)) }
}

const readIn = (language: string) => ({ cookie: `language=${language}` })

describe('the label', () => {
  test.each([
    ['personal', 'sv'],
    ['personal', 'nb'],
    ['personal', 'en'],
    ['official', 'sv'],
    ['official', 'nb'],
    ['official', 'en'],
  ] as const)('of a %s post read in %s stands in words everywhere', async (capacity, language) => {
    const { site, path } = await published({ capacity })
    const label = new RegExp(
      `class="label label--${capacity}">${labels[capacity][language].slice(0, 7)}`,
    )
    const page = (await site.get(path, readIn(language))).body
    expect(page).toMatch(label)
    expect(page.search(label)).toBeLessThan(page.indexOf('<h1'))
    expect(page).toContain(`<meta name="capacity" content="${capacity}">`)
    expect(page).toMatch(/<meta name="description" content="(Person|Offi)/)
    expect(page).toMatch(/<title>Det jag inte berättar om Almskolan – (Person|Offi|OFFI)/i)
    for (const list of ['/', `/${capacity}`, '/tags/skola', '/2026/11', `${path}/history`])
      expect([list, (await site.get(list, readIn(language))).body]).toEqual([
        list,
        expect.stringMatching(label),
      ])
  })

  test('stands in the data for machines, in the language of the post', async () => {
    const { site, path } = await published({ capacity: 'official', language: 'nb' })
    const page = (await site.get(path, readIn('en'))).body
    const data = JSON.parse(
      /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(page)?.[1] ?? '',
    )
    expect(data).toMatchObject({
      '@type': 'BlogPosting',
      headline: 'Det jag inte berättar om Almskolan',
      inLanguage: 'nb',
      genre: expect.stringMatching(/^Offisiel/),
      url: `http://localhost:3000${path}`,
      author: { name: 'Jonas Rask', jobTitle: 'tillförordnad kommundirektör' },
    })
  })

  test('and no words of a post can end the data block or begin a comment in it', async () => {
    const title = '</script><!--<script>alert(1)</script>'
    const { site, path } = await published({ title })
    const page = (await site.get(path)).body
    const block = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(page)?.[1] ?? ''
    expect(JSON.parse(block).headline).toBe(title)
    expect(page).not.toContain('alert(1)</script>')
  })
})

describe('the standing line (LAW.md L21)', () => {
  test.each([
    ['personal', 'sv', 'Personligt inlägg: Jonas Rasks egna tankar i tjänsten, inte ett beslut.'],
    ['personal', 'nb', 'Personlig innlegg: Jonas Rasks egne tanker i jobben, ikke et vedtak.'],
    ['personal', 'en', 'Jonas Rask’s own thoughts in office'],
    ['official', 'sv', 'Kommunens officiella besked.'],
    ['official', 'nb', 'Offisiell informasjon fra kommunen.'],
    ['official', 'en', 'Official information from the municipality.'],
  ] as const)('of a %s post in %s', async (capacity, language, words) => {
    const { site, path } = await published({ capacity })
    const page = (await site.get(path, readIn(language))).body
    const standing = /<p class="post__standing">([^<]*)<\/p>/.exec(page)?.[1]
    expect(standing).toContain(words)
  })
})

describe('a post', () => {
  test('has its question, its author and the decision it rests on', async () => {
    const { site, path } = await published({
      capacity: 'official',
      decisionText: 'KS 2026/114',
      decisionUrl: 'https://example.org/114',
    })
    const page = (await site.get(path)).body
    expect(page).toContain('<a href="https://example.org/114" lang="sv">KS 2026/114</a>')
    expect(textOf(page)).toContain('Vad behöver du veta?')
    expect(textOf(page)).toContain(
      'Jonas Rask skrev detta som tillförordnad kommundirektör i Ekens kommun.',
    )
    expect(page).toContain('<a href="/tags/oppenhet" rel="tag" lang="sv">öppenhet</a>')
  })

  test('is previewed as the page itself', async () => {
    const site = await openTestSite()
    const cookie = await site.signIn('author')
    const draft = await writeDraft(
      site,
      cookie,
      typed({ decisionText: 'KS 1', capacity: 'official' }),
    )
    const preview = (await site.get(`${draft}/preview`, { cookie })).body
    const { path } = await publishPost(
      site,
      cookie,
      typed({ decisionText: 'KS 1', capacity: 'official' }),
    )
    const page = (await site.get(path)).body
    const article = (body: string) => /<article[\s\S]*<\/article>/.exec(body)?.[0]
    expect(article(preview)).toBe(article(page))
    expect(preview).toContain('label label--official')
    expect(preview).toContain('public-')
    expect(textOf(preview)).toContain('Ingenting är publicerat.')
  })

  test('is previewed with its question, also before its label is chosen', async () => {
    const site = await openTestSite()
    const cookie = await site.signIn('author')
    for (const capacity of ['', 'personal']) {
      const draft = await writeDraft(site, cookie, typed({ capacity, question: 'Ska färjan gå?' }))
      const preview = (await site.get(`${draft}/preview`, { cookie })).body
      expect(textOf(preview)).toContain('Ska färjan gå?')
    }
  })

  test('keeps its own language, marked, in an interface of another', async () => {
    const { site, path } = await published({ language: 'nb', title: 'Snøen i Sørby' })
    const page = (await site.get(path, readIn('en'))).body
    expect(page).toContain('<html lang="en">')
    expect(page).toContain('<h1 class="post__title" id="title" lang="nb">Snøen i Sørby</h1>')
    expect(page).toContain('<div class="prose" lang="nb">')
    expect(path).toBe('/2026/11/snoeen-i-soerby')
    expect((await site.get('/', readIn('en'))).body).toMatch(/lang="nb"><a href="\/2026\/11\/sno/)
  })

  test('is not to be found by anybody before it is published', async () => {
    const site = await openTestSite()
    const cookie = await site.signIn('author')
    const { path } = await publishPost(site, cookie, { title: 'Redan här' })
    await writeDraft(site, cookie, {
      title: 'Hemligrubrik',
      summary: 'Hemligsammanfattning',
      source: 'Hemligtext',
      question: 'Hemligfråga',
      tags: 'hemligt',
    })
    const paths = ['/', '/personal', '/official', '/2026/11', path, '/feed.atom', '/about']
    for (const one of paths) expect((await site.get(one)).body).not.toMatch(/hemlig/i)
    expect((await site.get('/tags/hemligt')).statusCode).toBe(404)
    expect((await site.get('/2026/11/hemligrubrik')).statusCode).toBe(404)
  })

  test('shows when it was published and, after an hour, when it was changed', async () => {
    const { site, cookie, desk, path } = await published()
    expect(textOf((await site.get(path)).body)).toContain('21 november 2026 kl. 10.00')
    expect(textOf((await site.get(path)).body)).not.toContain('Ändrat')
    site.advance(HOUR)
    await changePost(site, cookie, desk, { change: { summary: 'Nu kan jag svara på allt.' } })
    const page = (await site.get(path)).body
    expect(textOf(page)).toContain('Ändrat 21 november 2026 kl. 11.00, se vad')
    expect(page).toContain(`<a href="${path}/history">se vad</a>`)
  })

  test('that was changed within the hour and unanswered tells of it in its history alone', async () => {
    const { site, cookie, desk, path } = await published()
    site.advance(HOUR - MINUTE)
    await changePost(site, cookie, desk, { change: { summary: 'Nu kan jag svara på allt.' } })
    expect(textOf((await site.get(path)).body)).not.toContain('Ändrat')
    expect(textOf((await site.get(`${path}/history`)).body)).toContain('Version 2')
  })
})

describe('the history of a post', () => {
  test('has every version with its exact time and its differences marked', async () => {
    const { site, cookie, desk, path } = await published()
    site.advance(2 * HOUR)
    await changePost(site, cookie, desk, {
      change: { source: 'I onsdags fick jag *elva* frågor.' },
    })
    const page = (await site.get(`${path}/history`)).body
    expect(textOf(page)).toContain('Version 2, 21 november 2026 kl. 12.00')
    expect(textOf(page)).toContain('Version 1, 21 november 2026 kl. 10.00')
    expect(page).toMatch(/<del>.*tisdags<\/del><ins>.*onsdags<\/ins> fick jag \*elva\* frågor\./)
    expect(page).toContain('<span class="audible" lang="sv">struket: </span>')
  })

  test('shows what was not changed as readers saw it, below its own headings', async () => {
    const { site, cookie, desk, path } = await published()
    const source = 'Inledning.\n\n## Bron\n\nBron är *stängd*.\n\nHälsningar'
    await changePost(site, cookie, desk, { change: { source } })
    site.advance(2 * HOUR)
    await changePost(site, cookie, desk, {
      change: { source: source.replace('Inledning', 'En inledning') },
    })
    const page = (await site.get(`${path}/history`)).body
    expect(page).toMatch(/<ins>.*En inledning<\/ins>\.<\/p>/)
    expect(page).toContain('<h4>Bron</h4>\n<p>Bron är <em>stängd</em>.</p>\n<p>Hälsningar</p>')
  })

  test('shows a correction of the label as what it is, and so does the post', async () => {
    const { site, cookie, desk, path } = await published()
    await site.post(`${desk}/correction`, { capacity: 'official' }, { cookie })
    const history = textOf((await site.get(`${path}/history`)).body)
    expect(history).toContain('rättelse av etiketten')
    expect(history).toContain('Personligt blev Officiellt')
    expect(history).toContain('Texten är densamma som i versionen före.')
    const page = (await site.get(path)).body
    expect(textOf(page)).toContain('etiketten var Personligt och är nu Officiellt.')
    expect(page).toContain('<meta name="capacity" content="official">')
  })

  test('goes back ten versions at a time', async () => {
    const { site, cookie, desk, path } = await published()
    for (let count = 2; count <= 12; count += 1)
      await changePost(site, cookie, desk, { change: { title: `Rubrik ${count}` } })
    const page = (await site.get(`${path}/history`)).body
    expect(page).toContain('id="v12"')
    expect(page).not.toContain('id="v2"')
    expect(page).toContain(`href="${path}/history?before=3"`)
    const older = (await site.get(`${path}/history?before=3`)).body
    expect(older).toContain('id="v2"')
    expect(older).toContain('id="v1"')
  })
})

describe('an address once published', () => {
  test('leads to the post when its slug has changed, and its history with it', async () => {
    const { site, cookie, desk, path } = await published({ title: 'Snö' })
    await changePost(site, cookie, desk, {
      change: { title: 'Töväder' },
      publish: { address: 'new' },
    })
    const moved = await site.get(path)
    expect([moved.statusCode, moved.headers.location]).toEqual([301, '/2026/11/tovader'])
    expect((await site.get(`${path}/history`)).headers.location).toBe('/2026/11/tovader/history')
    expect((await site.get('/2026/11/tovader')).statusCode).toBe(200)
  })

  test('answers 410 with the date and the reason when the post was taken down, and nothing of it', async () => {
    const { site, cookie, desk, path } = await published()
    const reason = 'Siffrorna var <fel> & dubbla.'
    await site.post(`${desk}/unpublication`, { reason }, { cookie })
    for (const address of [path, `${path}/history`]) {
      const gone = await site.get(address)
      expect(gone.statusCode).toBe(410)
      expect(gone.body).toContain('Siffrorna var &lt;fel&gt; &amp; dubbla.')
      expect(textOf(gone.body)).toContain('21 november 2026 kl. 10.00')
      expect(gone.body).not.toMatch(/Almskolan<|elva|öppenhet/)
    }
    for (const list of ['/', '/personal', '/feed.atom'])
      expect((await site.get(list)).body).not.toContain('Almskolan')
    expect((await site.get('/tags/skola')).statusCode).toBe(404)
    expect((await site.get('/2026/11')).statusCode).toBe(404)
  })

  test('that never was leads nowhere', async () => {
    const { site } = await published()
    for (const path of [
      '/2026/11/aldrig',
      '/2025/01',
      '/2026/13',
      '/tags/aldrig',
      '/2026/11/aldrig/history',
    ])
      expect([path, (await site.get(path)).statusCode]).toEqual([path, 404])
  })
})

describe('lists', () => {
  test('go back in pages whose addresses hold while new posts come', async () => {
    const site = await openTestSite()
    const cookie = await site.signIn('author')
    for (let count = 1; count <= 12; count += 1) {
      await publishPost(site, cookie, { title: `Inlägg nummer ${count}.` })
      site.advance(MINUTE)
    }
    const older = /href="(\/\?before=\d+)"/.exec((await site.get('/')).body)?.[1] ?? ''
    const before = textOf((await site.get(older)).body)
    expect(before).toContain('Inlägg nummer 2.')
    expect(before).not.toContain('Inlägg nummer 3.')
    await publishPost(site, cookie, { title: 'Ett till' })
    const after = textOf((await site.get(older)).body)
    expect(after).toContain('Inlägg nummer 2.')
    expect(after).not.toContain('Inlägg nummer 3.')
  })

  test('of one capacity hold nothing of the other', async () => {
    const { site, cookie } = await published({ title: 'Min tanke' })
    await publishPost(site, cookie, { title: 'Kommunens svar', capacity: 'official' })
    expect((await site.get('/personal')).body).not.toContain('Kommunens svar')
    expect((await site.get('/official')).body).not.toContain('Min tanke')
    expect((await site.get('/')).body).toMatch(/Kommunens svar[\s\S]*Min tanke/)
  })

  test('lead to the months there are', async () => {
    const { site } = await published()
    site.advance(20 * DAY)
    await publishPost(site, await site.signIn('author'), { title: 'I december' })
    const front = (await site.get('/')).body
    expect(textOf(front)).toContain('december 2026 (1) november 2026 (1)')
    expect((await site.get('/2026/11')).body).toContain('href="/2026/11" aria-current="page"')
  })

  test('ask for no page that is not there', async () => {
    const { site } = await published()
    for (const query of ['0', 'x', '-1', '1', '999'])
      expect([query, (await site.get(`/?before=${query}`)).statusCode]).toEqual([query, 404])
  })

  test('show a new post at once, and forget one that was taken down', async () => {
    const { site, cookie, desk } = await published()
    expect((await site.get('/')).body).toContain('Almskolan')
    site.advance(HOUR)
    await site.post(`${desk}/unpublication`, { reason: 'Siffrorna var fel.' }, { cookie })
    expect((await site.get('/')).body).not.toContain('Almskolan')
  })
})
