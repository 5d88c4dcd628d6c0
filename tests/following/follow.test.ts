import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../server/kernel/clock.ts'
import { mailsOf, senderOf } from '../mail/office.ts'
import { publishPost } from '../posts/writing.ts'
import { followsOf, linkIn, openFollowed, reader } from './reader.ts'

const header = (raw: string, name: string): string =>
  new RegExp(`^${name}:((?:.|\\r\\n[ \\t])*)\\r\\n`, 'im')
    .exec(raw)?.[1]
    ?.replace(/\r\n/g, '')
    .trim() ?? ''

describe('whoever asks to follow', () => {
  test('gets one mail with a link, and nothing more until they have said yes', async () => {
    const { site, author, ask, deliver, pass } = await openFollowed()
    expect((await ask('/follow')).headers.location).toBe('/follow/asked')
    const [mail, ...more] = await deliver()
    expect(more).toEqual([])
    expect(mail?.to_).toBe(reader)
    expect(mail?.subject).toContain('Vill du följa')
    await publishPost(site, author, { title: 'Snöröjningen' })
    expect(await pass()).toEqual([])
  })

  test('changes nothing by opening the link, only by the button', async () => {
    const { site, author, ask, deliver, pass } = await openFollowed()
    site.advance(MINUTE)
    await ask('/follow')
    const link = linkIn((await deliver())[0], 'confirmation')
    const page = await site.get(link)
    expect(page.statusCode).toBe(200)
    expect(page.headers['cache-control']).toBe('no-store')
    expect((await followsOf(site))[0]?.confirmed_at).toBeNull()
    expect((await site.post(link)).body).toContain('Nu följer du')
    expect((await site.post(link)).statusCode, 'a second click').toBe(200)
    await publishPost(site, author, { title: 'Snöröjningen' })
    expect((await pass()).map(({ subject }) => subject)).toEqual(['[Personligt] Snöröjningen'])
  })

  test('is erased after two days without an answer, and the link is no more', async () => {
    const { site, ask, deliver } = await openFollowed()
    await ask('/follow')
    const link = linkIn((await deliver())[0], 'confirmation')
    site.advance(2 * DAY + 1)
    expect((await site.get(link)).statusCode).toBe(410)
    expect((await site.post(link)).statusCode).toBe(410)
    await deliver()
    expect(await followsOf(site)).toEqual([])
    expect(await mailsOf(site)).toEqual([])
  })

  test('is mailed once an hour, whoever asks and however often', async () => {
    const { site, ask, deliver, pass } = await openFollowed()
    for (let times = 0; times < 4; times++) await ask('/follow')
    expect(await deliver()).toHaveLength(1)
    await ask('/follow')
    expect(await pass(HOUR)).toHaveLength(0)
    await ask('/follow')
    const again = await deliver()
    expect(again).toHaveLength(1)
    await site.post(linkIn(again[0], 'confirmation'))
    await ask('/follow')
    const [known] = await deliver()
    expect(known?.subject).toContain('Du följer redan')
    expect((await site.get(linkIn(known, 'unsubscribe'))).statusCode).toBe(200)
    expect(await followsOf(site)).toHaveLength(1)
  })

  test('is told the same whether the address follows already or not', async () => {
    const { ask, follow } = await openFollowed()
    await follow('/follow')
    const [again, other] = [
      await ask('/follow'),
      await ask('/follow', { address: 'b@example.org' }),
    ]
    expect([again.statusCode, again.headers.location]).toEqual([
      other.statusCode,
      other.headers.location,
    ])
  })

  test.each([
    'hej',
    'anna@example.org\r\nBcc: all@example.org',
    'anna@example.org,b@example.org',
    '"a b"@example.org',
    `${'a'.repeat(300)}@example.org`,
    '<script>@example.org',
    'anna@localhost',
  ])('with %j for an address gets the form back with it', async (address) => {
    const { site, ask, deliver } = await openFollowed()
    const back = await ask('/follow', { address })
    expect(back.statusCode).toBe(422)
    expect(back.body).toContain('Skriv en mejladress')
    expect(back.body).not.toContain('<script>@')
    expect(await deliver()).toEqual([])
    expect(await followsOf(site)).toEqual([])
  })

  test('may live at a domain with Swedish letters', async () => {
    const { ask, deliver } = await openFollowed()
    await ask('/follow', { address: 'anna@skärgården.example' })
    expect((await deliver())[0]?.raw).toContain('To: anna@xn--skrgrden-1zam.example')
  })

  test('and fills what nobody sees is answered alike, and nothing is kept', async () => {
    const { site, ask } = await openFollowed()
    expect((await ask('/follow', { website: 'http://x.example' })).statusCode).toBe(303)
    expect(await followsOf(site)).toEqual([])
  })

  test('may follow what is public and nothing else', async () => {
    const { site, post, send, ask } = await openFollowed()
    const waiting = await send('Väntar.')
    expect((await site.get(`/comments/${waiting}/follow`)).statusCode).toBe(404)
    expect((await ask(`/comments/${waiting}/follow`)).statusCode).toBe(404)
    expect((await ask('/2026/11/finns-inte/follow')).statusCode).toBe(404)
    expect((await site.get(`${post.path}/follow`)).statusCode).toBe(200)
  })
})

describe('a new post', () => {
  test('goes to those who follow all posts or those of its capacity, with its label', async () => {
    const { site, author, follow, pass } = await openFollowed()
    await follow('/follow')
    await follow('/follow', { address: 'p@example.org', way: 'personal' })
    await follow('/follow', { address: 'o@example.org', way: 'official' })
    const post = await publishPost(site, author, { title: 'Budget', capacity: 'official' })
    const mails = await pass()
    expect(mails.map(({ to_ }) => to_).sort()).toEqual([reader, 'o@example.org'])
    for (const { subject, text, html } of mails) {
      expect(subject).toBe('[Officiellt] Budget')
      expect(text).toContain('Officiellt inlägg av Kerstin Ahlby, kommundirektör:')
      expect(text).toContain(`http://localhost:3000${post.path}`)
      expect(html).toContain('Officiellt inlägg av Kerstin Ahlby')
      expect(html).not.toMatch(/<img|<script|<link|style=/)
      expect(text).toContain('Frågan till er:\n\n> Vad behöver du veta?\n')
    }
  })

  test('that is undone in time goes to nobody, and published again it goes once', async () => {
    const { site, author, follow, pass } = await openFollowed()
    await follow('/follow')
    const post = await publishPost(site, author, { title: 'Ångrad' })
    await site.post(`${post.desk}/undo`, {}, { cookie: author })
    expect(await pass()).toEqual([])
  })

  test('taken down before it was sent is not sent, whatever the mail server did', async () => {
    const { site, author, inbox, follow, pass } = await openFollowed()
    await follow('/follow')
    inbox.recipient = () => 451
    const post = await publishPost(site, author, { title: 'Nedtaget' })
    await pass()
    const reason = { reason: 'Fel siffror.' }
    const done = await site.post(`${post.desk}/unpublication`, reason, { cookie: author })
    expect(done.statusCode, done.body).toBe(303)
    inbox.recipient = () => undefined
    expect(await pass(DAY)).toEqual([])
    const mail = (await mailsOf(site)).find(({ kind }) => kind === 'new_post')
    expect(mail?.state).toBe('dropped')
  })
})

describe('an answer', () => {
  test('reaches whoever follows the comment, with the label of a staff reply', async () => {
    const { follow, show, answer, pass } = await openFollowed()
    const id = await show('När plogas Storgatan?')
    await follow(`/comments/${id}/follow`)
    const reply = await answer(id, { capacity: 'official', text: 'I natt.\n\nTrevlig helg.' })
    const [mail, ...more] = await pass()
    expect(more).toEqual([])
    expect(mail?.subject).toBe(
      '[Officiellt] Kerstin Ahlby har svarat: [Personligt] Det jag inte berättar om Almskolan',
    )
    expect(mail?.text).toContain(
      'Officiellt svar av Kerstin Ahlby, kommundirektör:\n\n> I natt.\n>\n> Trevlig helg.',
    )
    expect(mail?.text).toContain('[Personligt] Det jag inte berättar om Almskolan')
    expect(mail?.text).toContain(`/comments/${reply}\n`)
    expect(mail?.text, 'nobody learns who wrote the comment').not.toContain('Mirja')
  })

  test('by a citizen comes when it shows; hidden within the minutes before, it never comes', async () => {
    const { follow, show, decide, pass } = await openFollowed()
    const id = await show('En kommentar.')
    await follow(`/comments/${id}/follow`)
    const hidden = await show('Ett påhopp.', { parentId: id })
    await decide(hidden, { act: 'hide', reason: 'personal_attack', sentence: 'Håll god ton.' })
    await show('Ett gott svar.', { parentId: id, name: 'Olle' })
    const mails = await pass()
    expect(mails).toHaveLength(1)
    expect(mails[0]?.text).toContain('Olle skriver:\n\n> Ett gott svar.')
  })

  test('to one’s own comment can be asked for while it waits, by the code alone', async () => {
    const { site, submit, ask, deliver, decide, answer, pass } = await openFollowed()
    const { number, code } = await submit('Väntar på att bli läst.')
    const cookie = `receipt=${code}`
    expect((await site.get(`/receipt/follow?comment=${number}`, { cookie })).statusCode).toBe(200)
    expect((await site.get(`/receipt/follow?comment=${number}`)).statusCode).toBe(404)
    const asked = await ask('/receipt/follow', { comment: String(number) }, { cookie })
    expect(asked.statusCode).toBe(303)
    const [mail] = await deliver()
    expect(mail?.raw).not.toContain(code)
    await site.post(linkIn(mail, 'confirmation'))
    await decide(number, { act: 'let_through' })
    await answer(number)
    expect((await pass()).map(({ subject }) => subject)).toEqual([
      '[Personligt] Kerstin Ahlby har svarat: Det jag inte berättar om Almskolan',
    ])
  })
})

describe('a question', () => {
  test('is told of when it is answered by the official, once, and the address is erased', async () => {
    const { site, follow, show, answer, pass } = await openFollowed()
    const id = await show('När?', { isQuestion: true })
    await follow(`/comments/${id}/follow`, { way: 'question' })
    await show('Det undrar jag med.', { parentId: id })
    expect(await pass()).toEqual([])
    await answer(id)
    await answer(id, { text: 'Ännu ett.' })
    expect(await pass()).toHaveLength(1)
    await pass(2 * DAY)
    expect(await followsOf(site)).toEqual([])
  })
})

describe('a thread', () => {
  test('is told of at most once an hour, with all that came and its labels', async () => {
    const { post, follow, show, answer, pass } = await openFollowed()
    await follow(`${post.path}/follow`)
    const first = await show('Den första.', { name: 'Olle' })
    await show('Den andra <b>med</b> "tecken".', { parentId: first })
    await answer(first, { text: 'Ett kort svar.' })
    expect(await pass()).toEqual([])
    const [mail, ...more] = await pass(HOUR)
    expect(more).toEqual([])
    expect(mail?.subject).toBe('Re: [Personligt] Det jag inte berättar om Almskolan')
    expect(mail?.text).toContain('3 nya kommentarer under [Personligt] Det jag')
    expect(mail?.text).toContain('Olle skriver:\n\n> Den första.\n')
    expect(mail?.text).toContain(
      'Personligt svar av Kerstin Ahlby, kommundirektör:\n\n> Ett kort svar.',
    )
    expect(mail?.html).toContain('Den andra &lt;b&gt;med&lt;/b&gt; &quot;tecken&quot;.')
    expect(await pass(HOUR)).toEqual([])
  })

  test('is told of from when one began to follow it, in the same hour too', async () => {
    const { post, follow, show, pass } = await openFollowed()
    await show('Redan läst.')
    await follow(`${post.path}/follow`)
    await show('Något nytt.')
    const mails = [...(await pass()), ...(await pass(HOUR))]
    expect(mails.flatMap(({ text }) => text?.match(/> .+/g))).toEqual(['> Något nytt.'])
  })

  test('leaves out what was hidden, and what the same address is told of by another mail', async () => {
    const { post, follow, show, decide, pass } = await openFollowed()
    const mine = await show('Min egen.')
    await follow(`${post.path}/follow`)
    await follow(`/comments/${mine}/follow`)
    await show('Ett svar till mig.', { parentId: mine })
    const bad = await show('Ett påhopp.')
    await show('Något annat.')
    await decide(bad, { act: 'hide', reason: 'personal_attack', sentence: 'Håll god ton.' })
    const mails = [...(await pass()), ...(await pass(HOUR))]
    expect(mails.flatMap(({ text }) => text?.match(/> .+/g))).toEqual([
      '> Ett svar till mig.',
      '> Något annat.',
    ])
  })
})

describe('every mail to a follower', () => {
  test('can be stopped in one click by a mail program, with either kind of form', async () => {
    const { site, author, follow, pass } = await openFollowed()
    await follow('/follow')
    await follow('/follow', { address: 'b@example.org' })
    await publishPost(site, author, { title: 'Ett' })
    const [one, two] = await pass()
    for (const mail of [one, two]) {
      expect(header(mail?.raw ?? '', 'List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click')
    }
    const target = (raw = '') => new URL(header(raw, 'List-Unsubscribe').slice(1, -1)).pathname
    // As mail programs send it: no Origin, no Sec-Fetch-Site, no cookie.
    const plain = await site.app.inject({
      method: 'POST',
      url: target(one?.raw),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'List-Unsubscribe=One-Click',
    })
    const parts = await site.app.inject({
      method: 'POST',
      url: target(two?.raw),
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
      payload:
        '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n',
    })
    expect([plain.statusCode, parts.statusCode]).toEqual([200, 200])
    expect(await followsOf(site)).toEqual([])
    await publishPost(site, author, { title: 'Två' })
    expect(await pass()).toEqual([])
    expect((await site.get(target(one?.raw))).statusCode).toBe(410)
    expect((await mailsOf(site)).filter(({ kind }) => kind === 'new_post')).toEqual([])
  })

  test('leads to a page where it is changed, and looking at it changes nothing', async () => {
    const { site, author, follow, pass } = await openFollowed()
    const link = await follow('/follow')
    expect((await site.get(link)).body).toContain('Du följer alla nya inlägg.')
    const saved = await site.post(`${link}/choice`, { way: 'official', language: 'nb' })
    expect(saved.body).toContain('Ditt val är sparat.')
    await publishPost(site, author, { title: 'Personligt' })
    await publishPost(site, author, { title: 'Beslutet', capacity: 'official' })
    const mails = await pass()
    expect(mails.map(({ subject }) => subject)).toEqual(['[Offisiell] Beslutet'])
    expect(mails[0]?.text).toContain('Endre eller slutte å følge')
    expect(mails[0]?.html).toContain('<blockquote lang="sv">\n<p>Vad behöver du veta?</p>')
  })

  test('has its place in a thread of mails, a list, and no answer by machines', async () => {
    const { site, author, post, follow, show, answer, pass } = await openFollowed()
    await follow('/follow')
    const id = await show('En fråga.')
    await follow(`/comments/${id}/follow`)
    const next = await publishPost(site, author, { title: 'Nästa' })
    await answer(id)
    await answer(id, { text: 'Ett till.' })
    const mails = await pass()
    const about = mails.filter(({ subject }) => subject?.includes('har svarat'))
    expect(about).toHaveLength(2)
    const [one, two] = about.map(({ raw }) => raw)
    expect(header(one ?? '', 'In-Reply-To')).toMatch(/^<c\d+-[\w-]{27}@eken.example>$/)
    expect(header(one ?? '', 'In-Reply-To')).toBe(header(two ?? '', 'In-Reply-To'))
    expect(header(one ?? '', 'References')).toMatch(/^<p\d+-[\w-]{27}@eken.example> <c\d+-/)
    expect(header(one ?? '', 'List-Id')).toBe(`<comment-${id}.eken.example>`)
    expect(header(one ?? '', 'Archived-At')).toMatch(/^<http:\/\/localhost:3000\/comments\/\d+>$/)
    const fresh = mails.find(({ subject }) => subject?.includes('Nästa'))?.raw ?? ''
    expect(header(fresh, 'Message-ID')).toMatch(
      new RegExp(`^<p${next.id}-[\\w-]{27}@eken.example>$`),
    )
    expect(header(fresh, 'List-Id')).toBe('<posts.eken.example>')
    for (const { raw } of mails) expect(header(raw, 'Auto-Submitted')).toBe('auto-generated')
    expect(post.id).not.toBe(next.id)
  })
})

describe('an address', () => {
  test('lies nowhere in the database, nor does its hash tell what else it follows', async () => {
    const { site, post, follow } = await openFollowed()
    await follow('/follow')
    await follow(`${post.path}/follow`)
    const rows = await followsOf(site)
    expect(new Set(rows.map(({ address_key }) => address_key)).size).toBe(2)
    expect(new Set(rows.map(({ address }) => address)).size).toBe(2)
    await site.storage.read.selectFrom('follow').selectAll().execute()
    for (const name of readdirSync(site.settings.dataDir).filter((file) => file.includes('sqlite')))
      expect(readFileSync(join(site.settings.dataDir, name), 'latin1')).not.toContain('anna.ek')
  })

  test('is erased with its files when it stops', async () => {
    const { site, author } = await openFollowed()
    const { send } = senderOf(site)
    const folder = join(site.settings.dataDir, 'mail')
    const files = () =>
      readdirSync(folder).filter((name) =>
        readFileSync(join(folder, name), 'utf8').includes(reader),
      )
    await site.post('/follow', { address: reader })
    await send()
    const asked = files()
    expect(asked).toHaveLength(1)
    site.advance(MINUTE)
    const text = readFileSync(join(folder, asked[0] as string), 'utf8').replace(/=\r\n/g, '')
    const said = await site.post(linkIn({ text }, 'confirmation'))
    await publishPost(site, author, { title: 'Ett' })
    site.advance(5 * MINUTE + 1)
    while (await send());
    expect(files()).toHaveLength(2)
    await site.post(linkIn({ text: said.body }, 'unsubscribe'))
    await send()
    expect(files()).toEqual([])
  })

  test('that its server does not know is stopped for all it follows, and not asked again', async () => {
    const { site, author, post, inbox, ask, follow, deliver, pass } = await openFollowed()
    await follow('/follow')
    await follow(`${post.path}/follow`)
    await follow('/follow', { address: 'b@example.org' })
    inbox.recipient = (address) => (address === reader ? 550 : undefined)
    inbox.words = '5.1.1 no such user'
    await publishPost(site, author, { title: 'Ett' })
    expect((await pass()).map(({ to_ }) => to_)).toEqual(['b@example.org'])
    expect(await followsOf(site)).toHaveLength(1)
    inbox.recipient = () => undefined
    await ask('/follow')
    expect(await deliver()).toEqual([])
    const stops = await site.storage.read.selectFrom('mail_stop').selectAll().execute()
    expect(stops).toMatchObject([{ reason: 'bounce' }])
    site.advance(366 * DAY)
    await deliver()
    await ask('/follow')
    expect(await deliver()).toHaveLength(1)
  })

  test('that is refused for another reason is tried with the next mail, three times in a week at the most', async () => {
    const { site, inbox, follow, pass } = await openFollowed()
    await follow('/follow')
    inbox.recipient = () => 550
    for (const title of ['Ett', 'Två', 'Tre', 'Fyra']) {
      expect(await followsOf(site), title).toHaveLength(1)
      await publishPost(site, await site.signIn('official'), { title })
      await pass()
      site.advance(3 * DAY)
    }
    expect(await followsOf(site)).toEqual([])
  })

  test('that follows a comment is kept for half a year after the last decision about it', async () => {
    const { site, follow, show, deliver } = await openFollowed()
    const id = await show('En kommentar.')
    await follow(`/comments/${id}/follow`)
    site.advance(183 * DAY)
    await deliver()
    expect(await followsOf(site)).toHaveLength(1)
    site.advance(2 * DAY)
    await deliver()
    expect(await followsOf(site)).toEqual([])
  })
})
