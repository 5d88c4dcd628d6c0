import { createServer } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { HOUR, MINUTE, SECOND } from '../../server/kernel/clock.ts'
import { smtpCarrier } from '../../server/mail/smtp.ts'
import { hostile } from '../support/hostile.ts'
import { messageIdOf, openInbox, parsed } from '../support/inbox.ts'
import { freePort } from '../support/listening.ts'
import { staff } from '../support/site.ts'
import { addModerator, mailsOf, openMonday, senderOf } from './office.ts'

const { email } = staff.moderator

/** A comment is held by the author; the moderator is to be told at once. */
async function openHeld(wanted = {}) {
  const thread = await openMonday(wanted)
  const number = await thread.send('Det här är ett hot, tänker någon.', { name: 'Sigrid Ström' })
  await thread.decide(number, { act: 'hold', reason: 'threat' }, thread.author)
  return { ...thread, number }
}

describe('a mail', () => {
  test('arrives at a real server with its headers right, and says where to go', async () => {
    const inbox = await openInbox()
    const { site, number } = await openHeld()
    await senderOf(site, smtpCarrier(inbox.url)).send()
    const [mail] = await mailsOf(site)
    expect(inbox.delivered).toMatchObject([{ from: 'blogg@eken.example', to: [email] }])
    const raw = inbox.delivered[0]?.raw ?? ''
    const read = await parsed(raw)
    expect(read).toMatchObject({
      from: { name: 'Kommundirektörens blogg', address: 'blogg@eken.example' },
      to: [{ name: 'Erik Lund', address: email }],
      subject: 'En kommentar hålls kvar tills någon annan har bestämt',
      messageId: `<${mail?.message_id}>`,
      date: '2026-11-23T06:30:00.000Z',
    })
    expect(raw).toMatch(/^Subject: =\?UTF-8\?Q\?/m)
    expect(raw).toMatch(/^Auto-Submitted: auto-generated$/m)
    expect(read.text).toContain(`http://localhost:3000/desk/comments/${number}`)
    expect(read.html).toContain(`<a href="http://localhost:3000/desk/comments/${number}">`)
    expect(read.html).toContain('<html lang="sv">')
    expect(`${read.text}${read.html}`).not.toMatch(/hot, tänker|Sigrid|Kerstin/)
    expect(mail).toMatchObject({ state: 'sent', attempts: 1, settled_at: site.clock() })
  })

  test('is sent once, however often the sender looks', async () => {
    const inbox = await openInbox()
    const { site } = await openHeld()
    const { send } = senderOf(site, smtpCarrier(inbox.url))
    await send()
    await send()
    await senderOf(site, smtpCarrier(inbox.url)).send()
    expect(inbox.delivered.length).toBe(1)
  })

  const names = [
    'Ann\r\nBcc: vem@ond.example',
    'Ann\nX-Ond: 1\n\nen kropp',
    'Ann <vem@ond.example>, "Bo',
    '"Ann" <a@ond.example>\u0000\u2028X-Ond: 1',
    'Ann =?UTF-8?Q?=0D=0AX-Ond:_1?=',
    `${'Å'.repeat(500)}\r\n.\r\nMAIL FROM:<x@ond.example>`,
    ...hostile.slice(0, 40),
  ]

  test('gets no header and no reader from a hostile name, of a person or of the blog', async () => {
    const inbox = await openInbox()
    const { site } = await openHeld()
    for (const [at, name] of names.entries())
      await addModerator(site, { email: `m${at}@eken.example`, name })
    await site.storage.transact((tx) =>
      tx.updateTable('site').set({ name: 'Blogg\r\nBcc: vem@ond.example' }).execute(),
    )
    const { send } = senderOf(site, smtpCarrier(inbox.url))
    await send()
    await send()
    expect(inbox.delivered.length).toBe(names.length + 1)
    for (const { raw, to } of inbox.delivered) {
      const { headers, from, to: shown } = await parsed(raw)
      expect(headers.map(({ key }) => key).sort()).toEqual(expectedHeaders)
      expect(to.length).toBe(1)
      expect(shown).toMatchObject([{ address: to[0] }])
      expect(from).toEqual({ name: 'Blogg Bcc: vem@ond.example', address: 'blogg@eken.example' })
    }
  })

  test.each([
    'a@eken.example>\r\nRCPT TO:<vem@ond.example',
    'a@ond.example,b@eken.example',
    '"a b"@eken.example',
    'a@eken.example\n',
    'a@ond.example@eken.example',
    'a(b)@eken.example',
    '<a@eken.example>',
    'a@eken.example\u0000',
    'å@eken.example',
    '@eken.example',
    `${'a'.repeat(65)}@eken.example`,
  ])('is never sent to %j', async (address) => {
    const inbox = await openInbox()
    const { site } = await openHeld()
    await addModerator(site, { email: address })
    await senderOf(site, smtpCarrier(inbox.url)).send()
    expect(inbox.delivered.map(({ to }) => to)).toEqual([[email]])
  })

  test('goes to the listed domains and no others (LAW.md L15)', async () => {
    const inbox = await openInbox()
    const { site } = await openHeld()
    await addModerator(site, { email: 'ann@privat.example' })
    await addModerator(site, { email: 'ann@skola.eken.example' })
    const late = await addModerator(site, { email: 'bo@eken.example' })
    const unlisted = await openInbox()
    unlisted.recipient = () => 451
    await senderOf(site, smtpCarrier(unlisted.url)).send()
    // an address that changed while its mail waited
    await site.storage.transact((tx) =>
      tx
        .updateTable('account')
        .set({ email: 'bo@privat.example' })
        .where('id', '=', late)
        .execute(),
    )
    site.advance(2 * MINUTE)
    await senderOf(site, smtpCarrier(inbox.url)).send()
    expect(inbox.delivered.map(({ to }) => to)).toEqual([[email]])
    expect((await mailsOf(site)).map(({ state, problem }) => [state, problem])).toEqual([
      ['sent', null],
      ['dropped', 'domain'],
    ])
  })
})

const expectedHeaders = [
  ...['auto-submitted', 'content-type', 'date', 'from', 'message-id', 'mime-version', 'subject'],
  ...['to', 'x-auto-response-suppress'],
]

describe('a server', () => {
  test('that is away loses no mail: it is tried again, later each time, and arrives once', async () => {
    const port = await freePort()
    const { site } = await openHeld()
    await addModerator(site, { email: 'ann@eken.example' })
    const { send, told } = senderOf(site, smtpCarrier(`smtp://127.0.0.1:${port}`))
    await send()
    const [first, second] = await mailsOf(site)
    expect(first).toMatchObject({ state: 'waiting', problem: 'away', attempts: 1 })
    expect(second, 'the next is not tried: it would fare the same').toMatchObject({ attempts: 0 })
    expect(told).toEqual(['{"mail":1,"problem":"away"}'])
    await send()
    expect((await mailsOf(site))[1]).toMatchObject({ attempts: 0 })

    const inbox = await openInbox()
    const later = senderOf(site, smtpCarrier(inbox.url))
    await later.send()
    expect(
      inbox.delivered.map(({ to }) => to[0]),
      'the first rests still',
    ).toEqual(['ann@eken.example'])
    site.advance(2 * MINUTE)
    await later.send()
    expect(inbox.delivered.map(({ to }) => to[0])).toEqual(['ann@eken.example', email])
  })

  test('that says nothing holds up no page, and no mail for ever', async () => {
    const sockets: { destroy: () => void }[] = []
    const mute = createServer((socket) => sockets.push(socket))
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => {
      for (const socket of sockets) socket.destroy()
      mute.close()
    })
    const { port } = mute.address() as { port: number }
    const { site, post } = await openHeld()
    const patience = { connect: 300, talk: 300, answer: 300 }
    const { send } = senderOf(site, smtpCarrier(`smtp://127.0.0.1:${port}`, patience))
    let isOver = false
    const round = send().finally(() => {
      isOver = true
    })
    await new Promise<void>((resolve) => mute.once('connection', () => resolve()))
    expect((await site.get(post.path)).statusCode).toBe(200)
    const moderator = await site.signIn('moderator')
    expect((await site.get('/desk', { cookie: moderator })).statusCode).toBe(200)
    expect(isOver, 'pages came while the mail was being handed over').toBe(false)
    await round
    expect(await mailsOf(site)).toMatchObject([{ state: 'waiting', problem: 'slow' }])
  })

  test('that takes a mail and answers too late may get it again, with the same Message-ID', async () => {
    const inbox = await openInbox()
    inbox.taken = () => new Promise(() => {})
    const { site } = await openHeld()
    const patience = { connect: 15 * SECOND, talk: 15 * SECOND, answer: 100 }
    await senderOf(site, smtpCarrier(inbox.url, patience)).send()
    expect(await mailsOf(site)).toMatchObject([{ state: 'waiting', problem: 'slow' }])
    inbox.taken = () => undefined
    site.advance(2 * MINUTE)
    await senderOf(site, smtpCarrier(inbox.url)).send()
    const ids = inbox.delivered.map(({ raw }) => messageIdOf(raw))
    expect([ids.length, new Set(ids).size]).toEqual([2, 1])
  })

  test('that greylists gets the mail when it may come back', async () => {
    const inbox = await openInbox()
    const { site } = await openHeld()
    const opens = Date.parse(site.clock()) + 5 * MINUTE
    inbox.recipient = () => (Date.parse(site.clock()) < opens ? 451 : undefined)
    const { send } = senderOf(site, smtpCarrier(inbox.url))
    for (let minute = 0; minute < 15; minute++) {
      await send()
      site.advance(MINUTE)
    }
    expect(inbox.delivered.length).toBe(1)
    expect(await mailsOf(site)).toMatchObject([{ state: 'sent', problem: null }])
  })

  test('that refuses one reader refuses nobody else, and an administrator decides', async () => {
    const inbox = await openInbox()
    inbox.recipient = (address) => (address === email ? 550 : undefined)
    const { site } = await openHeld()
    await addModerator(site, { email: 'ann@eken.example' })
    const { send, told } = senderOf(site, smtpCarrier(inbox.url))
    await send()
    expect(inbox.delivered.map(({ to }) => to[0])).toEqual(['ann@eken.example'])
    expect(await mailsOf(site)).toMatchObject([
      { state: 'stuck', problem: 'refused', reply: 550 },
      { state: 'sent' },
    ])
    expect(told.join(), 'no address in the log').not.toContain('@')
  })

  test('that lets nobody in without a password says so at the desk, and gets the mail with it', async () => {
    const inbox = await openInbox({ password: 'rätt lösen' })
    const { site } = await openHeld()
    const address = (password: string) =>
      inbox.url.replace('//', `//blogg:${encodeURIComponent(password)}@`)
    await senderOf(site, smtpCarrier(address('fel'))).send()
    expect(await mailsOf(site)).toMatchObject([{ state: 'waiting', problem: 'sign_in' }])
    site.advance(2 * MINUTE)
    await senderOf(site, smtpCarrier(address('rätt lösen'))).send()
    expect(await mailsOf(site)).toMatchObject([{ state: 'sent' }])
  })

  test('whose certificate nobody vouches for gets nothing', async () => {
    const inbox = await openInbox({ secure: true })
    const { site } = await openHeld()
    await senderOf(site, smtpCarrier(inbox.url)).send()
    expect(inbox.delivered).toEqual([])
    expect(await mailsOf(site)).toMatchObject([{ state: 'waiting', problem: 'tls' }])
  })

  test('that stays away for days leaves the mail to a person', async () => {
    const port = await freePort()
    const { site } = await openHeld()
    const { send } = senderOf(site, smtpCarrier(`smtp://127.0.0.1:${port}`))
    let hours = 0
    while ((await mailsOf(site))[0]?.state !== 'stuck' && hours < 200) {
      await send()
      site.advance(HOUR)
      hours += 1
    }
    expect(hours).toBeGreaterThan(48)
    expect(await mailsOf(site)).toMatchObject([{ state: 'stuck', problem: 'away', attempts: 16 }])
  })
})
