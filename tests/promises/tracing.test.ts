/** Promise 7: nothing that could trace anyone is stored or logged, and no secret stands in an address. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { followSecrets } from '../../server/following/address.ts'
import { grouped, readCode } from '../../server/receipts/receipt.ts'
import { open } from '../../server/storage/database.ts'
import { publishPost } from '../posts/writing.ts'
import { type Received, type Running, send, startServer } from '../support/process.ts'
import { hiddenFields, openTestSite, staff, type TestSite } from '../support/site.ts'

/** What a browser tells of a person without being asked. */
const places = ['203.0.113.77', '2001:db8:beef:77::9']
const traces = {
  'user-agent': 'Sparhund/7.7 (unikt-bord)',
  'accept-language': 'nb;q=0.123, x-unik',
  referer: 'https://spar.example/hemsida',
  forwarded: 'for=203.0.113.77;proto=https',
  'x-real-ip': '203.0.113.77',
  'sec-ch-ua-platform': 'UnikOS',
}

interface Walk {
  readonly server: Running
  /** Every answer, with the address that was asked. */
  readonly answers: { readonly path: string; readonly answer: Received }[]
}

async function go(walk: Walk, path: string, form?: Record<string, string>, cookie = '') {
  const place = places[walk.answers.length % places.length] ?? ''
  const headers = {
    ...{ ...traces, 'x-forwarded-for': place },
    cookie: ['sparkaka=unik-kaka', cookie].filter(Boolean).join('; '),
  }
  const answer = await send(walk.server.origin, path, form ? { form, headers } : { headers })
  walk.answers.push({ path, answer })
  return answer
}

const given = (answer: Received, name: string): string =>
  new RegExp(`${name}=([^;]*)`).exec(String(answer.headers['set-cookie']))?.[1] ?? ''

type Secrets = Record<string, string>

/** A citizen reads, writes, is mistaken, asks after it and takes it back; a moderator signs in. */
async function walkThrough(walk: Walk, post: string): Promise<Secrets> {
  await go(walk, '/')
  const form = { ...hiddenFields((await go(walk, post)).body), text: 'Vem bestämmer?', name: '' }
  const preview = await go(walk, '/comments/preview', form)
  const mark = hiddenFields(preview.body).mark ?? ''
  const code = given(await go(walk, '/comments', { ...form, mark }), 'receipt')
  await go(walk, '/comments', { ...form, mark })
  await go(walk, '/comments', { ...form, text: 'x'.repeat(9_000) })
  await go(walk, '/receipt', undefined, `receipt=${code}`)
  await go(walk, '/receipt', { code: grouped(readCode(code) ?? ('' as never)) })
  for (let n = 0; n < 45; n++) await go(walk, '/receipt', { code: 'fel' })
  await go(walk, '/receipt/withdrawal', { comment: '1' }, `receipt=${code}`)
  for (const path of ['/finns/inte', '/comments/1', '/tags/%E0%A4%A', `/tags/${'a'.repeat(500)}`])
    await go(walk, path)
  await go(walk, '/comments', { text: 'a'.repeat(2_500_000) })
  await go(walk, '/challenge')
  const { email, password } = staff.moderator
  for (let n = 0; n < 8; n++)
    await go(walk, '/sign-in', { email: 'ingen@eken.example', password: `fel${n}` })
  const session = given(await go(walk, '/sign-in', { email, password }), 'insyn')
  expect(session, 'the moderator is in').not.toBe('')
  await go(walk, '/desk/comments/1', undefined, `insyn=${session}`)
  await go(walk, '/desk/me', { name: 'Erik Lund', title: 'kommunikatör' }, `insyn=${session}`)
  return { code, grouped: grouped(readCode(code) ?? ('' as never)), session, password }
}

/** The walk, on a server of its own that then has a fault of its own and ends. */
async function walked() {
  const site = await openTestSite()
  const { path } = await publishPost(site, await site.signIn('official'))
  const invitation = await invite(site)
  const environment = { LOG_LEVEL: 'debug', TRUST_PROXY: '1' }
  const walk = {
    server: await startServer(site.settings.dataDir, environment),
    answers: [],
  } as Walk
  const secrets: Secrets = await walkThrough(walk, path)
  await go(walk, invitation)
  await followByMail(walk, site)
  const raw = open(site.storage.file, false)
  raw.exec('drop view public_post')
  expect((await go(walk, `${path}?from=17`)).status).toBe(500)
  raw.close()
  await walk.server.end('SIGTERM')
  return { site, walk, post: path, secrets: { ...secrets, invitation } as Secrets }
}

const follower = 'sparad.lasare@example.org'

/** Somebody follows by mail, confirms by the link that the mail has, and stops. */
async function followByMail(walk: Walk, { keys, storage }: TestSite): Promise<void> {
  await go(walk, '/follow', { address: follower })
  const row = storage.read.selectFrom('follow').select(['id', 'asked_at as askedAt'])
  const follow = await row.executeTakeFirstOrThrow()
  const { tokenOf } = followSecrets(keys.seal)
  const confirmation = `/follow/confirmation/${tokenOf('confirm', follow)}`
  const unsubscribe = `/unsubscribe/${tokenOf('unsubscribe', follow)}`
  const said = [await go(walk, confirmation), await go(walk, confirmation, {})]
  const stopped = [await go(walk, unsubscribe), await go(walk, unsubscribe, {})]
  expect([...said, ...stopped].map(({ status }) => status)).toEqual([200, 200, 200, 200])
}

async function invite(site: TestSite): Promise<string> {
  site.advance(60_000)
  const cookie = await site.signIn('administrator')
  const form = { email: 'ny@eken.example', name: 'Nils Ny', title: 'jurist', roles: 'moderator' }
  const invited = await site.post('/desk/invitations', form, { cookie })
  return /\/invitation\/[\w-]+/.exec(invited.body)?.[0] ?? ''
}

/** Everything in the data folder and below as text, each byte a character. */
const stored = ({ settings: { dataDir } }: TestSite): string =>
  readdirSync(dataDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)).toString('latin1'))
    .join('\n')

/** A text as it is, and hashed without a key as somebody might think is enough. */
const disguised = (text: string): string[] => {
  const hashes = ['sha256', 'sha1', 'md5'].flatMap((name) =>
    (['hex', 'base64', 'base64url'] as const).map((as) => createHash(name).update(text).digest(as)),
  )
  return [text, Buffer.from(text).toString('base64'), encodeURIComponent(text), ...hashes]
}

const found = (where: string, needles: readonly string[]): string[] =>
  needles.filter((needle) => where.toLowerCase().includes(needle.toLowerCase()))

describe('who reads and writes', () => {
  test('leaves no trace in the data folder, in the log, in an address', {
    timeout: 60_000,
  }, async () => {
    const { site, walk, post, secrets } = await walked()
    const log = walk.server.output()
    const told = [...places, ...Object.values(traces), 'unik-kaka', 'unikt-bord'].flatMap(disguised)
    const files = stored(site)
    expect(found(files, ['Vem best']), 'the folder is read').toEqual(['Vem best'])
    expect(found(files, told), 'in the files').toEqual([])
    expect(found(log, told), 'in the log').toEqual([])
    expect(found(log, disguised(follower)), 'who follows, in the log').toEqual([])

    const { password = '', ...tokens } = secrets
    const hidden = [password, ...Object.values(tokens).map((token) => token.replace(/.*\//, ''))]
    expect(hidden.every((token) => token.length > 10)).toBe(true)
    expect(found(files, hidden), 'a secret in the files').toEqual([])
    expect(found(log, hidden), 'a secret in the log').toEqual([])

    expect(log, 'a fault is in the log').toContain('internal error')
    expect(log, 'with the pattern of its route').toContain('"route":"/:year')
    const statuses = walk.answers.map(({ answer }) => answer.status)
    expect(statuses).toEqual(expect.arrayContaining([200, 303, 400, 404, 413, 414, 422, 429, 500]))
    const asked = walk.answers.map(({ path }) => path).filter((path) => path.length > 12)
    expect(found(log, [post, 'finns', 'from=17', ...asked]), 'an address in the log').toEqual([])
    expect(leading(walk, secrets), 'a code or a session in an address').toEqual([])
  })
})

/** The addresses that an answer leads to, and that a page links to, with a secret in them. */
function leading({ answers }: Walk, { code = '', grouped: shown = '', session = '' }): string[] {
  const addresses = answers.flatMap(({ path, answer }) => [
    ...[path, String(answer.headers.location ?? '')],
    ...[...answer.body.matchAll(/(?:href|action|src)="([^"]*)"/g)].map(([, to = '']) => to),
  ])
  return addresses.filter((address) => found(address, [code, shown, session]).length > 0)
}
