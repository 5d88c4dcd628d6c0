import { describe, expect, test } from 'vitest'
import { MINUTE, SECOND } from '../../server/kernel/clock.ts'
import { messages } from '../../server/language/catalogue.ts'
import { languages } from '../../server/language/locale.ts'
import { openTestSite, staff, type TestSite } from '../support/site.ts'

const { email, password } = staff.moderator
const wrong = 'not the password at all'
const at = (place: string) => ({ headers: { 'x-forwarded-for': place } })

describe('signing in', () => {
  test('leads back to the page that was asked for', async () => {
    const site = await openTestSite()
    const asked = await site.get('/desk/me')
    const page = await site.get(asked.headers.location ?? '')
    expect(page.body).toContain('name="to" value="/desk/me"')
    const answer = await site.post('/sign-in', { email, password, to: '/desk/me' })
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/desk/me'])
  })

  test('never leads to another site', async () => {
    const site = await openTestSite()
    const answer = await site.post('/sign-in', { email, password, to: 'https://example.org/desk' })
    expect(answer.headers.location).toBe('/desk')
  })

  test('takes the address in capitals and with space around it', async () => {
    const site = await openTestSite()
    const answer = await site.post('/sign-in', { email: ` ${email.toUpperCase()} `, password })
    expect(answer.statusCode).toBe(303)
  })

  test('says the same of a wrong password, an unknown address and a closed account', async () => {
    const site = await openTestSite()
    await site.storage.transact((tx) =>
      tx
        .updateTable('account')
        .set({ disabled_at: site.clock() })
        .where('email', '=', staff.author.email)
        .execute(),
    )
    const tries = [
      { email, password: wrong },
      { email: 'nobody@eken.example', password: wrong },
      { email: staff.author.email, password: staff.author.password },
    ]
    for (const form of tries) {
      const answer = await site.post('/sign-in', form)
      expect(answer.statusCode).toBe(400)
      expect(answer.body).toContain('Mejladressen eller lösenordet stämmer inte.')
      expect(answer.body).toContain(`value="${form.email}"`)
      expect(answer.body).not.toContain(form.password)
      expect(answer.headers['set-cookie']).toBeUndefined()
    }
  })

  test.each(languages)('speaks %s', async (language) => {
    const site = await openTestSite({ language })
    const page = await site.get('/sign-in')
    expect(page.body).toContain(`<html lang="${language}">`)
    expect(page.body).toContain(messages(language).get('accounts.sign_in.title'))
    expect(page.headers['cache-control']).toBe('no-store')
  })
})

describe('guessing', () => {
  test('is slowed and told honestly, and the right password waits as well', async () => {
    const site = await openTestSite()
    await guess(site, 5)
    const waiting = await site.post('/sign-in', { email, password })
    expect(waiting.statusCode).toBe(429)
    expect(waiting.headers['retry-after']).toBe('1')
    expect(waiting.body).toContain('Vänta en sekund och försök igen. Kontot är inte låst.')
    site.advance(SECOND)
    expect((await site.post('/sign-in', { email, password })).statusCode).toBe(303)
  })

  test('costs twice as long each time, up to a quarter of an hour', async () => {
    const site = await openTestSite()
    const waits: number[] = []
    await guess(site, 5)
    for (let more = 0; more < 13; more += 1) {
      const refused = await site.post('/sign-in', { email, password: wrong })
      waits.push(Number(refused.headers['retry-after']))
      site.advance(Number(refused.headers['retry-after']) * SECOND)
      await guess(site, 1)
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900])
  })

  test('from elsewhere never shuts the right person out', async () => {
    const site = await openTestSite({ settings: { trustProxy: true } })
    for (let place = 1; place <= 60; place += 1)
      await site.post('/sign-in', { email, password: wrong }, at(`192.0.2.${place}`))
    const answer = await site.post('/sign-in', { email, password }, at('198.51.100.7'))
    expect(answer.statusCode).toBe(303)
  })

  test('is written down once it is slowed', async () => {
    const site = await openTestSite()
    await guess(site, 5)
    const acts = await site.storage.read
      .selectFrom('audit')
      .select(['act', 'account_id'])
      .where('act', '=', 'sign_in_slowed')
      .execute()
    expect(acts).toEqual([{ act: 'sign_in_slowed', account_id: null }])
  })

  test('at many accounts from one place slows that place, a minute at the most', async () => {
    const site = await openTestSite()
    for (let person = 0; person < 30; person += 1)
      await site.post('/sign-in', { email: `a${person}@eken.example`, password: wrong })
    expect((await site.post('/sign-in', { email, password })).statusCode).toBe(429)
    site.advance(MINUTE)
    expect((await site.post('/sign-in', { email, password })).statusCode).toBe(303)
  })

  test('is not slowed where RATE_LIMITS is off', async () => {
    const site = await openTestSite({ settings: { rateLimits: false } })
    await guess(site, 8)
    expect((await site.post('/sign-in', { email, password })).statusCode).toBe(303)
  })
})

async function guess(site: TestSite, times: number): Promise<void> {
  for (let count = 0; count < times; count += 1) {
    const answer = await site.post('/sign-in', { email, password: wrong })
    expect(answer.statusCode).toBe(400)
  }
}
