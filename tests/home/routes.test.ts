import { brotliCompressSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { DAY } from '../../server/kernel/clock.ts'
import { open } from '../../server/storage/database.ts'
import { publishPost, textOf } from '../posts/writing.ts'
import { openTestSite } from '../support/site.ts'

describe('before anything is set up', () => {
  test.each([
    ['sv', 'Snart öppnar bloggen'],
    ['nb', 'Bloggen åpner snart'],
    ['en', 'The blog opens soon'],
  ])('every public page says calmly in %s that the blog opens soon', async (language, words) => {
    const site = await openTestSite({ bare: true })
    for (const path of ['/', '/about', '/2026/11/x', '/personal', '/anything']) {
      const page = await site.get(path, { headers: { 'accept-language': language } })
      expect([path, page.statusCode, page.headers['cache-control']]).toEqual([
        path,
        200,
        'no-store',
      ])
      expect(page.body).toContain(`<html lang="${language}">`)
      expect(page.body).toContain(words)
    }
  })

  test('the site is well, and says that it is not ready', async () => {
    const site = await openTestSite({ bare: true })
    expect((await site.get('/health')).json()).toMatchObject({ status: 'ok', ready: false })
  })
})

describe('the front page', () => {
  test('introduces the official and has no empty headings', async () => {
    const site = await openTestSite()
    const page = await site.get('/')
    expect(textOf(page.body)).toContain('Kerstin Ahlby, kommundirektör')
    expect(textOf(page.body)).toContain('Här finns inga inlägg än.')
    expect(page.body).not.toContain('Väntar på svar')
    expect(page.body).not.toContain('Senaste kommentarer')
    expect(page.headers['set-cookie']).toBeUndefined()
  })

  test.each(['sv', 'nb', 'en'])('with its stylesheet is small in %s', async (language) => {
    const site = await openTestSite()
    const cookie = await site.signIn('author')
    for (let count = 1; count <= 10; count += 1)
      await publishPost(site, cookie, {
        title: `${lorem(count, 8)}`,
        summary: `${lorem(count * 7, 28)}`,
        capacity: count % 2 ? 'personal' : 'official',
      })
    const page = (await site.get('/', { cookie: `language=${language}` })).body
    const style = /href="(\/static\/public[^"]+)"/.exec(page)?.[1] ?? ''
    const css = (await site.get(style)).body
    const bytes = brotliCompressSync(page).byteLength + brotliCompressSync(css).byteLength
    expect(bytes).toBeLessThanOrEqual(14_336)
  })

  test('changes its language by a link, and keeps the choice in a cookie that was asked for', async () => {
    const site = await openTestSite()
    const page = (await site.get('/')).body
    for (const [code, name] of [
      ['sv', 'Svenska'],
      ['nb', 'Norsk (bokmål)'],
      ['en', 'English'],
    ])
      expect(page).toMatch(
        new RegExp(
          `\\?lang=${code}" lang="${code}" hreflang="${code}"[^>]*>${name?.replace(/[()]/g, '.')}`,
        ),
      )
    const chosen = await site.get('/?lang=nb')
    expect([chosen.statusCode, chosen.headers.location]).toEqual([303, '/'])
    expect(chosen.headers['set-cookie']).toContain('language=nb')
    expect((await site.get('/', { cookie: 'language=nb' })).body).toContain('<html lang="nb">')
  })
})

describe('every page', () => {
  test('has a way past the menu, one main part, and says who runs it and that comments are public', async () => {
    const site = await openTestSite()
    for (const path of ['/', '/about', '/contact', '/personal']) {
      const { body } = await site.get(path)
      expect(body).toMatch(/<body>\s*<a class="skip" href="#main">/)
      expect(body.match(/<main/g)).toHaveLength(1)
      expect(body.match(/<h1/g)).toHaveLength(1)
      expect(textOf(body)).toContain(
        'Ekens kommun står för bloggen. Alla kan läsa den. Kommentarer är allmänna handlingar.',
      )
      for (const link of ['/policy/accessibility', '/policy/privacy', '/feed.atom', '/contact'])
        expect(body).toContain(`href="${link}"`)
    }
  })

  test.each([
    ['se', 'nb', 'blir «allmänna handlingar», offentlige dokumenter etter svensk lov', '112.'],
    ['no', 'nb', 'Kommentarer kan bli saksdokumenter.', '112 eller 113.'],
    [
      'no',
      'sv',
      'kan bli ”saksdokument”, offentliga handlingar enligt norsk lag',
      '112 eller 113.',
    ],
    ['no', 'en', 'may become case documents', '112 or 113.'],
  ] as const)(
    'tells the law of %s in %s, and whom to call there',
    async (country, language, records, call) => {
      const site = await openTestSite({ country })
      const { body } = await site.get('/contact', { cookie: `language=${language}` })
      expect(textOf(body)).toContain(records)
      expect(textOf(body)).toContain(` ${call}`)
    },
  )

  test('has no program and no style of its own', async () => {
    const site = await openTestSite()
    const { body } = await site.get('/')
    expect(body).not.toMatch(/<style|\sstyle=|\son[a-z]+=/)
    expect(body.match(/<script(?![^>]*src=)/g)).toBeNull()
  })
})

describe('who speaks here', () => {
  test.each([
    ['sv', 'Vem talar här?', 'En annan än Kerstin Ahlby läser kommentarerna'],
    ['nb', 'Hvem snakker her?', 'En annen enn Kerstin Ahlby leser kommentarene'],
    ['en', 'Who speaks here?', 'Somebody other than Kerstin Ahlby reads the comments'],
  ])('is told in %s with both capacities', async (language, title, readers) => {
    const site = await openTestSite()
    const { body } = await site.get('/about', { cookie: `language=${language}` })
    expect(textOf(body)).toContain(title)
    expect(textOf(body)).toContain(readers)
    expect(body).toContain('id="personal"')
    expect(body).toContain('id="official"')
  })

  test('says so when nobody but the official reads the comments', async () => {
    const site = await openTestSite({ alone: true })
    expect(textOf((await site.get('/about')).body)).toContain(
      'Just nu läser bara Kerstin Ahlby kommentarerna',
    )
  })
})

test('the ways to reach the official begin with a telephone number', async () => {
  const site = await openTestSite()
  expect(textOf((await site.get('/contact')).body)).toContain('Kontaktuppgifter kommer här')
  await publishPost(site, await site.signIn('author'))
  const { body } = await site.get('/contact')
  const ways = [...body.matchAll(/<h2[^>]*>([^<]+)<\/h2>/g)].map(([, name]) => name)
  expect(ways.slice(0, 2)).toEqual(['Telefon', 'E-post'])
  expect(body).toContain('href="mailto:kommun@eken.example"')
  expect(textOf(body)).toContain('Personuppgiftsansvarig: Kommunstyrelsen')
})

describe('for machines', () => {
  test('the site says that it is well, and the answer is not kept', async () => {
    const site = await openTestSite()
    const answer = await site.get('/health')
    expect(answer.json()).toMatchObject({ status: 'ok', ready: true })
    expect(answer.headers['cache-control']).toBe('no-store')
  })

  test('the site says whether visitors can be sent to it, also before it is set up', async () => {
    const bare = await openTestSite({ bare: true })
    const answer = await bare.get('/health/ready')
    expect([answer.statusCode, answer.json()]).toEqual([
      200,
      { ready: true, database: 'open', load: 'ok', writing: 'open', set_up: false },
    ])
  })

  test('a site whose database cannot be read is alive, but no visitors are sent to it', async () => {
    const site = await openTestSite()
    const raw = open(site.storage.file, false)
    raw.exec('alter table ledger_entry rename to elsewhere')
    raw.close()
    expect((await site.get('/health')).statusCode).toBe(200)
    const answer = await site.get('/health/ready')
    expect([answer.statusCode, answer.json()]).toEqual([
      503,
      expect.objectContaining({ ready: false, database: 'unreadable' }),
    ])
  })

  test('robots are told what is of no use to them', async () => {
    const site = await openTestSite()
    expect((await site.get('/robots.txt')).body).toContain('Disallow: /desk\n')
  })

  test('security.txt is there when there is an address to write to, and is renewed in time', async () => {
    const site = await openTestSite()
    expect((await site.get('/.well-known/security.txt')).statusCode).toBe(404)
    await publishPost(site, await site.signIn('author'))
    const expires = async () =>
      /Expires: (\S+)/.exec((await site.get('/.well-known/security.txt')).body)?.[1] ?? ''
    const first = await expires()
    expect(Date.parse(first)).toBeGreaterThan(Date.parse(site.clock()))
    site.advance(31 * DAY)
    expect((await expires()) > first).toBe(true)
    expect((await site.get('/.well-known/security.txt')).body).toContain(
      'Contact: mailto:kommun@eken.example\n',
    )
  })
})

/** Words that are unlike each other, so that they weigh what real ones do. */
function lorem(from: number, count: number): string {
  const words =
    'snö budget skola väg förslag nämnd ärende möte vinter kök tak bro ljud barn vatten hus skog kostnad svar fråga lärare buss torg is'
  const all = words.split(' ')
  return Array.from(
    { length: count },
    (_, at) => all[(from * 5 + at * (from % 7) + at) % all.length],
  ).join(' ')
}
