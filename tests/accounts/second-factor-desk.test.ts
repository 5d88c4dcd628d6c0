import { describe, expect, test } from 'vitest'
import { codeAt } from '../../server/accounts/second-factor.ts'
import {
  cookieFrom,
  enrol,
  hiddenFields,
  openTestSite,
  staff,
  type TestSite,
} from '../support/site.ts'

const half = async (site: TestSite, who: 'official' | 'moderator' = 'official') => {
  const { email, password } = staff[who]
  return cookieFrom(await site.post('/sign-in', { email, password }))
}

describe('the second step', () => {
  test('opens the desk under a new cookie, and the one from before opens nothing', async () => {
    const site = await openTestSite()
    const before = await half(site)
    const form = { code: site.code('official'), to: '/desk/audit' }
    const answer = await site.post('/desk/second-factor', form, { cookie: before })
    expect(answer.headers.location).toBe('/desk/audit')
    expect((await site.get('/desk/audit', { cookie: cookieFrom(answer) })).statusCode).toBe(200)
    expect((await site.get('/desk/audit', { cookie: before })).headers.location).toMatch(
      /^\/sign-in/,
    )
  })

  test('refuses a code that was used', async () => {
    const site = await openTestSite()
    const code = site.code('official')
    await site.post('/desk/second-factor', { code }, { cookie: await half(site) })
    const again = await site.post('/desk/second-factor', { code }, { cookie: await half(site) })
    expect(again.statusCode).toBe(400)
    expect(again.body).toContain('Koden stämmer inte.')
    expect(again.headers['set-cookie']).toBeUndefined()
  })

  test('lets one code through once when it is sent twice at the same time', async () => {
    const site = await openTestSite()
    const [one, other] = [await half(site), await half(site)]
    const code = site.code('official')
    const answers = await Promise.all(
      [one, other].map((cookie) => site.post('/desk/second-factor', { code }, { cookie })),
    )
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([303, 400])
  })

  test('is slowed after five wrong codes', async () => {
    const site = await openTestSite()
    const cookie = await half(site)
    for (let count = 0; count < 5; count += 1)
      await site.post('/desk/second-factor', { code: '000000' }, { cookie })
    const answer = await site.post(
      '/desk/second-factor',
      { code: site.code('official') },
      { cookie },
    )
    expect([answer.statusCode, answer.headers['retry-after']]).toEqual([429, '1'])
  })

  test('is required of who administrates or registers, before anything else', async () => {
    const site = await openTestSite()
    const administrator = await site.signIn('official')
    const moderator = await site.signIn('moderator')
    expect((await site.get('/desk/me', { cookie: moderator })).statusCode).toBe(200)
    const id = await idOf(site, staff.moderator.email)
    await site.post(`/desk/accounts/${id}/roles/registrar`, {}, { cookie: administrator })
    const answer = await site.get('/desk/me', { cookie: moderator })
    expect(answer.headers.location).toBe('/desk/second-factor?to=%2Fdesk%2Fme')
    const { cookie } = await enrol(site, moderator)
    expect((await site.get('/desk/me', { cookie })).statusCode).toBe(200)
  })

  test('is offered to the others, who can end it with their password', async () => {
    const site = await openTestSite()
    const { secret, cookie } = await enrol(site, await site.signIn('moderator'))
    const next = await half(site, 'moderator')
    expect((await site.get('/desk/me', { cookie: next })).headers.location).toMatch(/second-factor/)
    expect((await site.get('/desk/me', { cookie })).body).toContain('Du har 10 reservkoder kvar')
    const wrong = await site.post('/desk/second-factor/end', { password: 'wrong' }, { cookie })
    expect(wrong.body).toContain('Det är inte ditt lösenord.')
    await site.post('/desk/second-factor/end', { password: staff.moderator.password }, { cookie })
    expect((await site.get('/desk/me', { cookie: await half(site, 'moderator') })).statusCode).toBe(
      200,
    )
    expect(secret).toHaveLength(32)
  })

  test('cannot be ended where it is a duty', async () => {
    const site = await openTestSite()
    const cookie = await site.signIn('official')
    const form = { password: staff.official.password }
    const answer = await site.post('/desk/second-factor/end', form, { cookie })
    expect(answer.statusCode).toBe(400)
    expect(answer.body).toContain('måste det andra steget vara på')
  })

  test('cannot be made anew by a session that has it', async () => {
    const site = await openTestSite()
    const cookie = await site.signIn('official')
    const page = await site.get('/desk/second-factor?to=/desk/me', { cookie })
    expect(page.headers.location).toBe('/desk/me')
  })

  test('is sealed in the database', async () => {
    const site = await openTestSite()
    const { secret } = await enrol(site, await site.signIn('moderator'))
    const rows = await site.storage.read.selectFrom('account').selectAll().execute()
    expect(JSON.stringify(rows)).not.toContain(secret)
  })
})

describe('making the second step', () => {
  test('changes nothing until a code shows that the app has the secret', async () => {
    const site = await openTestSite()
    const cookie = await site.signIn('moderator')
    const page = await site.get('/desk/second-factor?to=/desk/me', { cookie })
    const form = { ...hiddenFields(page.body), code: '000000' }
    const answer = await site.post('/desk/second-factor/enrolment', form, { cookie })
    expect(answer.statusCode).toBe(400)
    expect(secretIn(answer.body)).toBe(secretIn(page.body))
    expect((await site.get('/desk/me', { cookie })).body).toContain('Det andra steget är av.')
  })

  test('does not take a secret that was offered to somebody else', async () => {
    const site = await openTestSite()
    const [author, moderator] = [await site.signIn('author'), await site.signIn('moderator')]
    const page = await site.get('/desk/second-factor', { cookie: author })
    const code = codeAt(secretIn(page.body), site.clock())
    const form = { ...hiddenFields(page.body), code }
    const answer = await site.post('/desk/second-factor/enrolment', form, { cookie: moderator })
    expect(answer.statusCode).toBe(303)
    expect((await site.get('/desk/me', { cookie: moderator })).body).toContain(
      'Det andra steget är av.',
    )
  })

  test('ends what other sessions could do with the password alone', async () => {
    const site = await openTestSite()
    const other = await site.signIn('moderator')
    await enrol(site, await site.signIn('moderator'))
    expect((await site.get('/desk/me', { cookie: other })).headers.location).toMatch(
      /second-factor/,
    )
  })
})

describe('a recovery code', () => {
  const codesIn = (page: string) => page.match(/([0-9A-Z]{4}-){3}[0-9A-Z]{4}/g) ?? []

  test('opens the desk once', async () => {
    const site = await openTestSite()
    const [first = ''] = codesIn((await remake(site, await site.signIn('official'))).body)
    const answer = await site.post(
      '/desk/second-factor',
      { code: first.toLowerCase() },
      { cookie: await half(site) },
    )
    const page = await site.get('/desk/me', { cookie: cookieFrom(answer) })
    expect(page.body).toContain('Du har 9 reservkoder kvar')
    const again = await site.post(
      '/desk/second-factor',
      { code: first },
      { cookie: await half(site) },
    )
    expect(again.statusCode).toBe(400)
  })

  test('is void when new ones are made, and is stored as a hash', async () => {
    const site = await openTestSite()
    const cookie = await site.signIn('official')
    const [old = ''] = codesIn((await remake(site, cookie)).body)
    const fresh = codesIn((await remake(site, cookie)).body)
    expect(fresh).toHaveLength(10)
    const refused = await site.post(
      '/desk/second-factor',
      { code: old },
      { cookie: await half(site) },
    )
    expect(refused.statusCode).toBe(400)
    const rows = await site.storage.read.selectFrom('recovery_code').selectAll().execute()
    expect(rows.filter(({ account_id }) => account_id === 1)).toHaveLength(10)
    for (const code of fresh) expect(JSON.stringify(rows)).not.toContain(code)
  })

  test('of one person opens nobody else’s desk', async () => {
    const site = await openTestSite()
    const [code = ''] = codesIn(
      (await remake(site, await site.signIn('administrator'), 'administrator')).body,
    )
    const answer = await site.post('/desk/second-factor', { code }, { cookie: await half(site) })
    expect(answer.statusCode).toBe(400)
  })

  const remake = (site: TestSite, cookie: string, who: 'official' | 'administrator' = 'official') =>
    site.post('/desk/second-factor/codes', { password: staff[who].password }, { cookie })
})

test('signing out ends the session itself, not only the cookie', async () => {
  const site = await openTestSite()
  const cookie = await site.signIn('moderator')
  const answer = await site.post('/desk/sign-out', {}, { cookie })
  expect(answer.headers.location).toBe('/sign-in')
  expect(answer.headers['set-cookie']).toContain('Max-Age=0')
  expect((await site.get('/desk/me', { cookie })).statusCode).toBe(303)
})

const secretIn = (page: string) =>
  (/<code[^>]*>([A-Z2-7 ]+)<\/code>/.exec(page)?.[1] ?? '').replace(/ /g, '')

const idOf = async (site: TestSite, email: string) => {
  const accounts = site.storage.read.selectFrom('account').select('id')
  return (await accounts.where('email', '=', email).executeTakeFirstOrThrow()).id
}
