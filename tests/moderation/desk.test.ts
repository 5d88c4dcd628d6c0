import { describe, expect, test } from 'vitest'
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

  test('puts several aside at once', async () => {
    const { site, moderator, send, comment } = await openThread()
    const ids = [await send('Ett'), await send('Två'), await send('Tre')]
    const two = ids.slice(0, 2).map(String)
    const done = await site.post('/desk/decisions', { comment: two }, { cookie: moderator })
    expect(done.headers.location).toBe('/desk?done=moderation.many')
    const states = await Promise.all(ids.map(async (id) => (await comment(id)).state))
    expect(states).toEqual(['spam', 'spam', 'pending'])
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

describe("a comment's page", () => {
  test('asks for a reason and keeps what was typed', async () => {
    const { send, decide, comment } = await openThread()
    const id = await send('Hm')
    const answer = await decide(id, { act: 'hide', sentence: 'Mina egna ord.' })
    expect(answer.statusCode).toBe(422)
    expect(textOf(answer.body)).toContain('Välj en grund.')
    expect(answer.body).toContain('Mina egna ord.')
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
