import { describe, expect, test } from 'vitest'
import { MINUTE } from '../../server/kernel/clock.ts'
import { open } from '../../server/storage/database.ts'
import { textOf } from '../posts/writing.ts'
import { decide, write } from '../support/citizen.ts'
import { type Form, hiddenFields } from '../support/site.ts'
import { openAt, openChannel, openFor } from './channel.ts'

const words = 'Du som frågade: ring växeln och fråga efter mig. zqdirektzq.'

/** A comment that shows, its writer's cookie, and a way to answer it directly. */
async function openComment(form: Form = {}) {
  const channel = await openChannel()
  const { site, official, post } = channel
  const moderator = await site.signIn('moderator')
  const sent = await write(site, post.path, { name: 'Mirja', text: 'Vem plogar?', ...form })
  await decide(site, moderator, sent.number)
  const at = `/desk/comments/${sent.number}`
  const direct = (given: Form = {}, cookie = official) =>
    site.post(`${at}/direct`, { capacity: 'personal', text: words, ...given }, { cookie })
  const own = async () => (await site.get('/receipt', { cookie: sent.cookie })).body
  const letter = async () => {
    const row = site.storage.read.selectFrom('letter').selectAll().orderBy('id', 'desc')
    return row.executeTakeFirstOrThrow()
  }
  const wish = async (shown: string, cookie = sent.cookie) =>
    site.post('/receipt/direct', { letter: String((await letter()).id), shown }, { cookie })
  return { ...channel, ...sent, moderator, at, direct, own, letter, wish }
}

describe('answering a comment', () => {
  test('here or directly is one choice at the same form, and the text comes along', async () => {
    const { site, official, at } = await openComment()
    const page = (await site.get(at, { cookie: official })).body
    expect(page).toContain(`formaction="${at}/direct"`)
    const form = await site.post(`${at}/direct`, { text: words }, { cookie: official })
    expect([form.statusCode, form.body.includes(words)]).toEqual([200, true])
    expect(textOf(form.body)).toContain('Vem plogar?')
    expect(textOf(form.body)).toContain('Dessa kan läsa brevet: Kerstin Ahlby')
  })

  test('directly reaches its writer by the code, who answers back, and nobody else', async () => {
    const { site, official, number, cookie, direct, own, letter, post } = await openComment()
    const done = await direct()
    const { id, status, comment_id } = await letter()
    expect(done.headers.location).toBe(`/desk/letters/${id}?done=letters.direct`)
    expect([status, comment_id]).toEqual(['answered', number])
    const mine = textOf(await own())
    expect(mine).toContain(words)
    expect(mine).toContain('svarade dig direkt på din kommentar')
    expect(mine).toContain('Dessa kan läsa ditt svar: Kerstin Ahlby (kommundirektör)')
    const more = { letter: String(id), text: 'Tack, jag ringer.' }
    expect((await site.post('/receipt/letter', more, { cookie })).statusCode).toBe(303)
    await site.post(`/desk/letters/${id}/opening`, {}, { cookie: official })
    const page = await site.get(`/desk/letters/${id}`, { cookie: official })
    expect(textOf(page.body)).toContain('Tack, jag ringer.')
    expect(textOf(page.body)).toContain('Det började med ett svar direkt på en kommentar')
    expect(page.body).toContain(`href="/desk/comments/${number}"`)
    for (const path of [post.path, `/comments/${number}`, '/feed.atom', '/comments/feed.atom'])
      expect((await site.get(path)).body).not.toContain('zqdirektzq')
  })

  test('directly leaves the thread, its numbers and its feeds as they were', async () => {
    const { site, direct, post, number } = await openComment({ question: 'yes' })
    const paths = [post.path, `/comments/${number}`, '/', '/feed.atom', '/sitemap.xml']
    const seen = async () =>
      Promise.all(
        paths.map(async (path) => (await site.get(path)).body.replace(/value="[\w.-]{20,}"/g, '')),
      )
    const before = await seen()
    await direct()
    expect(await seen()).toEqual(before)
  })

  test('is sealed as any letter is', async () => {
    const { site, direct } = await openComment()
    await direct()
    const rows = await site.storage.read.selectFrom('letter_text').selectAll().execute()
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toContain('zqdirektzq')
  })

  test('directly twice with the same form is one answer', async () => {
    const { site, official, at, direct } = await openComment()
    const form = hiddenFields((await site.get(`${at}/direct`, { cookie: official })).body)
    await direct(form)
    await direct(form)
    const rows = await site.storage.read.selectFrom('letter').selectAll().execute()
    expect(rows).toHaveLength(1)
  })

  test('directly needs words, a fresh second step, and hands back what was typed', async () => {
    const { site, direct } = await openComment()
    expect((await direct({ text: ' ' })).statusCode).toBe(422)
    const long = 'x'.repeat(20_001)
    const refused = await direct({ text: long })
    expect([refused.statusCode, refused.body.includes(long)]).toEqual([422, true])
    site.advance(40 * MINUTE)
    const late = await direct()
    expect([late.statusCode, late.body.includes('zqdirektzq')]).toEqual([403, true])
    expect(await site.storage.read.selectFrom('letter').selectAll().execute()).toEqual([])
  })
})

describe('the thread', () => {
  test('says that a comment was answered directly while its writer wants it to', async () => {
    const { site, direct, wish, own, post, number } = await openComment()
    await direct()
    const told = 'Besvarad direkt av Kerstin Ahlby, kommundirektör, 21 november 2026'
    const seen = async () =>
      Promise.all(
        [post.path, `/comments/${number}`].map(async (path) => (await site.get(path)).body),
      )
    for (const body of await seen()) expect(textOf(body)).not.toContain('Besvarad direkt')
    expect(textOf(await own())).toContain('Tråden säger inte att du har fått ett svar.')
    await wish('yes')
    for (const body of await seen()) {
      expect(textOf(body)).toContain(told)
      expect(body).toMatch(/class="marker">\s*<[^>]*label--personal/)
      expect(body).not.toContain('zqdirektzq')
    }
    await wish('no')
    for (const body of await seen()) expect(textOf(body)).not.toContain('Besvarad direkt')
  })

  test('says so for nobody else’s wish', async () => {
    const { site, official, direct, wish, write: writeLetter, post } = await openComment()
    await direct()
    const { id } = await site.storage.read
      .selectFrom('letter')
      .select('id')
      .executeTakeFirstOrThrow()
    const other = await writeLetter({ text: 'Ett annat brev.' })
    for (const cookie of [other.cookie, official, '']) {
      const form = { letter: String(id), shown: 'yes' }
      await site.post('/receipt/direct', form, { cookie })
    }
    expect((await wish('yes', other.cookie)).statusCode).toBe(404) // a letter of theirs, but no answer
    expect(textOf((await site.get(post.path)).body)).not.toContain('Besvarad direkt')
  })

  test('says nothing of an answer that was erased', async () => {
    const { site, direct, wish, letter, post } = await openComment()
    await direct()
    await wish('yes')
    const { id } = await letter()
    const sent = { cookie: await site.signIn('registrar') }
    await openAt(site, id, sent)
    const exempt = { ids: [String(id)], kind: 'orderly', exempt_reason: 'Hålls ordnat.' }
    await site.post('/desk/register/exempt', exempt, sent)
    expect(textOf((await site.get(post.path)).body)).toContain('Besvarad direkt')
    const decision = { reference: 'KS 2026/9', decided_on: '2026-11-20', cause: 'other' }
    expect((await site.post(`/desk/register/${id}/erasure`, decision, sent)).statusCode).toBe(303)
    expect(textOf((await site.get(post.path)).body)).not.toContain('Besvarad direkt')
  })

  test('says nothing of a comment that was hidden', async () => {
    const { site, direct, wish, moderator, number, post } = await openComment()
    await direct()
    await wish('yes')
    await decide(site, moderator, number, { act: 'hide', reason: 'off_topic' })
    expect(textOf((await site.get(post.path)).body)).not.toContain('Besvarad direkt')
  })
})

describe('a comment', () => {
  test.each(['moderator', 'author', 'registrar', 'administrator', 'stranger'] as const)(
    'is not answered directly by somebody who reads no letters or answers no comments: %s',
    async (who) => {
      const { site, at, direct } = await openComment()
      const cookie = who === 'stranger' ? '' : await site.signIn(who)
      const page = await site.get(at, { cookie })
      expect(page.body).not.toContain(`${at}/direct`)
      const isStranger = who === 'stranger'
      const expected = isStranger ? 403 : 404
      const { statusCode } = await direct({ capacity: 'official' }, cookie)
      expect([who, statusCode]).toEqual([who, expected])
      expect(await site.storage.read.selectFrom('letter').selectAll().execute()).toEqual([])
    },
  )

  test('is answered directly only while letters are taken', async () => {
    const { site, official, at, direct } = await openComment()
    await openFor(site, official, { open: '' })
    expect((await site.get(at, { cookie: official })).body).not.toContain(`${at}/direct`)
    expect((await direct()).statusCode).toBe(404)
  })

  test('that is hidden, waits, or is the staff’s own cannot be answered directly', async () => {
    const { site, official, moderator, number, at, direct, post } = await openComment()
    await site.post(`${at}/reply`, { capacity: 'official', text: 'Vi.' }, { cookie: official })
    const waiting = await write(site, post.path, { text: 'Jag väntar.' })
    for (const id of [number + 1, waiting.number, 999]) {
      const path = `/desk/comments/${id}/direct`
      const form = { capacity: 'personal', text: words }
      expect([id, (await site.post(path, form, { cookie: official })).statusCode]).toEqual([
        id,
        404,
      ])
    }
    await decide(site, moderator, number, { act: 'hide', reason: 'off_topic' })
    expect((await direct()).statusCode).toBe(404)
  })
})

test('the database shows nothing of itself that its writer has not wished', async () => {
  const { site, direct } = await openComment()
  await direct()
  const db = open(site.storage.file, false)
  const insert = (shown: string) => () =>
    db
      .prepare(
        `insert or replace into letter_direct select letter_id, comment_id, text_id, ${shown} from letter_direct`,
      )
      .run()
  expect(insert("'2026-11-21T10:00:00.000Z'")).toThrow('before the writer wants it')
  expect(insert('null')).toThrow('never replaced')
  expect(() => db.exec('delete from letter_direct')).toThrow('kept')
  expect(() => db.exec('update letter_direct set comment_id = 1')).toThrow('never changed')
  db.close()
})
