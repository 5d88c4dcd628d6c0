/** Something is withheld in the text of a post: the place, its reason, and what readers see of it as time goes. */
import { describe, expect, test } from 'vitest'
import { postsWithMark } from '../../server/disclosures/store.ts'
import { DAY, HOUR } from '../../server/kernel/clock.ts'
import { verify } from '../../server/ledger/verify.ts'
import { openLetter, postsOf, proposal } from '../agreements/agreeing.ts'
import {
  changePost,
  ledTo,
  pressPublish,
  publishPost,
  textOf,
  typed,
  writeDraft,
} from '../posts/writing.ts'
import { hiddenFields, openTestSite, type TestSite } from '../support/site.ts'

const three = {
  canSay: 'Vi köper mark vid Eken.',
  ground: 'municipal_economy',
  why: 'Säljaren ska inte veta vårt tak.',
}

const source = 'Jag berättar om köpet.\n\n::: withheld\n\nResten är öppet.'

async function begin(change = {}) {
  const site = await openTestSite()
  const cookie = await site.signIn('official')
  const draft = await writeDraft(site, cookie, { source, ...change })
  const fill = (form = {}, query = '') =>
    site.post(`${draft}/withheld${query}`, { state: 'withheld', ...three, ...form }, { cookie })
  const text = async (path: string) => textOf((await site.get(path, { cookie })).body)
  return { site, cookie, draft, fill, text }
}

const sourceOf = async (site: TestSite, draft: string, cookie: string) =>
  /<textarea[^>]*name="source"[^>]*>\n?([\s\S]*?)<\/textarea>/.exec(
    (await site.get(draft, { cookie })).body,
  )?.[1]

describe('while it is written', () => {
  test('the button saves, and asks for three fields with the place in sight', async () => {
    const { site, cookie } = await begin()
    const saved = await site.post(
      '/desk/drafts',
      { ...typed({ source: 'Ett stycke.' }), act: 'withhold' },
      { cookie },
    )
    expect(saved.headers.location).toMatch(/^\/desk\/drafts\/\d+\/withheld$/)
    const page = await site.get(String(saved.headers.location), { cookie })
    expect(textOf(page.body)).toContain('… Ett stycke. Här berättar jag inte allt')
    expect(await sourceOf(site, ledTo(saved).replace('/withheld', ''), cookie)).toBe(
      'Ett stycke.\n\n::: withheld',
    )
  })

  test('the place gets its number, the account waits, and nobody else knows', async () => {
    const { site, cookie, draft, fill, text } = await begin()
    expect(ledTo(await fill())).toBe(draft)
    expect(await sourceOf(site, draft, cookie)).toBe(source.replace('withheld', 'withheld 1'))
    expect(await text(draft)).toContain('Redogörelse 1 Vi köper mark vid Eken.')
    expect(await text(`${draft}/preview`)).toContain('Här berättar jag inte allt Vi köper mark')
    expect(await text(`${draft}/publication`)).toContain('En redogörelse för vad du inte berättar')
    expect((await site.get('/openness/1')).statusCode).toBe(404)
  })

  test('what must be mended comes back with every word, and the unwanted words do not', async () => {
    const { fill } = await begin()
    const back = await fill({ why: 'Holmgren vill ha mer.', unwanted: 'holmgren\nekegården' })
    expect(back.statusCode).toBe(422)
    expect(back.body).toContain('Vi köper mark vid Eken.')
    expect(back.body).toContain('Ett av orden som inte får stå här finns i texten.')
    expect(back.body).not.toContain('ekegården')
  })

  test('preview leads over the account that is missing', async () => {
    const { site, cookie, draft, fill } = await begin()
    const page = await site.get(draft, { cookie })
    const form = { ...typed({ source }), ...hiddenFields(page.body), act: 'preview' }
    const saved = await site.post(draft, form, { cookie })
    expect(saved.headers.location).toBe(`${draft}/withheld?then=preview`)
    expect(ledTo(await fill({}, '?then=preview'))).toBe(`${draft}/preview`)
  })

  test('an account that waits is changed, and two places ask one after the other', async () => {
    const { site, cookie, draft, fill, text } = await begin({ source: `${source}\n\n::: withheld` })
    expect(ledTo(await fill())).toBe(`${draft}/withheld`)
    expect(ledTo(await fill({ canSay: 'Vi talar med ägaren.' }))).toBe(draft)
    await fill({ canSay: 'Vi köper två tomter.' }, '?entry=1')
    expect(await text(draft)).toContain('Redogörelse 1 Vi köper två tomter.')
    expect((await fill({}, '?entry=7')).statusCode).toBe(404)
    expect((await fill()).statusCode, 'no place is left').toBe(404)
    expect(ledTo(await site.get(`${draft}/withheld`, { cookie }))).toBe(draft)
  })

  test('nobody publishes an account that was changed after they read it', async () => {
    const { site, cookie, draft, fill } = await begin({ capacity: 'personal' })
    await fill()
    const read = await site.get(`${draft}/publication`, { cookie })
    await fill({ canSay: 'Vi köper två tomter.' }, '?entry=1')
    await pressPublish(site, cookie, draft, hiddenFields(read.body))
    expect((await site.get('/openness/1')).statusCode).toBe(404)
  })

  test('text between marks that look as if they hid it is refused, with every word kept', async () => {
    const { site, cookie, draft } = await begin()
    const page = await site.get(draft, { cookie })
    const hidden = '::: withheld\n\nPriset är 12 miljoner.\n\n:::'
    const form = { ...typed({ source: hidden }), ...hiddenFields(page.body), act: 'save' }
    const saved = await site.post(draft, form, { cookie })
    expect(saved.statusCode).toBe(422)
    expect(saved.body).toContain('Priset är 12 miljoner.')
    expect(textOf(saved.body)).toContain('det som hålls inne skrivs aldrig här')
  })

  test('a draft that is thrown away takes what waits with it', async () => {
    const { site, cookie, draft, fill } = await begin()
    await fill()
    expect((await site.post(`${draft}/deletion`, {}, { cookie })).statusCode).toBe(303)
    const left = await site.storage.read.selectFrom('disclosure_draft').selectAll().execute()
    expect(left).toEqual([])
  })
})

describe('a post is not published', () => {
  test.each([
    ['with a place that has no account', source, 'har ingen redogörelse än'],
    [
      'with a place for an account that is not there',
      source.replace('ld', 'ld 77'),
      'som inte finns',
    ],
  ])('%s', async (_, text, words) => {
    const { site, cookie, draft } = await begin({ source: text })
    const refused = await pressPublish(site, cookie, draft)
    expect(refused.statusCode).toBe(422)
    expect(textOf(refused.body)).toContain(words)
    expect((await site.get(`${draft}/publication`, { cookie })).body).toContain(words)
  })

  test('when the day of the next look went by while it was a draft', async () => {
    const { site, draft, fill } = await begin()
    await fill({ ground: 'not_yet' })
    site.advance(40 * DAY)
    const cookie = await site.signIn('official')
    const refused = await pressPublish(site, cookie, draft)
    expect(textOf(refused.body)).toContain('Välj en ny dag')
    expect((await site.get('/openness/1')).statusCode).toBe(404)
  })

  test('in Norway, with a national identity number in it', async () => {
    const site = await openTestSite({ country: 'no', language: 'nb' })
    const cookie = await site.signIn('official')
    const draft = await writeDraft(site, cookie, { language: 'nb', source: 'Født 01010750160.' })
    expect(textOf((await pressPublish(site, cookie, draft)).body)).toContain('fødselsnummer')
  })
})

describe('in Norway a national identity number', () => {
  const wanted = { country: 'no', language: 'nb' } as const

  test('is published in no decision that a post rests on', async () => {
    const site = await openTestSite(wanted)
    const cookie = await site.signIn('official')
    const decision = { capacity: 'official', decisionText: 'Vedtak om 01010750160' }
    const draft = await writeDraft(site, cookie, { language: 'nb', ...decision })
    expect(textOf((await pressPublish(site, cookie, draft)).body)).toContain('fødselsnummer')
  })

  test('is published in no letter, though both have agreed', async () => {
    const { propose, say, publish } = await openLetter('Jeg er 01010750160.', wanted)
    await propose({ ...proposal, part: ['1'], 'answer-1': 'Takk.', 'answer-2': '', 'answer-3': '' })
    await say('yes')
    const refused = await publish()
    expect([refused.statusCode, textOf(refused.body)]).toEqual([
      ...[422, expect.stringContaining('fødselsnummer')],
    ])
  })

  test('is in no answer of the staff, new or changed, and the words come back', async () => {
    const site = await openTestSite(wanted)
    const cookie = await site.signIn('official')
    const post = await publishPost(site, cookie, { language: 'nb' })
    const answer = (text: string) =>
      site.post(`/desk/threads/${post.id}/reply`, { capacity: 'official', text }, { cookie })
    const refused = await answer('Han heter 010107 50160.')
    expect(refused.statusCode).toBe(422)
    expect(refused.body).toContain('Han heter 010107 50160.')
    expect((await answer('Takk.')).statusCode).toBe(303)
    const change = { change: 'Takk, 01010750160.', version: '1' }
    const changed = await site.post('/desk/comments/1/change', change, { cookie })
    expect([changed.statusCode, textOf(changed.body)]).toEqual([
      ...[422, expect.stringContaining('fødselsnummer')],
    ])
  })
})

describe('in public', () => {
  async function published(form = {}) {
    const there = await begin()
    await there.fill(form)
    const { site, cookie, draft } = there
    const desk = ledTo(await pressPublish(site, cookie, draft, { capacity: 'personal' }))
    const body = (await site.get(desk, { cookie })).body
    const path = /href="(\/\d{4}\/\d\d\/[^"/]+)"/.exec(body)?.[1] ?? ''
    return { ...there, desk, path }
  }

  test('the block says what can be said, the ground and why, and leads to the account', async () => {
    const { site, path, text } = await published()
    const page = await site.get(path)
    expect(page.body).toContain(
      '<div class="withheld" role="group" aria-label="Här berättar jag inte allt">',
    )
    expect(await text(path)).toContain(
      'Jag berättar om köpet. Här berättar jag inte allt Vi köper mark vid Eken. Grund: ',
    )
    expect(page.body).toContain('href="/openness/1"')
    expect(await text('/openness/1')).toContain('Säljaren ska inte veta vårt tak.')
    expect((await site.get('/feed.atom')).body).not.toContain('&lt;!--')
    site.advance(DAY)
    expect((await site.get('/feed.atom')).body).toContain('Här berättar jag inte allt')
  })

  test('another author can answer for it, and nobody else', async () => {
    const { site } = await published({ responsible: '2' })
    const rows = await site.storage.read.selectFrom('disclosure_event').selectAll().execute()
    expect(rows).toMatchObject([{ responsible_id: 2, responsible_name: 'Jonas Rask', by_id: 1 }])
    const { site: other } = await published({ responsible: '3' }) // a moderator
    const own = await other.storage.read.selectFrom('disclosure_event').selectAll().execute()
    expect(own).toMatchObject([{ responsible_id: 1, responsible_name: 'Kerstin Ahlby' }])
  })

  test('the account hangs on the post, in its capacity, and stands in the ledger with it', async () => {
    const { site } = await published()
    const kinds = await site.storage.read
      .selectFrom('ledger_entry')
      .select(['kind', 'body'])
      .where('kind', 'in', ['disclosure_made', 'post_published'])
      .orderBy('id')
      .execute()
    expect(kinds.map(({ kind }) => kind)).toEqual(['disclosure_made', 'post_published'])
    expect(JSON.parse(kinds[0]?.body ?? '')).toMatchObject({
      number: 1,
      post: 1,
      capacity: 'personal',
    })
    expect(await verify(site.storage.read)).toMatchObject({ ok: true })
    expect(await postsWithMark(site.storage.read, 1)).toMatchObject([{ id: 1 }])
  })

  test('the day passes and the grace with it: the page says so, and not a moment before', async () => {
    const { site, path, text } = await published({ ground: 'not_yet' })
    const late = 'Skulle ha setts över senast 21 december 2026.'
    expect(await text(path)).toContain('Senast 21 december 2026 tittar jag på det igen.')
    // Five working days after Monday the 21st: 22, 23, 28, 29 and 30 December.
    site.advance(Date.parse('2026-12-30T22:59:59Z') - Date.parse(site.clock()))
    expect(await text(path)).not.toContain(late)
    site.advance(1000)
    expect(await text(path)).toContain(late)
    expect(await text('/openness/1')).toContain(late)
  })

  test('a later version without the place, or a correction of the label, keeps what hangs on it', async () => {
    const { site, cookie, desk, path, text } = await published()
    site.advance(2 * HOUR)
    await site.post(`${desk}/correction`, { capacity: 'official' }, { cookie })
    expect(await postsWithMark(site.storage.read, 1)).toMatchObject([{ id: 1 }])
    expect(await text(path)).toContain('Här berättar jag inte allt')
    await changePost(site, cookie, desk, { change: { source: 'Nu utan plats.' } })
    expect(await postsWithMark(site.storage.read, 1)).toEqual([])
    expect(await text(path)).toContain(
      'Vad jag inte berättar om detta Personligt Redogörelse 1: Vi köper mark',
    )
    expect(await text(`${path}/history`)).toContain('::: withheld 1')
  })

  test('another post may have a place for an account that is public', async () => {
    const { site, cookie, text } = await published()
    const other = await publishPost(site, cookie, { title: 'Mer', source: 'Se:\n\n::: withheld 1' })
    expect(await text(other.path)).toContain('Vi köper mark vid Eken.')
    expect(await postsWithMark(site.storage.read, 1)).toHaveLength(2)
  })

  test('a published letter has none, whatever stands in it, and yet an account may hang on it', async () => {
    const {
      site,
      official: cookie,
      propose,
      say,
      publish,
    } = await openLetter('Hej.\n\n::: withheld 1')
    const form = { state: 'withheld', ...three, language: 'sv', act: 'personal' }
    await site.post('/desk/openness/new', form, { cookie })
    await propose({ ...proposal, part: ['1', '2'], 'answer-2': '::: withheld 1', 'answer-3': '' })
    await say('yes')
    expect((await publish()).statusCode).toBe(303)
    expect(await postsWithMark(site.storage.read, 1)).toEqual([])
    const [post] = await postsOf({ site })
    const made = await site.post(`/desk/openness/new?post=${post?.id}`, form, { cookie })
    expect(made.statusCode, made.body).toBe(303)
    const page = textOf((await site.get(`/${post?.year_month}/${post?.slug}`)).body)
    expect(page).toContain('Vad jag inte berättar om detta Personligt Redogörelse 2')
  })

  test('a post that is taken back leaves the account that was public', async () => {
    const { site, cookie, desk, text } = await published()
    await site.post(`${desk}/undo`, {}, { cookie })
    expect(await text('/openness/1')).toContain('Vi köper mark vid Eken.')
    expect(await postsWithMark(site.storage.read, 1)).toEqual([])
  })
})
