import { describe, expect, test } from 'vitest'
import { findLink } from '../../server/accounts/link-store.ts'
import { messages } from '../../server/language/catalogue.ts'
import { languages } from '../../server/language/locale.ts'
import { newSetUpLink, setUp } from '../../server/site/actions.ts'
import { cookieFrom, enrol, openTestSite, type TestSite } from '../support/site.ts'

const answers = {
  authority: 'Ekens kommun',
  country: 'se',
  site: 'Kommundirektörens blogg',
  language: 'sv',
  name: 'Kerstin Ahlby',
  title: 'kommundirektör',
  email: 'kerstin@eken.example',
  password: 'fyra ord om havet igen',
}

const bare = () => openTestSite({ bare: true })
const link = async (site: TestSite) => `/setup/${await newSetUpLink(site)}`

/** How many rows each table has that set-up writes to. */
async function rows(site: TestSite) {
  const tables = [
    'site',
    'account',
    'account_role',
    'official_term',
    'policy_version',
    'clause',
    'session',
    'audit',
  ] as const
  const counts = tables.map(async (table) => {
    const found = await site.storage.read.selectFrom(table).selectAll().execute()
    return [table, found.length] as const
  })
  return Object.fromEntries(await Promise.all(counts))
}

describe('before set-up', () => {
  test('public pages and the desk say calmly that the site opens soon', async () => {
    const site = await bare()
    for (const path of ['/', '/about', '/sign-in', '/desk', '/invitation/x', '/nothing']) {
      const page = await site.get(path)
      expect(page.statusCode, path).toBe(200)
      expect(page.headers['cache-control'], path).toBe('no-store')
    }
  })

  test('each start makes a new link and the one before stops working', async () => {
    const site = await bare()
    const first = await link(site)
    const second = await link(site)
    expect((await site.get(first)).statusCode).toBe(410)
    expect((await site.get(second)).statusCode).toBe(200)
  })

  test.each(languages)('the form speaks %s, with that language chosen', async (language) => {
    const site = await openTestSite({ bare: true, settings: { siteLanguage: language } })
    const page = (await site.get(await link(site))).body
    expect(page).toContain(`<html lang="${language}">`)
    expect(page).toContain(messages(language).get('setup.title'))
    expect(page).toContain(`name="language" value="${language}" checked`)
    for (const other of languages)
      expect(page, 'and can be read in the others').toContain(`?lang=${other}" lang="${other}"`)
    expect(page, 'no country is chosen beforehand').not.toMatch(
      /name="country" value="\w+" checked/,
    )
  })
})

describe('set-up', () => {
  test('makes the site, its official and house rules, and leads to the second step', async () => {
    const site = await bare()
    const path = await link(site)
    const answer = await site.post(path, answers)
    expect(answer.headers.location).toBe('/desk/second-factor?to=%2Fdesk%2Fwelcome')
    expect(await rows(site)).toMatchObject({
      site: 1,
      account: 1,
      account_role: 2,
      official_term: 1,
      policy_version: 1,
    })
    expect((await site.get('/about')).body).toContain('Kerstin Ahlby')
    const { cookie } = await enrol(site, cookieFrom(answer))
    const welcome = await site.get('/desk/welcome', { cookie })
    expect(welcome.body).toContain('Be en person till att moderera')
    expect(welcome.body).toContain('Ingen ska döma i sin egen sak.')
    expect(welcome.body).toContain('<form class="form" method="post" action="/desk/invitations">')
    expect((await site.get(path)).statusCode).toBe(410)
  })

  test.each([
    ['se', undefined, 'Europe/Stockholm'],
    ['no', undefined, 'Europe/Oslo'],
    ['no', 'Arctic/Longyearbyen', 'Arctic/Longyearbyen'],
  ])('lets the clocks of %s with TIME_ZONE %s be those of %s', async (country, timeZone, zone) => {
    const site = await openTestSite({ bare: true, settings: { timeZone } })
    await site.post(await link(site), { ...answers, country })
    expect((await site.get('/about')).body).toContain(`tidszonen ${zone}.`)
  })

  test('is done once: its link is used up, and none is made any more', async () => {
    const site = await bare()
    const path = await link(site)
    await site.post(path, answers)
    expect((await site.post(path, { ...answers, email: 'other@eken.example' })).statusCode).toBe(
      410,
    )
    expect(await newSetUpLink(site)).toBeUndefined()
    expect(await rows(site)).toMatchObject({ site: 1, account: 1 })
  })

  test('makes one site when its form is sent twice at the same time', async () => {
    const site = await bare()
    const path = await link(site)
    const answered = await Promise.all([1, 2].map(() => site.post(path, answers)))
    expect(answered.map(({ statusCode }) => statusCode).sort()).toEqual([303, 410])
    expect(await rows(site)).toMatchObject({ site: 1, account: 1 })
  })

  test('happens wholly or not at all', async () => {
    const site = await bare()
    const before = await rows(site)
    const token = (await newSetUpLink(site)) ?? ''
    const found = await findLink(site.storage.read, { purpose: 'set_up', token, now: site.clock() })
    if (!found) throw new Error('no link')
    const house = { ...site, site: () => undefined, changed: async () => {} } as never
    const storeHouseRules = async () => {
      throw new Error('the disk is full')
    }
    const done = setUp(house, { link: found, answers: answers as never, storeHouseRules })
    await expect(done).rejects.toThrow('the disk is full')
    expect(await rows(site)).toEqual(before)
    expect((await site.post(`/setup/${token}`, answers)).statusCode).toBe(303)
  })

  test('says everything that must be mended at once, and keeps what was typed', async () => {
    const site = await bare()
    const path = await link(site)
    const form = { site: '<Bloggen>', email: 'kerstin', password: 'kort' }
    const answer = await site.post(path, form)
    expect(answer.statusCode).toBe(400)
    for (const field of ['authority', 'country', 'language', 'name', 'title', 'email', 'password'])
      expect(answer.body, field).toContain(`href="#${field}"`)
    expect(answer.body).toContain('value="&lt;Bloggen&gt;"')
    expect(answer.body).not.toContain('value="kort"')
    expect(await rows(site)).toMatchObject({ site: 0, account: 0 })
  })

  test('takes no other country or language than it knows', async () => {
    const site = await bare()
    const path = await link(site)
    for (const wrong of [{ country: 'dk' }, { language: 'da' }, { country: '' }])
      expect((await site.post(path, { ...answers, ...wrong })).statusCode).toBe(400)
    expect((await site.post(path, { ...answers, country: 'no', language: 'nb' })).statusCode).toBe(
      303,
    )
  })

  test('is refused from another site, and with a token that was made up', async () => {
    const site = await bare()
    const path = await link(site)
    const headers = { 'sec-fetch-site': 'cross-site' }
    expect((await site.post(path, answers, { headers })).statusCode).toBe(403)
    expect((await site.post('/setup/made-up', answers)).statusCode).toBe(410)
    expect(await rows(site)).toMatchObject({ site: 0 })
  })
})
