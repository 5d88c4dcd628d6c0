/** The archive at the desk: what is due comes first, whose law is old is said, and everybody else is kept out. */
import { describe, expect, test } from 'vitest'
import { DAY, type Instant } from '../../server/kernel/clock.ts'
import { routesOf } from '../support/routes.ts'
import { type Answer, openTestSite, type Person, staff, type TestSite } from '../support/site.ts'
import { account, accounted, look, openArchive, textIn } from './archive.ts'

const numbers = (answer: Answer): number[] =>
  [...answer.body.matchAll(/class="row__main"><a href="\/desk\/openness\/(\d+)"/g)].map(([, id]) =>
    Number(id),
  )

const list = (site: TestSite, cookie: string, query = '') =>
  site.get(`/desk/openness${query}`, { cookie })

describe('the list', () => {
  test('begins with what should have been looked at, then what is due in two weeks', async () => {
    const { site, author: early, id: later } = await openArchive()
    const passed = await account(site, early, { reviewOn: '2026-12-11' })
    const soon = await account(site, early, { reviewOn: '2026-12-28' })
    const overdue = await account(site, early, { reviewOn: '2026-12-01' })
    site.advance(23 * DAY) // 14 December
    const author = await site.signIn('author')
    const page = await list(site, author)
    expect(numbers(page)).toEqual([overdue, passed, soon, later])
    const text = textIn(page.body)
    expect(text).toMatch(
      /Dagen har gått .*senast 1 december 2026, syns för alla sedan 9 december 2026 .*senast 11 december 2026, syns för alla från 19 december 2026 .*Inom två veckor .*senast 28 december 2026 .*Senare .*senast 20 januari 2027/,
    )
    expect(page.body).toMatch(/class="late">senast 1 december/)
    expect(page.body).not.toMatch(/class="late">senast 28 december/)
    expect(text).toMatch(/Berättat och inte \(?3\)?/)
  })

  test('is filtered by state, and read a page at a time without gap or double', async () => {
    const { site, author } = await openArchive()
    for (let n = 0; n < 104; n++)
      await account(site, author, { reviewOn: n % 3 ? '2027-01-20' : '2027-02-01' })
    for (const id of [1, 2]) await look(site, author, { id, what: 'ended', because: 'Slut.' })
    await look(site, author, { id: 3, what: 'narrowed', canSay: 'Mer.' })
    const seen: number[] = []
    let query: string | undefined = ''
    let pages = 0
    while (query !== undefined) {
      const page: Answer = await list(site, author, query)
      seen.push(...numbers(page))
      query = /class="paging"[^>]*><a href="\/desk\/openness([^"]+)"/.exec(page.body)?.[1]
      pages += 1
    }
    expect(pages).toBe(3)
    expect(seen).toHaveLength(103)
    expect(new Set(seen).size).toBe(103)
    expect(numbers(await list(site, author, '?state=ended'))).toEqual([2, 1])
    expect(numbers(await list(site, author, '?state=ended&before=2'))).toEqual([1])
    expect(numbers(await list(site, author, '?state=partly'))).toEqual([3])
    expect(textIn((await list(site, author, '?state=disclosed')).body)).toContain('inget än')
    expect(numbers(await list(site, author, '?state=x&after=y'))).toHaveLength(50)
  })

  test('says of which grounds in use the law was read more than a year ago', async () => {
    const { site, author } = await openArchive()
    expect((await list(site, author)).body).not.toContain('lagtexten')
    site.advance(400 * DAY)
    const later = await site.signIn('author')
    const text = textIn((await list(site, later)).body)
    expect(text).toMatch(
      /mer än ett år sedan lagtexten lästes .*sekretesslagen 19 kap\. 1 §.*Läst 21 november 2026/,
    )
    await look(site, later, { id: 1, what: 'ended', because: 'Slut.' })
    expect(textIn((await list(site, later)).body)).not.toContain('lagtexten')
  })

  test('is in no menu while it is empty, and its way in is found at the posts', async () => {
    const site = await openTestSite()
    const author = await site.signIn('author')
    const posts = await site.get('/desk/posts', { cookie: author })
    expect(posts.body).not.toContain('href="/desk/openness"')
    expect(posts.body).toContain('href="/desk/openness/new"')
    await account(site, author)
    expect((await site.get('/desk/posts', { cookie: author })).body).toContain(
      'href="/desk/openness"',
    )
    const moderator = await site.signIn('moderator')
    expect((await site.get('/desk', { cookie: moderator })).body).not.toContain('/desk/openness')
  })
})

const people = ['official', 'author', 'moderator', 'registrar', 'administrator'] as const
const visitors = [...people, 'stranger'] as const

/** What is sent to each page, in an order in which each can be done. */
const acts = {
  correction: {
    ...accounted({ capacity: 'personal' }),
    because: 'Fel ord.',
    why: 'Så.',
    seen: '1',
  },
  kept: { why: 'Ett bud till.', seen: '2' },
  narrowed: { canSay: 'Mer.', seen: '3' },
  disclosed: { told_other: '/about', seen: '4' },
  ended: { because: 'Slut.', seen: '1' },
}
const ids = (id: number) => ({
  correction: id,
  kept: id,
  narrowed: id,
  disclosed: id,
  ended: id + 1,
})

/** What each route answers a visitor, and how many events and acts it left. */
async function found(visitor: Person | 'stranger') {
  const { site, author, id } = await openArchive()
  await account(site, author)
  const cookie = visitor === 'stranger' ? '' : await site.signIn(visitor)
  const answers: Record<string, number> = {}
  const note = async (what: string, answer: Promise<Answer>) => {
    answers[what] = (await answer).statusCode
  }
  for (const path of ['', '/new', `/${id}`])
    await note(`GET ${path}`, site.get(`/desk/openness${path}`, { cookie }))
  for (const act of Object.keys(acts))
    await note(`GET ${act}`, site.get(`/desk/openness/${id}/${act}`, { cookie }))
  await note(
    'new',
    site.post('/desk/openness/new', { ...accounted(), act: 'personal' }, { cookie }),
  )
  for (const [act, form] of Object.entries(acts)) {
    const path = `/desk/openness/${ids(id)[act as keyof typeof acts]}/${act}`
    await note(act, site.post(path, form, { cookie }))
  }
  const { storage } = site
  const events = await storage.read.selectFrom('disclosure_event').select('number').execute()
  const menu = cookie && (await site.get('/desk', { cookie })).body
  return { answers, events: events.length, isInMenu: menu.includes('href="/desk/openness"'), site }
}

test.each(visitors)(
  '%s: those who write the blog account for it, and nobody else',
  async (visitor) => {
    const isAuthor = visitor === 'author' || visitor === 'official'
    const [get, post] = isAuthor ? [200, 303] : visitor === 'stranger' ? [303, 403] : [403, 403]
    const { answers, events, isInMenu, site } = await found(visitor)
    const expected = Object.fromEntries(
      Object.keys(answers).map((what) => [what, what.startsWith('GET') ? get : post]),
    )
    expect(answers).toEqual(expected)
    expect([events, isInMenu]).toEqual(isAuthor ? [8, true] : [2, false])
    const routes = routesOf(site.app).filter(({ path }) => path.startsWith('/desk/openness'))
    expect(routes.filter(({ method }) => method !== 'HEAD')).toHaveLength(
      Object.keys(answers).length,
    )
  },
)

test('what somebody who is no author any more wrote stays, in their name', async () => {
  const { site, id } = await openArchive({ clock: '2026-11-21T09:00:00.000Z' as Instant })
  const administrator = await site.signIn('administrator')
  const rows = site.storage.read.selectFrom('account').select('id')
  const author = await rows.where('name', '=', staff.author.name).executeTakeFirstOrThrow()
  const closed = await site.post(
    `/desk/accounts/${author.id}/closure`,
    {},
    { cookie: administrator },
  )
  expect(closed.statusCode).toBe(303)
  const official = await site.signIn('official')
  expect((await look(site, official, { id, what: 'kept', why: 'Ett bud till.' })).statusCode).toBe(
    303,
  )
  const page = textIn((await site.get(`/openness/${id}`)).body)
  expect(page).toMatch(
    new RegExp(
      `${staff.author.name}.*${staff.official.name}|${staff.official.name}.*${staff.author.name}`,
    ),
  )
})
