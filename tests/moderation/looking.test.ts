import { describe, expect, test } from 'vitest'
import { MINUTE } from '../../server/kernel/clock.ts'
import { textOf } from '../posts/writing.ts'
import { openThread } from './sent.ts'

const says = 'Erik Lund tittar på det här'

/** Two at the desk, and two comments that wait. */
async function twoAtTheDesk() {
  const thread = await openThread()
  const { site, author, moderator, send } = thread
  const ids = [await send('Den första'), await send('Den andra')]
  const [first = 0, second = 0] = ids
  const open = (id: number) => site.get(`/desk/comments/${id}`, { cookie: moderator })
  const queue = async (cookie = author) => textOf((await site.get('/desk', { cookie })).body)
  return { ...thread, first, second, open, queue }
}

describe('who is looking at a comment', () => {
  test('is told to the others, in the list and on its page, and not to themselves', async () => {
    const { site, author, moderator, first, open, queue } = await twoAtTheDesk()
    expect(await queue()).not.toContain(says)
    expect(textOf((await open(first)).body)).not.toContain('tittar på det här')
    expect((await queue()).split(says)).toHaveLength(2)
    const page = await site.get(`/desk/comments/${first}`, { cookie: author })
    expect(textOf(page.body)).toContain(says)
    expect(
      textOf((await site.get(`/desk/comments/${first}`, { cookie: moderator })).body),
    ).toContain('Kerstin Ahlby tittar på det här')
  })

  test('is told for five minutes after the last that was heard of them', async () => {
    const { site, moderator, first, open, queue } = await twoAtTheDesk()
    await open(first)
    site.advance(4 * MINUTE)
    const path = `/desk/comments/${first}/look`
    expect((await site.post(path, {}, { cookie: moderator })).statusCode).toBe(204)
    site.advance(4 * MINUTE)
    expect(await queue()).toContain(says)
    site.advance(MINUTE)
    expect(await queue()).not.toContain(says)
  })

  test('ends with a decision, with the queue, and with another comment', async () => {
    const { moderator, first, second, open, queue, decide } = await twoAtTheDesk()
    await open(first)
    await queue(moderator)
    expect(await queue()).not.toContain(says)
    await open(first)
    await open(second)
    const [before = '', after = ''] = (await queue()).split(says)
    expect([before.includes('Den första'), after.includes('Den andra')]).toEqual([true, true])
    expect(after).not.toContain('Den första')
    await decide(second, { act: 'let_through' })
    expect(await queue()).not.toContain(says)
  })

  test('is kept nowhere but in memory', async () => {
    const { site, first, open, queue } = await twoAtTheDesk()
    await open(first)
    await site.restart()
    expect(await queue()).not.toContain(says)
  })

  test('is nothing that a registrar or a stranger can say', async () => {
    const { site, first } = await twoAtTheDesk()
    const registrar = await site.signIn('registrar')
    const path = `/desk/comments/${first}/look`
    expect((await site.post(path, {}, { cookie: registrar })).statusCode).toBe(403)
    expect((await site.post(path)).statusCode).toBe(403)
  })
})
