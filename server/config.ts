/** The settings from the environment, typed; the only place that reads it. */
import { existsSync, readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { join, relative, resolve } from 'node:path'
import { parseEnv } from 'node:util'
import { DAY, HOUR } from './kernel/clock.ts'
import { languages } from './language/locale.ts'
import { readMail } from './mail/settings.ts'
import type { Settings } from './web/house.ts'

/** Reads one setting from its text, undefined when it is not set. Throws what it must be. */
type Reading<T> = (text: string | undefined) => T

const anyText: Reading<string | undefined> = (text) => text

const someText: Reading<string | undefined> = (text) => (text === '' ? must('not be empty') : text)

const textOr =
  (usual: string): Reading<string> =>
  (text) =>
    someText(text) ?? usual

const wholeOr =
  (usual: number, least: number, most?: number): Reading<number> =>
  (text = String(usual)) => {
    const value = /^\d{1,15}$/.test(text) ? Number(text) : -1
    if (value >= least && value <= (most ?? value)) return value
    const range = most === undefined ? `of at least ${least}` : `from ${least} to ${most}`
    return must(`be a whole number ${range}`)
  }

const oneOf =
  <T extends string>(usual: T, all: readonly T[]): Reading<T> =>
  (text = usual) =>
    all.find((one) => one === text) ?? must(`be one of ${all.join(', ')}`)

function must(words: string): never {
  throw new Error(words)
}

const readings = {
  HOST: textOr('127.0.0.1'),
  PORT: wholeOr(3000, 0, 65535),
  DATA_DIR: textOr('data'),
  PUBLIC_URL: anyText,
  TRUST_PROXY: (text = 'off') => text,
  SITE_LANGUAGE: oneOf('sv', languages),
  TIME_ZONE: anyText,
  LOG_LEVEL: oneOf('info', ['fatal', 'error', 'warn', 'info', 'debug', 'silent']),
  RATE_LIMITS: oneOf('on', ['on', 'off']),
  HSTS: wholeOr(0, 0),
  BACKUP_DIR: someText,
  BACKUP_EVERY: wholeOr(24, 0, 720),
  BACKUP_KEEP: wholeOr(14, 1, 1000),
  BACKUP_DAYS: wholeOr(35, 1, 3650),
  SMTP_URL: anyText,
  MAIL_FROM: anyText,
  MAIL_DOMAINS: anyText,
  LETTER_KEY_FILE: someText,
} satisfies Record<string, Reading<unknown>>

type Raw = { readonly [Name in keyof typeof readings]: ReturnType<(typeof readings)[Name]> }

type Environment = Record<string, string | undefined>

/** Thrown at boot with every mistake at once, a sentence each. */
export class BadSettings extends Error {
  readonly mistakes: readonly string[]

  constructor(mistakes: readonly string[]) {
    super(mistakes.join('\n'))
    this.mistakes = mistakes
  }
}

/** Reads the settings (and a `.env` file beside package.json). Throws `BadSettings`. */
export function readSettings(environment: Environment = process.env, dotenv = true): Settings {
  const mistakes: string[] = []
  const raw = readRaw(environment, dotenv, mistakes)
  const url = raw.PUBLIC_URL ?? `http://${hostForUrl(raw.HOST)}:${raw.PORT}`
  if (!isOrigin(url)) mistakes.push(`PUBLIC_URL must be like https://blogg.example.se, not ${url}`)
  if (!isProxy(raw.TRUST_PROXY))
    mistakes.push(
      `TRUST_PROXY must be off, on, a number of proxies or their addresses, not ${raw.TRUST_PROXY}`,
    )
  if (raw.TIME_ZONE !== undefined && !isTimeZone(raw.TIME_ZONE))
    mistakes.push(`TIME_ZONE names no time zone: ${raw.TIME_ZONE}`)
  const { SMTP_URL: server, MAIL_FROM: from, MAIL_DOMAINS: domains } = raw
  const mail = readMail({ server, from, domains }, url)
  mistakes.push(...mail.mistakes)
  const letterKeyFile = raw.LETTER_KEY_FILE && resolve(raw.LETTER_KEY_FILE)
  for (const name of ['DATA_DIR', 'BACKUP_DIR'] as const) {
    const folder = raw[name]
    if (letterKeyFile && folder && isWithin(letterKeyFile, resolve(folder)))
      mistakes.push(
        `LETTER_KEY_FILE must lie outside ${name}, so that no copy of the one holds the other`,
      )
  }
  if (mistakes.length > 0) throw new BadSettings(mistakes)
  return {
    host: raw.HOST,
    port: raw.PORT,
    dataDir: resolve(raw.DATA_DIR),
    publicUrl: url.replace(/\/$/, ''),
    trustProxy: proxy(raw.TRUST_PROXY),
    siteLanguage: raw.SITE_LANGUAGE,
    timeZone: raw.TIME_ZONE,
    logLevel: raw.LOG_LEVEL,
    rateLimits: raw.RATE_LIMITS === 'on',
    hsts: raw.HSTS,
    backups: {
      folder: resolve(raw.BACKUP_DIR ?? join(raw.DATA_DIR, 'backups')),
      every: raw.BACKUP_EVERY * HOUR,
      keep: raw.BACKUP_KEEP,
      within: raw.BACKUP_DAYS * DAY,
    },
    mail: mail.settings,
    letterKeyFile,
  }
}

/** Each setting is read alone, so that one mistake does not hide the next. */
function readRaw(environment: Environment, dotenv: boolean, mistakes: string[]): Raw {
  const all = { ...(dotenv ? fileBeside() : {}), ...environment }
  const entries = Object.entries(readings).map(([name, read]) => {
    const given = all[name]
    try {
      return [name, read(given)]
    } catch (problem) {
      const words = (problem as Error).message
      mistakes.push(`${name} must ${words}${given ? `, not ${given}` : ''}`)
      return [name, read(undefined)]
    }
  })
  return Object.fromEntries(entries)
}

function fileBeside(): Environment {
  const file = join(import.meta.dirname, '../.env')
  return existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {}
}

const isWithin = (file: string, folder: string): boolean => !relative(folder, file).startsWith('..')

const hostForUrl = (host: string): string =>
  host === '0.0.0.0' || host === '::' ? 'localhost' : host

function isOrigin(text: string): boolean {
  try {
    const url = new URL(text)
    return (
      (url.protocol === 'http:' || url.protocol === 'https:') && url.pathname === '/' && !url.search
    )
  } catch {
    return false
  }
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('sv', { timeZone: name })
    return true
  } catch {
    return false
  }
}

/** Whether this names proxies: addresses, ranges, or a range by name as Fastify knows them. */
const isProxy = (text: string): boolean =>
  typeof proxy(text) !== 'string' || text.split(',').every((one) => isAddress(one.trim()))

function isAddress(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/')
  const version = isIP(address)
  if (version === 0) return ['loopback', 'linklocal', 'uniquelocal'].includes(text)
  if (more.length > 0) return false
  if (bits === undefined || isIP(bits) === 4) return true
  return /^\d{1,3}$/.test(bits) && +bits >= 1 && +bits <= (version === 4 ? 32 : 128)
}

/** `off`, `on`, a number of proxies, or their addresses. */
function proxy(text: string): boolean | number | string {
  if (text === 'off' || text === 'false') return false
  if (text === 'on' || text === 'true') return true
  return /^\d+$/.test(text) ? Number(text) : text
}
