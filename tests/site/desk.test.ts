import { describe, expect, test } from 'vitest'
import { DAY } from '../../server/kernel/clock.ts'
import { missingForPublication } from '../../server/site/settings.ts'
import { findSite } from '../../server/site/store.ts'
import { openTestSite, staff, type TestSite } from '../support/site.ts'

const settings = {
  name: 'Kommundirektörens blogg',
  authority: 'Ekens kommun',
  language: 'sv',
  time_zone: 'Europe/Stockholm',
  contact_email: 'kommun@eken.example',
  telephone: '0123-45 67 00',
  postal_address: 'Rådhuset\n123 45 Eken',
  controller: 'Kommunstyrelsen i Ekens kommun',
  data_protection_officer: 'dso@eken.example',
  presentation: 'Jag heter **Kerstin**.',
  hours_days: ['1', '2', '3', '4', '5'],
  hours_from: '08:00',
  hours_to: '16:30',
  hours_within: '3',
  away_until: '2026-12-27',
}

const siteOf = async (site: TestSite) => {
  const found = await findSite(site.storage.read, site.clock())
  if (!found) throw new Error('no site')
  return found
}

describe('the settings', () => {
  test('are shown as they are and kept as they are sent', async () => {
    const site = await openTestSite()
    const cookie = await site.signIn('official')
    const answer = await site.post('/desk/settings', settings, { cookie })
    expect(answer.headers.location).toBe('/desk/settings?done=setup.settings')
    const page = (await site.get('/desk/settings?done=setup.settings', { cookie })).body
    for (const words of ['Sparat.', '0123-45 67 00', '123 45 Eken', '16:30', '2026-12-27'])
      expect(page).toContain(words)
    const found = await siteOf(site)
    expect(found.presentationHtml).toContain('<strong>Kerstin</strong>')
    expect(found.hours).toEqual({
      days: [1, 2, 3, 4, 5],
      from: '08:00',
      to: '16:30',
      within: 3,
      awayUntil: '2026-12-27',
    })
  })

  test('are on public pages at once', async () => {
    const site = await openTestSite()
    const cookie = await site.signIn('official')
    expect((await site.get('/contact')).body).not.toContain('0123-45 67 00')
    await site.post('/desk/settings', settings, { cookie })
    expect((await site.get('/contact')).body).toContain('0123-45 67 00')
  })

  test('are written down by name, never by what they say', async () => {
    const site = await openTestSite()
    const cookie = await site.signIn('official')
    await site.post('/desk/settings', settings, { cookie })
    await site.post('/desk/settings', settings, { cookie })
    const lines = site.storage.read.selectFrom('audit').select('detail')
    const found = await lines.where('act', '=', 'settings_changed').execute()
    expect(found, 'what is the same is not written down').toHaveLength(1)
    expect(found[0]?.detail).toBe(
      'contact_email telephone postal_address controller data_protection_officer presentation hours_to hours_within away_until',
    )
    expect((await site.get('/desk/audit', { cookie })).body).toContain('Personuppgiftsansvarig')
  })

  test.each([
    [{ name: '' }, 'name'],
    [{ authority: 'x'.repeat(121) }, 'authority'],
    [{ language: 'da' }, 'language'],
    [{ time_zone: 'Mars/Olympus' }, 'time_zone'],
    [{ contact_email: 'kommun' }, 'contact_email'],
    [{ telephone: 'ring oss' }, 'telephone'],
    [{ hours_days: [] }, 'hours_days'],
    [{ hours_days: ['8'] }, 'hours_days'],
    [{ hours_from: '25:00' }, 'hours_from'],
    [{ hours_from: '17:00', hours_to: '08:00' }, 'hours_to'],
    [{ hours_within: '0' }, 'hours_within'],
    [{ away_until: '2026-02-30' }, 'away_until'],
  ])('refuse %j at its field, and nothing is changed', async (wrong, field) => {
    const site = await openTestSite()
    const cookie = await site.signIn('official')
    const before = await siteOf(site)
    const answer = await site.post('/desk/settings', { ...settings, ...wrong }, { cookie })
    expect(answer.statusCode).toBe(400)
    expect(answer.body).toContain(`href="#${field}"`)
    expect(answer.body).toContain('123 45 Eken')
    expect(await siteOf(site)).toEqual(before)
  })

  test.each(['author', 'moderator', 'registrar'] as const)(
    'are not the business of a %s',
    async (who) => {
      const site = await openTestSite()
      const cookie = await site.signIn(who)
      for (const path of ['/desk/settings', '/desk/official', '/desk/welcome'])
        expect((await site.get(path, { cookie })).statusCode, path).toBe(403)
      for (const path of ['/desk/settings', '/desk/official', '/desk/official/1/end'])
        expect((await site.post(path, settings, { cookie })).statusCode, path).toBe(403)
    },
  )

  test('say what is missing before the first publication (LAW.md L50)', async () => {
    const site = await openTestSite()
    expect(missingForPublication(await siteOf(site))).toEqual([
      'contact_email',
      'telephone',
      'controller',
    ])
    const cookie = await site.signIn('official')
    await site.post('/desk/settings', { ...settings, telephone: '' }, { cookie })
    expect(missingForPublication(await siteOf(site))).toEqual(['telephone'])
    await site.post('/desk/settings', settings, { cookie })
    expect(missingForPublication(await siteOf(site))).toEqual([])
  })
})

describe('passing the office on', () => {
  const plan = { title: 'kommundirektör', from: '2026-12-01', notice: 'Kerstin går i pension.' }
  const authorId = async (site: TestSite) => {
    const accounts = site.storage.read.selectFrom('account').select('id')
    const found = accounts.where('email', '=', staff.author.email)
    return String((await found.executeTakeFirstOrThrow()).id)
  }

  test('is announced on every page until the day, and then has happened', async () => {
    const site = await openTestSite()
    const cookie = await site.signIn('official')
    const who = await authorId(site)
    expect((await site.get('/about')).body).not.toContain('Kerstin går i pension.')
    const answer = await site.post('/desk/official', { ...plan, who }, { cookie })
    expect(answer.headers.location).toBe('/desk/official?done=setup.planned')
    const about = (await site.get('/about')).body
    expect(about).toContain('Jonas Rask')
    expect(about).toContain('1 december 2026')
    expect(about).toContain('Kerstin går i pension.')
    expect((await siteOf(site)).official.name).toBe('Kerstin Ahlby')
    site.advance(10 * DAY)
    expect((await siteOf(site)).official).toMatchObject({
      name: 'Jonas Rask',
      title: 'kommundirektör',
    })
    expect((await siteOf(site)).next).toBeUndefined()
    const after = (await site.get('/about')).body
    expect(after, 'the page from before is not served past the day').toContain('Jonas Rask')
    expect(after).not.toContain('Kerstin går i pension.')
  })

  test('begins at midnight where the site is', async () => {
    const site = await openTestSite()
    const cookie = await site.signIn('official')
    await site.post('/desk/official', { ...plan, who: await authorId(site) }, { cookie })
    expect((await siteOf(site)).next?.from).toBe('2026-11-30T23:00:00.000Z')
  })

  test('can be called off before the day', async () => {
    const site = await openTestSite()
    const cookie = await site.signIn('official')
    await site.post('/desk/official', { ...plan, who: await authorId(site) }, { cookie })
    const page = (await site.get('/desk/official', { cookie })).body
    expect(page).toContain('Jonas Rask, kommundirektör, tar över den 1 december 2026.')
    await site.post(/\/desk\/official\/\d+\/end/.exec(page)?.[0] ?? '', {}, { cookie })
    expect((await site.get('/about')).body).not.toContain('Kerstin går i pension.')
    site.advance(10 * DAY)
    expect((await siteOf(site)).official.name).toBe('Kerstin Ahlby')
  })

  test('suggests a notice in the language of the site', async () => {
    const site = await openTestSite({ country: 'no', language: 'nb' })
    const cookie = await site.signIn('official')
    const headers = { 'accept-language': 'en' }
    const page = await site.get('/desk/official', { cookie, headers })
    expect(page.body).toContain('Hand the blog over')
    expect(page.body).toContain('Det som allerede er publisert, blir stående')
  })

  test('needs an author, a day from tomorrow on, a title and a notice', async () => {
    const site = await openTestSite()
    const cookie = await site.signIn('official')
    const who = await authorId(site)
    const wrongs = [
      [{ who: '' }, 'who'],
      [{ who: '3' }, 'who'],
      [{ from: '2026-11-21' }, 'from'],
      [{ from: 'snart' }, 'from'],
      [{ title: '' }, 'title'],
      [{ notice: '' }, 'notice'],
    ] as const
    for (const [wrong, field] of wrongs) {
      const answer = await site.post('/desk/official', { ...plan, who, ...wrong }, { cookie })
      expect(answer.statusCode, field).toBe(400)
      expect(answer.body).toContain(`href="#${field}"`)
    }
    await site.post('/desk/official', { ...plan, who }, { cookie })
    const second = await site.post('/desk/official', { ...plan, who }, { cookie })
    expect(second.statusCode, 'one change at a time').toBe(400)
  })
})
