import { describe, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../server/kernel/clock.ts'
import { textHash } from '../../server/ledger/salted.ts'
import { verify } from '../../server/ledger/verify.ts'
import { correctCapacity, publishDraft } from '../../server/posts/actions.ts'
import type { DraftContent } from '../../server/posts/draft.ts'
import { draftChange, saveDraft, startDraft } from '../../server/posts/draft-actions.ts'
import { deskDrafts, findDraft, findDraftOfPost } from '../../server/posts/draft-store.ts'
import {
  changeCounts,
  findGonePost,
  findPublicPost,
  findPublicPostById,
  findPublicTag,
  nextFeedMoment,
  publicPosts,
  wholePublicPosts,
} from '../../server/posts/store.ts'
import {
  openComments,
  undoPublication,
  unpublishPost,
} from '../../server/posts/takedown-actions.ts'
import { findCorrection, publicVersions } from '../../server/posts/version-store.ts'
import type { House } from '../../server/web/house.ts'
import { kerstin, moderator, openHouse, publish, words } from './house.ts'

/** Changes a post's words and publishes the change. */
async function change(house: House, postId: number, to: Partial<DraftContent>, newAddress = false) {
  const draft = await draftChange(house, kerstin, postId)
  if (!draft.ok) throw new Error(draft.problem)
  const { id, changedAt } = draft.value
  const saved = await saveDraft(house, kerstin, {
    id,
    seen: changedAt,
    content: { ...draft.value, ...to },
  })
  if (!saved.ok) throw new Error('not saved')
  return publishDraft(house, kerstin, { draftId: id, seen: saved.value.changedAt, newAddress })
}

describe('publishing', () => {
  test('makes a post with a readable address in the month of the site, and the draft is gone', async () => {
    const { house, read, touched } = await openHouse()
    const { postId, path } = await publish(house)
    expect(path).toBe('/2026/11/det-jag-inte-berattar-om-almskolan')
    expect(await deskDrafts(read, 10)).toEqual([])
    const post = await findPublicPostById(read, postId)
    expect(post).toMatchObject({
      path,
      capacity: 'personal',
      version: 1,
      question: 'Vad behöver du veta?',
      author: { name: 'Kerstin Ahlby', title: 'kommundirektör', role: 'author' },
      feedId: 'tag:blogg.ekenskommun.example,2026-11-20:posts/1',
      changedAt: undefined,
    })
    expect(post?.tags.map(({ slug }) => slug)).toEqual(['skola', 'oppenhet'])
    expect(post?.html).toContain('<p>I tisdags fick jag elva frågor.</p>')
    expect(touched).toEqual([`post:${postId}`, 'lists'])
  })

  test('takes the month where the site is, not where the clock of the world is', async () => {
    const { house, pass } = await openHouse()
    pass(Date.parse('2026-11-30T23:30:00Z') - Date.parse('2026-11-20T06:42:00Z'))
    expect((await publish(house)).path).toMatch(/^\/2026\/12\//)
  })

  test('never gives one address to two posts, though one of them has left it', async () => {
    const { house } = await openHouse()
    const first = await publish(house, { title: 'Snö' })
    expect((await publish(house, { title: 'Snö' })).path).toBe('/2026/11/sno-2')
    await change(house, first.postId, { title: 'Is' }, true)
    expect((await publish(house, { title: 'Snö' })).path).toBe('/2026/11/sno-3')
  })

  test('is recorded in the same act, with a hash that the stored words and salt give', async () => {
    const { house, read, kinds } = await openHouse()
    const { postId } = await publish(house)
    const [entry] = await kinds()
    expect(entry).toMatchObject({
      kind: 'post_published',
      number: postId,
      version: 1,
      capacity: 'personal',
    })
    const row = await read
      .selectFrom('post_version')
      .selectAll()
      .where('post_id', '=', postId)
      .executeTakeFirstOrThrow()
    const { commentsOpen, decision, ...text } = words()
    const hashed = textHash(row.salt, {
      ...text,
      capacity: 'personal',
      decision_text: null,
      decision_url: null,
      author_name: 'Kerstin Ahlby',
      author_title: 'kommundirektör',
      author_role: 'author',
    })
    expect([row.hash, entry.hash]).toEqual([hashed, hashed])
  })

  test('is refused without a capacity and leaves the draft as it was', async () => {
    const { house, read, kinds } = await openHouse()
    const draft = await startDraft(house, kerstin, words({ capacity: undefined }))
    if (!draft.ok) throw new Error('not an author')
    const publication = { draftId: draft.value.id, seen: draft.value.changedAt }
    expect(await publishDraft(house, kerstin, publication)).toEqual({
      ok: false,
      problem: 'posts.refused.capacity',
    })
    expect(await findDraft(read, draft.value.id)).toEqual(draft.value)
    expect(await kinds()).toEqual([])
    const chosen = await publishDraft(house, kerstin, { ...publication, capacity: 'official' })
    expect(chosen).toMatchObject({ ok: true })
  })

  test('is for authors alone, as is everything else here', async () => {
    const { house } = await openHouse()
    const { postId } = await publish(house)
    const refused = { ok: false, problem: 'forbidden' }
    expect(await startDraft(house, moderator, words())).toEqual(refused)
    expect(await draftChange(house, moderator, postId)).toEqual(refused)
    expect(await correctCapacity(house, moderator, { postId, to: 'official' })).toEqual(refused)
    expect(await undoPublication(house, moderator, postId)).toEqual(refused)
    expect(await unpublishPost(house, moderator, { postId, reason: 'Siffrorna var fel.' })).toEqual(
      refused,
    )
    expect(await openComments(house, moderator, { postId, open: false })).toEqual(refused)
  })
})

describe('two authors at one draft', () => {
  test('the one who saves second is shown the other text, and nothing is overwritten', async () => {
    const { house, read } = await openHouse()
    const draft = await startDraft(house, kerstin, words())
    if (!draft.ok) throw new Error('not an author')
    const { id, changedAt: seen } = draft.value
    const first = await saveDraft(house, kerstin, { id, seen, content: words({ title: 'Först' }) })
    expect(first.ok).toBe(true)
    const second = await saveDraft(house, kerstin, { id, seen, content: words({ title: 'Sedan' }) })
    expect(second).toMatchObject({ ok: false, problem: { theirs: { title: 'Först' } } })
    expect((await findDraft(read, id))?.title).toBe('Först')
  })

  test('who publishes must have read the last text', async () => {
    const { house } = await openHouse()
    const draft = await startDraft(house, kerstin, words())
    if (!draft.ok) throw new Error('not an author')
    const { id, changedAt: seen } = draft.value
    await saveDraft(house, kerstin, { id, seen, content: words({ title: 'Nytt' }) })
    expect(await publishDraft(house, kerstin, { draftId: id, seen })).toEqual({
      ok: false,
      problem: 'overtaken',
    })
  })
})

describe('a change', () => {
  test('within an hour and before the first comment is kept without a banner', async () => {
    const { house, read, pass, kinds } = await openHouse()
    const { postId } = await publish(house)
    pass(HOUR - 1)
    await change(house, postId, { source: 'I onsdags fick jag elva frågor.' })
    expect(await findPublicPostById(read, postId)).toMatchObject({
      version: 2,
      changedAt: undefined,
    })
    const versions = await publicVersions(read, postId)
    expect(versions.map(({ number, isQuiet }) => [number, isQuiet])).toEqual([
      [1, false],
      [2, true],
    ])
    expect((await kinds()).map(({ kind }) => kind)).toEqual(['post_published', 'post_changed'])
  })

  test('later says when', async () => {
    const { house, read, pass } = await openHouse()
    const { postId } = await publish(house)
    pass(HOUR)
    await change(house, postId, { summary: 'Allt kan jag svara på.' })
    expect((await findPublicPostById(read, postId))?.changedAt).toBe('2026-11-20T07:42:00.000Z')
  })

  test('after the first comment says when', async () => {
    const { house, read, pass } = await openHouse()
    const { postId } = await publish(house)
    await house.storage.transact((tx) => changeCounts(tx, postId, { comments: 1 }))
    pass(MINUTE)
    await change(house, postId, { summary: 'Allt kan jag svara på.' })
    expect(await findPublicPostById(read, postId)).toMatchObject({
      changedAt: '2026-11-20T06:43:00.000Z',
      commentCount: 1,
    })
  })

  test('of the title keeps the address unless a new one is asked for', async () => {
    const { house, read, pass } = await openHouse()
    const { postId, path } = await publish(house, { title: 'Snö' })
    await change(house, postId, { title: 'Is' })
    expect((await findPublicPostById(read, postId))?.path).toBe(path)
    pass(40 * DAY)
    await change(house, postId, { title: 'Töväder' }, true)
    const moved = await findPublicPostById(read, postId)
    expect(moved?.path).toBe('/2026/11/tovader')
    expect(moved?.feedId).toBe('tag:blogg.ekenskommun.example,2026-11-20:posts/1')
  })

  test('of the topics leaves no trace of the old ones in lists', async () => {
    const { house, read } = await openHouse()
    const { postId } = await publish(house)
    await change(house, postId, { tags: ['budget'] })
    expect(await findPublicTag(read, 'skola')).toBeUndefined()
    expect(await publicPosts(read, { tag: 'budget' }, 5)).toHaveLength(1)
  })
})

describe('a correction of the capacity', () => {
  test('is a version of its own, public, and recorded as what it is', async () => {
    const { house, read, kinds } = await openHouse()
    const { postId } = await publish(house)
    const done = await correctCapacity(house, kerstin, { postId, to: 'official' })
    expect(done).toMatchObject({ ok: true, value: { act: 'post_corrected' } })
    expect(await findPublicPostById(read, postId)).toMatchObject({
      capacity: 'official',
      version: 2,
      changedAt: house.clock(),
    })
    expect(await findCorrection(read, postId)).toMatchObject({ from: 'personal', to: 'official' })
    expect((await kinds()).at(-1)).toMatchObject({
      kind: 'post_corrected',
      from: 'personal',
      capacity: 'official',
    })
  })

  test('stays told after the next change', async () => {
    const { house, read } = await openHouse()
    const { postId } = await publish(house)
    await correctCapacity(house, kerstin, { postId, to: 'official' })
    await change(house, postId, { title: 'Nytt' })
    expect(await findCorrection(read, postId)).toMatchObject({ from: 'personal', to: 'official' })
  })

  test('is not taken back by a change that was begun before it', async () => {
    const { house, read } = await openHouse()
    const { postId } = await publish(house)
    await draftChange(house, kerstin, postId)
    await correctCapacity(house, kerstin, { postId, to: 'official' })
    expect((await findDraftOfPost(read, postId))?.capacity).toBe('official')
  })
})

describe('undo', () => {
  test('within five minutes takes the post down, and its words are a draft again', async () => {
    const { house, read, pass, kinds } = await openHouse()
    const { postId, path } = await publish(house)
    pass(5 * MINUTE - 1)
    const undone = await undoPublication(house, kerstin, postId)
    expect(undone).toMatchObject({ ok: true, value: { postId, title: words().title } })
    expect(await findPublicPostById(read, postId)).toBeUndefined()
    expect(await findGonePost(read, postId)).toMatchObject({ reason: 'undo' })
    expect(await findPublicTag(read, 'skola')).toBeUndefined()
    expect((await kinds()).at(-1)).toMatchObject({
      kind: 'post_unpublished',
      act: 'undo',
      hash: null,
    })
    pass(DAY)
    if (!undone.ok || !undone.value) throw new Error('not undone')
    const { id: draftId, changedAt: seen } = undone.value
    const again = await publishDraft(house, kerstin, { draftId, seen })
    expect(again).toMatchObject({ ok: true, value: { postId, path } })
    expect(await findPublicPostById(read, postId)).toMatchObject({
      firstPublishedAt: house.clock(),
      changedAt: undefined,
      version: 2,
    })
  })

  test('is refused when feeds may carry the post', async () => {
    const { house, read, pass } = await openHouse()
    const { postId } = await publish(house)
    pass(5 * MINUTE)
    expect(await undoPublication(house, kerstin, postId)).toMatchObject({
      problem: 'posts.refused.late',
    })
    expect(await findPublicPostById(read, postId)).toBeDefined()
  })

  test('feeds carry a post from the end of the five minutes, and know when that is', async () => {
    const { house, read, pass } = await openHouse()
    await publish(house)
    expect(await wholePublicPosts(read, { feedAt: house.clock() }, 10)).toEqual([])
    expect(await nextFeedMoment(read, house.clock())).toBe('2026-11-20T06:47:00.000Z')
    pass(5 * MINUTE)
    expect(await wholePublicPosts(read, { feedAt: house.clock() }, 10)).toHaveLength(1)
    expect(await nextFeedMoment(read, house.clock())).toBeUndefined()
  })
})

describe('taking a post down', () => {
  test('needs a reason that everyone can read, and keeps the versions', async () => {
    const { house, read, kinds } = await openHouse()
    const { postId } = await publish(house)
    expect(await unpublishPost(house, kerstin, { postId, reason: ' ' })).toMatchObject({
      problem: 'posts.fault.reason',
    })
    await unpublishPost(house, kerstin, { postId, reason: 'Siffrorna var fel.' })
    expect(await findGonePost(read, postId)).toEqual({
      id: postId,
      at: house.clock(),
      reason: 'Siffrorna var fel.',
    })
    expect(await publicVersions(read, postId)).toEqual([])
    expect((await read.selectFrom('post_version').selectAll().execute()).length).toBe(1)
    expect((await kinds()).at(-1)).toMatchObject({
      kind: 'post_unpublished',
      act: 'unpublish',
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
  })

  test('leaves its place in the lists, so that their addresses hold', async () => {
    const { house, read, pass } = await openHouse()
    const ids: number[] = []
    for (const title of ['Ett', 'Två', 'Tre']) {
      ids.push((await publish(house, { title })).postId)
      pass(MINUTE)
    }
    const before = ids[1] as number
    await unpublishPost(house, kerstin, { postId: before, reason: 'Siffrorna var fel.' })
    expect((await publicPosts(read, { before }, 5)).map(({ title }) => title)).toEqual(['Ett'])
  })
})

test('the ledger verifies after all of it', async () => {
  const { house, read } = await openHouse()
  const { postId } = await publish(house)
  await change(house, postId, { title: 'Nytt' })
  await correctCapacity(house, kerstin, { postId, to: 'official' })
  await openComments(house, kerstin, { postId, open: false })
  await unpublishPost(house, kerstin, { postId, reason: 'Siffrorna var fel.' })
  expect(await verify(read)).toMatchObject({ ok: true })
})

test('the address of a post finds it by month and slug', async () => {
  const { house, read } = await openHouse()
  const { postId } = await publish(house, { title: 'Snö i Sörby' })
  const post = await findPublicPostById(read, postId)
  if (!post) throw new Error('not published')
  expect(await findPublicPost(read, post)).toEqual(post)
})
