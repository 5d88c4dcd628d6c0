import { describe, expect, test } from 'vitest'
import { openThread } from './sent.ts'

describe('a decision', () => {
  test('lets a comment through: its words are public and counted', async () => {
    const { site, post, send, decide, comment, counts, lastEntry } = await openThread()
    const id = await send('Bra plogat i Sörby i morse.')
    expect((await site.get(post.path)).body).not.toContain('Sörby')
    expect((await decide(id, { act: 'let_through' })).statusCode).toBe(303)
    expect(await comment(id)).toMatchObject({ state: 'shown', shown_at: site.clock() })
    expect((await site.get(post.path)).body).toContain('Sörby')
    expect(await counts()).toMatchObject({ comment_count: 1 })
    expect(await lastEntry()).toMatchObject({ kind: 'comment_let_through', by: 'moderator' })
  })

  test('hides with a reason, the clause then in force, and the ready sentence', async () => {
    const { site, post, send, decide, comment, decisions, counts, lastEntry } = await openThread()
    const id = await send('Du är en idiot.')
    await decide(id, { act: 'let_through' })
    await decide(id, { act: 'hide', reason: 'personal_attack' })
    expect(await comment(id)).toMatchObject({
      state: 'hidden',
      removed_at: site.clock(),
      removed_reason: 'personal_attack',
    })
    const made = (await decisions()).at(-1)
    expect(made).toMatchObject({
      act: 'hide',
      reason: 'personal_attack',
      decider_role: 'moderator',
    })
    expect(made?.sentence).not.toBe('')
    expect(made?.clause_id).toBe((await comment(id)).removed_clause)
    expect(await counts()).toMatchObject({ comment_count: 0 })
    expect((await site.get(post.path)).body).not.toContain('idiot')
    expect(await lastEntry()).toMatchObject({
      ...{ kind: 'comment_hidden', act: 'hide', reason: 'personal_attack', rules: 1 },
      hash: made?.hash,
    })
  })

  test('tells the public of no law but that there is one', async () => {
    const { send, decide, lastEntry } = await openThread()
    const id = await send('Jag vet var du bor.')
    await decide(id, { act: 'hide', reason: 'threat', sentence: 'Vi läser det som ett hot.' })
    expect(await lastEntry()).toMatchObject({ reason: 'law', clause: null })
  })

  test('put back is shown again, with the time it was first shown', async () => {
    const { site, send, decide, comment, counts } = await openThread()
    const id = await send('Vad kostar det?')
    await decide(id, { act: 'let_through' })
    const first = site.clock()
    site.advance(60_000)
    await decide(id, { act: 'hide', reason: 'off_topic' })
    await decide(id, { act: 'put_back' })
    expect(await comment(id)).toMatchObject({ state: 'shown', shown_at: first, removed_at: null })
    expect(await counts()).toMatchObject({ comment_count: 1 })
  })
})

describe('an author', () => {
  test('never hides, and holds for a reason in law alone', async () => {
    const { author, send, decide, comment } = await openThread()
    const id = await send('Kritik mot Kerstin.')
    for (const form of [
      { act: 'hide', reason: 'threat' },
      { act: 'hold', reason: 'personal_attack' },
      { act: 'hold' },
    ])
      expect((await decide(id, form as never, author)).statusCode).toBe(403)
    expect((await comment(id)).state).toBe('pending')
    expect((await decide(id, { act: 'hold', reason: 'threat' }, author)).statusCode).toBe(303)
    expect((await comment(id)).state).toBe('held')
    expect((await decide(id, { act: 'let_through' }, author)).statusCode).toBe(403)
  })

  test('puts spam aside while it was never public, and a moderator confirms it once', async () => {
    const { site, author, moderator, send, decide, comment, lastEntry } = await openThread()
    const id = await send('Köp klockor')
    const shown = await send('En fråga')
    await decide(shown, { act: 'let_through' })
    expect((await decide(shown, { act: 'spam' }, author)).statusCode).toBe(403)
    await decide(id, { act: 'spam' }, author)
    expect((await site.get('/desk', { cookie: moderator })).body).toContain('value="confirm"')
    expect((await decide(id, { act: 'confirm' }, author)).statusCode).toBe(403)
    expect((await decide(id, { act: 'confirm' })).statusCode).toBe(303)
    expect(await lastEntry()).toMatchObject({ act: 'spam', by: 'moderator', hash: null })
    expect((await decide(id, { act: 'confirm' })).statusCode).toBe(409)
    expect((await comment(id)).state).toBe('spam')
    expect((await site.get('/desk', { cookie: moderator })).body).not.toContain('Köp klockor')
  })
})

test('nobody but authors and moderators decides', async () => {
  const { site, send, decide, comment } = await openThread()
  const id = await send('Hej')
  const registrar = await site.signIn('registrar')
  expect((await decide(id, { act: 'let_through' }, registrar)).statusCode).toBe(403)
  expect((await comment(id)).state).toBe('pending')
})

describe('a reply', () => {
  test('is public at once, answers the question, and that can be undone', async () => {
    const { site, post, author, send, decide, comment, counts, lastEntry } = await openThread()
    const id = await send('Varför plogas gångbanan sist?', { isQuestion: true })
    await decide(id, { act: 'let_through' })
    const form = { capacity: 'personal', text: 'Den plogas *först* från i år.' }
    const sent = await site.post(`/desk/comments/${id}/reply`, form, { cookie: author })
    expect(sent.statusCode, sent.body).toBe(303)
    expect((await site.get(post.path)).body).toContain('<em>först</em>')
    expect(await counts()).toEqual({ comment_count: 2, answer_count: 1 })
    const entry = await lastEntry()
    expect(entry).toMatchObject({ kind: 'staff_reply', capacity: 'personal', parent: id })
    expect(await comment(id)).toMatchObject({ answered_by: entry.number })
    await site.post(`/desk/comments/${id}/unanswer`, {}, { cookie: author })
    expect(await comment(id)).toMatchObject({ answered_by: null })
    expect(await counts()).toEqual({ comment_count: 2, answer_count: 0 })
  })

  test('is personal from authors alone', async () => {
    const { site, moderator, send, decide } = await openThread()
    const id = await send('Hej')
    await decide(id, { act: 'let_through' })
    const page = await site.get(`/desk/comments/${id}`, { cookie: moderator })
    expect(page.body).not.toContain('value="personal"')
    const send2 = (capacity: string) =>
      site.post(`/desk/comments/${id}/reply`, { capacity, text: 'Hej' }, { cookie: moderator })
    expect((await send2('personal')).statusCode).toBe(403)
    expect((await send2('official')).statusCode).toBe(303)
  })
})
