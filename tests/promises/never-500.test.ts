/** Promise 9: bad input gets a clear answer; never a 500, never a blank page. */
import { connect } from 'node:net'
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { open } from '../../server/storage/database.ts'
import { clean, FORM_LIMIT } from '../../server/web/forms.ts'
import { anyComment } from '../support/hostile.ts'
import { listening } from '../support/listening.ts'
import { routesOf } from '../support/routes.ts'
import type { Answer } from '../support/site.ts'
import { anyRequest, type Hostile } from './anything.ts'
import type { Visitor } from './markers.ts'
import { openWorld, type World } from './world.ts'

vi.setConfig({ testTimeout: 90_000 }) // it asks for everything there is

/** What is wrong with an answer, as a sentence; nothing when it is a page, a file or a way on. */
function fault(answer: Answer): string | undefined {
  const { statusCode, headers, body } = answer
  const type = String(headers['content-type'] ?? '')
  if (statusCode >= 500) return `${statusCode} ${body}`
  if (statusCode === 304 || answer.raw.req.method === 'HEAD') return undefined
  if (statusCode >= 300 && statusCode < 400)
    return /^\/(?!\/)/.test(String(headers.location)) ? undefined : `leads to ${headers.location}`
  if (statusCode < 300 && !type.startsWith('text/html')) return undefined
  const isPage = type === 'text/html; charset=utf-8' && /<h1[\s>]/.test(body)
  return isPage && body.endsWith('</html>\n') ? undefined : `no page: ${type} ${body.slice(0, 200)}`
}

async function ask({ site, cookies }: World, request: Hostile): Promise<Answer> {
  const { method, url, payload, headers, who } = request
  const cookie = [cookies[who], headers.cookie].filter(Boolean).join('; ')
  return site.app.inject({
    ...{ method: method as 'GET', url, ...(payload === undefined ? {} : { payload }) },
    headers: { 'sec-fetch-site': 'same-origin', ...headers, ...(cookie ? { cookie } : {}) },
  })
}

describe('whatever is sent', () => {
  test.each([1, 2, 3, 4])('is answered with a page (%i)', { timeout: 60_000 }, async (seed) => {
    const world = await openWorld({ settings: { rateLimits: seed > 3 } })
    const statuses = new Set<number>()
    await fc.assert(
      fc.asyncProperty(anyRequest(world, false), async (request) => {
        const answer = await ask(world, request)
        statuses.add(answer.statusCode)
        expect(fault(answer)).toBeUndefined()
      }),
      { seed, numRuns: 400, endOnFailure: true },
    )
    expect([...statuses]).toEqual(expect.arrayContaining([200, 303, 400, 403, 404, 405, 422]))
  })
})

test('what ends a session or an account is answered with a page too', async () => {
  const world = await openWorld()
  await fc.assert(
    fc.asyncProperty(anyRequest(world, true), async (request) => {
      expect(fault(await ask(world, request))).toBeUndefined()
    }),
    { seed: 6, numRuns: 200, endOnFailure: true },
  )
})

test('a fault of ours would be seen, and has a page and a number', async () => {
  const world = await openWorld()
  const raw = open(world.site.storage.file, false)
  raw.exec('drop view gone_post')
  raw.close()
  const url = world.posts.gone.path
  const answer = await ask(world, { method: 'GET', url, headers: {}, who: 'stranger' })
  expect(fault(answer)).toMatch(/^500 /)
  expect(answer.body).toMatch(/Referens: [\w-]+/)
})

/** What stands in the box for the text, as its writer sees it. */
const inTheBox = (page: string): string | undefined =>
  /<textarea[^>]*>\n?([\s\S]*?)<\/textarea>/
    .exec(page)?.[1]
    ?.replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')

describe('a comment that is not taken', () => {
  test('comes back with the words intact, whatever is the matter with it', async () => {
    const world = await openWorld({ settings: { rateLimits: false } })
    const { site, posts, comments } = world
    const ids = [...Object.values(posts).map(({ id }) => id), ...Object.values(comments), 99_999]
    const number = fc.option(fc.constantFrom(...ids.map(String), '', '-1', 'x'), { nil: undefined })
    const text = fc.oneof(anyComment, fc.constant('ord '.repeat(2_500)))
    const form = fc.record({
      ...{ post: number, parent: number, post_version: number, text, name: anyComment },
      code: fc.constantFrom('', 'fel', '0000-0000-0000-0000'),
    })
    const statuses = new Set<number>()
    await fc.assert(
      fc.asyncProperty(form, fc.boolean(), async (filled, isPreview) => {
        const sent = Object.fromEntries(Object.entries(filled).filter(([, value]) => value != null))
        const at = isPreview ? '/comments/preview' : '/comments'
        const answer = await site.post(at, sent as Record<string, string>)
        statuses.add(answer.statusCode)
        if (answer.statusCode === 303 || clean(filled.text) === '') return
        expect(inTheBox(answer.body)).toBe(clean(filled.text))
      }),
      { seed: 5, numRuns: 400, endOnFailure: true },
    )
    expect([...statuses].sort()).toEqual(expect.arrayContaining([200, 303, 409, 410, 422]))
  })
})

describe('an address', () => {
  const who = (path: string): Visitor => (path.startsWith('/desk') ? 'official' : 'stranger')

  test('says which methods it takes', async () => {
    const world = await openWorld()
    const routes = routesOf(world.site.app).filter(({ path }) => !/^\/1\//.test(path))
    for (const path of new Set(routes.map((route) => route.path))) {
      const taken = routes.filter((route) => route.path === path).map(({ method }) => method)
      for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
        if (taken.includes(method)) continue
        const answer = await ask(world, { method, url: path, headers: {}, who: who(path) })
        expect([method, path, answer.statusCode, fault(answer)]).toEqual([
          method,
          path,
          405,
          undefined,
        ])
        expect(String(answer.headers.allow).split(', ').sort()).toEqual([...taken].sort())
      }
    }
  })

  test('that leads nowhere says so, however it is asked', async () => {
    const world = await openWorld()
    const paths = [
      '/finns/inte',
      '/comments/0',
      '/comments/x',
      '/2026/99',
      '/2026/11/x/y/z',
      '/desk/x',
    ]
    for (const url of [...paths, '/wp-login.php', '/.env', '/static/../package.json'])
      for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'DELETE']) {
        const answer = await ask(world, { method, url, headers: {}, who: 'official' })
        expect([method, url, answer.statusCode, fault(answer)]).toEqual([
          method,
          url,
          404,
          undefined,
        ])
      }
  })

  const form = 'application/x-www-form-urlencoded'
  test.each([
    [413, form, `text=${'å'.repeat(1_100_000)}`],
    [413, 'application/json', JSON.stringify({ text: 'a'.repeat(2_200_000) })],
    [400, 'application/json', '{"text":'],
    [400, 'application/json', '{"__proto__": {"text": "x"}}'],
    [415, 'image/png', '\u0089PNG'],
    [415, 'multipart/form-data; boundary=x', '--x--'],
    [415, 'nonsense', 'x'],
  ])('answers %i to %s that it cannot take', async (status, type, payload) => {
    const world = await openWorld()
    for (const { method, path: url } of routesOf(world.site.app)) {
      if (method !== 'POST' || isOneClick(url, type) || mayBring(url, type)) continue
      const request = { method, url, payload, headers: { 'content-type': type }, who: who(url) }
      const answer = await ask(world, request)
      expect([url, answer.statusCode, fault(answer)]).toEqual([url, status, undefined])
    }
  })
})

describe('a form that is longer than what it asks for', () => {
  const type = { 'content-type': 'application/x-www-form-urlencoded' }
  const long = [
    '/comments/preview', // also the other door of a letter
    '/desk/comments/1/direct',
    ...[
      '/desk/drafts',
      '/desk/drafts/1',
      '/desk/letters/1/draft',
      '/desk/letters/1/note',
      '/desk/letters/1/passing',
    ],
    ...['/desk/letters/1/phrase', '/desk/letters/1/proposal'],
    ...['/desk/letters/1/proposal/preview', '/desk/letters/1/reply'],
    '/desk/look',
    '/desk/register/1/release',
    ...['close', 'decide', 'decide_not_held', 'explain', 'forward', 'not_held', 'question'].map(
      (act) => `/desk/requests/1/${act}`,
    ),
    ...['refuse', 'release', 'release_part', 'uphold'].map((act) => `/desk/requests/1/${act}`),
    ...['/desk/settings', '/letter', '/letter/choice', '/letter/preview', '/receipt/letter'],
    '/receipt/requests',
  ]

  test('is refused, and only where long texts are written may it be long', async () => {
    const world = await openWorld()
    const payload = `x=${'a'.repeat(FORM_LIMIT)}`
    const taken: string[] = []
    for (const { method, path: url } of routesOf(world.site.app)) {
      if (method !== 'POST') continue
      const who = url.startsWith('/desk') ? 'official' : 'stranger'
      const answer = await ask(world, { method, url, payload, headers: type, who })
      if (answer.statusCode !== 413) taken.push(url)
    }
    expect(taken.sort()).toEqual(long)
  })

  test('is not so while its text is as long as it may be, in any script', async () => {
    const world = await openWorld()
    const send = (url: string, fields: Record<string, string>, who: Visitor) =>
      ask(world, {
        ...{ method: 'POST', url, who, headers: type },
        payload: new URLSearchParams(fields).toString(),
      })
    const sent = { text: '🌲'.repeat(8_000), post: String(world.posts.open.id) }
    expect((await send('/comments/preview', sent, 'stranger')).statusCode).toBe(200)
    const draft = { title: 'Skogen', source: '🌲'.repeat(100_000), language: 'sv' }
    expect((await send('/desk/drafts', draft, 'official')).statusCode).toBe(303)
  })
})

/** A mail program that unsubscribes may send either kind of form (RFC 8058, 3.1). */
const isOneClick = (url: string, type: string): boolean =>
  url === '/unsubscribe/1' && type.startsWith('multipart/form-data')

/** What a form with files may be sent to (tests/files/hostile.test.ts). */
const mayBring = (url: string, type: string): boolean =>
  (['/letter', '/letter/preview', '/receipt/letter'].includes(url) ||
    /^\/desk\/requests\/1\/(release|release_part|decide)$/.test(url) ||
    /^\/desk\/(?:images|posts\/new\/images|drafts\/1\/images)$/.test(url)) &&
  type.startsWith('multipart/form-data')

/** Sends bytes as they are and gives what comes back before the server hangs up. */
function raw(origin: string, bytes: string | Buffer): Promise<string> {
  const { hostname, port } = new URL(origin)
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.end(bytes))
    const parts: Buffer[] = []
    socket.on('data', (part) => parts.push(part))
    socket.on('error', reject)
    socket.on('close', () => resolve(Buffer.concat(parts).toString()))
  })
}

/** Messages as bytes: the line of the request, headers besides the usual, and what follows. */
const message = (line: string, headers = '', body = ''): string =>
  `${line} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n${headers}\r\n${body}`

const long = 'a'.repeat(900)

describe('a message that no browser sends', () => {
  test.each([
    ['is not HTTP', 400, 'hej hej hej\r\n\r\n'],
    ['has a broken address', 400, message('GET /%E0%A4%A')],
    ['has letters outside ASCII in its address', 400, message('GET /tags/å')],
    ['has too long a name in its address', 414, message(`GET /tags/${long}`)],
    ['has too large headers', 431, message('GET /', `X: ${long.repeat(50)}\r\n`)],
    ['has two lengths', 400, message('POST /', 'Content-Length: 1\r\nContent-Length: 2\r\n', 'x')],
    ['has a length that is no number', 400, message('POST /', 'Content-Length: x\r\n')],
    [
      ...(['has a length and chunks', 400] as const),
      message('POST /', 'Content-Length: 1\r\nTransfer-Encoding: chunked\r\n', '0\r\n\r\n'),
    ],
    ['has a cookie of control signs', 400, message('GET /', 'Cookie: language=\u0007\r\n')],
    ['names an origin that is none', 403, message('POST /comments', 'Origin: %\r\n')],
    ['speaks of no languages', 200, message('GET /', 'Accept-Language: ;;;q=,*;q=9,\u00ff\r\n')],
    ['names a method unheard of', 400, message('BREW /')],
    ['names a method that nothing takes', 404, message('PROPFIND /nowhere')],
  ])('and %s gets %i, a page and its headers', async (_, status, bytes) => {
    const { site } = await openWorld()
    const answer = await raw(await listening(site.app), bytes)
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
    expect(answer).toMatch(/content-security-policy: default-src 'none'/i)
    expect(answer).toMatch(/<h1[\s>][\s\S]*<\/html>/)
    expect((await site.get('/health')).statusCode, 'and the site goes on').toBe(200)
  })

  test('and names another host gets the page that all others get', async () => {
    const { site, posts } = await openWorld()
    const origin = await listening(site.app)
    for (const path of ['/', posts.open.path, '/comments/1', '/nowhere', '?lang=nb']) {
      const named = await raw(origin, message(`GET http://evil.example${path}`))
      expect(named).not.toContain('evil.example')
      const plain = await raw(origin, message(`GET ${path.replace('?', '/?')}`))
      expect(named.split('\r\n\r\n')[1]).toBe(plain.split('\r\n\r\n')[1])
    }
    const desk = await raw(origin, message('POST http://evil.example/desk/me'))
    expect(desk, 'nor is it a way round the desk').toContain('annan webbplats')
  })

  test.each(['//evil.example/', '/\\evil.example', '///evil.example/x', '/\\/evil.example'])(
    'and asks for a language at %s is led to no other host',
    async (path) => {
      const { site } = await openWorld()
      const origin = await listening(site.app)
      for (const line of [`GET ${path}?lang=nb`, `GET http://a${path}?lang=nb`]) {
        const [, to] = /^location: (.*)\r$/im.exec(await raw(origin, message(line))) ?? []
        expect(to ?? '/').toMatch(/^\/(?![\\/])/)
      }
    },
  )
})
