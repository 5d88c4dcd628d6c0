import { expect, test } from 'vitest'
import { type BadSettings, readSettings } from '../server/config.ts'

function mistakesOf(environment: Record<string, string>): readonly string[] {
  try {
    readSettings(environment, false)
    return []
  } catch (problem) {
    return (problem as BadSettings).mistakes
  }
}

test('settings that cannot be used are told all at once, each with what it may be', () => {
  const environment = {
    ...{ HOST: '', PORT: '70000', PUBLIC_URL: 'blogg', TRUST_PROXY: '10.0.0.0/8, banana' },
    ...{ SITE_LANGUAGE: 'da', TIME_ZONE: 'Mars', LOG_LEVEL: 'loud', RATE_LIMITS: 'maybe' },
    ...{ HSTS: '-1', BACKUP_DIR: '' },
  }
  expect(mistakesOf(environment)).toEqual([
    'HOST must not be empty',
    'PORT must be a whole number from 0 to 65535, not 70000',
    'SITE_LANGUAGE must be one of sv, nb, en, not da',
    'LOG_LEVEL must be one of fatal, error, warn, info, debug, silent, not loud',
    'RATE_LIMITS must be one of on, off, not maybe',
    'HSTS must be a whole number of at least 0, not -1',
    'BACKUP_DIR must not be empty',
    'PUBLIC_URL must be like https://blogg.example.se, not blogg',
    'TRUST_PROXY must be off, on, a number of proxies or their addresses, not 10.0.0.0/8, banana',
    'TIME_ZONE names no time zone: Mars',
  ])
})

test.each(['10.0.0.0/0', '10.0.0.0/33', '10.0.0.0/8/8', '::/x', 'proxy.eken.example', ','])(
  'a proxy is not named by %s',
  (TRUST_PROXY) => {
    expect(mistakesOf({ TRUST_PROXY })).toEqual([expect.stringContaining('TRUST_PROXY must be')])
  },
)

test('proxies that stand in front are trusted as they are named', () => {
  const trusted = (TRUST_PROXY: string) => readSettings({ TRUST_PROXY }, false).trustProxy
  expect(['off', 'on', '2', '10.0.0.1', '10.0.0.0/8, ::1', 'loopback'].map(trusted)).toEqual([
    ...[false, true, 2, '10.0.0.1', '10.0.0.0/8, ::1', 'loopback'],
  ])
})

test('settings are read as what they are, and none is needed', () => {
  expect(readSettings({}, false)).toMatchObject({
    ...{ host: '127.0.0.1', port: 3000, publicUrl: 'http://127.0.0.1:3000', trustProxy: false },
    ...{ siteLanguage: 'sv', timeZone: undefined, logLevel: 'info', rateLimits: true, hsts: 0 },
  })
  const given = { PORT: '8080', SITE_LANGUAGE: 'nb', RATE_LIMITS: 'off', HSTS: '31536000' }
  expect(readSettings(given, false)).toMatchObject({
    ...{ port: 8080, siteLanguage: 'nb', rateLimits: false, hsts: 31_536_000 },
  })
})

test('a number is not guessed at', () => {
  for (const PORT of ['', '1.5', '1e3', ' 80', '0x50'])
    expect(mistakesOf({ PORT })).toEqual([expect.stringContaining('PORT must be a whole number')])
})

test('the key for letters lies neither in the data folder nor among the backups', () => {
  const folders = { DATA_DIR: '/srv/insyn', BACKUP_DIR: '/srv/copies' }
  const told = (LETTER_KEY_FILE: string) => mistakesOf({ ...folders, LETTER_KEY_FILE })
  expect(told('/srv/insyn/keys/letters.key')).toEqual([
    'LETTER_KEY_FILE must lie outside DATA_DIR, so that no copy of the one holds the other',
  ])
  expect(told('/srv/copies/letters.key')).toEqual([
    expect.stringContaining('must lie outside BACKUP_DIR'),
  ])
  expect(told('/srv/insyn.key')).toEqual([])
})
