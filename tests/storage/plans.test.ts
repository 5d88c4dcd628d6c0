import Database from 'better-sqlite3'
import { describe, expect, onTestFinished, test } from 'vitest'
import {
  type Conversation,
  conversationsFrom,
  countAnswers,
  ends,
  latestAnswers,
  newestNumber,
  publicRanges,
} from '../../server/comments/conversation-store.ts'
import { orders } from '../../server/comments/order.ts'
import {
  findPublicComment,
  latestPublicComments,
  openQuestions,
  publicAncestors,
  publicThread,
  publicThreadBack,
  rangeBelow,
} from '../../server/comments/store.ts'
import { PAGE, rangesOf } from '../../server/comments/thread.ts'
import {
  countOf,
  everything,
  latestEvents,
  newestIds,
  type Wanted,
} from '../../server/disclosures/archive-store.ts'
import {
  disclosuresOnComments,
  disclosuresOnPost,
  disclosuresWith,
  findDisclosure,
} from '../../server/disclosures/store.ts'
import { latestComments } from '../../server/feeds/comment-store.ts'
import type { Instant } from '../../server/kernel/clock.ts'
import type { YearMonth } from '../../server/language/when.ts'
import { publicCapacities, publicMonths, publicTags } from '../../server/posts/filter-store.ts'
import { becameOf, liftedInto } from '../../server/posts/lifted-store.ts'
import { findPinned } from '../../server/posts/pin-store.ts'
import { dueSchedules, nextDue } from '../../server/posts/schedule-store.ts'
import { publicParts, seriesOf } from '../../server/posts/series-store.ts'
import { findPublicPost, findPublicPostById, publicPosts } from '../../server/posts/store.ts'
import { type Asked, foundIds, wordsFrom } from '../../server/search/store.ts'
import { textsOf } from '../../server/search/texts-store.ts'
import { builder, type Reader } from '../../server/storage/database.ts'
import { openThread } from '../moderation/sent.ts'

/** A post with a root, an answer to it and an answer to that, and what its reader sends to SQLite. */
async function openPlans() {
  const { site, post, show } = await openThread()
  const root = await show('Roten')
  const child = await show('Barnet', { parentId: root })
  const leaf = await show('Barnbarnet', { parentId: child })
  const sent: string[] = []
  const db = new Database(site.storage.file, {
    readonly: true,
    verbose: (text) => sent.push(String(text)),
  })
  onTestFinished(() => void db.close())
  const read: Reader = builder(db)
  const find = async (id: number) => {
    const found = await findPublicComment(site.storage.read, id)
    if (!found) throw new Error(`no comment ${id}`)
    return found
  }
  /** The statements that a question sends, with their values, and how SQLite answers each. */
  const plansOf = async (ask: (read: Reader) => Promise<unknown>) => {
    sent.length = 0
    await ask(read)
    return sent.splice(0).map((text) => {
      const steps = db.prepare(`explain query plan ${text}`).all() as { detail: string }[]
      return steps.map(({ detail }) => detail)
    })
  }
  return {
    site,
    post,
    root: await find(root),
    child: await find(child),
    leaf: await find(leaf),
    plansOf,
  }
}

const START = '2026-11-21T09:00:00.000Z' as Instant
const yearMonth = '2026/11' as YearMonth
const thread = { post: 1, from: '', end: '~', most: PAGE + 1 }

describe('one indexed query, whatever else there is, finds', () => {
  test('a page of a thread', async () => {
    const { plansOf } = await openPlans()
    expect(await plansOf((read) => publicThread(read, thread))).toEqual([
      [
        'SEARCH c USING INDEX comment_thread (post_id=? AND path>? AND path<?)',
        'SEARCH p USING INTEGER PRIMARY KEY (rowid=?)',
      ],
    ])
  })

  test('everything below a comment', async () => {
    const { plansOf, root } = await openPlans()
    const below = { ...rangeBelow(root, undefined), most: PAGE + 1 }
    expect(await plansOf((read) => publicThread(read, below))).toEqual([
      [
        'SEARCH c USING INDEX comment_thread (post_id=? AND path>? AND path<?)',
        'SEARCH p USING INTEGER PRIMARY KEY (rowid=?)',
      ],
    ])
  })

  test('the ancestors of a comment', async () => {
    const { site, plansOf, leaf, root, child } = await openPlans()
    expect(await plansOf((read) => publicAncestors(read, leaf))).toEqual([
      [
        'SEARCH c USING INTEGER PRIMARY KEY (rowid=?)',
        'SEARCH p USING INTEGER PRIMARY KEY (rowid=?)',
      ],
    ])
    const { ancestors } = await publicAncestors(site.storage.read, leaf)
    expect(ancestors.map(({ id }) => id)).toEqual([root.id, child.id])
  })

  test.each(orders)(
    'the conversations of a page in the order %s, forth and back',
    async (order) => {
      const { plansOf } = await openPlans()
      for (const isBack of [false, true]) {
        const at = ends(order, 9)[isBack ? 'last' : 'first']
        const line = { post: 1, order, official: 1 }
        const plans = await plansOf((read) =>
          conversationsFrom(read, line, { at, isBack, most: 9 }),
        )
        expect(plans).toHaveLength(1)
        const steps = plans.flat().filter((step) => /^(SEARCH|SCAN) (?!both|\(sub|1$)/.test(step))
        expect(steps.length).toBeGreaterThan(0)
        for (const step of steps)
          expect(step).toMatch(/^SEARCH (conversation|k|a) .*(post_id=|rowid=)/)
        expect(plans.flat().join()).not.toContain('TEMP B-TREE')
      }
    },
  )

  test('the comments of many conversations, the beginning only of what is long', async () => {
    const { plansOf, post } = await openPlans()
    const many = [4, 900, 5].map(
      (size, at): Conversation => ({ root: at + 1, size, isRest: false }),
    )
    const ranges = rangesOf(many, true)
    expect(ranges).toHaveLength(3)
    const plans = await plansOf((read) => publicRanges(read, post.id, ranges))
    expect(plans).toHaveLength(1)
    expect(plans[0]).toEqual([
      'SCAN r VIRTUAL TABLE INDEX 1:',
      'SEARCH c USING INDEX comment_thread (post_id=? AND path>? AND path<?)',
      'CORRELATED SCALAR SUBQUERY 1',
      'SEARCH x USING INDEX comment_thread (post_id=? AND path>? AND path<?)',
      'SEARCH p USING INTEGER PRIMARY KEY (rowid=?)',
    ])
  })

  test('the answers of the official, how many and the latest', async () => {
    const { plansOf, site, child } = await openPlans()
    const author = await site.signIn('official')
    const form = { capacity: 'personal', text: 'Ett svar.' }
    await site.post(`/desk/comments/${child.id}/reply`, form, { cookie: author })
    const asked = { post: 1, account: 1, most: 5 }
    const [count = []] = await plansOf((read) => countAnswers(read, 1, 1))
    expect(count.join()).toMatch(
      /^SEARCH answered_conversation USING INDEX .*\(post_id=\? AND account_id=\?\)$/,
    )
    const [latest = [], answered = []] = await plansOf((read) => latestAnswers(read, asked))
    expect(latest.join()).toMatch(
      /^SEARCH s USING (COVERING )?INDEX comment_of_staff \(post_id=\? AND account_id=\?\)/,
    )
    expect([...latest, ...answered].join()).not.toMatch(/SCAN|B-TREE|MATERIALIZE/)
    expect(answered).toHaveLength(2)
    const [newest = []] = await plansOf((read) => newestNumber(read))
    expect(newest).toEqual(['SCAN comment'])
  })

  test('what stands before a place below a comment', async () => {
    const { plansOf, root, leaf } = await openPlans()
    const [back = []] = await plansOf((read) =>
      publicThreadBack(read, root, { to: leaf.path, most: PAGE }),
    )
    expect(back).toEqual([
      'SEARCH c USING INDEX comment_thread (post_id=? AND path>? AND path<?)',
      'SEARCH p USING INTEGER PRIMARY KEY (rowid=?)',
    ])
  })

  test('one comment', async () => {
    const { plansOf, root } = await openPlans()
    const [one] = await plansOf((read) => findPublicComment(read, root.id))
    expect(one).toContain('SEARCH c USING INTEGER PRIMARY KEY (rowid=?)')
  })
})

describe('no page looks through all there is', () => {
  test.each<[string, (read: Reader) => Promise<unknown>]>([
    ['a thread', (read) => publicThread(read, thread)],
    ['the newest comments', (read) => latestPublicComments(read, 5)],
    ['the feed of comments', (read) => latestComments(read, { most: 50 })],
    ['the feed of a thread', (read) => latestComments(read, { postId: 1, most: 50 })],
    ['the questions that wait', (read) => openQuestions(read, 5)],
    ['the latest posts', (read) => publicPosts(read, {}, 20)],
    ['the posts of a capacity', (read) => publicPosts(read, { capacity: 'personal' }, 20)],
    ['the posts of a month', (read) => publicPosts(read, { yearMonth }, 20)],
    ['the posts before another', (read) => publicPosts(read, { before: 1 }, 20)],
    ['the posts of a year', (read) => publicPosts(read, { year: '2026' }, 20)],
    [
      'the posts of a year before another',
      (read) => publicPosts(read, { year: '2026', before: 1 }, 20),
    ],
    ['the months with posts', (read) => publicMonths(read, 12)],
    ['the tags that most posts have', (read) => publicTags(read, 12)],
    ['the capacities in use', publicCapacities],
    ['the posts of a series', (read) => publicParts(read, 1)],
    ['the series of a post', (read) => seriesOf(read, 1)],
    ['what a post began with', (read) => liftedInto(read, { postId: 1 })],
    ['the posts that comments became', (read) => becameOf(read, [1, 2, 3])],
    ['the post on top', (read) => findPinned(read, START)],
    ['what hangs on a post', (read) => disclosuresOnPost(read, 1)],
    ['what hangs on comments', (read) => disclosuresOnComments(read, [1, 2, 3])],
    ['the entries in a text', (read) => disclosuresWith(read, [1, 2])],
    ['the drafts whose time has come', (read) => dueSchedules(read, START, 20)],
    ['when the next draft is due', (read) => nextDue(read)],
    ['a post by its number', (read) => findPublicPostById(read, 1)],
    ['a post by its address', (read) => findPublicPost(read, { yearMonth, slug: 'x' })],
  ])('%s', async (_, ask) => {
    const { plansOf } = await openPlans()
    const steps = (await plansOf(ask)).flat()
    expect(steps.length).toBeGreaterThan(0)
    expect(steps.filter((step) => /^SCAN (?!.*USING INDEX)|TEMP B-TREE/.test(step))).toEqual([])
  })
})

describe('the archive, however long it grows,', () => {
  const wanted = (change: Partial<Wanted>) => ({ ...everything, ...change })
  const page = { before: undefined, most: 21 }

  test.each<[string, Partial<Wanted>]>([
    ['everything', {}],
    ['a state now', { state: 'withheld' }],
    ['a state ever', { state: 'withheld', ever: true }],
    ['a ground in a capacity', { ground: 'procurement', capacity: 'official' }],
    ['what is overdue', { lateBy: '2026-11-13' }],
    ['words', { match: '"avtal"*' }],
  ])('is narrowed to %s without reading a text or a comment', async (_, change) => {
    const { plansOf } = await openPlans()
    const ask = async (read: Reader) => {
      await newestIds(read, wanted(change), page)
      await countOf(read, wanted(change))
    }
    const steps = (await plansOf(ask)).flat()
    expect(steps.length).toBeGreaterThan(1)
    expect(
      steps.filter((step) => /MATERIALIZE|SCAN [ce]\b(?!.*COVERING)|AUTOMATIC/.test(step)),
    ).toEqual([])
    expect(steps.filter((step) => /^SEARCH e /.test(step) && !/COVERING/.test(step))).toEqual([])
  })

  test('gives its latest events, and one of its entries, by an index', async () => {
    const { plansOf } = await openPlans()
    const [latest = []] = await plansOf((read) => latestEvents(read, 40))
    expect(latest.join()).toMatch(/USING INDEX disclosure_event_at/)
    expect(latest.join()).not.toContain('B-TREE')
    const [one = []] = await plansOf((read) => findDisclosure(read, 1))
    expect(one.join()).not.toMatch(/SCAN|MATERIALIZE/)
  })
})

describe('the search, however much is written,', () => {
  const asked = { capacity: undefined, from: undefined, to: undefined, tag: undefined }
  const sought = [{ rows: [['skola'], ['skolan']], isLeftOut: false }]
  const marks = { all: [], none: [] }
  const first = { before: undefined, most: 1001, onPage: 20 }

  test.each<[string, Partial<Asked>]>([
    ['a word', {}],
    ['words and marks', { marks: { all: [['official']], none: [] }, isSifted: true }],
    ['a word and a tag', { tag: 'skola', isSifted: true }],
  ])('finds %s by the index, newest first, and sorts nothing', async (_, change) => {
    const { plansOf } = await openPlans()
    for (const kind of ['post', 'comment'] as const) {
      const ask = (read: Reader) =>
        foundIds(read, kind, { ...asked, sought, marks, isSifted: false, ...change }, first)
      const steps = (await plansOf(ask)).flat()
      // FTS5 alone is scanned, by what matches (M) and by its own order (the last sign of its plan).
      expect(steps.filter((step) => step.includes(`SCAN ${kind}_words`))).toEqual(
        expect.arrayContaining([expect.stringMatching(/VIRTUAL TABLE INDEX \d+:.*M/)]),
      )
      const wrong =
        /TEMP B-TREE|SCAN (?!(post|comment)_words VIRTUAL)(?!.*USING (COVERING )?INDEX)(?!(post|comment)$)/
      expect(steps.filter((step) => wrong.test(step))).toEqual([])
    }
  })

  test('finds the next word that begins so by one step in the index', async () => {
    const { plansOf } = await openPlans()
    const plans = await plansOf((read) => wordsFrom(read, 'comment', 'ro', 10))
    expect(plans.length).toBeGreaterThan(0)
    expect(plans.flat().join()).not.toContain('B-TREE')
    expect(plans.flat()).toEqual(plans.map(() => expect.stringContaining('VIRTUAL TABLE INDEX')))
  })

  test('reads what it shows by its number', async () => {
    const { plansOf, root } = await openPlans()
    const steps = (
      await plansOf(async (read) => {
        await textsOf(read, 'comment', [root.id])
        await textsOf(read, 'post', [1, 2])
      })
    ).flat()
    expect(steps.filter((step) => /SCAN|B-TREE|MATERIALIZE/.test(step))).toEqual([])
  })
})
