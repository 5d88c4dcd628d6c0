/** An image in a post: brought while writing, described, shown with its maker, fetched by whoever may see the post. */
import exifReader from 'exifreader'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { tellingPdf } from '../files/chosen.ts'
import { changePost, ledTo, pressPublish, textOf, typed } from '../posts/writing.ts'
import { hiddenFields, openTestSite } from '../support/site.ts'
import {
  addressesIn,
  bring,
  description,
  draftWithImage,
  heldIn,
  photo,
  published,
} from './library.ts'

describe('whoever writes a post', () => {
  test('brings an image, says what it shows, and finds it in the text with every word kept', async () => {
    const site = await openTestSite()
    const cookie = await site.signIn('official')
    const form = { source: 'Före.\n\n![](image)\n\nEfter.' }
    const brought = await bring(
      site,
      cookie,
      { name: 'IMG 1.HEIC.jpg', bytes: await photo() },
      { form },
    )
    expect(brought.headers.location).toBe('/desk/images/1?draft=1')

    const editor = await site.get('/desk/drafts/1', { cookie })
    expect(editor.body).toContain('Före.\n\n![](image:1)\n\nEfter.</textarea>')
    for (const words of ['Det jag inte berättar om Almskolan', 'En del kan jag svara på.'])
      expect(editor.body).toContain(words)
    expect(textOf((await site.get('/desk/drafts/1/preview', { cookie })).body)).toContain(
      'Bild 1 saknar en text för den som inte ser den.',
    )
    const early = await pressPublish(site, cookie, '/desk/drafts/1')
    expect([early.statusCode, textOf(early.body)]).toEqual([
      422,
      expect.stringContaining('En bild i texten saknar en text'),
    ])

    const without = await site.post('/desk/images/1', { licence: 'cc_by_4' }, { cookie })
    expect(without.statusCode).toBe(422)
    expect(textOf(without.body)).toContain('Skriv vad bilden visar')
    expect(textOf(without.body)).toContain('Skriv vem som har gjort bilden.')
    const said = await site.post('/desk/images/1', { ...description, draft: '1' }, { cookie })
    expect(said.headers.location).toBe('/desk/drafts/1?done=images.placed')
    const preview = await site.get('/desk/drafts/1/preview', { cookie })
    const [shown = ''] = addressesIn(preview.body, '/desk/images/files')
    expect((await site.get(shown, { cookie })).statusCode).toBe(200)
    expect((await site.get(shown)).statusCode).toBe(303)
    expect((await site.get(shown.replace('/desk/images/files', '/images'))).statusCode).toBe(404)
  })

  test('gets every word back when the file is refused, and when somebody has saved meanwhile', async () => {
    const site = await openTestSite()
    const cookie = await site.signIn('official')
    const refused = await bring(site, cookie, { name: 'x.jpg', bytes: 'Hej' })
    expect(refused.statusCode).toBe(422)
    expect(refused.body).toContain('I tisdags fick jag *elva* frågor.</textarea>')
    expect(refused.body).toContain('href="#image"')
    const none = await bring(site, cookie, undefined)
    expect([none.statusCode, textOf(none.body)]).toEqual([
      422,
      expect.stringContaining('Välj en fil först.'),
    ])
    const { draft } = await draftWithImage(site, cookie)
    const seen = hiddenFields((await site.get(draft, { cookie })).body)
    site.advance(1000)
    await site.post(draft, { ...typed({ title: 'Hennes' }), ...seen }, { cookie })
    const before = await heldIn(site)
    const late = await bring(
      site,
      cookie,
      { name: 'b.jpg', bytes: await photo(500, 300) },
      { draft, form: { ...seen, title: 'Mitt' } },
    )
    expect(late.statusCode).toBe(409)
    expect(late.body).toContain('value="Mitt"')
    expect(await heldIn(site)).toEqual(before)
  })

  test('who is no author reaches nothing of the library', async () => {
    const site = await openTestSite()
    const author = await site.signIn('official')
    await draftWithImage(site, author)
    const cookie = await site.signIn('moderator')
    const [file = ''] = addressesIn(
      (await site.get('/desk/images', { cookie: author })).body,
      '/desk/images/files',
    )
    expect((await site.get('/desk/posts/new/images', { cookie })).statusCode).toBe(405)
    for (const path of ['/desk/images', '/desk/images/1', file])
      expect([path, (await site.get(path, { cookie })).statusCode]).toEqual([path, 403])
    for (const path of ['/desk/images', '/desk/images/1', '/desk/images/1/removal'])
      expect([path, (await site.post(path, description, { cookie })).statusCode]).toEqual([
        path,
        403,
      ])
    expect((await bring(site, cookie, { name: 'a.jpg', bytes: 'x' })).statusCode).toBe(403)
  })
})

describe('a post with images', () => {
  test('shows them in widths and formats, with sides, maker and licence, and nothing of where they were taken', async () => {
    const site = await openTestSite()
    const cookie = await site.signIn('official')
    const source = 'Först.\n\n![Huset *i maj*](image)\n'
    const { draft, item } = await draftWithImage(site, cookie, { form: { source } })
    const { path } = await published(site, cookie, draft)
    const { body } = await site.get(path)
    const figure = /<figure[\s\S]*<\/figure>/.exec(body)?.[0] ?? ''
    expect(item).toBe(1)
    expect(figure).toMatch(
      /<img src="\/images\/[0-9a-f]{64}\.jpg" width="900" height="1300" alt="Ett rött hus vid en å\." decoding="async">/,
    )
    expect(figure).not.toContain('loading="lazy"') // the first one is seen at once
    expect(figure).toMatch(/type="image\/avif" srcset="[^"]* 480w, [^"]* 900w"/)
    expect(textOf(figure)).toContain('Bild: Mirja Ek · CC BY 4.0')
    expect(figure).toContain('href="https://creativecommons.org/licenses/by/4.0/" rel="license"')
    const addresses = addressesIn(body)
    expect(addresses.length).toBe(5)
    for (const address of addresses) {
      const file = await site.get(address)
      expect([file.statusCode, file.headers['cache-control']]).toEqual([
        200,
        'public, max-age=31536000, immutable',
      ])
      for (const told of ['Mirja', 'Fairphone', 'Exif', 'GPS'])
        expect(file.rawPayload.includes(told), `${address}: ${told}`).toBe(false)
      const { exif, xmp, orientation } = await sharp(file.rawPayload).metadata()
      expect([exif, xmp, orientation]).toEqual([undefined, undefined, undefined])
      const { exif: fields = {}, gps = {} } = exifReader.load(file.rawPayload, { expanded: true })
      expect([Object.keys(fields), gps]).toEqual([[], {}])
    }
    const feed = (await site.get('/feed.atom')).body
    expect(feed).not.toContain('src="/images/')
  })

  test('are seen by strangers while a public post shows them, and never longer', async () => {
    const site = await openTestSite()
    const cookie = await site.signIn('official')
    const { draft } = await draftWithImage(site, cookie)
    const { path, desk } = await published(site, cookie, draft)
    const [address = ''] = addressesIn((await site.get(path)).body)
    expect((await site.get(address)).statusCode).toBe(200)
    await changePost(site, cookie, desk, { change: { source: 'Utan bild.' } })
    expect((await site.get(address)).statusCode).toBe(404)
    const history = await site.get(`${path}/history`)
    expect(addressesIn(history.body)).toEqual([])
    await changePost(site, cookie, desk, { change: { source: '![](image:1)' } })
    expect((await site.get(address)).statusCode).toBe(200)
    const taken = await site.post(
      `${desk}/unpublication`,
      { reason: 'Bilden visade ett annat hus än texten.' },
      { cookie },
    )
    expect(taken.statusCode).toBe(303)
    expect((await site.get(address)).statusCode).toBe(404)
    expect((await site.get(`/images/${'0'.repeat(64)}.jpg`)).statusCode).toBe(404)
    expect((await site.get(address.replace(/\w+$/, 'png'))).statusCode).toBe(404)
  })

  test('say at once what is said of them later, and stand for the post where links are shown', async () => {
    const site = await openTestSite()
    const cookie = await site.signIn('official')
    const { draft } = await draftWithImage(site, cookie)
    const { path } = await published(site, cookie, draft)
    expect((await site.get(path)).body).toContain('Ett rött hus')
    const said = { ...description, alt: 'Ett rött hus vid Grönån.', licence: 'public_domain' }
    await site.post('/desk/images/1', said, { cookie })
    const page = (await site.get(path)).body
    expect(page).toContain('alt="Ett rött hus vid Grönån."')
    expect(textOf(page)).toContain('fri att använda (CC0)')
    const [jpeg] = addressesIn(page).filter((one) => one.endsWith('.jpg'))
    expect(page).toContain(`<meta property="og:image" content="http://localhost:3000${jpeg}">`)
  })

  test('bring a PDF with its name and size, without what it told', async () => {
    const site = await openTestSite()
    const cookie = await site.signIn('official')
    const pdf = { name: 'Utredning om bron.PDF', bytes: await tellingPdf() }
    const brought = await bring(site, cookie, pdf)
    expect(ledTo(brought)).toBe('/desk/drafts/1')
    expect((await site.get('/desk/drafts/1', { cookie })).body).toContain(
      '![Utredning om bron](file:1)',
    )
    const { path } = await published(site, cookie, '/desk/drafts/1')
    const { body } = await site.get(path)
    expect(textOf(body)).toMatch(/Bilagor Utredning om bron \(PDF, \d+ byte\)/)
    const [address = ''] = addressesIn(body)
    const file = await site.get(address)
    expect(file.headers['content-disposition']).toContain(
      'attachment; filename="Utredning om bron.pdf"',
    )
    expect(file.headers['content-type']).toBe('application/pdf')
    expect(file.headers['cache-control']).toBe('public, max-age=31536000, immutable')
    for (const told of ['Mirja', 'Skrivprogrammet', 'Almskolan'])
      expect(file.rawPayload.includes(told)).toBe(false)
  })
})

describe('the official', () => {
  test('says who they are and what they have interests in, on a page of its own and beside each post', async () => {
    const site = await openTestSite()
    const cookie = await site.signIn('official')
    const { draft, item } = await draftWithImage(site, cookie)
    const { path } = await published(site, cookie, draft)
    expect((await site.get(path)).body).not.toContain('class="presented"')
    const wrong = { picture: '99', brief: 'b'.repeat(301), interests: 'Äger *skog*.' }
    const refused = await site.post('/desk/profile', wrong, { cookie })
    expect([refused.statusCode, textOf(refused.body)]).toEqual([
      422,
      expect.stringContaining(
        'Välj en av bilderna i listan. Raden om dig får vara högst 300 tecken.',
      ),
    ])
    expect(refused.body).toContain('Äger *skog*.</textarea>')
    const said = {
      picture: String(item),
      brief: 'Har lett Eken sedan 2019.',
      interests: 'Äger *skog*.',
    }
    const saved = await site.post('/desk/profile', said, { cookie })
    expect(saved.headers.location).toBe('/desk/profile?done=images.presented')
    const about = (await site.get('/about')).body
    expect(about).toContain('<p>Äger <em>skog</em>.</p>')
    expect(about).toContain('alt="Ett rött hus vid en å."')
    const page = (await site.get(path)).body
    expect(textOf(page)).toContain('Har lett Eken sedan 2019. Bakgrund och intressen')
    expect((await site.post('/desk/images/1/removal', {}, { cookie })).statusCode).toBe(422)
  })

  test('is shown alone: what another author says of themselves waits', async () => {
    const site = await openTestSite()
    const official = await site.signIn('official')
    await draftWithImage(site, official)
    const cookie = await site.signIn('author')
    const said = { picture: '1', brief: 'Vikarierar i mars.', interests: 'Sitter i en styrelse.' }
    await site.post('/desk/profile', said, { cookie })
    expect(textOf((await site.get('/desk/profile', { cookie })).body)).toContain(
      'Det här visas först när du är den som talar på bloggen.',
    )
    expect((await site.get('/about')).body).not.toContain('styrelse')
    const [file = ''] = addressesIn(
      (await site.get('/desk/images', { cookie })).body,
      '/desk/images/files',
    )
    expect((await site.get(file.replace('/desk/images/files', '/images'))).statusCode).toBe(404)
  })
})

describe('the library', () => {
  test('knows what is used where, takes the same file once, and lets go only of what nothing shows', async () => {
    const site = await openTestSite()
    const cookie = await site.signIn('official')
    await site.get('/desk/images', { cookie })
    const { draft } = await draftWithImage(site, cookie)
    const again = await bring(site, cookie, { name: 'annat.jpg', bytes: await photo() })
    expect(ledTo(again)).toBe('/desk/drafts/2') // described already
    const listed = textOf((await site.get('/desk/images', { cookie })).body)
    expect(listed).toContain('Ett rött hus vid en å.')
    expect(listed).toContain('Det jag inte berättar om Almskolan (utkast)')
    const used = await site.post('/desk/images/1/removal', {}, { cookie })
    expect([used.statusCode, textOf(used.body)]).toEqual([
      422,
      expect.stringContaining('Den används och går inte att ta bort.'),
    ])
    await published(site, cookie, draft)
    await site.post('/desk/drafts/2/deletion', {}, { cookie })
    expect(textOf((await site.get('/desk/images/1', { cookie })).body)).toContain('(visas nu)')
    expect((await site.post('/desk/images/1/removal', {}, { cookie })).statusCode).toBe(422)
    await bring(site, cookie, { name: 'b.jpg', bytes: await photo(400, 300) })
    await site.post('/desk/drafts/3/deletion', {}, { cookie })
    expect(await heldIn(site)).toEqual([2, 8, 8])
    const gone = await site.post('/desk/images/2/removal', {}, { cookie })
    expect(gone.headers.location).toBe('/desk/images?done=images.removed')
    expect(await heldIn(site)).toEqual([1, 5, 5])
  })
})
