/** Mail that something is to be looked at again: to whom, when, and never twice. */
import { describe, expect, test } from 'vitest'
import { findByEmail } from '../../server/accounts/store.ts'
import { DAY, HOUR, type Instant, MINUTE } from '../../server/kernel/clock.ts'
import { smtpCarrier } from '../../server/mail/smtp.ts'
import { mailsOf, senderOf } from '../mail/office.ts'
import { openInbox, parsed } from '../support/inbox.ts'
import { staff, type TestSite, type Wanted } from '../support/site.ts'
import { account, look, openArchive } from './archive.ts'

/** A Monday morning at eleven, with an entry that is due in January. */
const MONDAY = '2026-11-23T10:00:00.000Z' as Instant

async function openMorning(wanted: Wanted = {}, change = {}) {
  const inbox = await openInbox()
  const made = await openArchive({ clock: MONDAY, ...wanted }, change)
  const { send } = senderOf(made.site, smtpCarrier(inbox.url))
  const round = async () => {
    inbox.delivered.splice(0)
    while (await send());
    return inbox.delivered.map(({ to }) => to[0] ?? '').sort()
  }
  const read = async () => {
    const mail = await parsed(inbox.delivered[0]?.raw ?? '')
    return { subject: mail.subject, text: (mail.text ?? '').replaceAll('\u00a0', ' ') }
  }
  return { ...made, inbox, round, read }
}

const close = async (site: TestSite, email: string) => {
  const person = await findByEmail(site.storage.read, email)
  const cookie = await site.signIn('administrator')
  const closed = await site.post(`/desk/accounts/${person?.id}/closure`, {}, { cookie })
  expect(closed.statusCode).toBe(303)
}

const { author, official } = staff

describe('the mail about looking again', () => {
  test('comes two weeks before the day and when it has passed, once each, on a day that people work', async () => {
    const { site, id, round, read } = await openMorning()
    const told: string[] = []
    const texts: string[] = []
    for (let hours = 0; hours < 120 * 3; hours++) {
      for (const to of await round()) {
        const { subject, text } = await read()
        told.push(`${site.clock().slice(0, 10)} ${to} ${subject}`)
        texts.push(text)
      }
      site.advance(8 * HOUR)
    }
    // the 6th is a Wednesday; the day after the 20th is a Thursday
    expect(told).toEqual([
      `2027-01-06 ${author.email} En redogörelse att titta på igen`,
      `2027-01-21 ${author.email} En redogörelse att titta på igen`,
    ])
    expect(texts[0]).toContain(`Redogörelse ${id}: senast 20 januari 2027.`)
    expect(texts[1]).toContain(
      `Redogörelse ${id}: skulle ha setts över senast 20 januari 2027. Från 28 januari 2027 ser alla det.`,
    )
    expect(texts.join()).not.toContain('Vi köper mark')
    for (const path of ['openness', 'me'])
      expect(texts[0]).toContain(`http://localhost:3000/desk/${path}\n`)
  })

  test('is one for everything, and begins anew with the new date of what was looked at', async () => {
    const {
      site,
      author: cookie,
      id,
      round,
      read,
    } = await openMorning({}, { reviewOn: '2026-12-01' })
    await account(site, cookie, { reviewOn: '2026-12-02' })
    await account(site, cookie, { reviewOn: '2027-12-02' })
    expect(await round()).toEqual([author.email])
    expect((await read()).subject).toBe('2 redogörelser att titta på igen')
    await account(site, cookie, { reviewOn: '2026-12-03' })
    expect(await round(), 'at most one a day').toEqual([])
    site.advance(DAY)
    expect(await round()).toEqual([author.email])
    expect((await read()).subject).toBe('3 redogörelser att titta på igen')
    const again = { why: 'Ett bud till.', reviewOn: '2026-12-09' }
    const later = await site.signIn('author')
    expect((await look(site, later, { id, what: 'kept', ...again })).statusCode).toBe(303)
    site.advance(DAY)
    expect(await round(), 'its new date is near too').toEqual([author.email])
    site.advance(DAY)
    expect(await round()).toEqual([])
  })

  test('is not begun anew by a correction', async () => {
    const { site, author: cookie, id, round } = await openMorning({}, { reviewOn: '2026-12-01' })
    expect(await round()).toEqual([author.email])
    const form = {
      state: 'withheld',
      ground: 'municipal_economy',
      language: 'sv',
      openness: 'mine',
    }
    const said = {
      canSay: 'Vi köper mark.',
      why: 'Priset.',
      capacity: 'personal',
      because: 'Fel ord.',
    }
    const done = await look(site, cookie, { id, what: 'correction', ...form, ...said })
    expect(done.statusCode).toBe(303)
    site.advance(DAY)
    expect(await round()).toEqual([])
  })

  test('waits for the stated hours, and a site that was off for a week catches up once', async () => {
    const { site, round, read } = await openMorning({}, { reviewOn: '2026-12-11' })
    site.advance(3 * DAY + 8 * HOUR) // Thursday evening; the date is two weeks away on Friday
    expect(await round()).toEqual([])
    site.advance(8 * HOUR)
    expect(await round(), 'at three in the morning').toEqual([])
    site.advance(24 * DAY + 6 * HOUR) // off since then; a Monday
    expect(await round()).toEqual([author.email])
    expect((await read()).text).toContain('skulle ha setts över senast 11 december 2026')
    site.advance(DAY)
    expect(await round()).toEqual([])
  })

  test('reaches the official when the one who is responsible has gone, and then whoever writes', async () => {
    const { site, round } = await openMorning({}, { reviewOn: '2026-12-01' })
    await close(site, author.email)
    expect(await round()).toEqual([official.email])
    site.advance(9 * DAY) // Wednesday, the date passed on Tuesday
    expect(await round()).toEqual([official.email])
  })

  test('reaches the next in turn also when it was made and not sent', async () => {
    const { site, inbox, round } = await openMorning({}, { reviewOn: '2026-12-01' })
    inbox.recipient = () => 451
    expect(await round()).toEqual([])
    await close(site, author.email)
    inbox.recipient = () => undefined
    site.advance(10 * MINUTE)
    expect(await round()).toEqual([official.email])
    expect((await mailsOf(site)).map(({ state }) => state)).toEqual(['dropped', 'sent'])
  })

  test('says what is due when it goes out, and nothing that was looked at meanwhile', async () => {
    const {
      site,
      author: cookie,
      id,
      inbox,
      round,
    } = await openMorning({}, { reviewOn: '2026-12-01' })
    inbox.recipient = () => 451
    expect(await round()).toEqual([])
    await look(site, cookie, { id, what: 'ended', because: 'Blev inte av.' })
    inbox.recipient = () => undefined
    site.advance(10 * MINUTE)
    expect(await round()).toEqual([])
    expect((await mailsOf(site)).map(({ state }) => state)).toEqual(['dropped'])
  })

  test('is one mail after days without a mail server', async () => {
    const { site, inbox, round, read } = await openMorning({}, { reviewOn: '2026-12-01' })
    inbox.recipient = () => 451
    for (let day = 0; day < 3; day++) {
      await account(site, await site.signIn('author'), { reviewOn: '2026-12-02' })
      expect(await round()).toEqual([])
      site.advance(DAY)
    }
    inbox.recipient = () => undefined
    expect(await round()).toEqual([author.email])
    expect((await read()).subject).toBe('4 redogörelser att titta på igen')
    site.advance(DAY)
    expect(await round()).toEqual([])
  })

  test('does not go to whoever chose so, and goes in the language that they chose', async () => {
    const { site, author: cookie, round, read } = await openMorning({}, { reviewOn: '2026-12-01' })
    const choose = (told: string[], mail_language: string) =>
      site.post('/desk/me/mail', { told, mail_language }, { cookie })
    await choose(['digest'], 'nb')
    expect(await round()).toEqual([])
    const page = await site.get('/desk/me', { cookie })
    expect(page.body).toMatch(/value="looks"(?![^>]*checked)/)
    await choose(['looks'], 'nb')
    expect(await round()).toEqual([author.email])
    const { subject, text } = await read()
    expect(subject).toBe('Én redegjørelse å se på igjen')
    expect(text).toContain('Redegjørelse 1: senest 1. desember 2026.')
  })

  test('goes to the listed domains alone, and lists thirty at most', async () => {
    const { site, author: cookie, round, read } = await openMorning({}, { reviewOn: '2026-12-01' })
    for (let n = 0; n < 32; n++) await account(site, cookie, { reviewOn: '2026-12-02' })
    const setEmail = (email: string) =>
      site.storage.transact((tx) =>
        tx.updateTable('account').set({ email }).where('name', '=', author.name).execute(),
      )
    await setEmail('jonas@annan.example')
    expect(await round()).toEqual([])
    await setEmail(author.email)
    expect(await round()).toEqual([author.email])
    const { subject, text } = await read()
    expect(subject).toBe('33 redogörelser att titta på igen')
    expect(text.match(/Redogörelse \d+:/g)).toHaveLength(30)
    expect(text).toContain('3 till väntar.')
  })
})

test('a program that died with the mail in its hand sends it when it is back, and no other', async () => {
  const { site, inbox, round } = await openMorning({}, { reviewOn: '2026-12-01' })
  await takenUp(site, inbox.url)
  expect(inbox.delivered).toEqual([])
  expect(await round()).toEqual([author.email])
  for (let hour = 0; hour < 30; hour++) {
    site.advance(HOUR)
    expect(await round()).toEqual([])
  }
  const rows = site.storage.read.selectFrom('look_reminder').select(['stage', 'review_on'])
  expect(await rows.execute()).toEqual([{ stage: 'soon', review_on: '2026-12-01' }])
  expect((await mailsOf(site)).map(({ state }) => state)).toEqual(['sent'])
})

/** A sender takes the mail up and never comes further. */
const takenUp = (site: TestSite, url: string): Promise<void> =>
  new Promise((taken) => {
    const carry = () => {
      taken()
      return new Promise<never>(() => {})
    }
    void senderOf(site, { ...smtpCarrier(url), carry }).send()
  })
