import { describe, expect, onTestFinished, test } from 'vitest'
import { open } from '../../server/storage/database.ts'
import { openThread } from '../moderation/sent.ts'

/** A thread, and its database open to whoever writes past the product. */
async function openRaw() {
  const thread = await openThread({}, { source: 'Texten har ett lommaord.' })
  const { show, answer, post } = thread
  const first = await show('Ett yttrande med granskog.', { isQuestion: true })
  const second = await show('Ett yttrande med barrskog.', { parentId: first })
  const reply = await answer(first, { text: 'Ett svar med lövskog.' })
  const raw = open(thread.site.storage.file, false)
  onTestFinished(() => void raw.close())
  const numbers = (kind: string, words: string): number[] =>
    raw
      .prepare(`select rowid from ${kind}_words where ${kind}_words match ? order by rowid`)
      .pluck()
      .all(words) as number[]
  /** Whether each index says of each word what the view says; throws where it does not. */
  const agree = () => {
    for (const kind of ['post', 'comment'])
      raw.exec(`insert into ${kind}_words (${kind}_words, rank) values ('integrity-check', 1)`)
  }
  const found = () => ({
    comments: numbers('comment', 'granskog OR barrskog OR lövskog'),
    posts: numbers('post', 'lommaord'),
  })
  agree()
  expect(found()).toEqual({ comments: [first, second, reply], posts: [post.id] })
  return { ...thread, raw, agree, found, first, second, reply }
}

const removed = `removed_at = '2026-11-21T10:00:00.000Z', removed_reason = 'off_topic', removed_clause = 1`

describe('what is changed past the product', () => {
  test('leaves the index in the statement that hides it, and comes back in the one that shows it', async () => {
    const { raw, agree, found, post, first, second, reply } = await openRaw()
    raw.exec(`update comment set state = 'hidden', ${removed} where id = ${first}`)
    agree()
    expect(found().comments).toEqual([second, reply])
    raw.exec(`update comment set state = 'held', ${removed}`)
    agree()
    expect(found().comments).toEqual([])
    raw.exec(`update comment set state = 'shown' where id <> ${second}`)
    agree()
    expect(found().comments).toEqual([first, reply])
    raw.exec(`update comment set text = 'Nu utan skog.' where id = ${reply}`)
    agree()
    expect(found().comments).toEqual([first])
    const gone = `unpublished_at = '2026-11-21T10:00:00.000Z', unpublished_reason = 'Fel.'`
    raw.exec(`update post set state = 'unpublished', ${gone}`)
    agree()
    expect(found()).toEqual({ comments: [], posts: [] })
    raw.exec(`update comment set state = 'shown'`) // under a post that is gone
    agree()
    expect(found().comments).toEqual([])
    raw.exec(
      `update post set state = 'published', unpublished_at = null, unpublished_reason = null`,
    )
    agree()
    expect(found()).toEqual({ comments: [first, second], posts: [post.id] })
  })

  test('is undone in the index too when the act fails', async () => {
    const { site, agree, found, first } = await openRaw()
    const before = found()
    await expect(
      site.storage.transact(async (tx) => {
        await tx
          .updateTable('comment')
          .set({ state: 'withdrawn' })
          .where('id', '=', first)
          .execute()
        throw new Error('not so')
      }),
    ).rejects.toThrow('not so')
    agree()
    expect(found()).toEqual(before)
  })

  test('leaves no word of itself in the file when it is hidden', async () => {
    const { raw, first } = await openRaw()
    const words = () =>
      raw.prepare('select block from comment_words_data').pluck().all() as Buffer[]
    const has = () => words().some((block) => block.includes('granskog'))
    expect(has()).toBe(true)
    raw.exec(`update comment set state = 'withdrawn' where id = ${first}`)
    expect(has()).toBe(false)
  })
})

test('an answered question has its mark, and loses it with the answer', async () => {
  const { raw, agree, first } = await openRaw()
  const answered = () =>
    raw
      .prepare(`select rowid from comment_words where comment_words match 'marks : answered'`)
      .pluck()
      .all()
  expect(answered()).toEqual([first])
  raw.exec('update comment set answered_by = null')
  agree()
  expect(answered()).toEqual([])
})
