/** Names, titles and texts that are made to break mails, in every kind of mail that carries them. */
import { describe, expect, test } from 'vitest'
import { HOUR, MINUTE } from '../../server/kernel/clock.ts'
import { smtpCarrier } from '../../server/mail/smtp.ts'
import { mailsOf, senderOf } from '../mail/office.ts'
import { publishPost } from '../posts/writing.ts'
import { decide, write } from '../support/citizen.ts'
import { hostile } from '../support/hostile.ts'
import { linkIn, openFollowed, type Read, reader } from './reader.ts'

const rtl = '\u202eagnE\u202c \u2067x\u2069 \u200f'

const texts: Readonly<Record<string, string>> = {
  'line breaks and headers':
    'Hej\r\nBcc: vem@ond.example\r\n\r\n<b>kropp</b>\n.\nMAIL FROM:<x@y.z>',
  'an encoded word': 'Hej =?UTF-8?Q?=0D=0ABcc:_vem@ond.example?= slut',
  'another mail': '--\r\nContent-Type: text/html\r\n\r\n-- \r\nFrom: vem@ond.example',
  'signs that turn the text': `Abc ${rtl} def\u2028ghi\u2029jkl\u0085mno`,
  smileys: '👩‍👩‍👧‍👦🏳️‍🌈'.repeat(20),
  'eight thousand letters': 'Ää'.repeat(4000),
  'eight thousand letters and spaces': 'En fråga om vägarna. '.repeat(380),
  ...Object.fromEntries(hostile.slice(0, 12).map((text) => [text, text])),
}

const common = [
  ...['archived-at', 'auto-submitted', 'content-type', 'date', 'from', 'list-id'],
  ...['list-unsubscribe', 'list-unsubscribe-post', 'message-id', 'mime-version', 'subject', 'to'],
  'x-auto-response-suppress',
]
const inThread = [...common, 'in-reply-to', 'references'].sort()

/** What a field of a form takes: the rest is cut before it comes here. */
const cut = (text: string, most: number): string => text.slice(0, most).toWellFormed()

/** Publishes and says it in every place where a mail carries it; gives the mails. */
async function tellEverywhere(text: string): Promise<Read[]> {
  const place = await openFollowed()
  const { site, author, moderator, post, show, answer, follow, pass } = place
  const asked = await show('En fråga?', { isQuestion: true })
  await follow('/follow')
  await follow(`${post.path}/follow`, { address: 'trad@example.org' })
  await follow(`/comments/${asked}/follow`, { address: 'svar@example.org' })
  await follow(`/comments/${asked}/follow`, { address: 'fraga@example.org', way: 'question' })
  const title = cut(text.replace(/\s+/g, ' '), 150)
  await publishPost(site, author, {
    title: `Ö ${title}`,
    summary: '',
    source: text,
    question: title,
  })
  const words = { text: cut(text, 8000), name: cut(text, 80) }
  const { number } = await write(site, `/comments/${asked}/reply`, words)
  await decide(site, moderator, number)
  await answer(asked, { text: cut(text, 8000) })
  return [...(await pass()), ...(await pass(HOUR))]
}

/** All that a mail of ours is made of, in its HTML part. */
const ours =
  /<(?:!doctype html|\/?(?:html|head|body|title|p|blockquote|strong|small|a)|br|hr|meta charset="utf-8"|(?:html|blockquote) lang="\w\w"|a href="http:\/\/localhost:3000\/[\w/#-]*")>/g

describe('a mail to who follows', () => {
  test.each(Object.entries(texts))('is whole with %j in it', async (_, text) => {
    const mails = await tellEverywhere(text)
    expect(mails.map(({ to_ }) => to_).sort()).toEqual(
      [
        reader,
        'fraga@example.org',
        'svar@example.org',
        'svar@example.org',
        'trad@example.org',
      ].sort(),
    )
    for (const mail of mails) {
      const names = mail.headers.map(({ key }) => key).sort()
      expect(names).toEqual(mail.to_ === reader ? [...common].sort() : inThread)
      expect(mail.to?.map(({ address }) => address)).toEqual([mail.to_])
      expect([mail.cc, mail.bcc]).toEqual([undefined, undefined])
      expect(mail.subject).toMatch(
        /^(?:Re: |Svar på en kommentar: )?\[Personligt\] [^\p{Cc}\p{Cs}]+$/u,
      )
      expect(mail.raw, 'not a bare CR or LF').not.toMatch(/\r(?!\n)|(?<!\r)\n/)
      const lines = mail.raw.split('\r\n')
      expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(998)
      const left = (mail.html ?? '').replace(ours, '')
      expect(left, 'no markup but our own').not.toMatch(/[<>]/)
      expect(mail.text).toContain('\n-- \n')
      expect(mail.text?.split('\n-- \n')).toHaveLength(2)
    }
  })

  test('tells the title of a post in its subject as it was written', async () => {
    const place = await openFollowed()
    const { site, author, follow, pass } = place
    await follow('/follow')
    const title = `Åtta öre – «ærlig» 👩‍👩‍👧 "talt" & <b>så</b>, del 2: ${'långt '.repeat(12).trim()}`
    await publishPost(site, author, { title })
    expect((await pass())[0]?.subject).toBe(`[Personligt] ${title}`)
  })
})

describe('while the mail server is', () => {
  test('slow, every page of following comes, and then the mail', async () => {
    const place = await openFollowed()
    const { site, post, inbox, ask, follow, show, pass } = place
    const link = await follow('/follow')
    const id = await show('En kommentar.')
    let letGo = () => {}
    const held = new Promise<undefined>((resolve) => {
      letGo = () => resolve(undefined)
    })
    inbox.taken = () => held
    await ask('/follow', { address: 'bo@example.org' })
    const arriving = pass()
    for (const path of ['/follow', `${post.path}/follow`, `/comments/${id}/follow`, link])
      expect([path, (await site.get(path)).statusCode]).toEqual([path, 200])
    const asked = await ask('/follow', { address: 'cissi@example.org' })
    expect(asked.statusCode).toBe(303)
    expect((await site.post(`${link}/choice`, { way: 'official' })).statusCode).toBe(200)
    const states = (await mailsOf(site)).map(({ state }) => state)
    expect(states, 'all of that while a mail was on its way').not.toContain('given_up')
    letGo()
    const came = [...(await arriving), ...(await pass(MINUTE))]
    expect(came.map(({ to_ }) => to_)).toEqual(['bo@example.org', 'cissi@example.org'])
  })

  test('away or asks to come back, nobody who asked is lost', async () => {
    const place = await openFollowed()
    const { site, inbox, ask, deliver, pass } = place
    inbox.recipient = () => 451
    for (const name of ['anna', 'bo', 'cissi'])
      await ask('/follow', { address: `${name}@example.org` })
    expect(await deliver()).toEqual([])
    const away = senderOf(site, smtpCarrier('smtp://127.0.0.1:1'))
    site.advance(2 * MINUTE)
    await away.send()
    inbox.recipient = () => undefined
    const came = await pass(HOUR)
    expect(came.map(({ to_ }) => to_).sort()).toEqual(
      ['anna', 'bo', 'cissi'].map((name) => `${name}@example.org`),
    )
    for (const mail of came)
      expect((await site.post(linkIn(mail, 'confirmation'))).statusCode).toBe(200)
    expect(await pass(20 * HOUR)).toEqual([])
  })
})
