import { posix } from 'node:path'
import { describe, expect, test } from 'vitest'
import { imports, type Source, sources, withoutComments } from './source.ts'

/** From the ground up: a file may import from its own folder and from those before it. */
const floors = [
  ...['kernel', 'language', 'text', 'storage', 'web'],
  ...['ledger', 'policy', 'accounts', 'site', 'mail', 'files', 'images', 'receipts'],
  ...['disclosures', 'posts', 'comments'],
  ...[
    'moderation',
    'discussions',
    'reminders',
    'following',
    'letters',
    'register',
    'requests',
    'agreements',
  ],
  ...['sharing', 'search', 'home', 'feeds'],
  ...['demo'],
]
const firstRoom = floors.indexOf('ledger')

type Kind = 'noun' | 'store' | 'actions' | 'pages' | 'http' | 'routes' | 'desk'

/**
 * What a kind of file in a room must leave to the others (CONTRIBUTING.md). It may name their
 * types: a type does nothing.
 */
const words = 'server/language/catalogue.ts'
const forbidden: Readonly<Record<Kind, readonly string[]>> = {
  noun: ['fastify', words, 'storage', 'web', 'store', 'actions', 'pages', 'http', 'routes', 'desk'],
  store: ['fastify', words, 'actions', 'pages', 'http', 'routes', 'desk'],
  actions: ['fastify', 'pages', 'http', 'routes', 'desk'],
  pages: ['fastify', 'storage', 'store', 'actions', 'http', 'routes', 'desk'],
  http: ['kysely', 'routes', 'desk'],
  routes: ['kysely', 'desk'],
  desk: ['kysely', 'routes'],
}

/** Files of a room whose name is not that of their kind: pieces too large for their place. */
const declared: Readonly<Partial<Record<Kind, readonly string[]>>> = {
  store: ['server/mail/trade.ts'],
  actions: [
    'server/ledger/verify.ts',
    'server/mail/folder.ts',
    'server/mail/loop.ts',
    'server/mail/message.ts',
    'server/mail/smtp.ts',
    'server/posts/versions.ts',
  ],
  pages: ['server/comments/form.ts'],
  http: [
    'server/accounts/door.ts',
    'server/accounts/person-form.ts',
    'server/comments/preview.ts',
    'server/comments/threads.ts',
    'server/receipts/cookie.ts',
  ],
}
const declaredKinds = new Map(
  Object.entries(declared).flatMap(([kind, paths]) => paths.map((path) => [path, kind as Kind])),
)

/** One library, one door: where alone a library may be named. */
const doors: Readonly<Record<string, RegExp>> = {
  kysely: /^server\/storage\/|^migrations\/|store\.ts$/,
  'better-sqlite3': /^server\/storage\//,
  fastify: /^server\/(app\.ts$|web\/)/, // and routes, desk and the declared pieces of HTTP
  '@fastify/view': /^server\/web\/render\.ts$/,
  '@fastify/static': /^server\/web\/assets\.ts$/,
  '@fastify/formbody': /^server\/web\/forms\.ts$/,
  '@fastify/rate-limit': /^server\/web\/limits\.ts$/,
  '@fastify/cookie': /^server\/(app\.ts$|web\/)/,
  '@fastify/accepts': /^server\/(app\.ts$|web\/)/,
  eta: /^server\/web\/render\.ts$/,
  'markdown-it': /^server\/text\//,
  'markdown-it-footnote': /^server\/text\/footnotes\.ts$/,
  diff: /^server\/text\//,
  'intl-messageformat': /^server\/language\/catalogue\.ts$/,
  '@sindresorhus/slugify': /^server\/kernel\/slug\.ts$/,
  'close-with-grace': /^server\/(main|demo)\.ts$/,
  '@node-rs/argon2': /^server\/accounts\/password\.ts$/,
  otpauth: /^server\/accounts\//,
  uqr: /^server\/accounts\//,
  nodemailer: /^server\/mail\/(message|smtp)\.ts$/,
  yazl: /^server\/register\/zip\.ts$/,
  'altcha-lib': /^server\/comments\//,
  '@fastify/multipart': /^server\/web\/uploads\.ts$/,
  'snowball-stemmers': /^server\/search\/form\.ts$/,
  sharp: /^server\/files\/(image|variants)\.ts$/,
  exifreader: /^server\/files\/image\.ts$/,
  '@cantoo/pdf-lib': /^server\/files\/pdf\.ts$/,
  '@xmldom/xmldom': /^server\/files\/xmp\.ts$/,
  'node:crypto': /^server\/kernel\//,
}

/** What stands outside the rules, and why. An entry that is no longer needed fails the last test. */
const exceptions: Readonly<Record<string, string>> = {
  'server/accounts/session.ts → fastify': 'a noun that lives in a cookie: it reads and sets it',
  'server/accounts/session.ts → server/web/negotiate.ts': 'reads its cookie',
}

const files = sources('server/**/*.ts', 'migrations/*.ts')
const used = new Set<string>()
const isExcepted = (file: string, what: string): boolean => {
  const key = `${file} → ${what}`
  if (key in exceptions) used.add(key)
  return key in exceptions
}

describe('the floors of the house', () => {
  test('every folder of server/ has its place among the floors', () => {
    const unknown = files.map(folderOf).filter((folder) => folder && !floors.includes(folder))
    expect([...new Set(unknown)], 'give the new room its place in `floors` above').toEqual([])
  })

  test('an import goes down or stays in its room', () => {
    expect(
      imported((from, to) => height(to) > height(from) && folderOf(from) !== undefined),
      'The lower room cannot know the higher one. Let app.ts hand it a function, or move what ' +
        'both need further down.',
    ).toEqual([])
  })

  test('rooms reach each other by noun, store and actions alone', () => {
    expect(
      imported(
        (from, to) =>
          isRoom(from) &&
          isRoom(to) &&
          folderOf(from) !== folderOf(to) &&
          (['pages', 'routes', 'desk'].includes(kindOf(to)) ||
            (kindOf(to) === 'http' && !['http', 'routes', 'desk'].includes(kindOf(from)))),
      ),
      'How a room is shown and reached is its own affair: share the noun, or a view in views/shared.',
    ).toEqual([])
  })

  test('a file does what its name says, and leaves the rest to the others', () => {
    expect(
      imported(
        (from, to, isType) =>
          !isType && isRoom(from) && forbidden[kindOf(from)].some((it) => is(to, it)),
      ),
      'CONTRIBUTING.md, "The house in one minute": noun = pure, store = SQL, actions = one ' +
        'transaction, pages = what is shown, routes and desk = HTTP.',
    ).toEqual([])
  })

  test('each library has one door', () => {
    const wrong = files.flatMap((file) =>
      imports(file)
        .map(({ name }) => packageOf(name))
        .filter((name) => doors[name] && !doors[name].test(file.path))
        .filter((name) => name !== 'fastify' || !['http', 'routes', 'desk'].includes(kindOf(file)))
        .filter((name) => !isExcepted(file.path, name))
        .map((name) => `${file.path} → ${name}`),
    )
    expect(wrong, 'Ask the file that owns the library instead of naming it again.').toEqual([])
  })

  test('SQL is written in stores', () => {
    const sql = /\.(selectFrom|insertInto|updateTable|deleteFrom|replaceInto)\(|\bsql[`<]/
    const home = /^server\/storage\/|^migrations\/|store\.ts$/
    expect(
      places(sql, home),
      'A query belongs in the store of its room, where its visibility can be reviewed.',
    ).toEqual([])
  })

  test('time and chance come from the kernel, the environment from config.ts', () => {
    const advice = 'Take a Clock, use kernel/random.ts, or read the setting that was handed in.'
    const chance = /new Date\(\)|\bDate\.now\(|Math\.random|\bcrypto\.(random|getRandom)/
    expect(places(chance, /^server\/kernel\//), advice).toEqual([])
    expect(places(/\bprocess\.env\b/, /^server\/config\.ts$/), advice).toEqual([])
  })

  test('a migration is frozen: it imports nothing of ours', () => {
    const wrong = files.filter(
      ({ path, text }) =>
        path.startsWith('migrations/') &&
        imports({ path, text }).some(({ name }) => name.includes('server')),
    )
    expect(
      wrong.map(({ path }) => path),
      'The code will change and the migration must not: write what it needs into it.',
    ).toEqual([])
  })

  test('every exception and every declared kind is still needed', () => {
    expect(
      [...declaredKinds.keys()].filter((path) => !files.some((file) => file.path === path)),
      'There is no such file: take it out of `declared`.',
    ).toEqual([])
    expect(
      Object.keys(exceptions).filter((key) => !used.has(key)),
      'Rejoice, and take it out of `exceptions`.',
    ).toEqual([])
  })
})

/** Every import that breaks a rule, as `from → to`. */
function imported(breaks: (from: Source, to: Source, isType: boolean) => boolean): string[] {
  return files.flatMap((from) =>
    imports(from)
      .map(({ name, isType }) => ({ path: resolved(from, name), text: '', isType }))
      .filter((to) => breaks(from, to, to.isType) && !isExcepted(from.path, to.path))
      .map((to) => `${from.path} → ${to.path}`),
  )
}

function places(pattern: RegExp, home: RegExp): string[] {
  return files
    .filter((file) => !home.test(file.path) && pattern.test(withoutComments(file)))
    .filter((file) => !isExcepted(file.path, pattern.source))
    .map((file) => `${file.path}: ${pattern.exec(withoutComments(file))?.[0]}`)
}

const resolved = (from: Source, name: string): string =>
  name.startsWith('.') ? posix.join(posix.dirname(from.path), name) : packageOf(name)

const packageOf = (name: string): string =>
  name.startsWith('.') ? '' : (/^(@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? '')

/** `posts` of `server/posts/post.ts`; nothing for what stands above the rooms, such as app.ts. */
const folderOf = ({ path }: Source): string | undefined => /^server\/([^/]+)\//.exec(path)?.[1]

const height = (file: Source): number => {
  const folder = folderOf(file)
  if (folder !== undefined) return floors.indexOf(folder)
  return file.path.startsWith('server/') ? floors.length : -1
}

const isRoom = (file: Source): boolean =>
  folderOf(file) !== undefined && folderOf(file) !== 'demo' && height(file) >= firstRoom

/**
 * `store.ts` and `session-store.ts` are stores: the last word of a name says its kind. Of what
 * begins with `desk-` the rest is HTTP at the desk.
 */
function kindOf({ path }: Source): Kind {
  const word = /([a-z]+)\.ts$/.exec(path)?.[1] ?? ''
  if (word in forbidden && word !== 'noun') return word as Kind
  return declaredKinds.get(path) ?? (path.includes('/desk-') ? 'http' : 'noun')
}

function is(file: Source, what: string): boolean {
  if (file.path === what || folderOf(file) === what) return true
  return isRoom(file) && kindOf(file) === what
}
