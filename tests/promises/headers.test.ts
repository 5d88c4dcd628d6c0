/** What every answer says to the browser, whatever it answers: nothing inline, no frame, no trace. */
import { describe, expect, test, vi } from 'vitest'
import { routesOf } from '../support/routes.ts'
import { type Answer, staff, type TestSite } from '../support/site.ts'
import type { Visitor } from './markers.ts'
import { addresses } from './sweep.ts'
import { openWorld, type World } from './world.ts'

vi.setConfig({ testTimeout: 90_000 }) // it asks for everything there is

interface Told {
  readonly asked: string
  readonly answer: Answer
}

/** What a visitor gets at every address there is, by looking, by sending and by mistake. */
async function everything(world: World, visitor: Visitor): Promise<Told[]> {
  const { site } = world
  const sent = { cookie: world.cookies[visitor] }
  const told: Told[] = []
  const note = async (asked: string, answer: Promise<Answer>) =>
    void told.push({ asked, answer: await answer })
  for (const path of addresses(world)) await note(`GET ${path}`, site.get(path, sent))
  for (const { method, path } of routesOf(site.app)) {
    if (path === '/desk/sign-out') continue
    if (method === 'POST') await note(`POST ${path}`, site.post(path, {}, sent))
    if (method === 'HEAD') await note(`HEAD ${path}`, inject(site, 'HEAD', path, sent))
    if (method === 'GET') await note(`DELETE ${path}`, inject(site, 'DELETE', path, sent))
  }
  await mistakes(site, note)
  return told
}

type Note = (asked: string, answer: Promise<Answer>) => Promise<void>

async function mistakes(site: TestSite, note: Note): Promise<void> {
  const send = (payload: string, type: string, rest = {}) =>
    site.app.inject({
      ...{ method: 'POST', url: '/comments', payload },
      headers: { 'content-type': type, 'sec-fetch-site': 'same-origin', ...rest },
    })
  const form = 'application/x-www-form-urlencoded'
  const { etag = '' } = (await site.get('/')).headers as { etag?: string }
  const { email, password } = staff.moderator
  await note('POST signing in', site.post('/sign-in', { email, password }))
  await note('what the browser has', site.get('/', { headers: { 'if-none-match': etag } }))
  await note('another language', site.get('/?lang=nb'))
  await note('nothing there', site.get('/finns/inte'))
  await note('no address', site.get('/tags/%E0%A4%A'))
  await note('a long address', site.get(`/tags/${'a'.repeat(3000)}`))
  await note('too large', send(`text=${'a'.repeat(3_000_000)}`, form))
  await note('a type unknown', send('x', 'image/png'))
  await note('no JSON', send('{', 'application/json'))
  await note('another site', send('text=x', form, { 'sec-fetch-site': 'cross-site' }))
  for (let n = 0; n < 21; n++) await note('too many', site.post('/receipt', { code: 'fel' }))
  expect((await site.post('/receipt', { code: 'fel' })).statusCode).toBe(429)
}

const inject = (site: TestSite, method: 'HEAD' | 'DELETE', url: string, sent: { cookie: string }) =>
  site.app.inject({ method, url, headers: { ...sent, 'sec-fetch-site': 'same-origin' } })

const header = ({ answer }: Told, name: string): string => [answer.headers[name]].flat().join('\n')

/** Those that fail a rule, as they were asked. */
const failing = (told: readonly Told[], isRight: (one: Told) => boolean): string[] =>
  told
    .filter((one) => !isRight(one))
    .map((one) => `${one.asked} (${one.answer.statusCode}): ${JSON.stringify(one.answer.headers)}`)

const policy = (one: Told): Map<string, string[]> =>
  new Map(
    header(one, 'content-security-policy')
      .split(';')
      .map((part) => part.trim().split(/\s+/))
      .map(([name = '', ...sources]) => [name, sources]),
  )

const sources = new Set(["'none'", "'self'", 'data:'])

function isStrict(one: Told): boolean {
  const rules = policy(one)
  const none = (name: string) => rules.get(name)?.join() === "'none'"
  const scripts = rules.get('script-src') ?? rules.get('default-src') ?? ['*']
  return (
    ['default-src', 'frame-ancestors', 'base-uri'].every(none) &&
    rules.get('form-action')?.join() === "'self'" &&
    scripts.join() === "'self'" &&
    [...rules.values()].flat().every((source) => sources.has(source))
  )
}

describe('every answer', () => {
  test.each(['stranger', 'official'] as const)('to a %s', async (visitor) => {
    const world = await openWorld()
    const told = await everything(world, visitor)
    const statuses = told.map(({ answer }) => answer.statusCode)
    expect(statuses).toEqual(expect.arrayContaining([200, 301, 303, 304, 400, 403, 404, 405]))
    expect(statuses).toEqual(expect.arrayContaining([410, 413, 414, 415, 422, 429]))
    expect(failing(told, isStrict), 'has a strict policy').toEqual([])
    const wanted = {
      'referrer-policy': /^same-origin$/,
      'x-content-type-options': /^nosniff$/,
      'cross-origin-opener-policy': /^same-origin$/,
      'cache-control': /./,
      'strict-transport-security': /^$/, // no TLS was said to stand before us
      server: /^$/,
      'x-powered-by': /^$/,
    }
    for (const [name, right] of Object.entries(wanted))
      expect(
        failing(told, (one) => right.test(header(one, name))),
        name,
      ).toEqual([])
  })

  test('asks for TLS where the settings say that there is TLS', async () => {
    const world = await openWorld({ settings: { hsts: 31_536_000 } })
    const told = await everything(world, 'stranger')
    const isAsking = (one: Told) => header(one, 'strict-transport-security') === 'max-age=31536000'
    expect(failing(told, isAsking)).toEqual([])
  })
})

describe('an answer for one person, and one about a mistake', () => {
  test('is stored nowhere', async () => {
    const world = await openWorld()
    const told = [...(await everything(world, 'holder')), ...(await everything(world, 'official'))]
    const shared = told.filter(
      ({ asked, answer }) =>
        /^(GET|HEAD) \/(?!desk|receipt|sign-in|setup|invitation|password|challenge|log|health|follow\/confirmation|letter\/choice|unsubscribe)/.test(
          asked,
        ) && [200, 301, 410].includes(answer.statusCode),
    )
    expect(shared.length).toBeGreaterThan(100)
    const isShared = (one: Told) =>
      /^public, (no-cache|max-age=)/.test(header(one, 'cache-control')) &&
      header(one, 'set-cookie') === ''
    expect(failing(shared, isShared)).toEqual([])
    const others = told.filter((one) => !shared.includes(one) && one.answer.statusCode !== 304)
    expect(failing(others, (one) => header(one, 'cache-control') === 'no-store')).toEqual([])
  })
})

describe('a reader who only reads', () => {
  test('gets no cookie, and is sent to nobody else', async () => {
    const world = await openWorld()
    const told = (await everything(world, 'stranger')).filter(({ asked }) => /^GET/.test(asked))
    expect(failing(told, (one) => header(one, 'set-cookie') === '')).toEqual([])
    const fetched =
      /<(?:script|link|img|iframe|source|video|audio|object|embed|form)\b[^>]*?(?:src|href|action|data|srcset)="([^"]*)"/g
    const foreign = told.flatMap(({ answer }) =>
      [...answer.body.matchAll(fetched)]
        .map(([, to = '']) => to)
        .filter((to) => !/^(\/(?!\/)|#|http:\/\/localhost:3000\/)/.test(to)),
    )
    expect(foreign).toEqual([])
  })
})

test('every cookie is out of reach for scripts and for other sites', async () => {
  const world = await openWorld({ settings: { publicUrl: 'https://blogg.eken.example' } })
  const told = [...(await everything(world, 'holder')), ...(await everything(world, 'stranger'))]
  const cookies = told.flatMap((one) => [one.answer.headers['set-cookie'] ?? []].flat())
  expect(cookies.length).toBeGreaterThan(3)
  for (const cookie of cookies)
    expect(cookie).toMatch(/^(?=.*; HttpOnly)(?=.*; SameSite=Lax)(?=.*; Secure)(?=.*; Path=\/)/)
})
