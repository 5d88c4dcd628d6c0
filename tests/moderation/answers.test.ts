import { describe, expect, test } from 'vitest'
import { textOf } from '../posts/writing.ts'
import { openThread } from './sent.ts'

/** A public question with a public answer. */
async function answered() {
  const thread = await openThread()
  const question = await thread.show('Varför plogas gångbanan sist?', { isQuestion: true })
  const reply = await thread.answer(question)
  return { ...thread, question, reply }
}

describe('an answered question', () => {
  test('is counted while its words are public, and no longer', async () => {
    const { question, decide, counts } = await answered()
    expect(await counts()).toEqual({ comment_count: 2, answer_count: 1 })
    await decide(question, { act: 'hide', reason: 'off_topic' })
    expect(await counts()).toEqual({ comment_count: 1, answer_count: 0 })
    await decide(question, { act: 'put_back' })
    expect(await counts()).toEqual({ comment_count: 2, answer_count: 1 })
  })

  test('is counted no more when its writer takes it back', async () => {
    const thread = await openThread()
    const { number, code } = await thread.submit('Varför sist?', { isQuestion: true })
    await thread.decide(number, { act: 'let_through' })
    await thread.answer(number)
    const form = { comment: String(number) }
    await thread.site.post('/receipt/withdrawal', form, { cookie: `receipt=${code}` })
    expect((await thread.comment(number)).state).toBe('withdrawn')
    expect(await thread.counts()).toEqual({ comment_count: 1, answer_count: 0 })
  })

  test('is not counted when it is marked unanswered while it is hidden', async () => {
    const { site, author, question, decide, counts, comment } = await answered()
    await decide(question, { act: 'hide', reason: 'off_topic' })
    await site.post(`/desk/comments/${question}/unanswer`, {}, { cookie: author })
    expect(await comment(question)).toMatchObject({ answered_by: null })
    expect(await counts()).toEqual({ comment_count: 1, answer_count: 0 })
    await decide(question, { act: 'put_back' })
    expect(await counts()).toEqual({ comment_count: 2, answer_count: 0 })
  })

  test('can be unanswered and answered again, at the desk and on the front page', async () => {
    const { site, author, question, reply, counts, comment } = await answered()
    const isAsked = async () => ({
      desk: (await site.get('/desk', { cookie: author })).body.includes('gångbanan sist'),
      front: (await site.get('/')).body.includes('gångbanan sist'),
    })
    expect(await isAsked()).toEqual({ desk: false, front: false })
    const undone = await site.post(`/desk/comments/${question}/unanswer`, {}, { cookie: author })
    expect(undone.headers.location).toBe(`/desk/comments/${question}?done=moderation.unanswered`)
    expect(await isAsked()).toEqual({ desk: true, front: true })
    await site.post(`/desk/comments/${question}/answer`, {}, { cookie: author })
    expect(await comment(question)).toMatchObject({ answered_by: reply })
    expect(await isAsked()).toEqual({ desk: false, front: false })
    expect(await counts()).toEqual({ comment_count: 2, answer_count: 1 })
  })

  test('stays answered by its first answer when there comes a second', async () => {
    const { question, reply, answer, comment, counts } = await answered()
    await answer(question)
    expect(await comment(question)).toMatchObject({ answered_by: reply })
    expect(await counts()).toEqual({ comment_count: 3, answer_count: 1 })
  })
})

describe('what cannot be marked', () => {
  test('is a question that no answer of staff stands under', async () => {
    const { site, author, show } = await openThread()
    const id = await show('Varför sist?', { isQuestion: true })
    await show('Det undrar jag med.', { parentId: id })
    const marked = await site.post(`/desk/comments/${id}/answer`, {}, { cookie: author })
    expect(marked.statusCode).toBe(404)
    const page = (await site.get(`/desk/comments/${id}`, { cookie: author })).body
    expect(page).not.toContain(`action="/desk/comments/${id}/answer"`)
    expect(textOf(page)).toContain('Frågan står bland dem utan svar.')
  })

  test('is a comment that asks nothing', async () => {
    const { site, author, show, answer, comment, counts } = await openThread()
    const id = await show('Bra plogat.')
    await answer(id)
    expect(await comment(id)).toMatchObject({ answered_by: null })
    expect(
      (await site.post(`/desk/comments/${id}/answer`, {}, { cookie: author })).statusCode,
    ).toBe(404)
    expect(await counts()).toEqual({ comment_count: 2, answer_count: 0 })
  })
})

test('the list of unanswered questions holds no question that is hidden', async () => {
  const { site, author, show, decide } = await openThread()
  const id = await show('Varför plogas gångbanan sist?', { isQuestion: true })
  expect((await site.get('/')).body).toContain('gångbanan sist')
  await decide(id, { act: 'hide', reason: 'off_topic' })
  expect((await site.get('/')).body).not.toContain('gångbanan sist')
  expect((await site.get('/desk', { cookie: author })).body).not.toContain('gångbanan sist')
})

test('nobody is told of a question that is not public that it stands in that list', async () => {
  const { site, author, send, decide } = await openThread()
  const id = await send('Varför plogas gångbanan sist?', { isQuestion: true })
  const told = async () =>
    textOf((await site.get(`/desk/comments/${id}`, { cookie: author })).body).includes(
      'Frågan står bland dem utan svar.',
    )
  expect(await told()).toBe(false)
  await decide(id, { act: 'let_through' })
  expect(await told()).toBe(true)
  await decide(id, { act: 'hide', reason: 'off_topic' })
  expect(await told()).toBe(false)
})

test('what a comment answered is told by version only where there are versions', async () => {
  const { show, answer, send, comment, lastEntry } = await openThread()
  const citizen = await show('Bra plogat.')
  const toCitizen = await send('Ja.', { parentId: citizen, parentVersion: 1 })
  expect(await comment(toCitizen)).toMatchObject({ parent_version: null })
  expect(await lastEntry()).toMatchObject({ parent: citizen, parent_version: null })
  const reply = await answer(citizen)
  expect(await comment(reply)).toMatchObject({ parent_version: null })
  const toReply = await send('Tack.', { parentId: reply, parentVersion: 1 })
  expect(await comment(toReply)).toMatchObject({ parent_version: 1 })
  expect(await lastEntry()).toMatchObject({ parent: reply, parent_version: 1 })
})
