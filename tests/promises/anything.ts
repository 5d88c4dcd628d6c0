/** Requests that somebody could send: right in some parts, hostile in others. */
import fc from 'fast-check'
import { anyComment, hostile } from '../support/hostile.ts'
import { routesOf } from '../support/routes.ts'
import { type Visitor, visitors } from './markers.ts'
import type { World } from './world.ts'

export interface Hostile {
  readonly method: string
  readonly url: string
  readonly payload?: string
  readonly headers: Readonly<Record<string, string>>
  readonly who: Visitor
}

const odd = [
  ...['', '0', '-1', '1.5', '1e309', '0x10', '00001', '１', '9'.repeat(15), '9'.repeat(40), 'NaN'],
  ...['null', 'undefined', '__proto__', 'constructor', 'toString', '../../etc/passwd', '%', '%00'],
  ...['\u0000', "' or 1=1 --", '"; drop table comment; --', '2026-02-30', '24:61', 'å'.repeat(300)],
  ...['a'.repeat(20_000), '\r\nSet-Cookie: x=y', '{"$gt":""}', '😀'.repeat(50), '\uD800'],
]

/** A value for anything: often a number that something has, often nonsense. */
const anyValue = (ids: readonly string[]) =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...ids) },
    { weight: 3, arbitrary: fc.constantFrom(...odd) },
    { weight: 2, arbitrary: fc.constantFrom(...hostile) },
    { weight: 2, arbitrary: anyComment },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
  )

/** Every field that some form has, and what some of them are when they are right. */
const right: Readonly<Record<string, readonly string[]>> = {
  capacity: ['personal', 'official'],
  language: ['sv', 'nb', 'en'],
  act: ['let_through', 'hide', 'spam', 'hold', 'confirm', 'put_back', 'save', 'preview'],
  reason: ['threat', 'off_topic', 'own_case', 'personal_attack'],
  comments: ['open', 'closed'],
  roles: ['author', 'moderator', 'registrar', 'administrator'],
  country: ['se', 'no'],
  hours_days: ['1', '5', '7'],
  hours_from: ['08:00'],
  hours_to: ['17:00'],
  hours_within: ['3', '0'],
  from: ['2026-12-01'],
  time_zone: ['Europe/Oslo', 'Mars/Olympus'],
}

const fieldNames = [
  ...Object.keys(right),
  ...['post', 'parent', 'post_version', 'parent_version', 'name', 'text', 'question', 'mark'],
  ...['code', 'altcha', 'website', 'comment', 'remember', 'title', 'summary', 'source', 'tags'],
  ...['decisionText', 'decisionUrl', 'seen', 'address', 'sentence', 'email', 'password', 'old'],
  ...[
    'change',
    'who',
    'notice',
    'offer',
    'to',
    'authority',
    'site',
    'telephone',
    'contact_email',
    'version',
  ],
  ...['presentation', 'away_until', 'data_protection_officer', 'controller', 'postal_address'],
]

const queryNames = ['before', 'from', 'lang', 'version', 'to', 'done', '__proto__', 'x[]', '']

/** Percent-encoded, whatever it is made of. */
const encoded = (text: string): string =>
  Buffer.from(text)
    .toString('hex')
    .replace(/../g, '%$&')
    .replace(/%(4[1-9a-f]|5[0-9a]|6[1-9a-f]|7[0-9a]|3[0-9]|2d|2e)/g, (all) =>
      decodeURIComponent(all),
    )

/** Any request to a site where everything has happened; those that end a session come last. */
export function anyRequest(world: World, isLast: boolean): fc.Arbitrary<Hostile> {
  const { posts, comments, drafts } = world
  const numbers = [...Object.values(comments), ...Object.values(posts).map(({ id }) => id)]
  const ids = [...new Set([...numbers, ...drafts])].map(String)
  const value = anyValue(ids)
  const routes = routesOf(world.site.app).filter(({ path }) => isFarewell(path) === isLast)
  const paths = [...Object.values(posts).map(({ path }) => path)]
  const url = fc
    .tuple(
      anyPath(
        routes.map(({ path }) => path),
        value,
        paths,
      ),
      anyQuery(value),
    )
    .map(([path, query]) => path + query)
  const routed = fc.constantFrom(...routes).chain(({ method, path }) =>
    fc.tuple(
      fc.constant(method),
      fc.tuple(filled(path, value), anyQuery(value)).map((all) => all.join('')),
    ),
  )
  const wild = fc.tuple(fc.constantFrom('GET', 'POST', 'HEAD', 'PUT', 'DELETE', 'OPTIONS'), url)
  return fc
    .record({
      target: fc.oneof({ weight: 5, arbitrary: routed }, { weight: 1, arbitrary: wild }),
      body: anyBody(value),
      headers: anyHeaders(),
      who: fc.constantFrom(...visitors),
    })
    .map(({ target: [method, at], body, headers, who }) => ({
      ...{ method, url: at, who },
      ...(method === 'GET' || method === 'HEAD' ? {} : { payload: body.payload }),
      headers: {
        ...headers,
        ...(method === 'GET' || method === 'HEAD' ? {} : { 'content-type': body.type }),
      },
    }))
}

/** What ends the session or the account that asks: the rest of the requests would reach less. */
const isFarewell = (path: string): boolean =>
  /sign-out|sessions|closure|roles|second-factor/.test(path)

const filled = (path: string, value: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .array(value, { minLength: 4, maxLength: 4 })
    .map((values) =>
      values.reduce((text, one) => text.replace(/\/1(?=\/|$)/, `/${encoded(one)}`), path),
    )

const anyPath = (
  routes: readonly string[],
  value: fc.Arbitrary<string>,
  paths: readonly string[],
) =>
  fc.oneof(
    fc.constantFrom(...routes, ...paths),
    fc
      .tuple(fc.constantFrom(...paths, '/2026/11', '/desk', ''), value)
      .map(([path, rest]) => `${path}/${encoded(rest)}`),
    value.map((text) => `/${encoded(text)}`),
  )

const anyQuery = (value: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .array(fc.tuple(fc.constantFrom(...queryNames), value), { maxLength: 3 })
    .map((pairs) => pairs.map(([name, text]) => `${encoded(name)}=${encoded(text)}`))
    .map((pairs) => (pairs.length > 0 ? `?${pairs.join('&')}` : ''))

const anyBody = (value: fc.Arbitrary<string>): fc.Arbitrary<{ type: string; payload: string }> => {
  const field = fc.constantFrom(...fieldNames).chain((name) => {
    const good = right[name]
    return fc.tuple(fc.constant(name), good ? fc.oneof(fc.constantFrom(...good), value) : value)
  })
  const fields = fc.array(field, { maxLength: 14 })
  return fc.oneof(
    {
      weight: 8,
      arbitrary: fields.map((pairs) => ({
        type: 'application/x-www-form-urlencoded',
        payload: pairs.map(([name, text]) => `${encoded(name)}=${encoded(text)}`).join('&'),
      })),
    },
    {
      weight: 2,
      arbitrary: fc.tuple(fields, fc.json()).map(([pairs, other]) => ({
        type: 'application/json',
        payload: pairs.length > 2 ? JSON.stringify(Object.fromEntries(pairs)) : other,
      })),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        type: fc.constantFrom('application/x-www-form-urlencoded', 'text/plain', 'text/html'),
        payload: value,
      }),
    },
  )
}

const anyHeaders = (): fc.Arbitrary<Record<string, string>> =>
  fc.dictionary(
    fc.constantFrom(
      ...['accept-language', 'accept-encoding', 'accept', 'if-none-match', 'cookie', 'host'],
      ...['x-forwarded-for', 'user-agent', 'referer', 'range', 'expect', 'x-http-method-override'],
    ),
    fc.oneof(
      fc.constantFrom(
        '',
        '*',
        'nb',
        'br;q=0',
        ';;;',
        ',',
        'language=%',
        'receipt=x; insyn=y',
        '10.0.0.1',
      ),
      fc.constantFrom(
        'a'.repeat(5_000),
        '__proto__',
        'language=__proto__',
        'bytes=0-',
        '"x"',
        'W/',
      ),
      fc.string({ maxLength: 20 }),
    ),
    { maxKeys: 3 },
  )
