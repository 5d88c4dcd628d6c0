/** Cross-site posts are refused without tokens in forms, at every address that takes a form. */
import { describe, expect, test, vi } from 'vitest'
import { translator } from '../../server/language/catalogue.ts'
import { open } from '../../server/storage/database.ts'
import { routesOf } from '../support/routes.ts'
import type { TestSite } from '../support/site.ts'
import type { Visitor } from './markers.ts'
import { openWorld, type World } from './world.ts'

vi.setConfig({ testTimeout: 90_000 }) // it asks for everything there is

type Headers = Readonly<Record<string, string>>

const refusal = translator('sv')('problems.cross_site.title')

/** Every address that takes a form. */
function forms(site: TestSite): string[] {
  const posts = routesOf(site.app).filter(({ method }) => method === 'POST')
  expect(posts.length).toBeGreaterThan(40)
  return posts.map(({ path }) => path)
}

const isDesk = (path: string): boolean => path.startsWith('/desk')

/** At which addresses a form with these headers is refused as coming from another site. */
async function refusedAt(world: World, headers: Headers, who: Visitor = 'official') {
  const { site, cookies } = world
  const refused: string[] = []
  for (const url of forms(site)) {
    const answer = await site.app.inject({
      ...{ method: 'POST', url, payload: 'text=Hej&name=Nils&title=Ny&capacity=official' },
      headers: {
        ...{ cookie: cookies[who], host: 'blogg.eken.example' },
        ...{ 'content-type': 'application/x-www-form-urlencoded', ...headers },
      },
    })
    if (answer.statusCode === 403 && answer.body.includes(refusal)) refused.push(url)
  }
  return refused
}

describe('a form from elsewhere', () => {
  test.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['a neighbour', { 'sec-fetch-site': 'same-site' }],
    ['what no browser says', { 'sec-fetch-site': 'SAME-ORIGIN' }],
    ['another origin', { origin: 'https://evil.example' }],
    ['an origin that begins like ours', { origin: 'http://localhost:3000.evil.example' }],
    ['another scheme of ours', { origin: 'https://localhost:3000' }],
    ['a hidden origin', { origin: 'null' }],
    ['an origin that is none', { origin: 'blogg.eken.example' }],
    [
      'our origin, when the browser knows better',
      {
        ...{ origin: 'http://localhost:3000', 'sec-fetch-site': 'cross-site' },
      },
    ],
  ] as [string, Headers][])('is refused everywhere: %s', async (_, headers) => {
    const world = await openWorld()
    await world.site.get('/desk/me', { cookie: world.cookies.official }) // is seen
    const watching = open(world.site.storage.file, true)
    const before = watching.pragma('data_version')
    expect(await refusedAt(world, headers)).toEqual(forms(world.site))
    expect(watching.pragma('data_version'), 'and changes nothing').toEqual(before)
    watching.close()
  })

  test('is refused whatever method it invents', async () => {
    const { site } = await openWorld()
    const headers = { 'sec-fetch-site': 'cross-site' }
    for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const)
      for (const { path: url } of routesOf(site.app))
        expect([url, (await site.app.inject({ method, url, headers })).statusCode]).toEqual([
          url,
          403,
        ])
  })
})

describe('a form of ours', () => {
  test.each([
    ['this page', { 'sec-fetch-site': 'same-origin' }],
    ['the address bar', { 'sec-fetch-site': 'none' }],
    ['the public address', { origin: 'http://localhost:3000' }],
    ['the host addressed', { origin: 'http://blogg.eken.example' }],
  ] as [string, Headers][])('is taken everywhere: from %s', async (_, headers) => {
    expect(await refusedAt(await openWorld(), headers, 'stranger')).toEqual([])
  })

  test('that says nothing of where it comes from is taken outside the desk alone', async () => {
    const world = await openWorld()
    expect(await refusedAt(world, {})).toEqual(forms(world.site).filter(isDesk))
  })
})

test('reading is never refused: a link from anywhere leads here', async () => {
  const { site, posts } = await openWorld()
  const headers = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }
  expect((await site.get(posts.open.path, { headers })).statusCode).toBe(200)
})
