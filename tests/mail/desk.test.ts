import { describe, expect, test } from 'vitest'
import { HOUR, MINUTE } from '../../server/kernel/clock.ts'
import { smtpCarrier } from '../../server/mail/smtp.ts'
import { openInbox } from '../support/inbox.ts'
import { addModerator, mailsOf, openMonday, senderOf } from './office.ts'

const hold = { act: 'hold', reason: 'threat' }

/** A mail to the moderator that the server refuses for good, and an administrator. */
async function openStuck() {
  const thread = await openMonday()
  const { site, send, decide, author } = thread
  const inbox = await openInbox()
  inbox.recipient = () => 550
  const sender = senderOf(site, smtpCarrier(inbox.url))
  await decide(await send('Ett hot.', { name: 'Sigrid Ström' }), hold, author)
  await sender.send()
  const administrator = await site.signIn('administrator')
  return { ...thread, inbox, sender, administrator }
}

describe('mail at the desk', () => {
  test('says on every page to administrators, and to nobody else, that something is stuck', async () => {
    const { site, administrator, moderator } = await openStuck()
    const page = await site.get('/desk/accounts', { cookie: administrator })
    expect(page.body).toContain('Ett meddelande har fastnat.')
    expect(page.body).toContain('href="/desk/mail"')
    expect((await site.get('/desk', { cookie: moderator })).body).not.toContain('fastnat')
    expect((await site.get('/desk/mail', { cookie: moderator })).statusCode).toBe(403)
  })

  test('shows what is stuck, to whom and why, and no word of a citizen', async () => {
    const { site, administrator } = await openStuck()
    const { body } = await site.get('/desk/mail', { cookie: administrator })
    expect(body).toContain('En kvarhållen kommentar')
    expect(body).toContain('Erik Lund')
    expect(body).toContain('servern vägrar ta emot det (svar 550)')
    expect(body).not.toMatch(/Sigrid|Ett hot/)
  })

  test('tries again when an administrator says so, and that is in the log of events', async () => {
    const { site, inbox, sender, administrator } = await openStuck()
    const press = () => site.post('/desk/mail/1/retry', {}, { cookie: administrator })
    expect((await press()).headers.location).toBe('/desk/mail?done=mail.retried')
    expect((await press()).headers.location, 'it is tried already').toBe('/desk/mail')
    inbox.recipient = () => undefined
    await sender.send()
    expect(inbox.delivered.length).toBe(1)
    expect(await mailsOf(site)).toMatchObject([{ state: 'sent', attempts: 1 }])
    const log = (await site.get('/desk/audit', { cookie: administrator })).body
    expect(log).toContain('lät e-post till Erik Lund försöka igen (En kvarhållen kommentar)')
    const page = await site.get('/desk/mail', { cookie: administrator })
    expect(page.body).toContain('Ett meddelande har gått ut de senaste sju dagarna.')
  })

  test('gives up when an administrator says so, and never sends it', async () => {
    const { site, inbox, sender, administrator, moderator } = await openStuck()
    const path = '/desk/mail/1/give-up'
    expect((await site.post(path, {}, { cookie: moderator })).statusCode).toBe(403)
    await site.post(path, {}, { cookie: administrator })
    inbox.recipient = () => undefined
    site.advance(HOUR)
    await sender.send()
    expect(inbox.delivered).toEqual([])
    expect(await mailsOf(site)).toMatchObject([{ state: 'given_up' }])
    const log = (await site.get('/desk/audit', { cookie: administrator })).body
    expect(log).toContain('gav upp e-post till Erik Lund')
    const page = await site.get('/desk/mail', { cookie: administrator })
    expect(page.body).toContain('Allt har gått ut.')
    expect(page.body).not.toContain('når inte fram')
  })

  test('warns when mail is an hour late, and says when it is tried again', async () => {
    const { site, send, decide, author } = await openMonday()
    const inbox = await openInbox()
    inbox.recipient = () => 451
    await decide(await send('Ett hot.'), hold, author)
    await senderOf(site, smtpCarrier(inbox.url)).send()
    const cookie = await site.signIn('administrator')
    const soon = await site.get('/desk/mail', { cookie })
    expect(soon.body).toMatch(
      /Försöks igen 23 november kl\.\s07\.3\d: servern ber oss vänta \(svar 451\)/,
    )
    expect(soon.body).not.toContain('når inte fram')
    site.advance(HOUR + MINUTE)
    const late = await site.get('/desk/accounts', { cookie })
    expect(late.body).toMatch(/Det äldsta som väntar skrevs 23 november kl\.\s07\.30\./)
  })

  test('names whose address lies outside the allowed domains, who are told themselves', async () => {
    const { site } = await openMonday()
    await addModerator(site, { email: 'ann@privat.example', name: 'Ann Privat' })
    const cookie = await site.signIn('administrator')
    const { body } = await site.get('/desk/mail', { cookie })
    expect(body).toContain('får bara de e-post som har en adress hos eken.example.')
    expect(body).toContain('deras adress ligger någon annanstans: Ann Privat.')
  })
})

describe('one’s own mail', () => {
  test('is chosen on one’s own page, by those who can get any', async () => {
    const { site, author, moderator } = await openMonday()
    const mine = async (cookie: string) => (await site.get('/desk/me', { cookie })).body
    expect(await mine(moderator)).toContain('Går till erik.lund@eken.example.')
    expect(await mine(moderator)).toMatch(/value="urgent"[^>]*checked/)
    expect(await mine(author), 'an author decides about nothing held').not.toContain(
      'value="urgent"',
    )
    expect(await mine(await site.signIn('registrar'))).not.toContain('name="told"')
    const form = { told: [], mail_language: 'en' }
    await site.post('/desk/me/mail', form, { cookie: moderator })
    expect(await mine(moderator)).not.toMatch(/name="told"[^>]*checked/)
    expect(await mine(moderator)).toMatch(/id="mail_language-en"[^>]*checked/)
  })
})
