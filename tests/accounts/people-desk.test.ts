import { describe, expect, test } from 'vitest'
import { enrol, openTestSite, staff, type TestSite } from '../support/site.ts'

const idOf = async (site: TestSite, email: string) => {
  const accounts = site.storage.read.selectFrom('account').select('id')
  return (await accounts.where('email', '=', email).executeTakeFirstOrThrow()).id
}
const rolesOf = async (site: TestSite, id: number) => {
  const held = site.storage.read.selectFrom('account_role').select('role')
  const rows = await held.where('account_id', '=', id).orderBy('role').execute()
  return rows.map(({ role }) => role)
}
const ada = { name: 'Ada Vik', title: 'kommunikatör', email: 'Ada.Vik@eken.example' }

describe('only an administrator', () => {
  test.each(['author', 'moderator', 'registrar'] as const)('and so no %s', async (who) => {
    const site = await openTestSite()
    const cookie = await site.signIn(who)
    for (const path of ['/desk/accounts', '/desk/accounts/new', '/desk/accounts/1', '/desk/audit'])
      expect((await site.get(path, { cookie })).statusCode, path).toBe(403)
    const posts = [
      '/desk/invitations',
      '/desk/invitations/1/end',
      ...['password-link', 'closure', 'closure/end', 'sessions/end', 'second-factor/end'].map(
        (act) => `/desk/accounts/1/${act}`,
      ),
      '/desk/accounts/1/roles/moderator',
      '/desk/accounts/1/roles/author/end',
    ]
    for (const path of posts)
      expect((await site.post(path, {}, { cookie })).statusCode, path).toBe(403)
    expect(await rolesOf(site, 1)).toEqual(['administrator', 'author'])
  })
})

describe('inviting', () => {
  test('gives a link to hand over, shown once, and lists who has not answered', async () => {
    const site = await openTestSite()
    const cookie = await site.signIn('official')
    const answer = await site.post(
      '/desk/invitations',
      { ...ada, roles: ['moderator'] },
      { cookie },
    )
    expect(answer.body).toContain('http://localhost:3000/invitation/')
    expect(answer.body).toContain('Den gäller till den 28 november 2026 kl.\u00a010.00')
    const page = (await site.get('/desk/accounts', { cookie })).body
    expect(page).toContain('ada.vik@eken.example')
    expect(page).not.toContain('/invitation/')
  })

  test('can be taken back', async () => {
    const site = await openTestSite()
    const cookie = await site.signIn('official')
    const answer = await site.post(
      '/desk/invitations',
      { ...ada, roles: ['moderator'] },
      { cookie },
    )
    const path = /\/invitation\/[\w-]+/.exec(answer.body)?.[0] ?? ''
    const page = (await site.get('/desk/accounts', { cookie })).body
    await site.post(/\/desk\/invitations\/\d+\/end/.exec(page)?.[0] ?? '', {}, { cookie })
    expect((await site.get(path)).statusCode).toBe(410)
  })

  test('says everything that must be mended at once, and keeps what was typed', async () => {
    const site = await openTestSite()
    const cookie = await site.signIn('official')
    const form = { email: 'ada', name: '', title: 'kommunikatör', roles: 'king' }
    const answer = await site.post('/desk/invitations', form, { cookie })
    expect(answer.statusCode).toBe(400)
    for (const field of ['email', 'name', 'roles'])
      expect(answer.body).toContain(`href="#${field}"`)
    expect(answer.body).toContain('value="kommunikatör"')
  })

  test('refuses an address that has an account', async () => {
    const site = await openTestSite()
    const cookie = await site.signIn('official')
    const form = { ...ada, email: staff.moderator.email.toUpperCase(), roles: 'author' }
    const answer = await site.post('/desk/invitations', form, { cookie })
    expect(answer.body).toContain('Det finns redan ett konto med den mejladressen.')
  })

  test('brings the second person, and the warning is gone at once', async () => {
    const site = await openTestSite({ alone: true })
    const cookie = await site.signIn('official')
    const answer = await site.post(
      '/desk/invitations',
      { ...ada, roles: ['moderator'] },
      { cookie },
    )
    const path = /\/invitation\/[\w-]+/.exec(answer.body)?.[0] ?? ''
    expect((await site.get('/desk/me', { cookie })).body).toContain('ingen andra person')
    await site.post(path, { ...ada, password: 'fyra ord om havet igen' })
    expect((await site.get('/desk/me', { cookie })).body).not.toContain('ingen andra person')
  })
})

describe('closing an account', () => {
  test('ends its sessions at once, and opening it does not bring them back', async () => {
    const site = await openTestSite()
    const [official, moderator] = [await site.signIn('official'), await site.signIn('moderator')]
    const id = await idOf(site, staff.moderator.email)
    await site.post(`/desk/accounts/${id}/closure`, {}, { cookie: official })
    expect((await site.get('/desk/me', { cookie: moderator })).statusCode).toBe(303)
    expect((await site.get(`/desk/accounts/${id}`, { cookie: official })).body).toContain(
      'stängt sedan den 21 november 2026',
    )
    await site.post(`/desk/accounts/${id}/closure/end`, {}, { cookie: official })
    expect((await site.get('/desk/me', { cookie: moderator })).statusCode).toBe(303)
    expect(await site.signIn('moderator')).toMatch(/^insyn=/)
  })

  test('takes the second person away, which every page of the desk then says', async () => {
    const site = await openTestSite()
    const cookie = await site.signIn('official')
    const id = await idOf(site, staff.moderator.email)
    await site.post(`/desk/accounts/${id}/closure`, {}, { cookie })
    expect((await site.get('/desk/me', { cookie })).body).toContain('ingen andra person')
  })
})

describe('the last administrator', () => {
  test('can be neither closed out nor stripped of the role', async () => {
    const site = await openTestSite({ alone: true })
    const cookie = await site.signIn('official')
    for (const act of ['closure', 'roles/administrator/end']) {
      const answer = await site.post(`/desk/accounts/1/${act}`, {}, { cookie })
      expect(answer.statusCode).toBe(409)
      expect(answer.body).toContain('Ge först någon annan rollen administratör.')
    }
    expect(await rolesOf(site, 1)).toEqual(['administrator', 'author'])
    expect((await site.get('/desk/accounts', { cookie })).statusCode).toBe(200)
  })

  test('is not the last while another one can sign in', async () => {
    const site = await openTestSite()
    const cookie = await site.signIn('official')
    const answer = await site.post('/desk/accounts/1/roles/administrator/end', {}, { cookie })
    expect(answer.statusCode).toBe(303)
    expect((await site.get('/desk/accounts', { cookie })).statusCode).toBe(403)
  })

  test('stays when two administrators close each other at the same time', async () => {
    const site = await openTestSite()
    const [one, other] = [await site.signIn('official'), await site.signIn('administrator')]
    const id = await idOf(site, staff.administrator.email)
    await Promise.all([
      site.post(`/desk/accounts/${id}/closure`, {}, { cookie: one }),
      site.post('/desk/accounts/1/closure', {}, { cookie: other }),
    ])
    const open = site.storage.read
      .selectFrom('account')
      .select('id')
      .where('disabled_at', 'is', null)
    const ids = (await open.execute()).map((account) => account.id)
    expect([1, id].filter((each) => ids.includes(each))).toHaveLength(1)
  })
})

describe('a role', () => {
  test('is given and taken, and counts from the next request on', async () => {
    const site = await openTestSite()
    const [official, moderator] = [await site.signIn('official'), await site.signIn('moderator')]
    const id = await idOf(site, staff.moderator.email)
    await site.post(`/desk/accounts/${id}/roles/administrator`, {}, { cookie: official })
    const { cookie } = await enrol(site, moderator)
    expect((await site.get('/desk/accounts', { cookie })).statusCode).toBe(200)
    await site.post(`/desk/accounts/${id}/roles/administrator/end`, {}, { cookie: official })
    expect((await site.get('/desk/accounts', { cookie })).statusCode).toBe(403)
    expect(await rolesOf(site, id)).toEqual(['moderator'])
  })

  test('that does not exist, or for nobody, is not found', async () => {
    const site = await openTestSite()
    const cookie = await site.signIn('official')
    for (const path of ['1/roles/king', '1/roles/king/end', '999/roles/author', 'x/closure'])
      expect((await site.post(`/desk/accounts/${path}`, {}, { cookie })).statusCode, path).toBe(404)
  })
})

test('a lost second step is taken away, which ends the sessions that rested on it', async () => {
  const site = await openTestSite()
  const [official, registrar] = [await site.signIn('official'), await site.signIn('registrar')]
  const id = await idOf(site, staff.registrar.email)
  await site.post(`/desk/accounts/${id}/second-factor/end`, {}, { cookie: official })
  expect((await site.get('/desk/me', { cookie: registrar })).statusCode).toBe(303)
  const { email, password } = staff.registrar
  const answer = await site.post('/sign-in', { email, password })
  const page = await site.get('/desk/second-factor', {
    cookie: String(answer.headers['set-cookie']).split(';')[0],
  })
  expect(page.body).toContain('Säkra kontot med ett andra steg')
})

test('the log of events tells each act with names, newest first, and cannot be changed', async () => {
  const site = await openTestSite()
  const cookie = await site.signIn('official')
  const id = await idOf(site, staff.moderator.email)
  await site.post(`/desk/accounts/${id}/roles/author`, {}, { cookie })
  await site.post(`/desk/accounts/${id}/password-link`, {}, { cookie })
  const page = (await site.get('/desk/audit', { cookie })).body
  const gave = page.indexOf('gav Erik Lund rollen författare')
  const made = page.indexOf('skapade en lösenordslänk för Erik Lund')
  expect(made).toBeGreaterThan(0)
  expect(gave).toBeGreaterThan(made)
  const change = site.storage.transact((tx) => tx.updateTable('audit').set({ act: 'x' }).execute())
  await expect(change).rejects.toThrow('append-only')
})

test('the log of events goes on over pages', async () => {
  const site = await openTestSite()
  const cookie = await site.signIn('official')
  for (let times = 0; times < 30; times += 1) {
    await site.post('/desk/accounts/1/roles/moderator', {}, { cookie })
    await site.post('/desk/accounts/1/roles/moderator/end', {}, { cookie })
  }
  const first = (await site.get('/desk/audit', { cookie })).body
  expect(first.match(/<tr><td>/g)).toHaveLength(50)
  const older = /\/desk\/audit\?before=\d+/.exec(first)?.[0] ?? ''
  expect((await site.get(older, { cookie })).body).toContain('startade bloggen')
})
