import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { MINUTE } from '../../server/kernel/clock.ts'
import { hiddenFields, openTestSite } from '../support/site.ts'
import { ledTo, needs, pressPublish, publishPost, textOf, typed, writeDraft } from './writing.ts'

const wording = JSON.parse(
  readFileSync(new URL('./wording.json', import.meta.url), 'utf8'),
) as Record<string, Record<string, string>>

describe('the editor', () => {
  test.each(['sv', 'nb', 'en'] as const)(
    'offers two equal cards with their texts in %s, and nothing is chosen',
    async (language) => {
      const site = await openTestSite()
      const cookie = `${await site.signIn('author')}; language=${language}`
      const page = await site.get('/desk/posts/new', { cookie })
      expect(page.statusCode).toBe(200)
      for (const key of ['personal', 'official', 'both']) {
        const words = wording[language]?.[key]?.replace('{title}', 'kommundirektör')
        expect(textOf(page.body)).toContain(words)
      }
      const cards = [...page.body.matchAll(/<input type="radio"[^>]*name="capacity"[^>]*>/g)]
      expect(cards).toHaveLength(2)
      expect(cards.filter(([card]) => card.includes('checked'))).toEqual([])
    },
  )

  test('saves a draft without a capacity', async () => {
    const site = await openTestSite()
    const cookie = await site.signIn('author')
    const draft = await writeDraft(site, cookie, { capacity: '' })
    const page = await site.get(draft, { cookie })
    expect(page.body).toContain('Det jag inte berättar om Almskolan')
    expect(page.body).not.toMatch(/type="radio"[^>]*checked/)
    const list = await site.get('/desk/posts', { cookie })
    expect(textOf(list.body)).toContain('Inget val än')
  })

  test('gives back what was typed and says what to mend', async () => {
    const site = await openTestSite()
    const cookie = await site.signIn('author')
    const title = 'a'.repeat(201)
    const answer = await site.post('/desk/drafts', typed({ title, decisionUrl: 'ks' }), { cookie })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain(`value="${title}"`)
    expect(answer.body).toContain('I tisdags fick jag *elva* frågor.')
    expect(answer.body).toMatch(/id="title"[^>]*aria-describedby="title-fault"[^>]*aria-invalid/)
    expect(textOf(answer.body)).toContain('Rubriken får ha högst 200 tecken.')
    expect(answer.body).toContain('<a href="#decisionUrl">')
  })

  test('takes a text of 100,000 characters', async () => {
    const site = await openTestSite()
    const cookie = await site.signIn('author')
    const source = 'å'.repeat(100_000)
    const draft = await writeDraft(site, cookie, { source })
    expect((await site.get(draft, { cookie })).body).toContain(source)
  })

  test('shows both texts when somebody else has saved, and overwrites only then', async () => {
    const site = await openTestSite()
    const cookie = await site.signIn('author')
    const other = await site.signIn('official')
    const draft = await writeDraft(site, cookie)
    const seen = hiddenFields((await site.get(draft, { cookie })).body)
    site.advance(MINUTE)
    await site.post(draft, { ...typed({ title: 'Den andras rubrik' }), ...seen }, { cookie: other })
    const mine = { ...typed({ title: 'Min rubrik' }), ...seen }
    const answer = await site.post(draft, mine, { cookie })
    expect(answer.statusCode).toBe(409)
    expect(answer.body).toContain('value="Min rubrik"')
    expect(textOf(answer.body)).toContain('Den andras rubrik'.split(' ')[0])
    expect(textOf(answer.body)).toContain('Någon annan har sparat under tiden')
    expect((await site.get(draft, { cookie })).body).toContain('value="Den andras rubrik"')
    const again = { ...mine, ...hiddenFields(answer.body), act: 'save' }
    expect((await site.post(draft, again, { cookie })).statusCode).toBe(303)
    expect((await site.get(draft, { cookie })).body).toContain('value="Min rubrik"')
  })

  test('throws a draft away when its author asks for it', async () => {
    const site = await openTestSite()
    const cookie = await site.signIn('author')
    const draft = await writeDraft(site, cookie)
    expect(ledTo(await site.post(`${draft}/deletion`, {}, { cookie }))).toBe('/desk/posts')
    expect((await site.get(draft, { cookie })).statusCode).toBe(404)
  })

  test.each(['moderator', 'registrar', 'administrator'] as const)(
    'is closed to a %s, who writes no posts',
    async (role) => {
      const site = await openTestSite()
      const author = await site.signIn('author')
      const draft = await writeDraft(site, author)
      const { desk } = await publishPost(site, author)
      const cookie = await site.signIn(role)
      for (const path of ['/desk/posts', '/desk/posts/new', draft, `${draft}/preview`, desk])
        expect([path, (await site.get(path, { cookie })).statusCode]).toEqual([path, 403])
      for (const path of ['/desk/drafts', draft, `${draft}/publication`, `${draft}/deletion`])
        expect([path, (await site.post(path, typed(), { cookie })).statusCode]).toEqual([path, 403])
      for (const act of ['undo', 'change', 'correction', 'comments', 'unpublication']) {
        const answer = await site.post(`${desk}/${act}`, { capacity: 'official' }, { cookie })
        expect([act, answer.statusCode]).toEqual([act, 403])
      }
    },
  )
})

describe('publication', () => {
  test('asks for a way to reach those who run the blog, the first time and no more', async () => {
    const site = await openTestSite()
    const cookie = await site.signIn('author')
    const draft = await writeDraft(site, cookie)
    const page = await site.get(`${draft}/publication`, { cookie })
    for (const name of Object.keys(needs)) expect(page.body).toContain(`name="${name}"`)
    const empty = { contact_email: '', telephone: '', controller: '' }
    const refused = await pressPublish(site, cookie, draft, { ...empty, telephone: '0123-4' })
    expect(refused.statusCode).toBe(422)
    expect(refused.body).toContain('value="0123-4"')
    expect((await site.get('/', {})).body).not.toContain('Almskolan')
    expect((await pressPublish(site, cookie, draft)).statusCode).toBe(303)
    expect((await site.get('/contact')).body).toContain('href="tel:0123456700"')
    const next = await writeDraft(site, cookie, { title: 'Nästa' })
    const second = await site.get(`${next}/publication`, { cookie })
    expect(second.body).not.toContain('name="telephone"')
  })

  test('is refused without a capacity, which can be chosen there', async () => {
    const site = await openTestSite()
    const cookie = await site.signIn('author')
    const draft = await writeDraft(site, cookie, { capacity: '' })
    const refused = await pressPublish(site, cookie, draft)
    expect(refused.statusCode).toBe(422)
    expect(textOf(refused.body)).toContain('Välj om inlägget är personligt eller officiellt.')
    expect(refused.body).not.toMatch(/type="radio"[^>]*checked/)
    expect((await site.get('/')).body).not.toContain('Almskolan')
    const chosen = await pressPublish(site, cookie, draft, { capacity: 'official' })
    expect(chosen.statusCode).toBe(303)
    expect((await site.get('/official')).body).toContain('Almskolan')
  })

  test('keeps the choice that was made when something else is missing', async () => {
    const site = await openTestSite()
    const cookie = await site.signIn('author')
    const draft = await writeDraft(site, cookie, { capacity: '' })
    const chosen = { capacity: 'official', address: 'new', telephone: '' }
    const refused = await pressPublish(site, cookie, draft, chosen)
    expect(refused.statusCode).toBe(422)
    expect(refused.body).toMatch(/value="official"[^>]* checked/)
    expect(refused.body).toContain(`value="${needs.controller}"`)
  })

  test('is one choice and one button for what has been written', async () => {
    const site = await openTestSite()
    const cookie = await site.signIn('author')
    const draft = await writeDraft(site, cookie)
    const page = await site.get(`${draft}/publication`, { cookie })
    expect(textOf(page.body)).toContain('Publicera som personligt?')
    expect(page.body).not.toContain('type="radio"')
  })

  test('says before the button what would be refused', async () => {
    const site = await openTestSite()
    const cookie = await site.signIn('author')
    const draft = await writeDraft(site, cookie, { decisionText: 'KS 2026/114' })
    const page = await site.get(`${draft}/publication`, { cookie })
    expect(textOf(page.body)).toContain('Bara ett officiellt inlägg kan vila på ett beslut.')
  })
})

describe('undo', () => {
  test('is offered for five minutes, takes the post back and opens its draft', async () => {
    const site = await openTestSite()
    const cookie = await site.signIn('author')
    const { desk, path } = await publishPost(site, cookie)
    site.advance(5 * MINUTE - 1)
    expect((await site.get('/desk/posts', { cookie })).body).toContain(`action="${desk}/undo"`)
    const draft = ledTo(await site.post(`${desk}/undo`, {}, { cookie }))
    expect(draft).toMatch(/^\/desk\/drafts\/\d+$/)
    expect((await site.get(draft, { cookie })).body).toContain(
      'value="Det jag inte berättar om Almskolan"',
    )
    expect((await site.get('/')).body).not.toContain('Almskolan')
    const gone = await site.get(path)
    expect(gone.statusCode).toBe(410)
    expect(textOf(gone.body)).toContain('Författaren tog tillbaka det inom fem minuter')
    expect(gone.body).not.toContain('Almskolan')
  })

  test('is neither offered nor done when the five minutes are over', async () => {
    const site = await openTestSite()
    const cookie = await site.signIn('author')
    const { desk, path } = await publishPost(site, cookie)
    site.advance(5 * MINUTE)
    expect((await site.get(desk, { cookie })).body).not.toContain('/undo"')
    const late = await site.post(`${desk}/undo`, {}, { cookie })
    expect(late.statusCode).toBe(422)
    expect(textOf(late.body)).toContain('De fem minuterna har gått.')
    expect((await site.get(path)).statusCode).toBe(200)
  })
})

describe('taking a post down', () => {
  test('keeps the reason that was typed when it is too short', async () => {
    const site = await openTestSite()
    const cookie = await site.signIn('author')
    const { desk } = await publishPost(site, cookie)
    const answer = await site.post(`${desk}/unpublication`, { reason: 'Fel.' }, { cookie })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('Fel.</textarea>')
  })

  test('can be followed by a new version at the same address', async () => {
    const site = await openTestSite()
    const cookie = await site.signIn('author')
    const { desk, path } = await publishPost(site, cookie)
    await site.post(`${desk}/unpublication`, { reason: 'Siffrorna var fel.' }, { cookie })
    expect((await site.get(path)).statusCode).toBe(410)
    const draft = ledTo(await site.post(`${desk}/change`, {}, { cookie }))
    expect((await pressPublish(site, cookie, draft)).statusCode).toBe(303)
    expect((await site.get(path)).statusCode).toBe(200)
  })
})

test('comments are opened and closed at the post', async () => {
  const site = await openTestSite()
  const cookie = await site.signIn('author')
  const { desk } = await publishPost(site, cookie)
  await site.post(`${desk}/comments`, { comments: 'closed' }, { cookie })
  const page = await site.get(desk, { cookie })
  expect(textOf(page.body)).toContain('Inlägget är stängt för nya kommentarer.')
  await site.post(`${desk}/comments`, { comments: 'open' }, { cookie })
  expect(textOf((await site.get(desk, { cookie })).body)).toContain('öppet för kommentarer')
})
