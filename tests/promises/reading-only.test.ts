/** One command lets the site only be read: a calm notice, every page, and nobody's words lost. */
import { globSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { SECOND } from '../../server/kernel/clock.ts'
import { written } from '../../server/web/words.ts'
import { publishPost, textOf } from '../posts/writing.ts'
import { cli } from '../support/cli.ts'
import { routesOf } from '../support/routes.ts'
import { openTestSite } from '../support/site.ts'

/** A site with a post and somebody at the desk, then only to be read. */
async function readOnlySite(reason = 'Vi flyttar till en ny server. Klart klockan 14.') {
  const site = await openTestSite()
  const cookie = await site.signIn('official')
  const { path, id } = await publishPost(site, cookie)
  const open = await site.get(path)
  const { code, said } = await cli(site, 'read-only', 'on', reason)
  expect([code, said]).toEqual([0, expect.stringContaining('Read-only since 2026-11-21')])
  site.advance(SECOND)
  return { site, cookie, path, id, open }
}

describe('while the site can only be read', () => {
  test.each([
    ['sv', 'Just nu går det bara att läsa bloggen, inte att skriva. Vi flyttar'],
    ['nb', 'Akkurat nå kan du bare lese bloggen, ikke skrive. Vi flyttar'],
    ['en', 'Right now you can read the blog, but not write. Vi flyttar'],
  ])('every page says so (%s)', async (language, words) => {
    const { site, path } = await readOnlySite()
    for (const address of ['/', path, '/about', '/comments/preview']) {
      const page = await site.get(address, { headers: { 'accept-language': language } })
      expect(textOf(page.body)).toContain(words)
    }
  })

  test('the desk can be read too, and says so', async () => {
    const { site, cookie } = await readOnlySite()
    site.advance(600 * SECOND) // so long that being seen would be written down
    const before = await site.storage.read.selectFrom('session').select('seen_at').execute()
    const page = await site.get('/desk/posts', { cookie })
    expect([page.statusCode, textOf(page.body)]).toEqual([
      200,
      expect.stringContaining('Inget som skickas tas emot'),
    ])
    expect(await site.storage.read.selectFrom('session').select('seen_at').execute()).toEqual(
      before,
    )
  })

  test('a comment is not taken in, and its words come back', async () => {
    const { site, id } = await readOnlySite()
    const form = { post: String(id), name: 'Mirja', text: 'Vem <plogar>\nsist?' }
    for (const address of ['/comments', '/comments/preview']) {
      const answer = await site.post(address, form)
      expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '300'])
      expect(answer.body).toContain('Vem &lt;plogar&gt;\nsist?</textarea>')
      expect(textOf(answer.body)).toContain('Just nu går det bara att läsa')
    }
    expect(await site.storage.read.selectFrom('comment').select('id').execute()).toEqual([])
  })

  test('a draft is not saved, and its words come back at the desk', async () => {
    const { site, cookie } = await readOnlySite()
    const form = { title: 'Snön', source: 'Det *snöar*.', act: 'save' }
    const answer = await site.post('/desk/drafts', form, { cookie })
    expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '300'])
    expect(answer.body).toContain('Snön\n\nDet *snöar*.</textarea>')
  })

  test('every address that takes a form in refuses it, at the desk too', async () => {
    const { site, cookie } = await readOnlySite()
    const paths = routesOf(site.app).flatMap(({ method, path }) => (method === 'POST' ? path : []))
    expect(paths.length).toBeGreaterThan(30)
    for (const path of paths)
      expect([path, (await site.post(path, {}, { cookie })).statusCode]).toEqual([path, 503])
  })

  test('no password is ever handed back', async () => {
    const { site } = await readOnlySite()
    const form = { email: 'a@b.se', password: 'fyra ord om havet' }
    const answer = await site.post('/sign-in', form)
    expect([answer.statusCode, answer.body]).toEqual([503, expect.not.stringContaining('havet')])
  })

  test('it says so to machines, and is still ready for readers', async () => {
    const { site } = await readOnlySite()
    const ready = await site.get('/health/ready')
    expect([ready.statusCode, ready.json().writing]).toEqual([200, 'read_only'])
  })

  test('a restart changes nothing, and the command opens it again', async () => {
    const { site, path, id, open } = await readOnlySite('')
    await site.restart()
    expect(textOf((await site.get(path)).body)).toContain('Just nu går det bara att läsa bloggen')
    expect((await cli(site, 'read-only')).said).toContain('Read-only since')
    expect((await cli(site, 'read-only', 'off')).said).toContain('Open')
    site.advance(SECOND)
    expect((await site.get(path)).body).toBe(open.body)
    const form = { post: String(id), text: 'Vem plogar?' }
    expect((await site.post('/comments', form)).statusCode).toBe(303)
  })
})

test('every field in which people write is one whose words are handed back', () => {
  const pages = globSync('tests/golden/*.html').map((file) => readFileSync(file, 'utf8'))
  const named = pages.flatMap((page) =>
    [...page.matchAll(/<textarea[^>]* name="([^"]+)"/g)].map(([, name]) => name),
  )
  expect(named.length).toBeGreaterThan(5)
  const dropped = 'unwanted' // words that must not appear: compared, and never sent back
  expect([...new Set(named)].filter((name) => !written.includes(name as never))).toEqual([dropped])
})
