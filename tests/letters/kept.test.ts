import { describe, expect, test } from 'vitest'
import { HOUR, MINUTE } from '../../server/kernel/clock.ts'
import { textOf } from '../posts/writing.ts'
import { hiddenFields, type TestSite } from '../support/site.ts'
import { openAt, openChannel, openFor } from './channel.ts'

const text = 'Chefen vet redan.'
/** As long as a letter may be, in a script of which each character is many bytes. */
const longest = '🌲'.repeat(20_000)

const rowsOf = (site: TestSite, table: 'letter' | 'mail' | 'comment') =>
  site.storage.read.selectFrom(table).selectAll().execute()

describe('at the two doors', () => {
  test('whoever goes from one to the other and back finds every field as it was', async () => {
    const { site, post } = await openChannel()
    const hidden = hiddenFields((await site.get(post.path)).body)
    const written = { text, name: 'Mirja', question: 'yes' }
    const letter = await site.post('/letter/preview', { ...hidden, ...written })
    const more = { text, name: 'Mirja', email: 'mirja@example.org', exclude: ['1'] }
    const form = { ...hiddenFields(letter.body), ...more }
    const comment = await site.post('/comments/preview', form)
    expect(comment.body).toMatch(/name="question" value="yes" checked/)
    const back = await site.post('/letter/preview', { ...written, ...hiddenFields(comment.body) })
    expect(back.body).toContain('value="mirja@example.org"')
    expect(back.body).toMatch(/name="exclude" value="1" checked/)
    expect(back.body).toContain(text)
  })
})

describe('a letter as long as it may be, in any script', () => {
  test('is shown, changes door with its words, is sent, answered and gone on with', async () => {
    const { site, post, official, write } = await openChannel()
    const door = await site.post('/comments/preview', { post: String(post.id), text: longest })
    expect([door.statusCode, door.body.includes(longest)]).toEqual([422, true])
    const choice = await site.post('/letter/choice', { post: String(post.id), text: longest })
    expect([choice.statusCode, choice.body.includes(longest)]).toEqual([200, true])
    const { number, cookie } = await write({ text: longest })
    const own = await site.get('/receipt', { cookie })
    const more = { ...hiddenFields(own.body), text: longest }
    expect((await site.post('/receipt/letter', more, { cookie })).statusCode).toBe(303)
    await openAt(site, number, { cookie: official })
    const at = `/desk/letters/${number}`
    const reply = { reply: longest, capacity: 'personal' }
    for (const [act, form] of [['reply', reply] as const, ['note', { note: longest }] as const])
      expect((await site.post(`${at}/${act}`, form, { cookie: official })).statusCode).toBe(303)
  })

  test('comes back whole when it is one character longer', async () => {
    const { site, official, write } = await openChannel()
    const { number, cookie } = await write({ text })
    await openAt(site, number, { cookie: official })
    const words = `${longest}x`
    const at = `/desk/letters/${number}`
    const forms = [
      ['/letter/preview', { text: words }, ''],
      ['/letter', { text: words }, ''],
      ['/receipt/letter', { text: words, letter: String(number) }, cookie],
      [`${at}/reply`, { reply: words, capacity: 'personal' }, official],
      [`${at}/note`, { note: words }, official],
    ] as const
    for (const [path, form, who] of forms) {
      const { statusCode, body } = await site.post(path, form, { cookie: who })
      expect([path, statusCode, body.includes(words)]).toEqual([path, 422, true])
      expect(textOf(body)).toMatch(/Det får ha högst 20\s000 tecken\./)
    }
  })
})

describe('hostile words', () => {
  const hostile = '"><script>alert(1)</script>\u0000\u202e{{7*7}}<%= it %>\'; drop table letter; --'

  test('are words, wherever they are shown again', async () => {
    const { site, official, write } = await openChannel()
    const fields = { text: hostile, name: hostile, email: '"><script>@x.y', code: hostile }
    const preview = await site.post('/letter/preview', {
      ...fields,
      exclude: hostile,
      mark: hostile,
    })
    const { number, cookie } = await write({ text: hostile, name: hostile })
    const opened = await openAt(site, number, { cookie: official })
    const at = `/desk/letters/${number}`
    const bad = { status: hostile, answer_by: hostile, reply: hostile, capacity: hostile }
    const pages = [preview, await site.get('/receipt', { cookie }), opened]
    for (const act of ['reply', 'status', 'note'])
      pages.push(await site.post(`${at}/${act}`, { ...bad, note: '' }, { cookie: official }))
    const typed = { whistle: hostile, days: hostile, kept: hostile, deputies: hostile }
    pages.push(await site.post('/desk/letters/channel', typed, { cookie: official }))
    for (const { body, statusCode } of pages) {
      expect(statusCode).toBeLessThan(500)
      expect(body).not.toContain('<script>alert')
      expect(body).toMatch(/&lt;script&gt;alert\(1\)/)
    }
  })
})

describe('the form of how far a letter has come', () => {
  test.each([
    ['a status that there is not', { status: 'lost' }, 'Välj hur långt ni har kommit.'],
    ['a letter that nobody has read', { status: 'received' }, 'Välj hur långt ni har kommit.'],
    ['a day in words', { status: 'answering', answer_by: 'fredag' }, 'Skriv dagen så här'],
    ['a day that there is not', { status: 'read', answer_by: '2026-02-31' }, 'Skriv dagen så här'],
  ])('refuses %s, and keeps what was filled in', async (_, form, words) => {
    const { site, official, write } = await openChannel()
    const { number } = await write({ text })
    await openAt(site, number, { cookie: official })
    const at = `/desk/letters/${number}`
    const { statusCode, body } = await site.post(`${at}/status`, form, { cookie: official })
    expect([statusCode, textOf(body)]).toEqual([422, expect.stringContaining(words)])
    if ('answer_by' in form) expect(body).toContain(`value="${form.answer_by}"`)
    expect((await rowsOf(site, 'letter'))[0]).toMatchObject({ status: 'read' })
  })

  test('promises no day for what is answered or closed', async () => {
    const { site, official, write } = await openChannel()
    const { number, cookie } = await write({ text })
    await openAt(site, number, { cookie: official })
    const form = { status: 'closed', answer_by: '2026-12-01' }
    await site.post(`/desk/letters/${number}/status`, form, { cookie: official })
    const mine = textOf((await site.get('/receipt', { cookie })).body)
    expect(mine).toContain('Avslutat')
    expect(mine).not.toContain('senast 1 december')
  })
})

describe('whoever writes an answer for longer than the second step lasts', () => {
  test.each(['reply', 'note'])('gets their words back: the %s', async (act) => {
    const { site, official, write } = await openChannel()
    const { number } = await write({ text })
    await openAt(site, number, { cookie: official })
    site.advance(HOUR)
    const words = 'Det här skrev jag länge på.'
    const form = { [act]: words, capacity: 'personal' }
    const answer = await site.post(`/desk/letters/${number}/${act}`, form, { cookie: official })
    expect(answer.statusCode).toBe(403)
    expect(answer.body).toContain(words)
    expect(answer.body).not.toContain('Chefen vet redan')
    expect(answer.body).toContain('/desk/second-factor/again?to=')
    expect(textOf(answer.body)).toContain('Innan du öppnar brev behöver du ge koden')
  })
})

describe('a letter from which the official is excluded', () => {
  test('is not said to be read by them, but by whoever is left', async () => {
    const { site } = await openChannel()
    const { body } = await site.post('/letter/preview', { text, exclude: '1' })
    expect(textOf(body)).toContain('Brevet visas inte på bloggen. Maj Sund läser det.')
    expect(textOf(body)).toContain('Skicka som brev till Maj Sund')
    expect(textOf(body)).not.toContain('Kerstin Ahlby läser')
    expect(textOf(body)).not.toContain('Kerstin Ahlby frågar')
  })
})

describe('who is mailed', () => {
  const told = async (site: TestSite) =>
    (await rowsOf(site, 'mail')).filter(({ kind }) => kind === 'letter').map((m) => m.account_id)

  test('is the registrar, when nobody else is left to answer', async () => {
    const { site, write } = await openChannel()
    await write({ text, exclude: '1' })
    expect(await told(site)).toHaveLength(1)
    expect(await told(site)).not.toContain(1)
  })

  test('is told once more when a letter that was read says more, and not each time', async () => {
    const { site, official, write } = await openChannel()
    const { number, cookie } = await write({ text })
    await openAt(site, number, { cookie: official })
    for (const words of ['Mer.', 'Ännu mer.']) {
      site.advance(MINUTE)
      const own = await site.get('/receipt', { cookie })
      await site.post('/receipt/letter', { ...hiddenFields(own.body), text: words }, { cookie })
    }
    expect(await told(site)).toEqual([1, 1])
  })
})

describe('guessing', () => {
  test('a code in the form of a letter is limited, and keeps what was written', async () => {
    const { site } = await openChannel()
    const form = { text, code: 'AAAA-BBBB-CCCC-DDDD' }
    const answers = []
    for (let count = 0; count < 31; count++) answers.push(await site.post('/letter', form))
    const codes = answers.map(({ statusCode }) => statusCode)
    expect(new Set(codes.slice(0, 30))).toEqual(new Set([422]))
    expect(codes[30]).toBe(429)
    expect(answers[30]?.headers['retry-after']).toBeDefined()
    expect(answers[30]?.body).toContain(text)
    expect(await rowsOf(site, 'letter')).toEqual([])
  })

  test('and writing more is limited too', async () => {
    const { site, write } = await openChannel()
    const { number, cookie } = await write({ text })
    const form = { letter: String(number), text: 'Mer.' }
    const codes = []
    for (let count = 0; count < 31; count++)
      codes.push((await site.post('/receipt/letter', form, { cookie })).statusCode)
    expect(codes.filter((code) => code === 429).length).toBeGreaterThan(0)
  })
})

test('a channel that closes while somebody writes hands the words back', async () => {
  const { site, official } = await openChannel()
  const preview = await site.post('/letter/preview', { text })
  await openFor(site, official, { open: '' })
  const form = { text, ...hiddenFields(preview.body) }
  const { statusCode, body } = await site.post('/letter', form)
  expect(statusCode).toBeLessThan(500)
  expect(body).toContain(text)
})
