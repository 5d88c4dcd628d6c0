import { expect, test } from 'vitest'
import { openTestSite } from '../support/site.ts'

test('a moderator signs in with e-mail and password and comes to the desk', async () => {
  const site = await openTestSite()
  const cookie = await site.signIn('moderator')
  const page = await site.get('/desk/me', { cookie })
  expect(page.statusCode).toBe(200)
  expect(page.body).toContain('Erik Lund')
})
