/**
 * A whole site in a folder of its own: real database, real forms, a clock that stands still until
 * a test moves it. Setting up takes its time (argon2id), so each process sets up once per kind of
 * site, by the real forms, keeps the files, and every test begins with a copy.
 */
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { mustHaveSecondFactor, type Role, roles } from '../../server/accounts/account.ts'
import { codeAt } from '../../server/accounts/second-factor.ts'
import { buildApp } from '../../server/app.ts'
import { DAY, type Instant, later, milliseconds, SECOND } from '../../server/kernel/clock.ts'
import type { Country, Language } from '../../server/language/locale.ts'
import { newSetUpLink } from '../../server/site/actions.ts'
import { openDatabase, type Storage } from '../../server/storage/database.ts'
import { openKeys } from '../../server/storage/keys.ts'
import type { LetterKey } from '../../server/storage/letter-key.ts'
import { migrateFile } from '../../server/storage/migrate.ts'
import type { App, Keys, Settings } from '../../server/web/house.ts'
import { testFolder } from './database.ts'

/** The official is author and administrator, as set-up makes one; the others hold one role each. */
export type Person = 'official' | Role

export interface Staff {
  readonly name: string
  readonly title: string
  readonly email: string
  readonly password: string
}

export const staff: Readonly<Record<Person, Staff>> = {
  official: person('Kerstin Ahlby', 'kommundirektör'),
  author: person('Jonas Rask', 'tillförordnad kommundirektör'),
  moderator: person('Erik Lund', 'kommunikatör'),
  registrar: person('Maj Sund', 'registrator'),
  administrator: person('Tove Hed', 'systemförvaltare'),
}

function person(name: string, title: string): Staff {
  const email = `${name.toLowerCase().replace(' ', '.')}@eken.example`
  return { name, title, email, password: `granit spade fredlig ${title.length} moln` }
}

export type Form = Readonly<Record<string, string | readonly string[]>>

export interface Sent {
  readonly cookie?: string | undefined
  readonly headers?: Readonly<Record<string, string>>
}

export interface TestSite {
  readonly app: App
  readonly storage: Storage
  readonly keys: Keys
  readonly settings: Settings
  readonly clock: () => Instant
  readonly advance: (milliseconds: number) => void
  readonly get: (path: string, sent?: Sent) => Promise<Answer>
  /** Sends a form as a browser on the same site does. */
  readonly post: (path: string, form?: Form, sent?: Sent) => Promise<Answer>
  /** Signs in by the real forms, with a code where one is asked for; gives the cookie. */
  readonly signIn: (who: Person) => Promise<string>
  /** The code that this person's app shows next, unlike any shown before. */
  readonly code: (who: Person) => string
  /** Lets the site do what its clock says is due. */
  readonly round: () => Promise<void>
  /** Builds the app anew on the same database, as a restart does. */
  readonly restart: () => Promise<void>
}

export type Answer = Awaited<ReturnType<App['inject']>>

export interface Wanted {
  /** When the story begins. */
  readonly clock?: Instant
  readonly country?: Country
  readonly language?: Language
  /** Nobody but the official: no second person. */
  readonly alone?: boolean
  /** Nothing is set up yet. */
  readonly bare?: boolean
  readonly settings?: Partial<Settings>
  /** What opens letters, unlike every test site's. */
  readonly letterKey?: LetterKey | null
}

/** What opens the letters of every test site: it lies in no folder. */
export const testLetterKey: LetterKey = { id: '0123456789abcdef', key: Buffer.alloc(32, 7) }

const START = '2026-11-21T09:00:00.000Z' as Instant

/** Opens a site that is gone when the test is. */
export async function openTestSite(wanted: Wanted = {}): Promise<TestSite> {
  const site = await openCopy(wanted, testFolder())
  onTestFinished(() => site.close())
  return site
}

/** What was made of a site, to be opened again and again: its files, its clock, the codes that were used. */
export interface KeptSite {
  readonly folder: string
  readonly left: Left
}

/** Builds something on a site of its own, once, and keeps the site as it is then. */
export async function keepSite<T>(
  wanted: Wanted,
  build: (site: TestSite) => Promise<T>,
): Promise<KeptSite & { readonly made: T }> {
  const folder = mkdtempSync(join(tmpdir(), 'insyn-kept-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  const site = await openCopy(wanted, folder)
  const made = await build(site)
  return { folder, made, left: await site.leave() }
}

/** Opens a copy of a kept site that is gone when the test is. */
export async function openKept(
  { folder: kept, left }: KeptSite,
  wanted: Wanted,
): Promise<TestSite> {
  const folder = testFolder()
  cpSync(kept, folder, { recursive: true })
  const site = await openFolder(folder, { ...wanted, clock: left.at }, left.secrets, left.used)
  onTestFinished(() => site.close())
  return site
}

async function openCopy(wanted: Wanted, folder: string): Promise<Opened> {
  const people = wanted.bare ? 'bare' : wanted.alone ? 'alone' : 'staffed'
  const begins = wanted.bare ? '' : (wanted.clock ?? START) // who comes first decides nothing for who comes later
  const kind = [wanted.country ?? 'se', wanted.language ?? 'sv', people, begins].join(' ')
  const made = prepared.get(kind) ?? prepare(wanted)
  prepared.set(kind, made)
  const { folder: kept, secrets } = await made
  cpSync(kept, folder, { recursive: true })
  return openFolder(folder, wanted, secrets)
}

/** Opens a site on a data folder that is there already, such as a restored one. */
export async function openSiteIn(folder: string, wanted: Wanted = {}): Promise<TestSite> {
  const site = await openFolder(folder, wanted, {})
  onTestFinished(() => site.close())
  return site
}

/** The names and values of a page's hidden fields, as a browser sends them along. */
export function hiddenFields(page: string): Record<string, string> {
  const inputs = [...page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)]
  return Object.fromEntries(inputs.map(([, name, value]) => [name, value]))
}

/** The session that an answer begins. */
export function cookieFrom(answer: Answer): string {
  const line = [answer.headers['set-cookie']].flat().find((text) => text?.startsWith('insyn='))
  if (!line) throw new Error(`no session in this answer: ${answer.statusCode} ${answer.body}`)
  return line.split(';')[0] ?? ''
}

type Secrets = Partial<Record<Person, string>>

interface Prepared {
  readonly folder: string
  readonly secrets: Secrets
}

const prepared = new Map<string, Promise<Prepared>>()

async function prepare(wanted: Wanted): Promise<Prepared> {
  const folder = mkdtempSync(join(tmpdir(), 'insyn-site-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  await migrateFile(join(folder, 'insyn.sqlite'), join(folder, 'copy'))
  openKeys(folder)
  if (wanted.bare) return { folder, secrets: {} }
  const before = later(wanted.clock ?? START, -DAY)
  const site = await openFolder(folder, { ...wanted, clock: before }, {})
  const secrets: Secrets = {}
  const official = await enrol(site, await setUp(site, wanted))
  secrets.official = official.secret
  for (const role of wanted.alone ? [] : roles) {
    const cookie = await invite(site, official.cookie, role)
    if (mustHaveSecondFactor([role])) secrets[role] = (await enrol(site, cookie)).secret
  }
  await site.close()
  return { folder, secrets }
}

/** Posts the form of set-up and gives the official's session, whose second step is still to come. */
async function setUp(site: Opened, { country = 'se', language = 'sv' }: Wanted): Promise<string> {
  const token = await newSetUpLink(site)
  const { name, title, email, password } = staff.official
  const authority = 'Ekens kommun'
  const answers = { authority, country, site: 'Kommundirektörens blogg', language }
  return cookieFrom(
    await site.post(`/setup/${token}`, { ...answers, name, title, email, password }),
  )
}

/** Begins the second step of whoever has this session; gives the secret and the session that is whole. */
export async function enrol(
  site: Pick<TestSite, 'get' | 'post' | 'clock'>,
  cookie: string,
): Promise<{ readonly secret: string; readonly cookie: string }> {
  const page = await site.get('/desk/second-factor', { cookie })
  const secret = /<code[^>]*>([A-Z2-7 ]+)<\/code>/.exec(page.body)?.[1]?.replace(/ /g, '') ?? ''
  const form = { ...hiddenFields(page.body), code: codeAt(secret, site.clock()) }
  const answer = await site.post('/desk/second-factor/enrolment', form, { cookie })
  if (answer.statusCode !== 200) throw new Error(`no second step: ${answer.body}`)
  return { secret, cookie: cookieFrom(answer) }
}

/** Invites somebody, who accepts; gives their session. */
async function invite(site: Opened, cookie: string, role: Role): Promise<string> {
  const { name, title, email, password } = staff[role]
  const invited = await site.post(
    '/desk/invitations',
    { name, title, email, roles: role },
    { cookie },
  )
  const path = /\/invitation\/[\w-]+/.exec(invited.body)?.[0] ?? ''
  return cookieFrom(await site.post(path, { name, title, password }))
}

/** What stands beside the files of a site when it is left. */
interface Left {
  readonly at: Instant
  readonly secrets: Secrets
  readonly used: ReadonlyMap<string, number>
}

interface Opened extends TestSite {
  readonly close: () => Promise<void>
  readonly leave: () => Promise<Left>
}

async function openFolder(
  folder: string,
  wanted: Wanted,
  secrets: Secrets,
  usedBefore: ReadonlyMap<string, number> = new Map(),
): Promise<Opened> {
  let now = wanted.clock ?? START
  const clock = () => now
  const keys = openKeys(folder)
  const settings = settingsFor(folder, wanted)
  const storage = openDatabase(join(folder, 'insyn.sqlite'))
  const letterKey = wanted.letterKey === null ? undefined : (wanted.letterKey ?? testLetterKey)
  let round = async () => {}
  const build = () =>
    buildApp({
      ...{ storage, clock, settings, keys, letterKey },
      round: (look) => {
        round = look
      },
    })
  let app = await build()
  const used = new Map(usedBefore)

  const get = (url: string, { cookie, headers = {} }: Sent = {}): Promise<Answer> =>
    app.inject({ method: 'GET', url, headers: { ...(cookie ? { cookie } : {}), ...headers } })
  const post = (
    url: string,
    form: Form = {},
    { cookie, headers = {} }: Sent = {},
  ): Promise<Answer> =>
    app.inject({
      method: 'POST',
      url,
      payload: encoded(form),
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'sec-fetch-site': 'same-origin',
        ...(cookie ? { cookie } : {}),
        ...headers,
      },
    })
  /** A clock may be a step off, so three codes are good at one moment, each once. */
  const nextCode = (secret: string): string => {
    const earliest = Math.floor(milliseconds(now) / STEP) - 1
    const step = Math.max(earliest, (used.get(secret) ?? 0) + 1)
    if (step > earliest + 2) throw new Error('no code is left at this moment: advance the clock')
    used.set(secret, step)
    return codeAt(secret, later(now, (step - earliest - 1) * STEP))
  }
  const signIn = async (who: Person): Promise<string> => {
    const { email, password } = staff[who]
    const first = await post('/sign-in', { email, password, to: '/desk' })
    const secret = secrets[who]
    if (!secret) return cookieFrom(first)
    const form = { to: '/desk', code: nextCode(secret) }
    return cookieFrom(await post('/desk/second-factor', form, { cookie: cookieFrom(first) }))
  }
  return {
    get app() {
      return app
    },
    ...{ storage, keys, settings, clock, get, post, signIn },
    advance: (by) => {
      now = later(now, by)
    },
    round: () => round(),
    code: (who) => nextCode(secrets[who] ?? ''),
    restart: async () => {
      await app.close()
      app = await build()
    },
    close: async () => {
      await app.close()
      await storage.close()
    },
    leave: async () => {
      await app.close()
      await storage.close()
      return { at: now, secrets, used }
    },
  }
}

const STEP = 30 * SECOND

const settingsFor = (dataDir: string, wanted: Wanted): Settings => ({
  host: '127.0.0.1',
  port: 3000,
  dataDir,
  publicUrl: 'http://localhost:3000',
  trustProxy: false,
  siteLanguage: wanted.language ?? 'sv',
  timeZone: 'Europe/Stockholm',
  logLevel: 'silent',
  rateLimits: true,
  hsts: 0,
  backups: { folder: join(dataDir, 'backups'), every: DAY, keep: 14, within: 35 * DAY },
  mail: { server: undefined, from: 'blogg@eken.example', domains: ['eken.example'] },
  letterKeyFile: undefined,
  ...wanted.settings,
})

function encoded(form: Form): string {
  const pairs = Object.entries(form).flatMap(([name, value]) =>
    [value].flat().map((one) => [name, one] as [string, string]),
  )
  return new URLSearchParams(pairs).toString()
}
