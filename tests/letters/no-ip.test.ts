import { describe, expect, test } from 'vitest'
import { DAY } from '../../server/kernel/clock.ts'
import { textOf } from '../posts/writing.ts'
import type { Form } from '../support/site.ts'
import { openAt, openChannel } from './channel.ts'

const sentence = {
  sv: 'Bloggen sparar inte din ip-adress.',
  nb: 'Bloggen lagrer ikke IP-adressen din.',
  en: 'The blog does not store your IP address.',
} as const

/** A channel, and ways to attest and to see what a writer is told. */
async function opened() {
  const channel = await openChannel()
  const { site, official } = channel
  const attest = (form: Form = {}, cookie = official) =>
    site.post(
      '/desk/letters/channel/logs',
      { attested: 'yes', how: 'Nginx loggar inga adresser.', ...form },
      { cookie },
    )
  const told = async (language: keyof typeof sentence = 'sv') => {
    const headers = { 'accept-language': language }
    const page = await site.post('/letter/preview', { text: 'Hej.' }, { headers })
    return textOf(page.body).includes(sentence[language])
  }
  const page = async (path = '/desk/letters/channel') =>
    textOf((await site.get(path, { cookie: await site.signIn('official') })).body)
  return { ...channel, attest, told, page }
}

describe('that no address is kept', () => {
  test('is said to a writer only once an administrator has attested it, in each language', async () => {
    const { attest, told, page } = await opened()
    expect(await told()).toBe(false)
    expect((await attest()).statusCode).toBe(303)
    for (const language of ['sv', 'nb', 'en'] as const) expect(await told(language)).toBe(true)
    expect(await page()).toContain(
      'Intygat den 21 november 2026 av Kerstin Ahlby. Gäller till den 21 november 2027.',
    )
  })

  test('is attested with how, or not at all, and what was typed comes back', async () => {
    const { attest, told } = await opened()
    for (const form of [{ attested: '' }, { how: ' ' }, { how: 'zqhurzq'.repeat(80) }]) {
      const refused = await attest(form)
      expect([refused.statusCode, refused.body.includes(form.how ?? 'Nginx loggar')]).toEqual([
        422,
        true,
      ])
    }
    expect(await told()).toBe(false)
  })

  test('can be taken back, and what was attested before stays on record', async () => {
    const { site, attest, told } = await opened()
    await attest()
    await attest({ how: 'Och brandväggen inte heller.' })
    await attest({ act: 'end' })
    expect(await told()).toBe(false)
    const rows = await site.storage.read.selectFrom('letter_no_ip').selectAll().execute()
    expect(rows.map(({ how, ended_at }) => [how, ended_at !== null])).toEqual([
      ['Nginx loggar inga adresser.', true],
      ['Och brandväggen inte heller.', true],
    ])
    const audit = await site.storage.read.selectFrom('audit').select('detail').execute()
    expect(audit.map(({ detail }) => detail)).toEqual(
      expect.arrayContaining(['letters_no_ip', 'letters_no_ip_ended']),
    )
  })

  test('lapses after a year, and administrators are reminded at the desk a month before', async () => {
    const { site, attest, told, page, openKept } = { ...(await opened()), openKept: { kept: 'x' } }
    await site.post(
      '/desk/letters/channel',
      { whistle: 'https://visselblasning.eken.example/', days: '10', open: 'yes', ...openKept },
      { cookie: await site.signIn('official') },
    )
    await attest()
    expect(await page('/desk/posts')).not.toContain('Intyget om loggarna')
    site.advance(340 * DAY)
    expect(await page('/desk/posts')).toContain('Intyget om loggarna går snart ut.')
    expect(await told()).toBe(true)
    site.advance(25 * DAY)
    expect(await told()).toBe(false)
    expect(await page('/desk/posts')).toContain('Intyget om loggarna har gått ut.')
    expect(await page()).toContain('Intyget gick ut den 21 november 2027')
  })

  test.each(['author', 'moderator', 'registrar'] as const)(
    'is for administrators to attest, and not for a %s',
    async (who) => {
      const { site, attest, told } = await opened()
      expect((await attest({}, await site.signIn(who))).statusCode).toBe(403)
      expect(await told()).toBe(false)
    },
  )
})

test('whoever has sent a letter reads the time, the number and the day of the answer, until it was read', async () => {
  const { site, official, write } = await openChannel()
  const { number, cookie } = await write({ text: 'Hej.' })
  const thanks = {
    sv: 'Tack. Brevet kom in 21 november 2026 kl. 10.00 och har nummer 1. Vi svarar senast 1 december 2026 om du bett om svar.',
    nb: 'Takk. Brevet kom inn 21. november 2026 kl. 10.00 og har nummer 1. Vi svarer senest 1. desember 2026 hvis du har bedt om svar.',
    en: 'Thank you. Your letter arrived on 21 November 2026 at 10:00, number 1. We reply by 1 December 2026 if you asked for a reply.',
  }
  const mine = async (language: string) =>
    textOf(
      (await site.get('/receipt', { cookie, headers: { 'accept-language': language } })).body,
    ).replaceAll('\u00a0', ' ')
  for (const [language, words] of Object.entries(thanks))
    expect(await mine(language)).toContain(words)
  await openAt(site, number, { cookie: official })
  expect(await mine('sv')).not.toContain('Tack. Brevet kom in')
})
