import { expect, test } from 'vitest'
import { findByEmail, takeRole } from '../../server/accounts/store.ts'
import { DAY, HOUR, type Instant, MINUTE, milliseconds } from '../../server/kernel/clock.ts'
import { entriesFrom } from '../../server/ledger/store.ts'
import { smtpCarrier } from '../../server/mail/smtp.ts'
import { saveTerm } from '../../server/site/official-store.ts'
import { setReadOnly } from '../../server/web/read-only.ts'
import { senderOf } from '../mail/office.ts'
import { openInbox, parsed } from '../support/inbox.ts'
import { hiddenFields, openTestSite, staff, type TestSite } from '../support/site.ts'
import { ledTo, pressPublish, publishPost, textOf, typed, writeDraft } from './writing.ts'

/** A site with an author and everything said that a first post needs. */
async function openBlog(clock?: Instant) {
  const site = await openTestSite(clock ? { clock } : {})
  const cookie = await site.signIn('author')
  await publishPost(site, cookie, { title: 'Det första', source: 'Hej.' })
  return { site, cookie }
}

/** Chooses a time for a draft by the form on the page of publication, and gives the answer. */
async function choose(site: TestSite, cookie: string, draft: string, form: Record<string, string>) {
  const page = await site.get(`${draft}/publication`, { cookie })
  return site.post(`${draft}/schedule`, { ...hiddenFields(page.body), ...form }, { cookie })
}

/** Moves the clock to a moment and lets the site do what is due. */
async function at(site: TestSite, moment: string) {
  site.advance(Date.parse(moment) - milliseconds(site.clock()))
  await site.round()
}

const publications = async (site: TestSite) =>
  (await entriesFrom(site.storage.read, 0, 100))
    .map(({ body }) => JSON.parse(body))
    .filter(({ kind }) => kind === 'post_published')

const front = async (site: TestSite) => textOf((await site.get('/')).body)

const title = 'Om en vecka'

test('a draft becomes public at its minute by the clocks of the site, once, and the front page shows it at that moment', async () => {
  const { site, cookie } = await openBlog()
  const draft = await writeDraft(site, cookie, { title })
  const planned = await choose(site, cookie, draft, { day: '2026-11-24', time: '07:00' })
  expect(ledTo(planned)).toBe('/desk/posts')
  expect(textOf((await site.get('/desk/posts', { cookie })).body)).toContain(
    `Publiceras senare Personligt ${title} 24 november 2026 kl. 07.00`,
  )
  await at(site, '2026-11-24T05:59:59.999Z')
  expect(await front(site)).not.toContain(title)
  await at(site, '2026-11-24T06:00:00Z')
  expect(await front(site)).toContain(title)
  await site.round()
  expect(await publications(site)).toHaveLength(2)
  expect((await publications(site)).at(-1)).toMatchObject({ at: '2026-11-24T06:00:00.000Z' })
  const post = await site.storage.read
    .selectFrom('public_post')
    .selectAll()
    .where('title', '=', title)
    .executeTakeFirstOrThrow()
  expect(post).toMatchObject({
    year_month: '2026/11',
    author_name: staff.author.name,
    first_published_at: '2026-11-24T06:00:00.000Z',
    feeds_from: '2026-11-24T06:05:00.000Z',
  })
  expect((await site.get(draft, { cookie: await site.signIn('author') })).statusCode).toBe(404)
  expect((await site.get('/feed.atom')).body).not.toContain(title)
  site.advance(5 * MINUTE)
  expect((await site.get('/feed.atom')).body).toContain(title)
})

test('midnight of the month is the month of its address, where the site is', async () => {
  const { site, cookie } = await openBlog()
  const draft = await writeDraft(site, cookie, { title: 'Advent' })
  await choose(site, cookie, draft, { day: '2026-12-01', time: '00:00' })
  await at(site, '2026-11-30T22:59:59Z')
  expect(await front(site)).not.toContain('Advent')
  await at(site, '2026-11-30T23:00:00Z')
  expect((await site.get('/2026/12/advent')).statusCode).toBe(200)
})

test('the hour that spring leaves out is told with the time to take instead, and what was typed comes back', async () => {
  const { site, cookie } = await openBlog('2027-03-20T09:00:00.000Z' as Instant)
  const draft = await writeDraft(site, cookie, { title, capacity: '' })
  const form = { day: '2027-03-28', time: '02:30', capacity: 'official' }
  const answer = await choose(site, cookie, draft, form)
  expect(answer.statusCode).toBe(422)
  expect(textOf(answer.body)).toContain(
    'Klockan 02.30 finns inte den 28 mars 2027: då ställs klockorna fram till sommartid. Välj en annan tid, till exempel 03.30.',
  )
  expect(answer.body).toContain('<details class="folded" open>')
  expect(answer.body).toMatch(/name="day"[^>]*value="2027-03-28"/)
  expect(answer.body).toMatch(/name="time"[^>]*value="02:30"[^>]*aria-describedby="time-fault"/)
  expect(answer.body).toMatch(/value="official"[^>]*checked/)
  await choose(site, cookie, draft, { ...form, time: '03:30' })
  await at(site, '2027-03-28T01:29:59Z')
  expect(await front(site)).not.toContain(title)
  await at(site, '2027-03-28T01:30:00Z')
  expect(await front(site)).toContain(title)
})

test('the hour that comes twice in autumn is asked about, and each of the two is kept apart', async () => {
  const { site, cookie } = await openBlog('2027-10-25T09:00:00.000Z' as Instant)
  const first = await writeDraft(site, cookie, { title: 'Medan det är sommartid' })
  const second = await writeDraft(site, cookie, { title: 'När det är vintertid' })
  const time = { day: '2027-10-31', time: '02:30' }
  const asked = await choose(site, cookie, first, time)
  expect(asked.statusCode).toBe(422)
  expect(textOf(asked.body)).toContain('Klockan 02.30 kommer två gånger den 31 oktober 2027')
  expect(textOf(asked.body)).toContain('Första gången: 31 oktober 2027 kl. 02.30 (UTC+2)')
  expect(textOf(asked.body)).toContain('en timme senare: 31 oktober 2027 kl. 02.30 (UTC+1)')
  expect(asked.body).not.toMatch(/name="which"[^>]*checked/)
  expect((await choose(site, cookie, first, { ...time, which: 'first' })).statusCode).toBe(303)
  expect((await choose(site, cookie, second, { ...time, which: 'second' })).statusCode).toBe(303)
  await at(site, '2027-10-31T00:30:00Z')
  expect(await front(site)).toContain('Medan det är sommartid')
  expect(await front(site)).not.toContain('När det är vintertid')
  await at(site, '2027-10-31T01:30:00Z')
  expect(await front(site)).toContain('När det är vintertid')
})

test('what has passed, lies more than a year ahead or is no time at all is refused in words', async () => {
  const { site, cookie } = await openBlog()
  const draft = await writeDraft(site, cookie, { title })
  for (const [form, words] of [
    [{ day: '2026-11-20', time: '07:00' }, 'Den tiden har redan varit.'],
    [{ day: '2027-11-30', time: '07:00' }, 'Välj en tid inom ett år.'],
    [{ day: '2026-02-30', time: '07:00' }, 'Skriv dagen som år-månad-dag'],
    [{ day: '2026-12-24', time: 'sju' }, 'Skriv klockslaget med timme och minut'],
    [{ day: '', time: '' }, 'Skriv dagen som år-månad-dag'],
  ] as const) {
    const answer = await choose(site, cookie, draft, form)
    expect(answer.statusCode).toBe(422)
    expect(textOf(answer.body)).toContain(words)
  }
  const empty = await writeDraft(site, cookie, { title: 'Tomt', source: '' })
  const refused = await choose(site, cookie, empty, { day: '2026-12-24', time: '07:00' })
  expect(refused.statusCode).toBe(422)
  expect(refused.body).toMatch(/name="day"[^>]*value="2026-12-24"/)
  expect(textOf((await site.get('/desk/posts', { cookie })).body)).not.toContain(
    'Publiceras senare',
  )
})

test('a site that was off publishes when it is back, with the time at which it really became public, and once', async () => {
  const { site, cookie } = await openBlog()
  const draft = await writeDraft(site, cookie, { title })
  await choose(site, cookie, draft, { day: '2026-11-24', time: '07:00' })
  site.advance(30 * DAY)
  await site.restart()
  await Promise.all([site.round(), site.round()])
  await site.restart()
  await site.round()
  const [, published, ...more] = await publications(site)
  expect([published?.at, more]).toEqual([site.clock(), []])
  expect(await front(site)).toContain(title)
  const acts = await site.storage.read
    .selectFrom('audit')
    .select(['act', 'detail'])
    .where('act', 'like', 'post_%')
    .orderBy('id')
    .execute()
  expect(acts).toEqual([
    { act: 'post_scheduled', detail: '2026-11-24T06:00:00.000Z' },
    { act: 'post_published_late', detail: '2026-11-24T06:00:00.000Z' },
  ])
})

test('nothing is published while the blog can only be read, and at once when it can be written again', async () => {
  const { site, cookie } = await openBlog()
  const draft = await writeDraft(site, cookie, { title })
  await choose(site, cookie, draft, { day: '2026-11-24', time: '07:00' })
  setReadOnly(site.settings.dataDir, { since: site.clock(), reason: '' })
  await site.restart()
  await at(site, '2026-11-24T06:00:00Z')
  expect(await front(site)).not.toContain(title)
  setReadOnly(site.settings.dataDir, undefined)
  await site.restart()
  await at(site, '2026-11-24T08:00:00Z')
  expect(await front(site)).toContain(title)
})

test('a time can be moved and taken away, and only the last one counts', async () => {
  const { site, cookie } = await openBlog()
  const draft = await writeDraft(site, cookie, { title })
  await choose(site, cookie, draft, { day: '2026-11-24', time: '07:00' })
  await choose(site, cookie, draft, { day: '2026-11-25', time: '08:00' })
  const page = await site.get(`${draft}/publication`, { cookie })
  expect(textOf(page.body)).toContain('Blir offentligt 25 november 2026 kl. 08.00.')
  expect(page.body).toMatch(/name="time"[^>]*value="08:00"/)
  await at(site, '2026-11-24T06:00:00Z')
  expect(await front(site)).not.toContain(title)
  const again = await site.signIn('author')
  await site.post(`${draft}/schedule/cancellation`, {}, { cookie: again })
  await at(site, '2026-11-25T07:00:00Z')
  expect(await front(site)).not.toContain(title)
  expect(ledTo(await pressPublish(site, await site.signIn('author'), draft))).toMatch(
    '/desk/posts/',
  )
})

test('an edit is not published unread: the desk says so at once, and when the time has come', async () => {
  const { site, cookie } = await openBlog()
  const draft = await writeDraft(site, cookie, { title })
  await choose(site, cookie, draft, { day: '2026-11-24', time: '07:00' })
  const seen = hiddenFields((await site.get(draft, { cookie })).body)
  site.advance(MINUTE)
  await site.post(draft, { ...typed({ title, source: 'Ett halvt ord' }), ...seen }, { cookie })
  const list = await site.get('/desk/posts', { cookie })
  expect(textOf(list.body)).toContain('ändrat: välj tiden igen')
  await at(site, '2026-11-24T06:00:00Z')
  expect(await front(site)).not.toContain(title)
  const again = await site.signIn('author')
  const told = textOf((await site.get(`${draft}/publication`, { cookie: again })).body)
  expect(told).toContain('Något blev inte offentligt när det skulle')
  expect(told).toContain('Utkastet hade ändrats sedan tiden valdes')
  expect((await choose(site, again, draft, { day: '2026-11-24', time: '09:00' })).statusCode).toBe(
    303,
  )
  await at(site, '2026-11-24T08:00:00Z')
  expect(await front(site)).toContain(title)
})

test('whoever chose the time is mailed that it came to nothing, once, without a word of the draft', async () => {
  const { site, cookie } = await openBlog()
  const inbox = await openInbox()
  const { send } = senderOf(site, smtpCarrier(inbox.url))
  const draft = await writeDraft(site, cookie, { title })
  await choose(site, cookie, draft, { day: '2026-11-24', time: '07:00' })
  const seen = hiddenFields((await site.get(draft, { cookie })).body)
  await site.post(draft, { ...typed({ title, source: 'Ett halvt ord' }), ...seen }, { cookie })
  await at(site, '2026-11-24T06:00:00Z')
  while (await send());
  site.advance(HOUR)
  while (await send());
  const mails = await Promise.all(inbox.delivered.map(({ raw }) => parsed(raw)))
  const [mail, ...more] = mails.filter(({ subject }) => subject?.includes('blev inte offentlig'))
  expect(more).toEqual([])
  expect(mail?.to?.map(({ address }) => address)).toEqual([staff.author.email])
  expect(mail?.text).toMatch(/skulle ha blivit offentligt 24 november 2026 kl\.\s07\.00/)
  expect(JSON.stringify(mail)).not.toMatch(/Om en vecka|halvt ord/)
})

test('what the rules refuse when the time has come stays a draft, and its author is told', async () => {
  const { site, cookie } = await openBlog()
  const draft = await writeDraft(site, cookie, { title })
  await choose(site, cookie, draft, { day: '2026-11-24', time: '07:00' })
  const jonas = await findByEmail(site.storage.read, staff.author.email)
  if (!jonas) throw new Error('no author')
  await site.storage.transact((tx) => takeRole(tx, jonas.id, 'author'))
  await at(site, '2026-11-24T06:00:00Z')
  expect(await front(site)).not.toContain(title)
  const official = await site.signIn('official')
  const told = textOf((await site.get(`${draft}/publication`, { cookie: official })).body)
  expect(told).toContain('Den som valde tiden skriver inte längre här.')
  expect(told).toContain('Ett utkast skulle ha publicerats, men något stod i vägen.')
})

test('what was to come out in the name of an official who has left does not', async () => {
  const { site, cookie } = await openBlog()
  const draft = await writeDraft(site, cookie, { title })
  await choose(site, cookie, draft, { day: '2026-12-24', time: '07:00' })
  const jonas = await findByEmail(site.storage.read, staff.author.email)
  const { name, title: role } = staff.author
  await site.storage.transact((tx) =>
    saveTerm(tx, {
      ...{ accountId: jonas?.id ?? 0, name, title: role, notice: null, by: 1, at: site.clock() },
      startsAt: '2026-12-01T00:00:00.000Z' as Instant,
    }),
  )
  await at(site, '2026-12-02T09:00:00Z')
  await site.restart()
  await at(site, '2026-12-24T06:00:00Z')
  expect(await front(site)).not.toContain(title)
  const again = await site.signIn('author')
  const told = textOf((await site.get(`${draft}/publication`, { cookie: again })).body)
  expect(told).toContain('Någon annan har tagit över bloggen sedan tiden valdes.')
})

test('a time is the choice of authors', async () => {
  const { site, cookie } = await openBlog()
  const draft = await writeDraft(site, cookie, { title })
  const moderator = await site.signIn('moderator')
  for (const path of [`${draft}/schedule`, `${draft}/schedule/cancellation`]) {
    const form = { day: '2026-12-24', time: '07:00' }
    expect((await site.post(path, form, { cookie: moderator })).statusCode).toBe(403)
  }
})

test('publishing stays one choice: what is folded asks for nothing', async () => {
  const { site, cookie } = await openBlog()
  const draft = await writeDraft(site, cookie, { title, capacity: '' })
  const page = (await site.get(`${draft}/publication`, { cookie })).body
  const form = /<form class="form"[\s\S]*?<\/form>/.exec(page)?.[0] ?? ''
  const folded = /<details class="folded">[\s\S]*?<\/details>/.exec(form)?.[0] ?? ''
  expect(folded).toContain('name="day"')
  expect(folded).not.toContain('required')
  const open = form.replace(folded, '')
  const fields = open.match(/<(?:input|select|textarea)(?! type="hidden")[^>]*>/g) ?? []
  expect(fields.map((field) => /name="([^"]+)"/.exec(field)?.[1])).toEqual(['capacity', 'capacity'])
  expect(open.match(/<button/g)).toHaveLength(1)
  const done = await pressPublish(site, cookie, draft, { capacity: 'personal', day: '', time: '' })
  expect(done.statusCode).toBe(303)
})

test('a key pressed in the field of the time publishes nothing: the page asks which of the two is meant', async () => {
  const { site, cookie } = await openBlog()
  const draft = await writeDraft(site, cookie, { title })
  const time = { day: '2026-11-24', time: '07:00' }
  const answer = await pressPublish(site, cookie, draft, time)
  expect(answer.statusCode).toBe(422)
  expect(textOf(answer.body)).toContain('Du har fyllt i en tid men tryckt på Publicera.')
  expect(await front(site)).not.toContain(title)
  await choose(site, cookie, draft, time)
  expect((await pressPublish(site, cookie, draft, time)).statusCode).toBe(303)
  expect(await front(site)).toContain(title)
})

test('a draft that has a time may be published by hand before, and is not published again', async () => {
  const { site, cookie } = await openBlog()
  const draft = await writeDraft(site, cookie, { title })
  await choose(site, cookie, draft, { day: '2026-11-24', time: '07:00' })
  await pressPublish(site, cookie, draft)
  expect(await front(site)).toContain(title)
  site.advance(4 * DAY + HOUR)
  await site.round()
  expect(await publications(site)).toHaveLength(2)
})
