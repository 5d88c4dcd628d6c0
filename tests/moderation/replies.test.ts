import { describe, expect, test } from 'vitest'
import { textHash } from '../../server/ledger/salted.ts'
import { textOf } from '../posts/writing.ts'
import { openThread } from './sent.ts'

describe('a reply under the post itself', () => {
  test('stands first in a conversation of its own, with its label and its entry', async () => {
    const { site, post, author, counts, comment, lastEntry } = await openThread()
    const page = await site.get(`/desk/threads/${post.id}`, { cookie: author })
    expect(page.body).toContain(`action="/desk/threads/${post.id}/reply"`)
    const form = { capacity: 'official', text: 'Plogningen är *klar*.' }
    const sent = await site.post(`/desk/threads/${post.id}/reply`, form, { cookie: author })
    expect(sent.headers.location).toBe(`/desk/threads/${post.id}?done=moderation.replied`)
    const entry = await lastEntry()
    expect(entry).toMatchObject({
      ...{ kind: 'staff_reply', capacity: 'official', post: post.id, post_version: 1 },
      ...{ parent: null, parent_version: null, version: 1 },
    })
    expect(await comment(entry.number)).toMatchObject({ depth: 0, parent_id: null, kind: 'staff' })
    expect(await counts()).toEqual({ comment_count: 1, answer_count: 0 })
    const shown = (await site.get(post.path)).body
    expect(shown).toContain('Plogningen är <em>klar</em>.')
    expect(shown).toContain(`<article class="comment comment--official" id="c${entry.number}">`)
  })

  test('is refused where the post is closed for comments, and the words are handed back', async () => {
    const { site, post, author, show, answer } = await openThread()
    const id = await show('Varför sist?', { isQuestion: true })
    const form = { capacity: 'official', text: 'För sent skrivet.' }
    await site.post(`${post.desk}/comments`, { comments: 'closed' }, { cookie: author })
    const sent = await site.post(`/desk/threads/${post.id}/reply`, form, { cookie: author })
    expect(sent.statusCode).toBe(409)
    expect(sent.body).toContain('För sent skrivet.')
    const page = (await site.get(`/desk/threads/${post.id}`, { cookie: author })).body
    expect(page).not.toContain('name="capacity"')
    expect(textOf(page)).toContain('Inlägget är stängt för kommentarer.')
    expect(await answer(id)).toBeGreaterThan(id)
  })

  test('of a moderator is official alone', async () => {
    const { site, post, moderator } = await openThread()
    const path = `/desk/threads/${post.id}`
    expect((await site.get(path, { cookie: moderator })).body).not.toContain('value="personal"')
    const send = (capacity: string) =>
      site.post(`${path}/reply`, { capacity, text: 'Hej' }, { cookie: moderator })
    expect((await send('personal')).statusCode).toBe(403)
    expect((await send('official')).statusCode).toBe(303)
  })

  test('needs words, and a post that is public', async () => {
    const { site, post, author } = await openThread()
    const send = (id: number, text: string) =>
      site.post(`/desk/threads/${id}/reply`, { capacity: 'official', text }, { cookie: author })
    const empty = await send(post.id, ' ')
    expect(empty.statusCode).toBe(422)
    expect(textOf(empty.body)).toContain('Skriv något först.')
    expect((await send(99, 'Hej')).statusCode).toBe(404)
  })
})

describe('a reply whose parent goes', () => {
  test.each(['hidden', 'withdrawn'])('stays in its place when that is %s', async (how) => {
    const { site, post, submit, decide, answer, send } = await openThread()
    const { number, code } = await submit('Något som försvinner.')
    await decide(number, { act: 'let_through' })
    const reply = await answer(number, { text: 'Svaret står kvar.' })
    const form = { comment: String(number) }
    if (how === 'hidden') await decide(number, { act: 'hide', reason: 'off_topic' })
    else await site.post('/receipt/withdrawal', form, { cookie: `receipt=${code}` })
    const page = (await site.get(post.path)).body
    expect(page).not.toContain('Något som försvinner.')
    expect(page).toContain('Svaret står kvar.')
    expect(textOf(page)).toContain('svarar en kommentar som inte visas')
    expect(await send('Tack för svaret.', { parentId: reply })).toBeGreaterThan(reply)
  })

  test.each(['pending', 'hidden'])('cannot be written to a comment that is %s', async (state) => {
    const { site, author, send, decide } = await openThread()
    const id = await send('Hm.')
    if (state === 'hidden') await decide(id, { act: 'hide', reason: 'off_topic' })
    const page = (await site.get(`/desk/comments/${id}`, { cookie: author })).body
    expect(page).not.toContain('name="capacity"')
    const form = { capacity: 'personal', text: 'Mitt långa svar.' }
    const sent = await site.post(`/desk/comments/${id}/reply`, form, { cookie: author })
    expect(sent.statusCode).toBe(409)
    expect(sent.body).toContain('Mitt långa svar.')
  })
})

describe('a changed reply', () => {
  async function changed() {
    const thread = await openThread()
    const { site, author, show, answer, send } = thread
    const question = await show('Varför sist?', { isQuestion: true })
    const reply = await answer(question, { text: 'Plogen är trasig.' })
    const before = await send('Vilken plog?', { parentId: reply, parentVersion: 1 })
    site.advance(3_600_000)
    const change = (text: string, version = '1', cookie = author) =>
      site.post(`/desk/comments/${reply}/change`, { change: text, version }, { cookie })
    return { ...thread, question, reply, before, change }
  }

  test('is a new version with its entry, and says so in public', async () => {
    const { site, post, reply, change, comment, lastEntry, counts } = await changed()
    expect((await site.get(post.path)).body).not.toContain(`/comments/${reply}/history`)
    const sent = await change('Plogen är hel igen.')
    expect(sent.headers.location).toBe(`/desk/comments/${reply}?done=moderation.changed`)
    const row = await comment(reply)
    expect(row).toMatchObject({ version: 2, text: 'Plogen är hel igen.', capacity: 'personal' })
    const { author_title, author_role, name } = row
    const by = {
      author_name: name,
      author_title: author_title ?? '',
      author_role: author_role ?? '',
    }
    const hash = textHash(row.salt, { capacity: 'personal', text: row.text, ...by })
    expect(await lastEntry()).toMatchObject({
      kind: 'staff_reply',
      number: reply,
      version: 2,
      hash,
    })
    const page = (await site.get(post.path)).body
    expect(page).toContain('Plogen är hel igen.')
    expect(page).not.toContain('Plogen är trasig.')
    expect(textOf(page)).toContain('Ändrat 21 november 2026 kl. 11.00')
    expect(page).toContain(`href="/comments/${reply}/history"`)
    expect(await counts()).toEqual({ comment_count: 2, answer_count: 1 })
  })

  test('has every version readable, with what was struck and added', async () => {
    const { site, reply, change } = await changed()
    await change('Plogen är hel igen.')
    const { statusCode, body } = await site.get(`/comments/${reply}/history`)
    expect(statusCode).toBe(200)
    expect(body).toMatch(/<del>.*trasig.*<\/del>/)
    expect(body).toMatch(/<ins>.*hel igen.*<\/ins>/)
    const words = textOf(body)
    expect(words.indexOf('Version 2')).toBeLessThan(words.indexOf('Version 1'))
    expect(words).toContain('Plogen är trasig.')
    expect(body.match(/label--personal/g)?.length).toBe(3)
  })

  test('is known to who answered it before: they answered the earlier version', async () => {
    const { site, reply, before, send, change, decide, comment } = await changed()
    await change('Plogen är hel igen.')
    await decide(before, { act: 'let_through' })
    const after = await send('Bra!', { parentId: reply, parentVersion: 2 })
    expect(await comment(before)).toMatchObject({ parent_version: 1 })
    expect(await comment(after)).toMatchObject({ parent_version: 2 })
    const words = textOf((await site.get(`/comments/${before}`)).body)
    expect(words).toContain('Kommentaren gäller version 1 av svaret. Nu gäller version 2.')
  })

  test('with the same words is no change', async () => {
    const { reply, change, comment, entries } = await changed()
    const count = (await entries()).length
    expect((await change(' Plogen är trasig. ')).statusCode).toBe(303)
    expect(await comment(reply)).toMatchObject({ version: 1 })
    expect(await entries()).toHaveLength(count)
  })

  test('is refused when somebody changed it meanwhile, and the words are handed back', async () => {
    const { reply, change, comment } = await changed()
    await change('Plogen är hel igen.')
    const late = await change('Plogen är borta.', '1')
    expect(late.statusCode).toBe(409)
    expect(late.body).toContain('Plogen är borta.')
    expect(await comment(reply)).toMatchObject({ version: 2, text: 'Plogen är hel igen.' })
  })

  test('is changed by its writer alone, and never a citizen’s comment', async () => {
    const { site, reply, question, moderator, author, change } = await changed()
    expect((await change('Annat.', '1', moderator)).statusCode).toBe(403)
    const page = (await site.get(`/desk/comments/${reply}`, { cookie: moderator })).body
    expect(page).not.toContain('name="change"')
    const form = { change: 'Annat.', version: '1' }
    const path = `/desk/comments/${question}/change`
    expect((await site.post(path, form, { cookie: author })).statusCode).toBe(403)
    expect((await site.get(`/comments/${question}/history`)).statusCode).toBe(404)
  })

  test('comes back to be mended when its words are gone', async () => {
    const { change } = await changed()
    const sent = await change('  ')
    expect(sent.statusCode).toBe(422)
    expect(textOf(sent.body)).toContain('Skriv något först.')
  })

  test('keeps its earlier versions whatever happens: the database refuses', async () => {
    const { site, reply } = await changed()
    await expect(
      site.storage.transact((tx) =>
        tx
          .updateTable('reply_version')
          .set({ text: 'x' })
          .where('comment_id', '=', reply)
          .execute(),
      ),
    ).rejects.toThrow('a published version is never changed')
    await expect(
      site.storage.transact((tx) => tx.deleteFrom('reply_version').execute()),
    ).rejects.toThrow('a published version is kept')
  })
})
