/** The settings from the environment, typed; the only place that reads it. */
import { isIP } from 'node:net'
import { join, resolve } from 'node:path'
import { envSchema } from 'env-schema'
import { Type } from 'typebox'
import { DAY, HOUR } from './kernel/clock.ts'
import { type Language, languages } from './language/locale.ts'
import { readMail } from './mail/settings.ts'
import type { Settings } from './web/house.ts'

const schema = Type.Object({
  HOST: Type.String({ default: '127.0.0.1', minLength: 1 }),
  PORT: Type.Integer({ default: 3000, minimum: 0, maximum: 65535 }),
  DATA_DIR: Type.String({ default: 'data', minLength: 1 }),
  PUBLIC_URL: Type.Optional(Type.String()),
  TRUST_PROXY: Type.String({ default: 'off' }),
  SITE_LANGUAGE: Type.Union(
    languages.map((language) => Type.Literal(language)),
    { default: 'sv' },
  ),
  TIME_ZONE: Type.Optional(Type.String()),
  LOG_LEVEL: Type.Union(
    ['fatal', 'error', 'warn', 'info', 'debug', 'silent'].map((level) => Type.Literal(level)),
    { default: 'info' },
  ),
  RATE_LIMITS: Type.Union([Type.Literal('on'), Type.Literal('off')], { default: 'on' }),
  HSTS: Type.Integer({ default: 0, minimum: 0 }),
  BACKUP_DIR: Type.Optional(Type.String({ minLength: 1 })),
  BACKUP_EVERY: Type.Integer({ default: 24, minimum: 0, maximum: 720 }),
  BACKUP_KEEP: Type.Integer({ default: 14, minimum: 1, maximum: 1000 }),
  BACKUP_DAYS: Type.Integer({ default: 35, minimum: 1, maximum: 3650 }),
  SMTP_URL: Type.Optional(Type.String()),
  MAIL_FROM: Type.Optional(Type.String()),
  MAIL_DOMAINS: Type.Optional(Type.String()),
})

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
  if (mistakes.length > 0) throw new BadSettings(mistakes)
  return {
    host: raw.HOST,
    port: raw.PORT,
    dataDir: resolve(raw.DATA_DIR),
    publicUrl: url.replace(/\/$/, ''),
    trustProxy: proxy(raw.TRUST_PROXY),
    siteLanguage: raw.SITE_LANGUAGE as Language,
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
  }
}

type Raw = Type.Static<typeof schema>

/** Each setting is checked alone, so that one mistake does not hide the next. */
function readRaw(environment: Environment, dotenv: boolean, mistakes: string[]): Raw {
  const read = (only: string[]) =>
    envSchema<Raw>({
      schema: Type.Object(
        Object.fromEntries(
          Object.entries(schema.properties).filter(([name]) => only.includes(name)),
        ) as never,
      ),
      data: environment as never,
      env: false,
      dotenv: dotenv ? { path: join(import.meta.dirname, '../.env') } : false,
    })
  const values: Record<string, unknown> = {}
  for (const name of Object.keys(schema.properties)) {
    try {
      Object.assign(values, read([name]))
    } catch {
      const rule = (schema.properties as Record<string, Rule>)[name] ?? {}
      const given = environment[name]
      mistakes.push(`${name} must ${wanted(rule)}${given ? `, not ${given}` : ''}`)
      values[name] = rule.default
    }
  }
  return values as Raw
}

interface Rule {
  readonly default?: unknown
  readonly type?: string
  readonly anyOf?: readonly { readonly const: string }[]
  readonly minimum?: number
  readonly maximum?: number
}

/** What a setting may be, in words. */
function wanted({ anyOf, type, minimum, maximum }: Rule): string {
  if (anyOf) return `be one of ${anyOf.map((one) => one.const).join(', ')}`
  if (type !== 'integer') return 'not be empty'
  const range = maximum === undefined ? `of at least ${minimum}` : `from ${minimum} to ${maximum}`
  return `be a whole number ${range}`
}

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
