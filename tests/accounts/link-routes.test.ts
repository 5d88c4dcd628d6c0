import { describe, expect, test } from 'vitest'
import { createAccount } from '../../server/accounts/link-actions.ts'
import { invite, makePasswordLink } from '../../server/accounts/people-actions.ts'
import { DAY, HOUR } from '../../server/kernel/clock.ts'
import { cookieFrom, openTestSite, staff, type TestSite } from '../support/site.ts'

const ada = { name: 'Ada Vik', title: 'kommunikatör', email: 'ada.vik@eken.example' }
const password = 'fyra ord om havet igen'
const gone = 'Länken gäller inte längre'

const invitation = async (site: TestSite, person = ada): Promise<string> => {
  const outcome = await invite(site, 1, { ...person, roles: ['moderator'] })
  if (!outcome.ok) throw new Error(outcome.problem)
  return `/invitation/${outcome.value}`
}

const passwordLink = async (site: TestSite, id: number): Promise<string> => {
  const outcome = await makePasswordLink(site, 1, id)
  if (!outcome.ok) throw new Error(outcome.problem)
  return `/password/${outcome.value}`
}

const idOf = async (site: TestSite, email: string) => {
  const accounts = site.storage.read.selectFrom('account').select('id')
  return (await accounts.where('email', '=', email).executeTakeFirstOrThrow()).id
}

describe('an invitation', () => {
  test('is used up by its form, not by looking', async () => {
    const site = await openTestSite()
    const path = await invitation(site)
    for (let times = 0; times < 3; times += 1) {
      const page = await site.get(path)
      expect(page.statusCode).toBe(200)
      expect(page.body).toContain('value="Ada Vik"')
      expect(page.body).toContain('ada.vik@eken.example')
    }
    const answer = await site.post(path, { ...ada, password })
    expect(answer.headers.location).toBe('/desk?done=accounts.welcome')
    const page = await site.get('/desk/me', { cookie: cookieFrom(answer) })
    expect(page.body).toContain('Ada Vik')
    expect((await site.get(path)).statusCode).toBe(410)
    expect((await site.post(path, { ...ada, password })).body).toContain(gone)
  })

  test('makes one account when its form is sent twice at the same time', async () => {
    const site = await openTestSite()
    const path = await invitation(site)
    const answers = await Promise.all([1, 2].map(() => site.post(path, { ...ada, password })))
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([303, 410])
  })

  test('gives back what was typed, and says what to mend', async () => {
    const site = await openTestSite()
    const path = await invitation(site)
    const form = { name: 'Ada <Vik>', title: '', password: 'short' }
    const answer = await site.post(path, form)
    expect(answer.statusCode).toBe(400)
    expect(answer.body).toContain('value="Ada &lt;Vik&gt;"')
    expect(answer.body).toContain('href="#title"')
    expect(answer.body).toContain('Lösenordet måste ha minst 12 tecken.')
    expect(answer.body).not.toContain('value="short"')
    expect((await site.post(path, { ...ada, password })).statusCode).toBe(303)
  })

  test('works for a week', async () => {
    const site = await openTestSite()
    const path = await invitation(site)
    site.advance(7 * DAY - 1)
    expect((await site.get(path)).statusCode).toBe(200)
    site.advance(1)
    expect((await site.get(path)).statusCode).toBe(410)
    expect((await site.post(path, { ...ada, password })).statusCode).toBe(410)
  })

  test('stops working when a new one is made to the same address', async () => {
    const site = await openTestSite()
    const first = await invitation(site)
    const second = await invitation(site)
    expect((await site.get(first)).statusCode).toBe(410)
    expect((await site.get(second)).statusCode).toBe(200)
  })

  test('stops working when whoever made it is closed', async () => {
    const site = await openTestSite()
    const id = await idOf(site, staff.administrator.email)
    const outcome = await invite(site, id, { ...ada, roles: ['administrator'] })
    const official = await site.signIn('official')
    await site.post(`/desk/accounts/${id}/closure`, {}, { cookie: official })
    const path = `/invitation/${outcome.ok ? outcome.value : ''}`
    expect((await site.get(path)).statusCode).toBe(410)
  })

  test('opens nothing at the address of another kind of link', async () => {
    const site = await openTestSite()
    const path = await invitation(site)
    expect((await site.get(path.replace('invitation', 'password'))).statusCode).toBe(410)
    expect((await site.get(path.replace('invitation', 'setup'))).statusCode).toBe(410)
    expect((await site.get('/invitation/made-up')).statusCode).toBe(410)
  })

  test('is a secret of 192 bits that is not in the database', async () => {
    const site = await openTestSite()
    const token = (await invitation(site)).slice('/invitation/'.length)
    expect(token).toMatch(/^[\w-]{32}$/)
    const rows = await site.storage.read.selectFrom('one_time_link').selectAll().execute()
    expect(JSON.stringify(rows)).not.toContain(token)
  })

  test('is never stored by a browser or told to another site', async () => {
    const site = await openTestSite()
    const page = await site.get(await invitation(site))
    expect(page.headers['cache-control']).toBe('no-store')
    expect(page.headers['referrer-policy']).toBe('same-origin')
    expect(page.body).toContain('<meta name="robots" content="noindex">')
  })
})

describe('a password link', () => {
  test('sets a new password once and ends every session', async () => {
    const site = await openTestSite()
    const cookie = await site.signIn('moderator')
    const path = await passwordLink(site, await idOf(site, staff.moderator.email))
    expect((await site.get(path)).body).toContain('Erik Lund')
    expect((await site.get('/desk/me', { cookie })).statusCode).toBe(200)
    const answer = await site.post(path, { password })
    expect(answer.headers.location).toBe('/sign-in?done=accounts.password_set')
    expect((await site.get(answer.headers.location ?? '')).body).toContain('Lösenordet är bytt.')
    expect((await site.get('/desk/me', { cookie })).statusCode).toBe(303)
    expect((await site.post(path, { password })).statusCode).toBe(410)
    const { email } = staff.moderator
    expect((await site.post('/sign-in', { email, password })).statusCode).toBe(303)
    const old = await site.post('/sign-in', { email, password: staff.moderator.password })
    expect(old.statusCode).toBe(400)
  })

  test('sets one password when two are sent at the same time', async () => {
    const site = await openTestSite()
    const path = await passwordLink(site, await idOf(site, staff.moderator.email))
    const chosen = [password, 'fyra andra ord om skogen']
    const answers = await Promise.all(chosen.map((one) => site.post(path, { password: one })))
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([303, 410])
  })

  test('does not go around the second step', async () => {
    const site = await openTestSite()
    await site.post(await passwordLink(site, 1), { password })
    const answer = await site.post('/sign-in', { email: staff.official.email, password })
    expect(answer.headers.location).toMatch(/^\/desk\/second-factor/)
  })

  test('works for a day, and not after a newer one was made', async () => {
    const site = await openTestSite()
    const id = await idOf(site, staff.moderator.email)
    const first = await passwordLink(site, id)
    const second = await passwordLink(site, id)
    expect((await site.get(first)).statusCode).toBe(410)
    site.advance(24 * HOUR - 1)
    expect((await site.get(second)).statusCode).toBe(200)
    site.advance(1)
    expect((await site.get(second)).statusCode).toBe(410)
  })

  test('opens an account that was made without a password', async () => {
    const site = await openTestSite()
    const made = await createAccount(site, null, { ...ada, roles: ['moderator'] })
    const path = await passwordLink(site, made.ok ? made.value : 0)
    expect((await site.post(path, { password: 'kort' })).statusCode).toBe(400)
    await site.post(path, { password })
    const answer = await site.post('/sign-in', { email: ada.email, password })
    expect(answer.statusCode).toBe(303)
  })

  test('cannot be made for a closed account', async () => {
    const site = await openTestSite()
    const id = await idOf(site, staff.moderator.email)
    const path = await passwordLink(site, id)
    const official = await site.signIn('official')
    await site.post(`/desk/accounts/${id}/closure`, {}, { cookie: official })
    expect((await site.get(path)).statusCode).toBe(410)
    expect(await makePasswordLink(site, 1, id)).toEqual({
      ok: false,
      problem: 'accounts.fault.gone',
    })
  })
})
