/** A branch of a thread gets a page of its own: links both ways, and nothing lost. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addMany, type Planned } from '../comments/many.ts'
import { idsOnPage, walk } from '../comments/walk.ts'
import { openThread } from '../moderation/sent.ts'
import { textOf } from '../posts/writing.ts'

const orders = ['', '?order=newest', '?order=answered', '?to=last'] as const

/** A root with a branch of three, another root, and whoever moves the branch. */
async function openBranch() {
  const thread = await openThread()
  const { site, moderator, show } = thread
  const root = await show('Roten')
  const top = await show('Om något annat', { parentId: root })
  const below = await show('Ja, om det', { parentId: top })
  const other = await show('En annan rot')
  const path = `/desk/comments/${top}/discussion`
  const form = { title: 'Busshållplatsen', reason: 'Den har en egen fråga.' }
  const move = (more: Record<string, string> = {}, cookie = moderator) =>
    site.post(path, { ...form, ...more }, { cookie })
  return { ...thread, root, top, below, other, path, move }
}

describe('a side discussion', () => {
  test('has a page of its own, and a line in its place says who moved it, when and why', async () => {
    const { site, post, root, top, below, other, move } = await openBranch()
    expect((await move()).statusCode).toBe(303)
    const { body } = await site.get(post.path)
    expect(idsOnPage(body)).toEqual([root, other])
    expect(body).toContain(
      `id="d${top}"><a href="/discussions/${top}">Sidospår: Busshållplatsen (2 kommentarer)</a>`,
    )
    expect(textOf(body)).toContain(
      'Flyttat till en egen sida av Erik Lund, kommunikatör, 21 november 2026: Den har en egen fråga.',
    )
    const own = (await site.get(`/discussions/${top}`)).body
    expect(own).toContain('<h1 class="page__title">Busshållplatsen</h1>')
    expect(own).toContain(`href="${post.path}?from=${root}#d${top}"`)
    expect(own).toContain('Om något annat')
    expect(idsOnPage(own)).toEqual([below])
    const one = (await site.get(`/comments/${below}`)).body
    expect(one).toContain(`<a href="/discussions/${top}">Hör till sidospåret: Busshållplatsen</a>`)
    expect(idsOnPage((await site.get(`/comments/${root}`)).body)).toEqual([])
  })

  test('goes on: it is answered and grows, and its line counts', async () => {
    const { site, post, top, below, show, move, counts } = await openBranch()
    await move()
    const answer = await show('Och mer', { parentId: below })
    expect((await site.get(post.path)).body).toContain('Busshållplatsen (3 kommentarer)')
    expect(idsOnPage((await site.get(`/discussions/${top}`)).body)).toEqual([below, answer])
    expect((await counts()).comment_count).toBe(5)
  })

  test('shows no more of its comments than the thread did', async () => {
    const { site, top, below, decide, move } = await openBranch()
    await move()
    await decide(below, { act: 'hide', reason: 'off_topic', sentence: 'Det hör inte hit.' })
    const own = (await site.get(`/discussions/${top}`)).body
    expect(own).not.toContain('Ja, om det')
    expect(textOf(own)).toContain('En kommentar visas inte sedan')
  })

  test('is moved back, and its address still leads to its comment', async () => {
    const { site, post, author, top, path, move } = await openBranch()
    await move()
    expect((await move()).statusCode).toBe(409)
    expect((await site.post(`${path}/end`, {}, { cookie: author })).statusCode).toBe(303)
    expect(idsOnPage((await site.get(post.path)).body)).toHaveLength(4)
    const own = await site.get(`/discussions/${top}`)
    expect(own.statusCode).toBe(200)
    expect(own.body).not.toContain('Busshållplatsen')
    expect(own.body).toContain(`/comments/${top}"`)
    expect((await site.get(`/discussions/${top + 1}`)).statusCode).toBe(404)
    expect((await move({ title: 'Igen' })).statusCode).toBe(303)
    const acts = await site.storage.read.selectFrom('audit').select(['act', 'subject']).execute()
    expect(acts.filter(({ act }) => act.startsWith('branch')).map(({ act }) => act)).toEqual([
      'branch_moved',
      'branch_moved_back',
      'branch_moved',
    ])
  })

  test('needs a title and a reason, and hands back what was typed', async () => {
    const { move } = await openBranch()
    for (const form of [{ title: ' ' }, { reason: '' }, { title: 'x'.repeat(121) }]) {
      const back = await move(form)
      expect(back.statusCode).toBe(422)
      expect(back.body).toContain(
        form.title === undefined ? 'Busshållplatsen' : 'Den har en egen fråga.',
      )
    }
  })

  test('is made by authors and moderators alone, of what shows', async () => {
    const { site, root, decide, path, move } = await openBranch()
    expect((await move({}, await site.signIn('registrar'))).statusCode).toBe(403)
    await decide(root, { act: 'hide', reason: 'off_topic', sentence: 'Nej.' })
    const hidden = path.replace(/\d+/, String(root))
    const cookie = await site.signIn('moderator')
    expect((await site.get(hidden, { cookie })).statusCode).toBe(404)
  })
})

/** Random trees in which some branches get pages of their own, also within one another. */
const trees = fc.array(fc.tuple(fc.nat(99), fc.nat(1_000_000)), { minLength: 40, maxLength: 300 })

test('with any branches moved a thread is read whole by plain links, each comment once, in every order', {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(trees, fc.array(fc.nat(299), { maxLength: 5 }), async (list, tops) => {
      const { site, post, moderator } = await openThread()
      const planned = list.map(([chance, which], at): Planned => {
        if (at === 0 || chance < 25) return {}
        return { answers: chance < 60 ? which % at : Math.min(which % 2, at - 1) }
      })
      const ids = addMany(site, { post: post.id, first: 10 }, planned)
      for (const top of new Set(tops.map((one) => 10 + (one % planned.length)))) {
        const form = { title: `Spår ${top}`, reason: 'Det är en annan fråga.' }
        const path = `/desk/comments/${top}/discussion`
        expect((await site.post(path, form, { cookie: moderator })).statusCode).toBe(303)
      }
      for (const order of orders) {
        const way = order === '?to=last' ? 'Föregående sida' : 'Nästa sida'
        const met = await walk(site, post.path + order, { way })
        expect(
          [...met].sort((one, other) => one - other),
          order,
        ).toEqual(ids)
      }
    }),
    { numRuns: 8 },
  )
})
