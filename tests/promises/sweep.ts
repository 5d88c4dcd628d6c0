/** Asks every GET route of the server's own list as one visitor, for everything that there is. */
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib'
import { getRoutes, routesOf } from '../support/routes.ts'
import type { Answer } from '../support/site.ts'
import { type Marker, type Visitor, word } from './markers.ts'
import type { World } from './world.ts'

/** A number that nothing has. */
const NOTHING = 99_999

type Filling = (world: World) => readonly string[]

const only =
  (path: string): Filling =>
  () => [path]
const commentsOf = (world: World) => [...Object.values(world.comments), NOTHING]
const postIds = (world: World) => [...Object.values(world.posts).map(({ id }) => id), NOTHING]

/** Every address that a post has, had, or would have. */
function postPaths({ posts, images }: World): string[] {
  const titles = ['draft', 'change', 'changedagain', 'gone'].map((thing) => word(thing, 'title'))
  const months = ['2026/10', '2026/11']
  return [
    ...[...Object.values(posts), images].map(({ path }) => path),
    ...months.flatMap((month) => titles.map((title) => `/${month}/${title}`)),
  ]
}

/** The addresses of what is or was public. */
const published = ({ posts }: World): string[] => Object.values(posts).map(({ path }) => path)

const tagsOf = ({ markers }: World) =>
  markers.filter(({ word: text }) => text.endsWith('tagszq')).map(({ word: text }) => text)

const below =
  (path: string, ids: Filling | ((world: World) => number[]), rest = ''): Filling =>
  (world) =>
    ids(world).map((id) => `${path}/${id}${rest}`)

const drafts = ({ drafts: ids }: World): number[] => [...ids, NOTHING]

const entries = ({ accounts: made }: World): number[] => [
  ...[made.alone, made.onPost, made.onComment, made.onPost + 1, NOTHING], // and one that waits
]

/** Looking again is asked of one that stands alone: the others differ in what they hang on. */
const oneEntry = ({ accounts: made }: World): number[] => [made.alone, NOTHING]

const accounts = () => [1, 2, 3, 4, 5, NOTHING]

const requests = () => [1, 2, NOTHING]

const acts = [
  ...(['question', 'release', 'release_part', 'refuse', 'not_held', 'decide'] as const),
  ...(['decide_not_held', 'explain', 'forward', 'uphold', 'close'] as const),
]

const confirmation = (token: string): string => `/follow/confirmation/${token}`

const feedFillings: Readonly<Record<string, Filling>> = Object.fromEntries(
  ['feed.atom', 'feed.json'].flatMap((end): [string, Filling][] => [
    ...['', '/personal', '/official', '/comments'].map((path): [string, Filling] => [
      `${path}/${end}`,
      only(`${path}/${end}`),
    ]),
    [`/tags/:tag/${end}`, (world) => tagsOf(world).map((tag) => `/tags/${tag}/${end}`)],
    [`/:year/:month/:slug/${end}`, (world) => published(world).map((path) => `${path}/${end}`)],
  ]),
)

/** What begins as all the words do. */
const searches: Filling = () => [
  ...['', '?words=zq*', '?words=zq*&kind=comment', '?words=zq*+-an&year=2026', '?answered=1'].map(
    (query) => `/search${query}`,
  ),
  ...['?capacity=personal', '?capacity=official&kind=post', '?words=an&before=comment-9'].map(
    (query) => `/search${query}`,
  ),
]

/** What to ask at each route, by the route as it is written in the code. */
export const fillings: Readonly<Record<string, Filling>> = {
  '/': (world) => ['/', ...[...postIds(world)].map((id) => `/?before=${id}`)],
  '/static/:file': only('/static/favicon.svg'),
  '/sign-in': only('/sign-in?to=%2Fdesk%2Fdrafts%2F1'),
  '/setup/:token': only('/setup/made-up'),
  '/invitation/:token': only('/invitation/made-up'),
  '/password/:token': only('/password/made-up'),
  '/personal': (world) => ['/personal', ...postIds(world).map((id) => `/personal?before=${id}`)],
  '/official': (world) => ['/official', ...postIds(world).map((id) => `/official?before=${id}`)],
  '/tags/:tag': (world) => tagsOf(world).map((tag) => `/tags/${tag}`),
  '/series/:series': only('/series/made-up'),
  '/:year': () => ['/2026', '/2026?before=99999', '/2025'],
  '/:year/:month': () => ['/2026/11', '/2026/11?before=99999', '/2026/10'],
  '/:year/:month/:slug': (world) => [
    ...postPaths(world),
    ...commentsOf(world).map((id) => `${world.posts.open.path}?from=${id}`),
    ...['order=newest', 'order=answered', 'to=last'].map(
      (asked) => `${world.posts.open.path}?${asked}`,
    ),
  ],
  '/:year/:month/:slug/history': (world) =>
    postPaths(world).flatMap((path) =>
      ['', '?before=1', '?before=2', '?before=3'].map((rest) => `${path}/history${rest}`),
    ),
  '/comments/:id': (world) =>
    commentsOf(world).flatMap((id) => [`/comments/${id}`, `/comments/${id}?from=${id}`]),
  '/comments/:id/reply': below('/comments', commentsOf, '/reply'),
  '/comments/:id/history': below('/comments', commentsOf, '/history'),
  '/follow': only('/follow'),
  '/follow/asked': only('/follow/asked'),
  '/follow/confirmation/:token': ({ links }) => ['made-up', links.confirm].map(confirmation),
  '/unsubscribe/:token': ({ links }) =>
    ['made-up', links.confirm, ...links.unsubscribe].map((token) => `/unsubscribe/${token}`),
  '/comments/:id/cite': below('/comments', commentsOf, '/cite'),
  '/:year/:month/:slug.md': (world) => [
    ...published(world).map((path) => `${path}.md`),
    `${world.posts.open.path}.md?from=${world.comments.shown}`,
  ],
  '/:year/:month/:slug/cite': (world) => published(world).map((path) => `${path}/cite`),
  '/:year/:month/:slug/at': ({ posts }) => [
    `${posts.changed.path}/at?time=2026-11-20`,
    `${posts.gone.path}/at`,
  ],
  '/:year/:month/:slug/at/:moment': (world) =>
    published(world).flatMap((path) =>
      ['2026-11-21T09:00:00Z', world.site.clock()].map((at) => `${path}/at/${at}`),
    ),
  '/comments/:id/follow': below('/comments', commentsOf, '/follow'),
  '/:year/:month/:slug/follow': (world) => postPaths(world).map((path) => `${path}/follow`),
  '/receipt/follow': (world) => commentsOf(world).map((id) => `/receipt/follow?comment=${id}`),
  '/letter': (world) => [
    '/letter',
    ...postIds(world).map((id) => `/letter?post=${id}`),
    ...commentsOf(world).map((id) => `/letter?comment=${id}`),
  ],
  '/letter/choice': (world) => [
    '/letter/choice',
    ...postIds(world).map((id) => `/letter/choice?post=${id}`),
    ...commentsOf(world).map((id) => `/letter/choice?comment=${id}`),
  ],
  '/desk/letters': only('/desk/letters'),
  '/desk/letters/search': only('/desk/letters/search'),
  '/desk/letters/channel': only('/desk/letters/channel'),
  '/desk/letters/phrases': only('/desk/letters/phrases'),
  '/desk/letters/:id': below('/desk/letters', ({ letters }) => [...letters, NOTHING]),
  '/desk/comments/:id/direct': below('/desk/comments', commentsOf, '/direct'),
  '/desk/letters/:id/passing': below(
    '/desk/letters',
    ({ letters }) => [...letters, NOTHING],
    '/passing',
  ),
  '/desk/letters/:id/files/:file': ({ letters, files }) =>
    letters.flatMap((id) => [...files, NOTHING].map((file) => `/desk/letters/${id}/files/${file}`)),
  '/desk/register': ({ letters }) => [
    '/desk/register',
    ...letters.map((id) => `/desk/register?before=${id}`),
    ...['?state=unassessed', '?state=registered&year=2026'].map(
      (query) => `/desk/register${query}`,
    ),
  ],
  '/desk/register/:id': below('/desk/register', ({ letters }) => [...letters, NOTHING]),
  '/desk/register/:id/release': below(
    '/desk/register',
    ({ letters }) => [...letters, NOTHING],
    '/release',
  ),
  '/desk/register/:id/releases/:release': ({ letters }) =>
    letters.flatMap((id) => [1, 2, NOTHING].map((one) => `/desk/register/${id}/releases/${one}`)),
  '/receipt/released/:id': below('/receipt/released', ({ letters }) => [...letters, NOTHING]),
  '/desk/register/retention': only('/desk/register/retention'),
  '/desk/register/search': only('/desk/register/search'),
  '/desk/register/exempt': only('/desk/register/exempt'),
  '/desk/register/export': only('/desk/register/export'),
  '/desk/letters/:id/proposal': below(
    '/desk/letters',
    ({ letters }) => [...letters, NOTHING],
    '/proposal',
  ),
  '/desk/letters/:id/proposal/form': below(
    '/desk/letters',
    ({ letters }) => [...letters, NOTHING],
    '/proposal/form',
  ),
  '/receipt/letters/:id/proposal': below(
    '/receipt/letters',
    ({ letters }) => [...letters, NOTHING],
    '/proposal',
  ),
  '/desk/second-factor/again': only('/desk/second-factor/again?to=%2Fdesk%2Fletters'),
  '/openness': (world) =>
    [
      ...['', '?words=an', '?state=withheld&ever=1', '?overdue=1', '?year=2026&capacity=personal'],
      ...entries(world).map((id) => `?before=${id}`),
    ].map((query) => `/openness${query}`),
  '/search': searches,
  '/openness/feed.atom': only('/openness/feed.atom'),
  '/openness/feed.json': only('/openness/feed.json'),
  '/openness/figures': only('/openness/figures'),
  '/openness.csv': () => ['/openness.csv', '/openness.csv?state=withheld&words=an'],
  '/openness.json': () => ['/openness.json', '/openness.json?overdue=1'],
  '/openness/:id.json': below('/openness', entries, '.json'),
  '/openness/:id': below('/openness', entries),
  '/desk/openness/new': (world) => [
    '/desk/openness/new',
    ...postIds(world).map((id) => `/desk/openness/new?post=${id}`),
    ...commentsOf(world).map((id) => `/desk/openness/new?comment=${id}`),
  ],
  '/desk/openness': () => [
    '/desk/openness',
    ...['after=2026-01-01.1', 'state=withheld', 'state=disclosed&before=99999'].map(
      (query) => `/desk/openness?${query}`,
    ),
  ],
  '/desk/openness/:id': below('/desk/openness', entries),
  '/desk/openness/:id/disclosed': below('/desk/openness', oneEntry, '/disclosed'),
  '/desk/openness/:id/narrowed': below('/desk/openness', oneEntry, '/narrowed'),
  '/desk/openness/:id/kept': below('/desk/openness', oneEntry, '/kept'),
  '/desk/openness/:id/ended': below('/desk/openness', oneEntry, '/ended'),
  '/desk/openness/:id/correction': below('/desk/openness', entries, '/correction'),
  '/images/:file': ({ images }) => images.files.map((file) => `/images/${file}`),
  '/desk/images/files/:file': ({ images }) =>
    images.files.map((file) => `/desk/images/files/${file}`),
  '/desk/profile': only('/desk/profile'),
  '/desk/images': () => ['/desk/images', '/desk/images?before=2'],
  '/desk/images/:id': below('/desk/images', ({ images }) => [...images.items, NOTHING]),
  '/policy': only('/policy'),
  '/policy/house-rules': () => ['/policy/house-rules', '/policy/house-rules?version=1'],
  '/policy/privacy': only('/policy/privacy'),
  '/policy/accessibility': only('/policy/accessibility'),
  '/ledger': only('/ledger'),
  '/ledger/about': only('/ledger/about'),
  '/ledger/pages/:page': only('/ledger/pages/1'),
  '/ledger/:number': ({ hashed }) => [...hashed, NOTHING].map((index) => `/ledger/${index}`),
  '/ledger/checkpoint': only('/ledger/checkpoint'),
  '/ledger/key': only('/ledger/key'),
  '/ledger/entries/:file': only('/ledger/entries/0.jsonl'),
  '/ledger/leaves/:file': only('/ledger/leaves/0.txt'),
  '/ledger/inclusion/:index/:size': () => ['/ledger/inclusion/2/7', '/ledger/inclusion/7/2'],
  '/ledger/consistency/:first/:second': () => ['/ledger/consistency/3/7'],
  '/about': only('/about'),
  '/contact': only('/contact'),
  '/request': only('/request'),
  '/desk/requests/channel': only('/desk/requests/channel'),
  '/desk/requests': () => ['/desk/requests', '/desk/requests?before=2'],
  '/desk/requests/:id': below('/desk/requests', requests),
  '/desk/requests/:id/files/:file': below('/desk/requests', requests, '/files/1'),
  '/receipt/requests/:id/files/:file': below('/receipt/requests', requests, '/files/1'),
  ...Object.fromEntries(
    acts.map((act) => [`/desk/requests/:id/${act}`, below('/desk/requests', requests, `/${act}`)]),
  ),
  '/challenge': only('/challenge'),
  '/log': only('/log'),
  '/receipt': only('/receipt'),
  '/receipt/files/:id': below('/receipt/files', ({ files }) => [...files, NOTHING]),
  '/health': only('/health'),
  '/health/ready': only('/health/ready'),
  '/robots.txt': only('/robots.txt'),
  '/sitemap.xml': only('/sitemap.xml'),
  '/sitemap/:part.xml': () =>
    ['lists-1', 'posts-1', 'openness-1', 'x'].map((part) => `/sitemap/${part}.xml`),
  '/.well-known/security.txt': only('/.well-known/security.txt'),
  ...feedFillings,
  '/desk': only('/desk'),
  '/desk/': only('/desk/'),
  '/desk/second-factor': only('/desk/second-factor'),
  '/desk/settings': only('/desk/settings'),
  '/desk/mail': only('/desk/mail'),
  '/desk/me': only('/desk/me'),
  '/desk/accounts': only('/desk/accounts'),
  '/desk/accounts/new': only('/desk/accounts/new'),
  '/desk/accounts/:id': below('/desk/accounts', accounts),
  '/desk/audit': only('/desk/audit'),
  '/desk/welcome': only('/desk/welcome'),
  '/desk/official': only('/desk/official'),
  '/desk/asides/new': only('/desk/asides/new'),
  '/desk/drafts/:id': below('/desk/drafts', drafts),
  '/desk/drafts/:id/publication': below('/desk/drafts', drafts, '/publication'),
  '/desk/drafts/:id/withheld': (world) =>
    drafts(world).flatMap((id) =>
      ['', '?entry=1', '?entry=4'].map((rest) => `/desk/drafts/${id}/withheld${rest}`),
    ),
  '/desk/drafts/:id/preview': below('/desk/drafts', drafts, '/preview'),
  '/desk/drafts/:id/approval': below('/desk/drafts', drafts, '/approval'),
  '/desk/drafts/:id/earlier': below('/desk/drafts', drafts, '/earlier'),
  '/desk/drafts/:id/earlier/:number': below('/desk/drafts', drafts, '/earlier/1'),
  '/desk/posts': only('/desk/posts'),
  '/desk/posts/new': only('/desk/posts/new'),
  '/desk/posts/:id': below('/desk/posts', postIds),
  '/desk/comments/:id': below('/desk/comments', commentsOf),
  '/discussions/:id': below('/discussions', commentsOf),
  '/desk/comments/:id/discussion': below('/desk/comments', commentsOf, '/discussion'),
  '/desk/comments/:id/credit': below('/desk/comments', commentsOf, '/credit'),
  '/desk/threads/:id/summary': below('/desk/threads', postIds, '/summary'),
  '/desk/decisions': only('/desk/decisions'),
  '/desk/threads': only('/desk/threads'),
  '/desk/threads/:id': below('/desk/threads', (world) => [...commentsOf(world), ...postIds(world)]),
}

/** A route of the app as the fillings name it: without what its parameters must look like. */
const plain = (route: string): string => route.replace(/\([^)]*\)/g, '')

/** Routes that nobody has said how to ask, and fillings whose route is not there any more. */
export function unasked(world: World): string[] {
  const routes = getRoutes(world.site.app).map(plain)
  const without = routes.filter((route) => !(route in fillings))
  return [...without, ...Object.keys(fillings).filter((route) => !routes.includes(route))]
}

/** Every address to ask. */
export const addresses = (world: World): string[] =>
  Object.values(fillings).flatMap((filling) => [...filling(world)])

export interface Asked {
  readonly address: string
  readonly status: number
  readonly headers: string
  readonly body: string
}

/** What a visitor is answered at every address, decompressed. */
export async function ask(
  world: World,
  visitor: Visitor,
  headers: Readonly<Record<string, string>> = {},
): Promise<Asked[]> {
  const cookie = world.cookies[visitor]
  const asked: Asked[] = []
  for (const address of addresses(world)) {
    const answer = await world.site.get(address, { cookie, headers })
    const told = JSON.stringify(answer.headers)
    asked.push({ address, status: answer.statusCode, headers: told, body: bodyOf(answer) })
  }
  return asked
}

/** What a visitor is answered at every POST route, about everything that there is. */
export async function send(world: World, visitor: Visitor): Promise<Asked[]> {
  const asked: Asked[] = []
  for (const address of sendable(world)) {
    const number = /\d+/.exec(address)?.[0] ?? ''
    const form = { ...formOf(world), parent: number, comment: number, text: number && 'Hej' }
    const answer = await world.site.post(address, form, { cookie: world.cookies[visitor] })
    const told = JSON.stringify(answer.headers)
    asked.push({ address, status: answer.statusCode, headers: told, body: bodyOf(answer) })
  }
  return asked
}

/** Where the list of routes has a number. */
const one = /\/1(?=\/|$)/

/** Each POST route with the number of each comment, post and draft; signing out comes last. */
function sendable(world: World): string[] {
  const numbers = [...commentsOf(world), ...postIds(world), ...drafts(world)]
  const routes = routesOf(world.site.app).filter(({ method }) => method === 'POST')
  const paths = routes.flatMap(({ path }) =>
    one.test(path)
      ? numbers.map((id) => path.replace(one, `/${id}`))
      : [path, ...(path === '/comments/preview' ? numbers.map((id) => `${path}?${id}`) : [])],
  )
  const isLast = (path: string) => Number(path === '/desk/sign-out')
  return [...new Set(paths)].sort((one, other) => isLast(one) - isLast(other))
}

/** Fields that some form has, so that routes get further than to what is missing. */
const formOf = ({ posts }: World) => ({
  ...{ post: String(posts.open.id), capacity: 'personal', act: 'let_through', code: 'fel' },
  ...{ reason: 'threat', email: 'vem@eken.example', password: 'fel', to: '/desk' },
})

const decompress: Readonly<Record<string, (body: Buffer) => Buffer>> = {
  br: brotliDecompressSync,
  gzip: gunzipSync,
  zstd: zstdDecompressSync,
}

function bodyOf(answer: Answer): string {
  const how = decompress[String(answer.headers['content-encoding'] ?? '')]
  return (how ? how(answer.rawPayload) : answer.rawPayload).toString('utf8')
}

/** Where somebody reads what they may not, as sentences. */
export const leaks = (asked: readonly Asked[], visitor: Visitor, world: World): string[] =>
  world.markers
    .filter(({ may }) => !may.includes(visitor))
    .flatMap((marker) =>
      asked
        .filter((answer) => tells(answer, marker))
        .map(({ address }) => `${visitor} reads ${marker.word} at ${address}`),
    )

/** What somebody may read and finds nowhere, as sentences. */
export const missed = (asked: readonly Asked[], visitor: Visitor, world: World): string[] =>
  world.markers
    .filter((marker) => marker.must.includes(visitor) && !asked.some((one) => tells(one, marker)))
    .map((marker) => `${visitor} finds ${marker.word} nowhere`)

/** With its markup and without: a word may be cut by a mark of what changed. */
function tells({ address, headers, body }: Asked, { word: text }: Marker): boolean {
  const wanted = text.toLowerCase()
  const typed = address.replace(/\?.*/, '') // a page may say the address that it was asked at
  const whole = `${headers}\n${body}`.replaceAll(typed, '').toLowerCase()
  return whole.includes(wanted) || whole.replace(/<[^>]*>/g, '').includes(wanted)
}
