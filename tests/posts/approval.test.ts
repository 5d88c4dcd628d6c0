/** A colleague's draft that the official says yes to: exactly this text, in the official's name, and small by default. */
import { describe, expect, test } from 'vitest'
import { MINUTE } from '../../server/kernel/clock.ts'
import { hiddenFields, openTestSite } from '../support/site.ts'
import { askFirst } from './asking.ts'
import { pressPublish, publishPost, textOf, typed, writeDraft } from './writing.ts'

/** A site whose administrator has said that a colleague's draft needs a yes, and such a draft. */
async function openAsking() {
  const site = await openTestSite()
  await askFirst(site)
  const jonas = await site.signIn('author')
  const kerstin = await site.signIn('official')
  const draft = await writeDraft(site, jonas)
  const page = `${draft}/approval`
  /** Presses a button of the page as it is shown to this person. */
  const press = async (cookie: string, act: string, more = {}) => {
    const shown = hiddenFields((await site.get(page, { cookie })).body)
    return site.post(page, { ...shown, act, ...more }, { cookie })
  }
  const state = async (cookie = jonas) => textOf((await site.get(page, { cookie })).body)
  return { site, jonas, kerstin, draft, page, press, state }
}

describe('a colleague’s draft', () => {
  test('is published only with a yes, in the name and title of the official', async () => {
    const { site, jonas, kerstin, draft, press, state } = await openAsking()
    const refused = await pressPublish(site, jonas, draft)
    expect(refused.statusCode).toBe(422)
    expect(textOf(refused.body)).toContain('Utkastet behöver ett ja först')
    expect(refused.body).toContain(`href="${draft}/approval"`)
    expect(await state()).toContain('Be Kerstin Ahlby om ett ja')
    expect((await press(jonas, 'asked')).statusCode).toBe(303)
    expect((await site.get('/desk/posts', { cookie: kerstin })).body).toContain('Väntar på ett ja')
    expect((await press(jonas, 'approved')).statusCode).toBe(403)
    const read = await site.get(`${draft}/approval`, { cookie: kerstin })
    expect(read.body).toContain('<em>elva</em>')
    expect((await press(kerstin, 'approved')).statusCode).toBe(303)
    expect(await state()).toContain('Kerstin Ahlby sa ja till den här texten')
    const done = await pressPublish(site, jonas, draft)
    expect(done.statusCode, textOf(done.body)).toBe(303)
    const front = await site.get('/')
    const path = /href="(\/\d{4}\/\d\d\/[^"/]+)"/.exec(front.body)?.[1] ?? ''
    const post = textOf((await site.get(path)).body)
    expect(post).toContain('Kerstin Ahlby')
    expect(post).not.toContain('Jonas Rask')
    const log = await site.get('/desk/audit', { cookie: await site.signIn('administrator') })
    expect(textOf(log.body)).toContain('sa ja till ett utkast av Jonas Rask')
    expect(textOf(log.body)).toContain('skrev inlägg 1, som Kerstin Ahlby sa ja till')
  })

  test('loses its yes with any change, and an answer to another text is refused', async () => {
    const { site, jonas, kerstin, draft, page, press, state } = await openAsking()
    await press(jonas, 'asked')
    const old = hiddenFields((await site.get(page, { cookie: kerstin })).body)
    const change = async (title: string) => {
      site.advance(MINUTE)
      const seen = hiddenFields((await site.get(draft, { cookie: jonas })).body)
      await site.post(draft, { ...typed({ title }), ...seen }, { cookie: jonas })
    }
    await change('En annan rubrik')
    const late = await site.post(page, { ...old, act: 'approved' }, { cookie: kerstin })
    expect(late.statusCode).toBe(422)
    expect(textOf(late.body)).toContain('Läs igen innan du svarar.')
    expect((await press(kerstin, 'approved')).statusCode).toBe(303)
    await change('Ännu en rubrik')
    expect(await state()).toContain('men texten har ändrats sedan dess')
    expect((await pressPublish(site, jonas, draft)).statusCode).toBe(422)
    expect((await site.get('/')).body).not.toContain('rubrik')
  })

  test('is sent back with a note, which is handed back when it is empty', async () => {
    const { site, jonas, kerstin, press, state } = await openAsking()
    await press(jonas, 'asked')
    const empty = await press(kerstin, 'returned', { note: ' ' })
    expect(empty.statusCode).toBe(422)
    expect(textOf(empty.body)).toContain('Skriv vad som ska bli annorlunda')
    await press(kerstin, 'returned', { note: 'Kortare, tack.' })
    expect(await state()).toContain('Kortare, tack.')
    expect(await state()).toContain('Be Kerstin Ahlby om ett ja')
    await press(jonas, 'asked')
    await press(jonas, 'withdrawn')
    expect(await state(kerstin)).toContain('Utkastet är hos den som skriver.')
    const mails = await site.storage.read.selectFrom('mail').select('kind').execute()
    expect(mails.filter(({ kind }) => kind === 'approval')).toHaveLength(2)
  })

  test('is not left to the clock without a yes', async () => {
    const { site, jonas, kerstin, draft, press } = await openAsking()
    const send = async () => {
      const shown = hiddenFields((await site.get(`${draft}/publication`, { cookie: jonas })).body)
      const time = { day: '2026-11-22', time: '08:00' }
      return site.post(`${draft}/schedule`, { ...shown, ...time }, { cookie: jonas })
    }
    expect(textOf((await send()).body)).toContain('Utkastet behöver ett ja först')
    await press(jonas, 'asked')
    await press(kerstin, 'approved')
    expect((await send()).statusCode).toBe(303)
  })

  test('cannot change the label of what is published without the official', async () => {
    const { site, jonas, kerstin } = await openAsking()
    const { desk } = await publishPost(site, kerstin)
    const corrected = await site.post(
      `${desk}/correction`,
      { capacity: 'official' },
      { cookie: jonas },
    )
    expect(corrected.statusCode).toBe(403)
  })
})

test('where the site does not ask, nobody meets a question', async () => {
  const site = await openTestSite()
  const cookie = await site.signIn('author')
  const draft = await writeDraft(site, cookie)
  expect((await site.get(`${draft}/approval`, { cookie })).statusCode).toBe(404)
  expect((await site.post(`${draft}/approval`, { act: 'asked' }, { cookie })).statusCode).toBe(403)
  for (const path of [draft, `${draft}/publication`, '/desk/posts'])
    expect((await site.get(path, { cookie })).body).not.toContain('/approval')
  const alone = await openTestSite({ alone: true })
  const page = await alone.get('/desk/settings', { cookie: await alone.signIn('official') })
  expect(page.body).not.toContain('approval_asked')
})
