import { describe, expect, test } from 'vitest'
import { changeComment, findComment } from '../../server/comments/kept-store.ts'
import { grouped, readCode } from '../../server/receipts/receipt.ts'
import { publishPost, textOf } from '../posts/writing.ts'
import { type Answer, openTestSite, type TestSite } from '../support/site.ts'

/** A site with one post and one comment that waits; the cookie holds its code. */
async function withComment() {
  const site = await openTestSite()
  const post = await publishPost(site, await site.signIn('official'))
  const sent = await site.post('/comments', {
    post: String(post.id),
    text: 'Varför <plogas> sist?',
  })
  expect(sent.statusCode, sent.body).toBe(303)
  return { site, post, number: 1, ...heldIn(sent) }
}

/** The cookie that an answer sets, as a browser sends it back, with the code in it. */
function heldIn(answer: Answer) {
  const line = String([answer.headers['set-cookie']].flat()[0] ?? '')
  const cookie = line.split(';')[0] ?? ''
  const code = readCode(cookie.replace('receipt=', ''))
  return { line, cookie, code: code ? grouped(code) : '' }
}

const show = (site: TestSite, id: number) =>
  site.storage.transact((tx) => changeComment(tx, id, { state: 'shown', shown_at: site.clock() }))

const stateOf = async (site: TestSite, id: number) =>
  (await findComment(site.storage.read, id))?.state

describe('the page behind a code', () => {
  test('shows the code in four groups, what waits, and when it is read', async () => {
    const { site, cookie, code, post } = await withComment()
    const page = await site.get('/receipt', { cookie })
    expect([page.statusCode, page.headers['cache-control']]).toEqual([200, 'no-store'])
    for (const group of code.split('-')) expect(page.body).toContain(`<span>${group}</span>`)
    expect(page.body).toContain('Varför &lt;plogas&gt; sist?')
    expect(page.body).toContain(`href="${post.path}"`)
    expect(textOf(page.body)).toMatch(/Väntar Läses /)
    expect(page.body).toContain('status--waiting')
  })

  test('links to a comment that is shown, and to its public answers alone', async () => {
    const { site, cookie, number, post } = await withComment()
    await show(site, number)
    const reply = { post: String(post.id), parent: String(number), text: 'Inte hos oss.' }
    await site.post('/comments', { ...reply, name: 'Mirja' })
    expect(textOf((await site.get('/receipt', { cookie })).body)).not.toContain('Mirja')
    await show(site, number + 1)
    const page = await site.get('/receipt', { cookie })
    expect(page.body).toContain(`href="/comments/${number}"`)
    expect(textOf(page.body)).toContain('Visas sedan den 21 november 2026')
    expect(page.body).toContain(`href="/comments/${number + 1}">Svar från Mirja</a>`)
  })

  test('says why a comment is hidden, and still shows the words to their writer', async () => {
    const { site, cookie, number } = await withComment()
    const moderator = await site.signIn('moderator')
    const form = { act: 'hide', reason: 'off_topic' }
    await site.post(`/desk/comments/${number}/decision`, form, { cookie: moderator })
    const page = await site.get('/receipt', { cookie })
    expect(textOf(page.body)).toMatch(/Visas inte sedan den 21 november 2026.*Grund: /)
    expect(page.body).toContain('Varför &lt;plogas&gt; sist?')
    expect(page.body).not.toContain('action="/receipt/withdrawal"')
  })
})

describe('a code that is typed', () => {
  test('opens the page however it is typed', async () => {
    const { site, code, cookie } = await withComment()
    expect((await site.get('/receipt')).body).toContain('name="code"')
    const typed = ` ${code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o')}`
    const answer = await site.post('/receipt', { code: typed })
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/receipt'])
    expect(heldIn(answer).cookie).toBe(cookie)
  })

  test.each(['', 'hej', '0000-0000-0000-0000'])('opens nothing when it is "%s"', async (code) => {
    const answer = await (await openTestSite()).post('/receipt', { code })
    expect([answer.statusCode, answer.headers['set-cookie']]).toEqual([422, undefined])
    expect(textOf(answer.body)).toContain('Det finns ingen sådan kod.')
    expect(answer.body).toContain(`value="${code}"`)
  })

  test('is not taken after twenty from one place', async () => {
    const site = await openTestSite()
    for (let n = 0; n < 20; n++)
      expect((await site.post('/receipt', { code: 'fel' })).statusCode).toBe(422)
    expect((await site.post('/receipt', { code: 'fel' })).statusCode).toBe(429)
  })
})

describe('what the holder of a code can do', () => {
  test('withdraws a comment of theirs', async () => {
    const { site, cookie, number } = await withComment()
    const form = { comment: String(number) }
    const answer = await site.post('/receipt/withdrawal', form, { cookie })
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/receipt'])
    expect(await stateOf(site, number)).toBe('withdrawn')
    expect(textOf((await site.get('/receipt', { cookie })).body)).toContain(
      'Tillbakadragen av dig den',
    )
    expect((await site.post('/receipt/withdrawal', form, { cookie })).statusCode).toBe(303)
  })

  test('withdraws nothing of anybody else', async () => {
    const { site, post, number } = await withComment()
    const other = heldIn(await site.post('/comments', { post: String(post.id), text: 'Ja.' }))
    const form = { comment: String(number) }
    expect((await site.post('/receipt/withdrawal', form, other)).statusCode).toBe(404)
    expect((await site.post('/receipt/withdrawal', form)).statusCode).toBe(303)
    expect(await stateOf(site, number)).toBe('pending')
  })

  test('is remembered for a year or for half an hour, and forgotten at once', async () => {
    const { site, cookie } = await withComment()
    const year = await site.post('/receipt/memory', { remember: 'yes' }, { cookie })
    expect(heldIn(year).line).toContain('Max-Age=31536000')
    const short = await site.post('/receipt/memory', {}, { cookie })
    expect(heldIn(short).line).toContain('Max-Age=1800')
    const done = await site.post('/receipt/done', {}, { cookie })
    expect(heldIn(done).line).toMatch(/^receipt=;.*Max-Age=0/)
  })
})
