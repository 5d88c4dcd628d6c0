/** What an author puts on top of a thread: a summary with its versions, and comments that changed a mind. */
import { describe, expect, test } from 'vitest'
import { openThread } from '../moderation/sent.ts'
import { textOf } from '../posts/writing.ts'

/** The part of a page that stands on top of its thread. */
const summaryOf = (body: string): string =>
  /class="thread__summary[\s\S]*?<\/section>/.exec(body)?.[0] ?? ''

const creditsOf = (body: string): string =>
  /aria-labelledby="credits"[\s\S]*?<\/section>/.exec(body)?.[0] ?? ''

async function openSummed() {
  const thread = await openThread()
  const { site, post, author, show } = thread
  for (const text of ['Ett', 'Två', 'Tre']) await show(text)
  const path = `/desk/threads/${post.id}/summary`
  const sum = (form: Record<string, string>, cookie = author) => site.post(path, form, { cookie })
  const done = await sum({ text: 'Frågan var vägen. Den är öppen.', capacity: 'official' })
  expect(done.statusCode).toBe(303)
  const read = async () => (await site.get(post.path)).body
  return { ...thread, path, sum, read }
}

describe('a summary', () => {
  test('stands on top, labelled, with what it rests on; in its place a line says so', async () => {
    const { read } = await openSummed()
    const body = await read()
    const words = textOf(summaryOf(body))
    expect(words).toMatch(/^.*Officiellt Kerstin Ahlby kommundirektör Sammanfattning av samtalet/)
    expect(words).toContain('Frågan var vägen. Den är öppen.')
    expect(words).toContain('Bygger på 3 kommentarer, till och med 21 november 2026 kl. 10.00.')
    expect(body.match(/Frågan var vägen/g)).toHaveLength(1)
    expect(textOf(body)).toContain('Sammanfattningen står överst')
  })

  test('is a staff reply: with its entry, its own page and its versions, each with its basis', async () => {
    const { site, sum, show, read, lastEntry } = await openSummed()
    expect(await lastEntry()).toMatchObject({
      kind: 'staff_reply',
      number: 4,
      capacity: 'official',
    })
    await show('Fyra')
    site.advance(60_000)
    expect((await sum({ text: 'Frågan var vägen. Den är stängd.', version: '1' })).statusCode).toBe(
      303,
    )
    expect(await lastEntry()).toMatchObject({ kind: 'staff_reply', number: 4, version: 2 })
    const body = summaryOf(await read())
    expect(textOf(body)).toContain(
      'Bygger på 4 kommentarer, till och med 21 november 2026 kl. 10.01.',
    )
    expect(body).toContain('href="/comments/4/history"')
    const history = textOf((await site.get('/comments/4/history')).body)
    expect(history).toContain('Den är öppen')
    expect((await sum({ text: 'Sent', version: '1' })).statusCode).toBe(409)
  })

  test('goes from the top and stays in the thread; a new one takes the place of the old', async () => {
    const { site, post, path, author, sum, read } = await openSummed()
    await site.post(`${path}/end`, {}, { cookie: author })
    expect(summaryOf(await read())).toBe('')
    expect(await read()).toContain('Frågan var vägen')
    expect((await site.post(`${path}/end`, {}, { cookie: author })).statusCode).toBe(404)
    await sum({ text: 'Den andra.', capacity: 'personal' })
    const other = await site.signIn('author')
    await sum({ text: 'Den tredje.', capacity: 'personal' }, other)
    expect(textOf(summaryOf(await read()))).toContain('Jonas Rask')
    expect((await site.get(post.path)).body).toContain('Den andra.')
  })

  test('is written under a closed post too, and by authors alone', async () => {
    const { site, post, author, moderator, sum, read } = await openSummed()
    await site.post(`${post.desk}/comments`, { open: 'no' }, { cookie: author })
    expect((await sum({ text: 'Efteråt.', capacity: 'personal' })).statusCode).toBe(303)
    expect(summaryOf(await read())).toContain('Efteråt.')
    expect((await sum({ text: 'Nej.', capacity: 'official' }, moderator)).statusCode).toBe(403)
    expect(
      (await site.get(`/desk/threads/${post.id}/summary`, { cookie: moderator })).statusCode,
    ).toBe(403)
  })

  test('that is too long comes back with its words', async () => {
    const { sum } = await openSummed()
    const back = await sum({ text: 'x'.repeat(8001), version: '1' })
    expect(back.statusCode).toBe(422)
    expect(back.body).toContain('x'.repeat(8001))
  })
})

describe('what changed a mind', () => {
  async function openCredited(form: Record<string, string> = {}) {
    const thread = await openThread()
    const { site, author, show } = thread
    const id = await show('Har ni räknat på vintern?')
    const path = `/desk/comments/${id}/credit`
    const give = (more: Record<string, string> = {}, cookie = author) =>
      site.post(path, { capacity: 'personal', reason: 'Vi hade inte räknat.', ...more }, { cookie })
    expect((await give(form)).statusCode).toBe(303)
    return { ...thread, id, path, give }
  }

  test('is said at the comment and on top, with credit, capacity and reason', async () => {
    const { site, post, id } = await openCredited()
    const { body } = await site.get(post.path)
    expect(textOf(creditsOf(body))).toContain('Personligt Mirja ändrade Kerstin Ahlbys uppfattning')
    expect(creditsOf(body)).toContain(`href="/comments/${id}"`)
    const words =
      'Personligt Detta ändrade Kerstin Ahlbys uppfattning (kommundirektör, 21 november 2026). Vi hade inte räknat.'
    expect(textOf(body)).toContain(words)
    expect(textOf((await site.get(`/comments/${id}`)).body)).toContain(words)
  })

  test('is taken back by who said it, as an act of its own, and may be said again', async () => {
    const { site, post, author, path, give } = await openCredited()
    expect((await give()).statusCode).toBe(409)
    const other = await site.signIn('author')
    expect((await site.post(`${path}/end`, {}, { cookie: other })).statusCode).toBe(403)
    expect((await site.post(`${path}/end`, {}, { cookie: author })).statusCode).toBe(303)
    expect((await site.get(post.path)).body).not.toContain('uppfattning')
    expect((await give({ capacity: 'official' })).statusCode).toBe(303)
    const kept = await site.storage.read.selectFrom('changed_mind').selectAll().execute()
    expect(kept.map((one) => one.ended_at !== null)).toEqual([true, false])
  })

  test('shows no more than the comment does', async () => {
    const { site, post, id, decide } = await openCredited()
    await decide(id, { act: 'hide', reason: 'off_topic', sentence: 'Det hör inte hit.' })
    const { body } = await site.get(post.path)
    expect(body).not.toContain('uppfattning')
    expect(body).not.toContain('Vi hade inte räknat')
  })

  test('is no button for anybody else, nor for what staff wrote', async () => {
    const { site, id, path, moderator, answer, give } = await openCredited()
    expect((await give({}, moderator)).statusCode).toBe(403)
    const reply = await answer(id)
    const author = await site.signIn('author')
    expect((await site.get(`/desk/comments/${reply}/credit`, { cookie: author })).statusCode).toBe(
      404,
    )
    const long = await site.post(
      path,
      { capacity: 'personal', reason: 'x'.repeat(301) },
      { cookie: author },
    )
    expect(long.statusCode).toBe(422)
    expect(long.body).toContain('x'.repeat(301))
  })
})
