import { describe, expect, test } from 'vitest'
import { type BadSettings, readSettings } from '../../server/config.ts'

const mailOf = (environment: Record<string, string>) => readSettings(environment, false).mail

function mistakesOf(environment: Record<string, string>): readonly string[] {
  try {
    readSettings(environment, false)
    return []
  } catch (problem) {
    return (problem as BadSettings).mistakes
  }
}

describe('the settings of mail', () => {
  test('need nothing: mails are files then, to whatever address', () => {
    expect(mailOf({})).toEqual({ server: undefined, from: 'insyn@localhost', domains: undefined })
    expect(
      mailOf({ PUBLIC_URL: 'https://blogg.eken.example', SMTP_URL: '', MAIL_FROM: '' }),
    ).toEqual({ server: undefined, from: 'insyn@blogg.eken.example', domains: undefined })
  })

  test('allow the domain that mails come from, or those that are listed', () => {
    const server = {
      SMTP_URL: 'smtps://blogg:l%40s@mail.eken.example',
      MAIL_FROM: 'blogg@Eken.example',
    }
    expect(mailOf(server)).toEqual({
      server: 'smtps://blogg:l%40s@mail.eken.example',
      ...{ from: 'blogg@Eken.example', domains: ['eken.example'] },
    })
    const listed = mailOf({ ...server, MAIL_DOMAINS: 'eken.example, Skola.Eken.example' })
    expect(listed.domains).toEqual(['eken.example', 'skola.eken.example'])
  })

  test('are all told at once when they are wrong, without the password', () => {
    const mistakes = mistakesOf({
      SMTP_URL: 'http://blogg:hemligt@mail.eken.example',
      MAIL_FROM: 'Bloggen <blogg@eken.example>',
      MAIL_DOMAINS: '@eken.example',
      PORT: 'x',
    })
    expect(mistakes.map((words) => words.split(' ')[0])).toEqual([
      ...['PORT', 'SMTP_URL', 'MAIL_FROM', 'MAIL_DOMAINS'],
    ])
    expect(mistakes.join()).not.toContain('hemligt')
    expect(mistakesOf({ SMTP_URL: 'smtp://mail.eken.example' })).toEqual([
      'MAIL_FROM must be set when SMTP_URL is',
    ])
  })
})
