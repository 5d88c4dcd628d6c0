import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LEVELS, PAGE, SHOWN } from '../../server/comments/thread.ts'
import { publishPost, textOf } from '../posts/writing.ts'
import { openTestSite } from '../support/site.ts'
import { addMany, type Planned } from './many.ts'
import { idsOnPage, walk } from './walk.ts'

const orders = ['', '?order=newest', '?order=answered'] as const

/** A site that makes every page anew, so that what was written past it shows. */
async function openPost() {
  const site = await openTestSite()
  const author = await site.signIn('official')
  const post = await publishPost(site, author)
  return { site, post }
}

const sorted = (ids: readonly number[]) => [...ids].sort((one, other) => one - other)

/** A conversation: a root and so many answers to it. */
const conversation = (at: number, answers: number): Planned[] => [
  {},
  ...Array.from({ length: answers }, () => ({ answers: at })),
]

/** Which of the earlier ones a comment answers: none, any, the one before, or one of the first that everybody answers. */
function answeredAt(at: number, chance: number, which: number): number | undefined {
  if (at === 0 || chance < 30) return undefined
  if (chance < 60) return which % at
  return chance < 85 ? at - 1 : Math.min(which % 3, at - 1)
}

/** Random trees: mostly small conversations, and now and then one that everybody answers. */
const trees = fc
  .array(fc.tuple(fc.nat(99), fc.nat(1_000_000)), { minLength: 30, maxLength: 420 })
  .map((list) =>
    list.map(([chance, which], at): Planned => {
      const answers = answeredAt(at, chance, which)
      if (answers !== undefined && which % 11 === 0)
        return { answers, capacity: which % 2 ? 'personal' : 'official' }
      return { answers, state: which % 13 === 0 ? 'hidden' : 'shown' }
    }),
  )

describe('a thread of any shape', () => {
  test('is read whole by plain links, each comment once, in every order, while comments come in', {
    timeout: 120_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(trees, async (planned) => {
        const { site, post } = await openPost()
        const ids = addMany(site, { post: post.id, first: 10 }, planned)
        const roots = ids.filter((_, at) => planned[at]?.answers === undefined)
        for (const order of orders) {
          let next = 10_000 + 1_000 * orders.indexOf(order)
          const between = () => {
            const root = roots[next % roots.length] // what was not answered is, while it is read
            const more: Planned[] = [{}, { answers: 0 }, { root, capacity: 'personal' }]
            addMany(site, { post: post.id, first: next }, more)
            next += more.length
          }
          const met = await walk(site, post.path + order, { between })
          expect(sorted(met.filter((id) => id < 10_000)), order).toEqual(ids)
          expect(new Set(met).size, order).toBe(met.length)
        }
      }),
      { numRuns: 6 },
    )
  })

  test('loses nothing under its reader when something further on is answered meanwhile', async () => {
    const { site, post } = await openPost()
    const ids = addMany(site, { post: post.id, first: 10 }, Array(450).fill({}))
    addMany(site, { post: post.id, first: 1000 }, [{ root: 12, capacity: 'personal' }])
    let next = 1001
    const between = () => {
      addMany(site, { post: post.id, first: next }, [
        { root: 470 - next + 970, capacity: 'personal' },
      ])
      next += 1
    }
    const met = await walk(site, `${post.path}?order=answered`, { between })
    expect(sorted(met.filter((id) => id < 1000))).toEqual(ids)
  })

  test('is read whole from its last page back too', async () => {
    const { site, post } = await openPost()
    const planned = Array.from({ length: 150 }, (_, at) => conversation(at * 4, 3)).flat()
    const ids = addMany(site, { post: post.id, first: 10 }, planned)
    for (const order of orders) {
      const last = `${post.path}${order}${order ? '&' : '?'}to=last`
      const met = await walk(site, last, { way: 'Föregående sida' })
      expect(sorted(met), order).toEqual(ids)
    }
  })
})

describe('a page of a thread', () => {
  test('holds whole conversations as long as there is room, and leads on from the next', async () => {
    const { site, post } = await openPost()
    addMany(
      site,
      { post: post.id, first: 10 },
      Array.from({ length: 101 }, (_, at) => conversation(at * 2, 1)).flat(),
    )
    const { body } = await site.get(post.path)
    expect(idsOnPage(body)).toHaveLength(PAGE)
    expect(body).toContain(`<a href="${post.path}?from=${10 + PAGE}#comments">Nästa sida</a>`)
    expect(body).toContain(`<a href="${post.path}?to=last#comments">Sista sidan</a>`)
    const next = await site.get(`${post.path}?from=${10 + PAGE}`)
    expect(idsOnPage(next.body)).toEqual([10 + PAGE, 11 + PAGE])
    expect(next.body).toContain('>Första sidan</a>')
    expect(next.body).toContain(
      `<a href="${post.path}?to=${8 + PAGE}#comments">Föregående sida</a>`,
    )
  })

  test('folds a long conversation to its beginning and a count', async () => {
    const { site, post } = await openPost()
    addMany(site, { post: post.id, first: 10 }, [...conversation(0, 66), {}])
    const { body } = await site.get(post.path)
    expect(idsOnPage(body)).toEqual([...Array.from({ length: SHOWN }, (_, at) => 10 + at), 77])
    expect(body).toContain(
      `<a href="/comments/10?from=${10 + SHOWN}#comments">Och 37 svar till, läs dem</a>`,
    )
    const rest = await site.get(`/comments/10?from=${10 + SHOWN}`)
    expect(idsOnPage(rest.body)).toEqual(Array.from({ length: 37 }, (_, at) => 10 + SHOWN + at))
  })

  test('indents seven levels; what lies deeper says whom it answers', async () => {
    const { site, post } = await openPost()
    const line = Array.from({ length: 12 }, (_, at): Planned => (at ? { answers: at - 1 } : {}))
    addMany(site, { post: post.id, first: 10 }, line)
    const { body } = await site.get(post.path)
    expect(idsOnPage(body)).toHaveLength(12)
    expect(body.match(/<ol/g)?.length).toBe(LEVELS)
    expect(textOf(body)).toContain('Namn 21 svarar Namn 20')
  })

  test('that begins within a conversation says what its first comments answer', async () => {
    const { site, post } = await openPost()
    const line = Array.from({ length: 60 }, (_, at): Planned => (at ? { answers: at - 1 } : {}))
    addMany(site, { post: post.id, first: 10 }, line)
    const rest = await site.get(`/comments/10?from=${10 + SHOWN}`)
    expect(textOf(rest.body)).toContain('Svaren nedan hör till Namn 11, på en tidigare sida')
    expect(rest.body.match(/<ol[ >]/g)?.length).toBe(rest.body.match(/<\/ol>/g)?.length)
  })

  test('is kept only when it is one that is there', async () => {
    const { site, post } = await openPost()
    addMany(site, { post: post.id, first: 10 }, [{}, {}])
    for (const query of ['?order=newest', '?from=11'])
      expect((await site.get(post.path + query)).headers.etag).toContain('-')
    for (const query of ['?order=best', '?from=99', '?to=x'])
      expect((await site.get(post.path + query)).headers.etag).not.toContain('-')
  })
})

describe('the orders', () => {
  test('are offered under a longer post, that by answers once there is one', async () => {
    const { site, post } = await openPost()
    addMany(site, { post: post.id, first: 10 }, Array(9).fill({}))
    expect((await site.get(post.path)).body).not.toContain('order=')
    addMany(site, { post: post.id, first: 20 }, [{}])
    await site.restart()
    const { body } = await site.get(post.path)
    expect(body).toContain('?order=newest#comments">nyast först</a>')
    expect(body).not.toContain('order=answered')
    addMany(site, { post: post.id, first: 30 }, [{}, { answers: 0, capacity: 'official' }])
    await site.restart()
    expect((await site.get(post.path)).body).toContain('besvarade av Kerstin Ahlby först</a>')
  })

  test('begin with the oldest, the newest, or what the official has answered', async () => {
    const { site, post } = await openPost()
    addMany(site, { post: post.id, first: 10 }, [
      {},
      {},
      { answers: 1, capacity: 'personal' },
      {},
      { answers: 3 },
    ])
    const read = async (query: string) => idsOnPage((await site.get(post.path + query)).body)
    expect(await read('')).toEqual([10, 11, 12, 13, 14])
    expect(await read('?order=newest')).toEqual([13, 14, 11, 12, 10])
    expect(await read('?order=answered')).toEqual([11, 12, 10, 13, 14])
  })

  test('count as answered what the official has answered, and nobody else', async () => {
    const { site, post } = await openPost()
    await site.signIn('moderator')
    addMany(site, { post: post.id, first: 10 }, [{}, {}, { answers: 1 }])
    addMany(site, { post: post.id, first: 20, account: 2 }, [
      {},
      { answers: 0, capacity: 'official' },
    ])
    const { body } = await site.get(`${post.path}?order=answered`)
    expect(idsOnPage(body)).toEqual([10, 11, 12, 20, 21])
    expect(body).not.toContain('har svarat')
  })
})

test('the answers of the official stand on top, labelled, the latest few with a way to the rest', async () => {
  const { site, post } = await openPost()
  const asked = Array.from({ length: 6 }, (_, at): Planned[] => [
    {},
    { answers: at * 2, capacity: at % 2 ? 'official' : 'personal' },
  ]).flat()
  addMany(site, { post: post.id, first: 10 }, asked)
  const { body } = await site.get(post.path)
  const [, list = ''] = /aria-labelledby="answers"([\s\S]*?)<\/section>/.exec(body) ?? []
  expect(textOf(list)).toContain('Kerstin Ahlby har svarat 6 gånger')
  expect([...list.matchAll(/href="\/comments\/(\d+)"/g)].map(([, id]) => id)).toEqual([
    '21',
    '19',
    '17',
    '15',
    '13',
  ])
  expect(textOf(list)).toMatch(/Officiellt.*Svar till Namn 20.*Personligt.*Svar till Namn 18/)
  expect(list).toContain(`href="${post.path}?order=answered#comments"`)
})
