import { expect, test } from 'vitest'
import { openTestSite, staff, type TestSite } from '../support/site.ts'

const fresh = 'fyra ord om havet igen'
const isIn = async (site: TestSite, cookie: string) =>
  (await site.get('/desk/me', { cookie })).statusCode === 200

test('a new password ends the other sessions and keeps the one that changed it', async () => {
  const site = await openTestSite()
  const [here, there] = [await site.signIn('moderator'), await site.signIn('moderator')]
  const form = { old: staff.moderator.password, password: fresh }
  const answer = await site.post('/desk/me/password', form, { cookie: here })
  expect(answer.headers.location).toBe('/desk/me?done=accounts.password')
  expect([await isIn(site, here), await isIn(site, there)]).toEqual([true, false])
  const { email } = staff.moderator
  expect((await site.post('/sign-in', { email, password: fresh })).statusCode).toBe(303)
})

test.each([
  ['wrong', fresh, 'Det är inte ditt lösenord.'],
  [staff.moderator.password, 'kort', 'Lösenordet måste ha minst 12 tecken.'],
  [staff.moderator.password, 'Erik.Lund.2026', 'Lösenordet är lätt att gissa'],
])('a password is not changed with %s to %s', async (old, password, words) => {
  const site = await openTestSite()
  const cookie = await site.signIn('moderator')
  const answer = await site.post('/desk/me/password', { old, password }, { cookie })
  expect(answer.statusCode).toBe(400)
  expect(answer.body).toContain(words)
  expect(answer.body).not.toContain(password)
  expect(await site.signIn('moderator')).toMatch(/^insyn=/)
})

test('one sees one’s own sessions and ends them one by one, at once', async () => {
  const site = await openTestSite()
  await site.signIn('author')
  const [here, there] = [await site.signIn('moderator'), await site.signIn('moderator')]
  const page = (await site.get('/desk/me', { cookie: here })).body
  const ends = page.match(/\/desk\/me\/sessions\/\d+\/end/g) ?? []
  expect(ends, 'the other one; not this one, not the author’s').toHaveLength(1)
  await site.post(ends[0] ?? '', {}, { cookie: here })
  expect([await isIn(site, here), await isIn(site, there)]).toEqual([true, false])
})

test('nobody ends another person’s session', async () => {
  const site = await openTestSite()
  const author = await site.signIn('author')
  const sessions = site.storage.read.selectFrom('session').select('id')
  const { id } = await sessions.orderBy('id', 'desc').executeTakeFirstOrThrow()
  const cookie = await site.signIn('moderator')
  const answer = await site.post(`/desk/me/sessions/${id}/end`, {}, { cookie })
  expect(answer.headers.location).toBe('/desk/me')
  expect(await isIn(site, author)).toBe(true)
})

test('a new name is on the page at once, and the official’s own name on the site too', async () => {
  const site = await openTestSite()
  const cookie = await site.signIn('official')
  const form = { name: ' Kerstin   Ahlby Rask ', title: 'kommundirektör' }
  const answer = await site.post('/desk/me', form, { cookie })
  expect(answer.headers.location).toBe('/desk/me?done=accounts.person')
  expect((await site.get('/desk/me', { cookie })).body).toContain('value="Kerstin Ahlby Rask"')
  expect((await site.get('/about')).body).toContain('Kerstin Ahlby Rask')
})

test('a name or title that is missing or too long is told at its field', async () => {
  const site = await openTestSite()
  const cookie = await site.signIn('moderator')
  const answer = await site.post('/desk/me', { name: ' ', title: 'x'.repeat(101) }, { cookie })
  expect(answer.statusCode).toBe(400)
  expect(answer.body).toContain('aria-describedby="name-fault" aria-invalid="true"')
  expect(answer.body).toContain('href="#title"')
})
