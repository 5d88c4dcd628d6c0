import { expect, test } from 'vitest'
import { eraseComment } from '../../server/comments/erase-actions.ts'
import { openThread } from '../moderation/sent.ts'
import { hiddenFields } from '../support/site.ts'
import { ledTo, pressPublish, textOf, typed } from './writing.ts'

const words = 'Varför plogas inte Skolgatan före sju?'
const title = 'När vi plogar'

/** A question that everybody can read, and the draft that its author begins with it. */
async function openLifted() {
  const thread = await openThread()
  const { site, show, author } = thread
  const id = await show(words, { name: 'Sigrid', isQuestion: true })
  const draft = ledTo(await site.post(`/desk/comments/${id}/lift`, {}, { cookie: author }))
  const seen = hiddenFields((await site.get(draft, { cookie: author })).body)
  const form = { ...typed({ title, source: 'Därför.' }), ...seen, act: 'save' }
  expect((await site.post(draft, form, { cookie: author })).statusCode).toBe(303)
  const publish = () => pressPublish(site, author, draft)
  const page = async () => (await site.get('/2026/11/nar-vi-plogar')).body
  const places = [thread.post.path, `/comments/${id}`]
  const named = async () =>
    Promise.all(places.map(async (path) => (await site.get(path)).body.includes('nar-vi-plogar')))
  return { ...thread, id, draft, publish, page, named }
}

test('a question becomes a post that quotes it word for word with its name, and each leads to the other', async () => {
  const { site, id, draft, publish, page, named, author } = await openLifted()
  expect(await named()).toEqual([false, false])
  const preview = (await site.get(`${draft}/preview`, { cookie: author })).body
  expect(textOf(preview)).toContain(`började med en fråga från Sigrid. Läs den i tråden ${words}`)
  await publish()
  expect(textOf(await page())).toContain(
    `Det här inlägget började med en fråga från Sigrid. Läs den i tråden ${words}`,
  )
  expect(await page()).toContain(`href="/comments/${id}"`)
  expect(await named()).toEqual([true, true])
  expect(textOf((await site.get(`/comments/${id}`)).body)).toContain(
    `Blev ett inlägg: Personligt ${title}`,
  )
})

test('the words and the name are the comment’s own: hidden, they are gone from the post at once, and back with it', async () => {
  const { site, id, publish, page, named, decide, moderator } = await openLifted()
  await publish()
  expect(await page()).toContain(words)
  await decide(id, { act: 'hide', reason: 'off_topic', sentence: 'Det hör inte hit.' }, moderator)
  expect(await page()).not.toMatch(/Skolgatan|Sigrid/)
  expect(textOf(await page())).toContain(
    'började med en kommentar som inte visas längre. Läs den i tråden',
  )
  expect(await named()).toEqual([false, false])
  await decide(id, { act: 'put_back' }, moderator)
  expect(await page()).toContain(words)
  const stored = await site.storage.read.selectFrom('post_version').selectAll().execute()
  expect(JSON.stringify(stored)).not.toMatch(/Skolgatan|Sigrid/)
})

test('what is erased is nowhere in the post that began with it', async () => {
  const { site, id, publish, page, decide, moderator } = await openLifted()
  await publish()
  await decide(id, { act: 'hide', reason: 'off_topic', sentence: 'Det hör inte hit.' }, moderator)
  const place = { language: 'sv', timeZone: 'Europe/Stockholm' } as const
  await eraseComment(site, place, { id, reference: 'KS 2026/114 § 7' })
  await site.restart()
  expect(await page()).not.toMatch(/Skolgatan|Sigrid/)
})

test('a post that is taken back is named by no comment, and is again when it is public again', async () => {
  const { site, publish, named, author } = await openLifted()
  const desk = ledTo(await publish())
  expect(await named()).toEqual([true, true])
  const draft = ledTo(await site.post(`${desk}/undo`, {}, { cookie: author }))
  expect(await named()).toEqual([false, false])
  await pressPublish(site, author, draft)
  expect(await named()).toEqual([true, true])
})

test('only what everybody can read is lifted, by authors alone, and a draft that is thrown away leaves nothing', async () => {
  const { site, id, draft, send, answer, author, moderator } = await openLifted()
  const lift = (comment: number, cookie = author) =>
    site.post(`/desk/comments/${comment}/lift`, {}, { cookie })
  expect((await lift(await send('Väntar ännu'))).statusCode).toBe(404)
  expect((await lift(await answer(id))).statusCode).toBe(404)
  expect((await lift(99_999)).statusCode).toBe(404)
  expect((await lift(id, moderator)).statusCode).toBe(403)
  const offered = async (cookie: string) =>
    (await site.get(`/desk/comments/${id}`, { cookie })).body.includes(`/desk/comments/${id}/lift`)
  expect([await offered(author), await offered(moderator)]).toEqual([true, false])
  await site.post(`${draft}/deletion`, {}, { cookie: author })
  expect(await site.storage.read.selectFrom('lifted_comment').selectAll().execute()).toEqual([])
})
