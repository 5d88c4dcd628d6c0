import { describe, expect, test } from 'vitest'
import { deskAddress } from '../../server/accounts/session.ts'
import { DAY, HOUR, MINUTE } from '../../server/kernel/clock.ts'
import { routesOf } from '../support/routes.ts'
import { cookieFrom, hiddenFields, openTestSite, staff, type TestSite } from '../support/site.ts'

const deskRoutes = (site: TestSite) =>
  routesOf(site.app).filter(({ path }) => path === '/desk' || path.startsWith('/desk/'))

describe('a stranger', () => {
  test('is refused at every address of the desk, in the same way', async () => {
    const site = await openTestSite()
    const routes = deskRoutes(site)
    expect(routes.length, 'the routes of the desk are found').toBeGreaterThan(20)
    for (const { method, path } of routes) {
      const answer = await ask(site, method, path)
      if (method === 'POST') expect(answer.statusCode, path).toBe(403)
      else {
        expect(answer.statusCode, path).toBe(303)
        const to = path === '/desk' ? '/sign-in' : `/sign-in?to=${encodeURIComponent(path)}`
        expect(answer.headers.location, path).toBe(to)
      }
      expect(answer.headers['cache-control'], path).toBe('no-store')
      expect(answer.headers['content-security-policy'], path).toContain("default-src 'none'")
    }
  })

  test('does not learn which addresses exist', async () => {
    const site = await openTestSite()
    const missing = await site.get('/desk/nothing/here')
    expect(missing.statusCode).toBe(303)
    expect(missing.headers.location).toBe('/sign-in?to=%2Fdesk%2Fnothing%2Fhere')
    expect((await site.post('/desk/nothing/here')).statusCode).toBe(403)
    expect((await site.post('/desk/audit')).statusCode).toBe(403)
  })

  test.each(['insyn=', 'insyn=x', `insyn=${'A'.repeat(43)}`, `insyn=${'å'.repeat(43)}`])(
    'is a stranger also with the cookie %s',
    async (cookie) => {
      const site = await openTestSite()
      expect((await site.get('/desk/me', { cookie })).statusCode).toBe(303)
    },
  )
})

describe('somebody with the password alone', () => {
  test('reaches nothing but the second step and the way out', async () => {
    const site = await openTestSite()
    const { email, password } = staff.official
    const cookie = cookieFrom(await site.post('/sign-in', { email, password }))
    const open = ['/desk/second-factor', '/desk/second-factor/enrolment', '/desk/sign-out']
    for (const { method, path } of deskRoutes(site).filter((route) => !open.includes(route.path))) {
      const answer = await ask(site, method, path, cookie)
      if (method === 'POST') expect(answer.statusCode, path).toBe(403)
      else expect(answer.headers.location, path).toMatch(/^\/desk\/second-factor(\?|$)/)
    }
    expect((await site.get('/desk/second-factor', { cookie })).body).not.toContain('/desk/accounts')
  })

  test('cannot put a second step of their own in the place of the right one', async () => {
    const site = await openTestSite()
    const { email, password } = staff.official
    const cookie = cookieFrom(await site.post('/sign-in', { email, password }))
    const form = { offer: 'made up', code: '123456' }
    const answer = await site.post('/desk/second-factor/enrolment', form, { cookie })
    expect(answer.statusCode).toBe(400)
    expect(answer.body).toContain('action="/desk/second-factor"')
  })

  test('has half an hour for the second step', async () => {
    const site = await openTestSite()
    const { email, password } = staff.official
    const cookie = cookieFrom(await site.post('/sign-in', { email, password }))
    site.advance(31 * MINUTE)
    const answer = await site.get('/desk/second-factor', { cookie })
    expect(answer.headers.location).toBe('/sign-in?to=%2Fdesk%2Fsecond-factor')
  })
})

describe('a post at the desk', () => {
  test.each([
    ['nothing that says where it comes from', {}],
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['a neighbour', { 'sec-fetch-site': 'same-site' }],
    ['a foreign origin', { origin: 'https://example.org' }],
    ['a hidden origin', { origin: 'null' }],
  ])('is refused with %s', async (_, headers) => {
    const site = await openTestSite()
    const cookie = await site.signIn('moderator')
    const answer = await site.app.inject({
      method: 'POST',
      url: '/desk/me',
      payload: 'name=X&title=Y',
      headers: { cookie, 'content-type': 'application/x-www-form-urlencoded', ...headers },
    })
    expect(answer.statusCode).toBe(403)
    expect((await site.get('/desk/me', { cookie })).body).toContain('Erik Lund')
  })
})

describe('a form whose session ended while it was written', () => {
  const typed = {
    title: 'Skolan',
    source: 'En lång text.\n\nMed "citat" & <tecken>.',
    language: 'sv',
  }

  test('comes back with every field, and is taken when it is sent again after signing in', async () => {
    const site = await openTestSite()
    const cookie = await site.signIn('author')
    site.advance(13 * HOUR)
    const answer = await site.post('/desk/drafts', { ...typed, act: 'save' }, { cookie })
    expect(answer.statusCode).toBe(403)
    expect(answer.body).toContain('Du har blivit utloggad, men texten finns kvar')
    expect(answer.body).toContain('href="/sign-in?to=%2Fdesk"')
    const form = hiddenFields(answer.body)
    expect(Object.keys(form)).toEqual(['title', 'source', 'language', 'act'])
    const again = await site.post('/desk/drafts', typed, { cookie: await site.signIn('author') })
    const draft = await site.get(String(again.headers.location), {
      cookie: await site.signIn('author'),
    })
    expect(draft.body).toContain('En lång text.')
  })

  test('comes back also while the second step is to come', async () => {
    const site = await openTestSite()
    const { email, password } = staff.official
    const cookie = cookieFrom(await site.post('/sign-in', { email, password }))
    const answer = await site.post('/desk/drafts', typed, { cookie })
    expect(answer.body).toContain('href="/desk/second-factor?to=%2Fdesk"')
    expect(answer.body).toContain('value="Skolan"')
  })

  test('holds no secret, and an address that leads nowhere answers in the same way', async () => {
    const site = await openTestSite()
    const secret = await site.post('/desk/me/password', { ...typed, password: 'granit spade' })
    expect(secret.statusCode).toBe(403)
    expect(secret.body).not.toContain('granit')
    const [nowhere, drafts] = [
      await site.post('/desk/nowhere', typed),
      await site.post('/desk/drafts', typed),
    ]
    expect(nowhere.statusCode).toBe(403)
    expect(nowhere.body.replaceAll('/desk/nowhere', '/desk/drafts')).toBe(drafts.body)
  })
})

describe('a session', () => {
  test('is a cookie that scripts cannot read and public pages do not get', async () => {
    const site = await openTestSite()
    const { email, password } = staff.moderator
    const answer = await site.post('/sign-in', { email, password })
    expect(answer.headers['set-cookie']).toMatch(
      /^insyn=[\w-]{43}; Path=\/desk; HttpOnly; SameSite=Lax$/,
    )
  })

  test('is sent over TLS alone where the site has it', async () => {
    const site = await openTestSite({ settings: { publicUrl: 'https://blogg.eken.example' } })
    const { email, password } = staff.moderator
    const answer = await site.post('/sign-in', { email, password })
    expect(answer.headers['set-cookie']).toMatch(/; Secure$/)
  })

  test('is not in the database: a stolen copy opens nothing', async () => {
    const site = await openTestSite()
    const token = (await site.signIn('moderator')).slice('insyn='.length)
    const rows = await site.storage.read.selectFrom('session').selectAll().execute()
    expect(JSON.stringify(rows)).not.toContain(token)
  })

  test('ends after twelve idle hours', async () => {
    const site = await openTestSite()
    const cookie = await site.signIn('moderator')
    site.advance(11 * HOUR)
    expect((await site.get('/desk/me', { cookie })).statusCode).toBe(200)
    site.advance(11 * HOUR)
    expect((await site.get('/desk/me', { cookie })).statusCode).toBe(200)
    site.advance(12 * HOUR)
    expect((await site.get('/desk/me', { cookie })).statusCode).toBe(303)
  })

  test('ends after fourteen days however busy', async () => {
    const site = await openTestSite()
    const cookie = await site.signIn('moderator')
    for (let hours = 10; hours < 14 * 24; hours += 10) {
      site.advance(10 * HOUR)
      expect((await site.get('/desk/me', { cookie })).statusCode).toBe(200)
    }
    site.advance(14 * DAY - 330 * HOUR)
    expect((await site.get('/desk/me', { cookie })).statusCode).toBe(303)
  })

  test('outlives a restart', async () => {
    const site = await openTestSite()
    const cookie = await site.signIn('moderator')
    await site.restart()
    expect((await site.get('/desk/me', { cookie })).statusCode).toBe(200)
  })
})

test('who is at the desk is told a wrong address from a wrong method', async () => {
  const site = await openTestSite()
  const cookie = await site.signIn('moderator')
  expect((await site.get('/desk/nothing/here', { cookie })).statusCode).toBe(404)
  const wrong = await site.get('/desk/sign-out', { cookie })
  expect([wrong.statusCode, wrong.headers.allow]).toEqual([405, 'POST'])
})

describe('what goes wrong at the desk', () => {
  test('is told in its frame, with the way to its first page', async () => {
    const site = await openTestSite()
    const cookie = await site.signIn('moderator')
    const answers = [
      await site.get('/desk/nothing/here', { cookie }),
      await site.get('/desk/settings', { cookie }),
      await site.get('/desk/sign-out', { cookie }),
      await site.post('/desk/comments/99/decision', { act: 'let_through' }, { cookie }),
      await site.post('/desk/comments/99/decision', { act: 'eat' }, { cookie }),
    ]
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([404, 403, 405, 404, 404])
    for (const { body, headers } of answers) {
      expect(body).toContain('<main class="sheet sheet--desk"')
      expect(body).toContain('<li><a href="/desk">Till arbetsrummets första sida</a></li>')
      expect(headers['cache-control']).toBe('no-store')
    }
  })

  test('is told to a stranger as on every other page', async () => {
    const site = await openTestSite()
    const { statusCode, body } = await site.post('/desk/me', {})
    expect(statusCode).toBe(403)
    expect(body).not.toContain('sheet--desk')
  })
})

describe('the language of the desk', () => {
  test('is changed by a link on its pages, as everywhere', async () => {
    const site = await openTestSite()
    const cookie = await site.signIn('moderator')
    const page = (await site.get('/desk/decisions', { cookie })).body
    expect(page).toContain('href="/desk/decisions?lang=nb"')
    const chosen = await site.get('/desk/decisions?before=3&lang=nb', { cookie })
    expect([chosen.statusCode, chosen.headers.location]).toEqual([303, '/desk/decisions?before=3'])
    expect(chosen.headers['set-cookie']).toMatch(/^language=nb; Path=\//)
    const norwegian = await site.get('/desk/decisions', { cookie: `${cookie}; language=nb` })
    expect(norwegian.body).toContain('<html lang="nb">')
  })

  test('is not asked of a page that only a form leads to', async () => {
    const site = await openTestSite()
    const cookie = await site.signIn('moderator')
    const refused = await site.post('/desk/me', { name: '', title: '' }, { cookie })
    expect(refused.statusCode).toBe(400)
    expect(refused.body).not.toContain('?lang=')
  })

  test('is nothing that a stranger can choose there', async () => {
    const site = await openTestSite()
    const answer = await site.get('/desk?lang=nb')
    expect(answer.headers.location).toMatch(/^\/sign-in/)
    expect(answer.headers['set-cookie']).toBeUndefined()
  })
})

describe('the frame of the desk', () => {
  test('says on every page that there is no second person', async () => {
    const site = await openTestSite({ alone: true })
    const cookie = await site.signIn('official')
    for (const path of ['/desk/me', '/desk/accounts', '/desk/settings', '/desk/audit']) {
      const page = (await site.get(path, { cookie })).body
      expect(page).toContain('Bara Kerstin Ahlby läser kommentarer')
      expect(page).toContain('href="/desk/accounts/new"')
    }
  })

  test('does not say so when there is one', async () => {
    const site = await openTestSite()
    const cookie = await site.signIn('moderator')
    expect((await site.get('/desk/me', { cookie })).body).not.toContain('ingen andra person')
  })

  test('tells what was done, from a closed list', async () => {
    const site = await openTestSite()
    const cookie = await site.signIn('moderator')
    const done = (name: string) => site.get(`/desk/me?done=${name}`, { cookie })
    expect((await done('accounts.person')).body).toContain('Namn och titel är sparade.')
    for (const name of ['accounts.title', 'nothing', '__proto__.x', '<b>', 'accounts.'])
      expect((await done(encodeURIComponent(name))).body).not.toContain('role="status"')
  })

  test('shows each person the places where they have something to do', async () => {
    const site = await openTestSite()
    const moderator = (await site.get('/desk/me', { cookie: await site.signIn('moderator') })).body
    expect(moderator).not.toContain('href="/desk/accounts"')
    expect(moderator).not.toContain('href="/desk/posts"')
    for (const place of ['/desk', '/desk/threads', '/desk/decisions'])
      expect(moderator).toContain(`<a href="${place}"`)
    const official = (await site.get('/desk/me', { cookie: await site.signIn('official') })).body
    for (const place of ['/desk/posts', '/desk/accounts', '/desk/settings'])
      expect(official).toContain(`<a href="${place}"`)
    const registrar = (await site.get('/desk/me', { cookie: await site.signIn('registrar') })).body
    expect(registrar).not.toMatch(/href="\/desk\/(threads|decisions|posts)"/)
  })
})

test.each([
  ['/desk/posts/3?done=x', '/desk/posts/3?done=x'],
  ['/desk', '/desk'],
  ['/desk/../sign-in', '/desk'],
  ['/deskfoo', '/desk'],
  ['//example.org/desk', '/desk'],
  ['/\\example.org/desk', '/desk'],
  ['https://example.org/desk', '/desk'],
  ['javascript:alert(1)', '/desk'],
  ['', '/desk'],
  [`/desk/${'a'.repeat(600)}`, '/desk'],
])('the way back %s leads to %s', (given, expected) => {
  expect(deskAddress(given)).toBe(expected)
})

const ask = (site: TestSite, method: string, path: string, cookie?: string) =>
  method === 'POST'
    ? site.post(path, {}, { cookie })
    : site.app.inject({
        method: method as 'GET' | 'HEAD',
        url: path,
        headers: cookie ? { cookie } : {},
      })
