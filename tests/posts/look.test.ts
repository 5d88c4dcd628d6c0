import { expect, test } from 'vitest'
import { openTestSite } from '../support/site.ts'
import { textOf, typed } from './writing.ts'

test('the look of a text is what the renderer makes of it, with hints, for authors alone', async () => {
  const site = await openTestSite()
  const cookie = await site.signIn('author')
  const form = { source: '*Hej* <script>\n\n::: withheld\n\n811218-9876', language: 'sv' }
  const { statusCode, headers, body } = await site.post('/desk/look', form, { cookie })
  expect(statusCode).toBe(200)
  expect(headers['cache-control']).toBe('no-store')
  expect(body).toContain('<em>Hej</em> &lt;script&gt;')
  expect(textOf(body)).toContain('Inlägget har ingen sammanfattning.')
  expect(textOf(body)).toContain('Texten innehåller ett personnummer.')
  const moderator = await site.signIn('moderator')
  expect((await site.post('/desk/look', form, { cookie: moderator })).statusCode).toBe(403)
  const drafts = await site.storage.read.selectFrom('draft').selectAll().execute()
  expect(drafts).toEqual([])
})

test('the look of a text that is too long for a draft is refused', async () => {
  const site = await openTestSite()
  const cookie = await site.signIn('author')
  const form = { source: 'å'.repeat(100_001), language: 'sv' }
  expect((await site.post('/desk/look', form, { cookie })).statusCode).toBe(413)
})

test('the script that keeps unsaved text learns which form was saved, and only when it was', async () => {
  const site = await openTestSite()
  const cookie = await site.signIn('author')
  const form = { ...typed(), form: '0123456789abcdef', act: 'save' }
  const saved = await site.post('/desk/drafts', form, { cookie })
  expect(saved.headers['set-cookie']).toBe(
    'saved=0123456789abcdef; Path=/desk; Max-Age=86400; SameSite=Lax',
  )
  const title = 'x'.repeat(300)
  const refused = await site.post('/desk/drafts', { ...form, title }, { cookie })
  expect(refused.headers['set-cookie']).toBeUndefined()
  expect(refused.body).toContain('data-unsaved')
  const odd = await site.post('/desk/drafts', { ...form, form: 'x; Path=/' }, { cookie })
  expect(odd.headers['set-cookie']).toBeUndefined()
})
