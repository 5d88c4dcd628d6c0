import { describe, expect, test } from 'vitest'
import { type Submission, submitComment } from '../../server/comments/actions.ts'
import { newSubmission } from '../../server/comments/submission.ts'
import { size } from '../../server/ledger/store.ts'
import { newCode } from '../../server/receipts/receipt.ts'
import type { House } from '../../server/web/house.ts'
import { openThread } from '../moderation/sent.ts'

async function openBox() {
  const { site, post, decide } = await openThread()
  const house = { storage: site.storage, clock: site.clock, keys: site.keys } as unknown as House
  const send = (change: Partial<Submission> = {}) =>
    submitComment(house, {
      words: { name: 'Mirja', text: 'När plogas vår gata?', isQuestion: false },
      ...{ postId: post.id, parentId: undefined, postVersion: 1, parentVersion: undefined },
      ...{ mark: undefined, code: undefined },
      seen: { trap: false, proof: 'none', seconds: undefined },
      ...change,
    })
  const close = () =>
    site.storage.transact(async (tx) => {
      await tx.updateTable('post').set({ comments_open: 0 }).where('id', '=', post.id).execute()
    })
  const counted = async () => {
    const { read } = site.storage
    const rows = (table: 'comment' | 'receipt') =>
      read
        .selectFrom(table)
        .select('id')
        .execute()
        .then(({ length }) => length)
    return [await rows('comment'), await rows('receipt'), await size(read)]
  }
  return { site, send, close, counted, decide }
}

describe('a comment sent', () => {
  test('again by the same form gets the same answer, though the post was closed meanwhile', async () => {
    const { site, send, close, counted } = await openBox()
    const mark = newSubmission(site.keys.submission)
    const first = await send({ mark })
    expect(first).toMatchObject({ ok: true })
    await close()
    const kept = await counted()
    expect(await send({ mark })).toEqual(first)
    expect(await counted()).toEqual(kept)
  })

  test('to a post that is closed or gone is refused and leaves nothing', async () => {
    const { send, close, counted } = await openBox()
    const before = await counted()
    expect(await send({ postId: 99 })).toEqual({ ok: false, problem: 'gone' })
    await close()
    expect(await send()).toEqual({ ok: false, problem: 'closed' })
    expect(await counted()).toEqual(before)
  })

  test('to a comment that was covered meanwhile is refused and leaves nothing', async () => {
    const { send, counted, decide } = await openBox()
    const parent = await send()
    if (!parent.ok) throw new Error(parent.problem)
    const parentId = parent.value.number
    expect(await send({ parentId }), 'it waits to be read').toMatchObject({ ok: false })
    await decide(parentId, { act: 'let_through' })
    expect(await send({ parentId })).toMatchObject({ ok: true })
    await decide(parentId, { act: 'hide', reason: 'off_topic', sentence: 'Hör inte hit.' })
    const before = await counted()
    expect(await send({ parentId })).toEqual({ ok: false, problem: 'parent_gone' })
    expect(await counted()).toEqual(before)
  })

  test('with a code that nobody was given is refused and leaves nothing', async () => {
    const { send, counted } = await openBox()
    const before = await counted()
    expect(await send({ code: newCode() })).toEqual({ ok: false, problem: 'unknown_code' })
    expect(await counted()).toEqual(before)
  })
})
