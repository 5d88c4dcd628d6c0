import { describe, expect, test } from 'vitest'
import { DAY } from '../../server/kernel/clock.ts'
import { readySentence, reasonById, reasons } from '../../server/moderation/reasons.ts'
import { escape } from '../../server/text/html.ts'
import { textOf } from '../posts/writing.ts'
import { openThread } from './sent.ts'

describe('the queue', () => {
  test('has the oldest first and what is probably spam last, with why', async () => {
    const { site, moderator, send } = await openThread()
    await send('Billiga lån', { trap: true })
    await send('Den första frågan')
    await send('Den andra frågan')
    const words = textOf((await site.get('/desk', { cookie: moderator })).body)
    const places = ['Den första', 'Den andra', 'Billiga lån'].map((text) => words.indexOf(text))
    expect(places).toEqual([...places].sort((one, other) => one - other))
    expect(places[0]).toBeGreaterThan(0)
    expect(words).toContain('ett fält som människor inte ser')
    expect(words).toContain('3 väntar')
  })

  test('says how old the oldest is, and how many more there are than it shows', async () => {
    const { site, send } = await openThread()
    for (let n = 1; n <= 51; n += 1) await send(`Nummer ${n}.`)
    site.advance(2 * DAY)
    const cookie = await site.signIn('moderator')
    const words = textOf((await site.get('/desk', { cookie })).body)
    expect(words).toContain('51 väntar Den äldsta kom in för 2 dagar sedan.')
    expect(words).toContain('Här står de 50 första av 51.')
  })

  test.each([
    ['let_through', 'shown', '2 kommentarer är nu synliga.'],
    ['spam', 'spam', '2 kommentarer lades undan som skräp.'],
  ])('decides several at once, each by itself: %s', async (act, state, words) => {
    const { site, moderator, send, comment, decisions, entries } = await openThread()
    const ids = [await send('Ett'), await send('Två'), await send('Tre')]
    const before = (await entries()).length
    const form = { act, comment: ids.slice(0, 2).map(String) }
    const done = await site.post('/desk/decisions', form, { cookie: moderator })
    const states = await Promise.all(ids.map(async (id) => (await comment(id)).state))
    expect(states).toEqual([state, state, 'pending'])
    expect((await decisions()).map(({ comment_id }) => comment_id)).toEqual(ids.slice(0, 2))
    expect((await entries()).slice(before).map(({ number }) => number)).toEqual(ids.slice(0, 2))
    const page = await site.get(String(done.headers.location), { cookie: moderator })
    expect(textOf(page.body)).toContain(words)
    expect(page.body).toContain('href="/desk/decisions"')
  })

  test('leaves what somebody else decided first, and says so', async () => {
    const { site, moderator, author, send, decide, comment } = await openThread()
    const ids = [await send('Ett'), await send('Två')]
    await decide(ids[0] ?? 0, { act: 'spam' }, author)
    const form = { act: 'let_through', comment: [...ids, ...ids].map(String) }
    await decide(ids[0] ?? 0, { act: 'confirm' })
    await decide(ids[0] ?? 0, { act: 'put_back' })
    await decide(ids[0] ?? 0, { act: 'hide', reason: 'off_topic' })
    const done = await site.post('/desk/decisions', form, { cookie: moderator })
    const page = await site.get(String(done.headers.location), { cookie: moderator })
    expect(textOf(page.body)).toContain('1 kommentar är nu synlig. 1 är som den var')
    expect((await comment(ids[0] ?? 0)).state).toBe('hidden')
  })

  test('decides nothing when nothing was marked', async () => {
    const { site, moderator, send, comment } = await openThread()
    const id = await send('Ett')
    const done = await site.post('/desk/decisions', { act: 'let_through' }, { cookie: moderator })
    const page = await site.get(String(done.headers.location), { cookie: moderator })
    expect(textOf(page.body)).toContain('Ingen kommentar släpptes igenom.')
    expect((await comment(id)).state).toBe('pending')
  })

  test('tells two counts of what came with the same code, and nothing more of it', async () => {
    const { site, moderator, submit, decide, send } = await openThread()
    const { number: first, code } = await submit('Den första.')
    const others = []
    for (const text of ['Den andra.', 'Den tredje.', 'Den fjärde.'])
      others.push((await submit(text, { code })).number)
    const [second = 0, third = 0, fourth = 0] = others
    await decide(first, { act: 'let_through' })
    await decide(second, { act: 'let_through' })
    await decide(third, { act: 'hide', reason: 'off_topic' })
    const stranger = await send('Något annat.')
    const page = await site.get(`/desk/comments/${fourth}`, { cookie: moderator })
    expect(textOf(page.body)).toContain('Samma kod tidigare: 2 släppta igenom, 1 dold')
    expect(page.body).not.toContain('Den första.')
    expect(page.body).not.toContain(`/desk/comments/${first}"`)
    const other = await site.get(`/desk/comments/${stranger}`, { cookie: moderator })
    expect(textOf(other.body)).not.toContain('Samma kod')
    const early = await site.get(`/desk/comments/${first}`, { cookie: moderator })
    expect(textOf(early.body)).not.toContain('Samma kod')
  })

  test('shows the beginning of what a comment answers', async () => {
    const { site, moderator, show, send } = await openThread()
    const parent = await show('Gångbanan plogades sist.', { name: 'Aino' })
    await send('Det gjorde den.', { parentId: parent })
    const { body } = await site.get('/desk', { cookie: moderator })
    expect(textOf(body)).toContain('Svarar Aino: Gångbanan plogades sist.')
  })

  test('is no place for those who decide nothing', async () => {
    const { site } = await openThread()
    const registrar = await site.signIn('registrar')
    expect((await site.get('/desk', { cookie: registrar })).headers.location).toBe('/desk/me')
    expect((await site.get('/desk/comments/1', { cookie: registrar })).statusCode).toBe(403)
  })

  test('lists questions until they are answered', async () => {
    const { site, author, send, decide } = await openThread()
    const id = await send('Varför plogas det sist?', { isQuestion: true })
    await decide(id, { act: 'let_through' })
    expect((await site.get('/desk', { cookie: author })).body).toContain('plogas det sist')
    const form = { capacity: 'official', text: 'För att.' }
    await site.post(`/desk/comments/${id}/reply`, form, { cookie: author })
    expect((await site.get('/desk', { cookie: author })).body).not.toContain('plogas det sist')
  })
})

describe('after a decision', () => {
  test.each([
    ['spam', {}, 'Kommentaren är undanlagd som skräp.'],
    ['hide', { reason: 'off_topic' }, 'Kommentaren är dold.'],
    ['hold', { reason: 'threat' }, 'Kommentaren hålls kvar.'],
  ])('%s can be taken back at once, as an act of its own', async (act, form, words) => {
    const { site, moderator, send, decide, comment, decisions } = await openThread()
    const id = await send('Hm')
    const done = await decide(id, { act, ...form })
    const { body } = await site.get(String(done.headers.location), { cookie: moderator })
    expect(textOf(body)).toContain(words)
    expect(body).toMatch(/name="act" value="put_back">Ångra</)
    await decide(id, { act: 'put_back' })
    expect((await comment(id)).state).toBe('pending')
    expect((await decisions()).map((one) => one.act)).toEqual([act, 'put_back'])
  })

  test('a comment let through can be hidden or answered: what was public is not unsaid', async () => {
    const { site, moderator, send, decide } = await openThread()
    const id = await send('Hm')
    const done = await decide(id, { act: 'let_through' })
    const { body } = await site.get(String(done.headers.location), { cookie: moderator })
    expect(textOf(body)).toContain('Kommentaren är synlig.')
    expect(body).toContain(`href="/desk/comments/${id}#cover"`)
    expect(body).toContain(`href="/desk/comments/${id}#reply"`)
    expect(body).not.toContain('value="put_back"')
  })

  test('an author takes back what they held or took for spam themselves', async () => {
    const { site, author, send, decide, comment } = await openThread()
    const id = await send('Hm')
    for (const form of [{ act: 'spam' }, { act: 'hold', reason: 'threat' }]) {
      const done = await decide(id, form, author)
      const { body } = await site.get(String(done.headers.location), { cookie: author })
      expect(body).toContain('value="put_back">Ångra<')
      expect((await decide(id, { act: 'put_back' }, author)).statusCode).toBe(303)
      expect((await comment(id)).state).toBe('pending')
    }
    await decide(id, { act: 'hold', reason: 'threat' })
    expect((await decide(id, { act: 'put_back' }, author)).statusCode).toBe(403)
  })

  test('nothing is offered for what somebody else decided', async () => {
    const { site, author, send, decide } = await openThread()
    const id = await send('Hm')
    await decide(id, { act: 'spam' })
    const page = await site.get(`/desk?done=moderation.spam&comment=${id}`, { cookie: author })
    expect(page.body).not.toContain('Ångra')
  })

  test('a second person reads who held a comment, when and why', async () => {
    const { site, moderator, author, send, decide } = await openThread()
    await decide(await send('Jag vet var du bor.'), { act: 'hold', reason: 'threat' }, author)
    const words = textOf((await site.get('/desk', { cookie: moderator })).body)
    expect(words).toContain('Kvarhållen av Kerstin Ahlby, 21 november kl. 10.00: Hot')
    const own = textOf((await site.get('/desk', { cookie: author })).body)
    expect(own).toContain('Kvarhållen av dig, 21 november kl. 10.00: Hot')
  })

  test('who held a comment leaves its hiding to somebody else', async () => {
    const { site, author, moderator, send, decide, comment } = await openThread()
    const id = await send('Jag vet var du bor.')
    await decide(id, { act: 'hold', reason: 'threat' })
    expect((await decide(id, { act: 'hide', reason: 'threat' })).statusCode).toBe(403)
    const { body } = await site.get(`/desk/comments/${id}`, { cookie: moderator })
    expect(textOf(body)).toContain('Därför bestämmer någon annan om den ska döljas.')
    expect(body).not.toContain('value="hide"')
    await decide(id, { act: 'put_back' })
    await decide(id, { act: 'hold', reason: 'threat' }, author)
    expect((await decide(id, { act: 'hide', reason: 'threat' })).statusCode).toBe(303)
    expect((await comment(id)).state).toBe('hidden')
  })

  test('of a comment that did not wait one is back at that comment', async () => {
    const { show, decide } = await openThread()
    const id = await show('Hm')
    const done = await decide(id, { act: 'hide', reason: 'off_topic' })
    expect(done.headers.location).toBe(`/desk/comments/${id}?done=moderation.hidden`)
  })
})

describe("a comment's page", () => {
  test('has every reason with its ready sentence, to be sent or changed', async () => {
    const { site, moderator, send, decide, decisions } = await openThread()
    const id = await send('Hm')
    const { body } = await site.get(`/desk/comments/${id}`, { cookie: moderator })
    for (const reason of reasons) {
      const ready = escape(readySentence(reason, 'sv'))
      expect(body).toContain(`name="sentence" rows="6" lang="sv"`)
      expect(body).toContain(`${ready}</textarea>`)
      expect(body).toContain(`name="reason" value="${reason.id}"`)
    }
    await decide(id, { act: 'hide', reason: 'off_topic', sentence: 'Skriv under rätt inlägg.' })
    expect((await decisions()).at(-1)).toMatchObject({
      reason: 'off_topic',
      sentence: 'Skriv under rätt inlägg.',
    })
    const after = await site.get(`/desk/comments/${id}`, { cookie: moderator })
    expect(textOf(after.body)).toMatch(
      /Dold Bestämt av dig .* Hör inte till ämnet \(regel \d+ i version 1\) Skriv under rätt inlägg\./,
    )
  })

  test('has the ready sentence in the language of the post, which its readers read', async () => {
    const { site, moderator, send, decide, decisions } = await openThread({}, { language: 'nb' })
    const id = await send('Hm')
    const ready = readySentence(reasonById('off_topic'), 'nb')
    const { body } = await site.get(`/desk/comments/${id}`, { cookie: moderator })
    expect(body).toContain('name="sentence" rows="6" lang="nb"')
    expect(body).toContain(`${escape(ready)}</textarea>`)
    expect(textOf(body)).toContain('En färdig text på norska (bokmål), inläggets språk.')
    await decide(id, { act: 'hide', reason: 'off_topic' })
    expect((await decisions()).at(-1)?.sentence).toBe(ready)
  })

  test('asks for a reason and keeps what was typed', async () => {
    const { send, decide, comment } = await openThread()
    const id = await send('Hm')
    const answer = await decide(id, { act: 'hide', sentence: 'Mina egna ord.' })
    expect(answer.statusCode).toBe(422)
    expect(textOf(answer.body)).toContain('Välj en grund.')
    expect(answer.body).toContain('Mina egna ord.')
    expect((await comment(id)).state).toBe('pending')
  })

  test('asks for a sentence that was taken away, at the reason that was chosen', async () => {
    const { send, decide, comment } = await openThread()
    const id = await send('Hm')
    const answer = await decide(id, { act: 'hide', reason: 'off_topic', sentence: ' ' })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toMatch(/<details[^>]* open>\s*<summary[^>]*>Hör inte till ämnet/)
    expect(answer.body).toContain('id="s-off_topic-fault">Skriv en mening till den som skrev.')
    expect((await comment(id)).state).toBe('pending')
  })

  test('offers an author to hold for a reason in law, never to hide', async () => {
    const { site, author, send } = await openThread()
    const id = await send('Hm')
    const { body } = await site.get(`/desk/comments/${id}`, { cookie: author })
    expect(body).toContain('value="hold"')
    expect(body).toContain('value="threat"')
    expect(body).not.toMatch(/value="(hide|personal_attack)"/)
  })

  test('says that nothing was written in an empty answer', async () => {
    const { site, author, send, decide } = await openThread()
    const id = await send('Hm')
    await decide(id, { act: 'let_through' })
    const form = { capacity: 'official', text: '  ' }
    const answer = await site.post(`/desk/comments/${id}/reply`, form, { cookie: author })
    expect(answer.statusCode).toBe(422)
    expect(textOf(answer.body)).toContain('Skriv något först.')
  })
})

describe('decisions', () => {
  test('are listed for the staff, the last first, with who decided and how it stands now', async () => {
    const { site, author, send, decide } = await openThread()
    const id = await send('Den som gömdes.')
    await decide(id, { act: 'hide', reason: 'off_topic', sentence: 'Fel inlägg.' })
    await decide(id, { act: 'put_back' })
    const words = textOf((await site.get('/desk/decisions', { cookie: author })).body)
    expect(words).toMatch(/Lagd tillbaka Bestämt av Erik Lund .* Fel inlägg\. .*Dold Bestämt av/)
    expect(words).toContain('Nu: väntar på att bli läst')
    const registrar = await site.signIn('registrar')
    expect((await site.get('/desk/decisions', { cookie: registrar })).statusCode).toBe(403)
  })

  test('go on to older ones', async () => {
    const { site, moderator, send, decide } = await openThread()
    for (let n = 1; n <= 31; n += 1) await decide(await send(`Nr ${n}.`), { act: 'let_through' })
    const { body } = await site.get('/desk/decisions', { cookie: moderator })
    const older = /href="(\/desk\/decisions\?before=\d+)"/.exec(body)?.[1] ?? ''
    const before = textOf((await site.get(older, { cookie: moderator })).body)
    expect([textOf(body).includes('Nr 1.'), before.includes('Nr 1.')]).toEqual([false, true])
  })
})

describe('conversations', () => {
  test('are found by post, and every comment in them can be opened', async () => {
    const { site, post, moderator, show, answer, decide } = await openThread()
    const id = await show('Gångbanan plogades sist.')
    const reply = await answer(id)
    const hidden = await show('Något dumt.')
    await decide(hidden, { act: 'hide', reason: 'off_topic' })
    const list = (await site.get('/desk/threads', { cookie: moderator })).body
    expect(list).toContain(`href="/desk/threads/${post.id}"`)
    const page = (await site.get(`/desk/threads/${post.id}`, { cookie: moderator })).body
    for (const number of [id, reply, hidden])
      expect(page).toContain(`href="/desk/comments/${number}"`)
    expect(page).toContain('label--personal')
    expect(page).not.toContain('Något dumt.')
  })

  test.each([
    ['1', true],
    [' #1 ', true],
    ['c1', true],
    ['https://blogg.eken.example/comments/1', true],
    ['/comments/1/reply', true],
    ['https://blogg.eken.example/2026/11/x#c1', true],
    ['99', false],
    ['Mirja', false],
  ])('lead to a comment by its number or address: %s', async (find, isThere) => {
    const { site, moderator, send } = await openThread()
    await send('Hm')
    const path = `/desk/threads?find=${encodeURIComponent(find)}`
    const answer = await site.get(path, { cookie: moderator })
    if (isThere) expect(answer.headers.location).toBe('/desk/comments/1')
    else
      expect([answer.statusCode, textOf(answer.body)]).toEqual([
        404,
        expect.stringContaining('Ingen kommentar har det numret'),
      ])
  })
})

describe('for who answers for the blog alone', () => {
  test('every page says that there is no second person, and the author hides nothing', async () => {
    const { site, post, author, send, decide, comment } = await openThread({ alone: true })
    const id = await send('Kritik.')
    const pages = ['/desk', '/desk/threads', `/desk/threads/${post.id}`, '/desk/decisions']
    for (const path of [...pages, `/desk/comments/${id}`, '/desk/posts', '/desk/nothing'])
      expect(textOf((await site.get(path, { cookie: author })).body), path).toContain(
        'Det finns ingen andra person. Bara Kerstin Ahlby läser kommentarer',
      )
    const hide = { act: 'hide', reason: 'threat', sentence: 'Nej.' }
    expect((await decide(id, hide, author)).statusCode).toBe(403)
    expect((await decide(id, { act: 'let_through' }, author)).statusCode).toBe(303)
    expect((await comment(id)).state).toBe('shown')
  })

  test('the box says who reads, and how many wait how long is public', async () => {
    const { site, post, send } = await openThread({ alone: true })
    await send('Den första.')
    site.advance(3 * DAY)
    await send('Den andra.')
    const { body } = await site.get(post.path)
    expect(textOf(body)).toContain('Bara Kerstin Ahlby läser kommentarerna innan de syns')
    expect(body).toContain('href="/log"')
    const words = textOf((await site.get('/log')).body)
    expect(words).toContain('2 kommentarer väntar på att bli lästa.')
    expect(words).toMatch(/21 november 2026 kl\. 10\.00 \(för 3 dagar sedan\)/)
  })
})
