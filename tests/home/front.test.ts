import { expect, test } from 'vitest'
import { DAY, type Instant, MINUTE, milliseconds } from '../../server/kernel/clock.ts'
import { changePost, ledTo, publishPost, textOf } from '../posts/writing.ts'
import { type Answer, openTestSite, type TestSite } from '../support/site.ts'

/** The ways that a list offers, as `href words`, from the navigation beside it. */
function ways({ body }: Answer): string[] {
  const nav = /<nav aria-labelledby="show">[\s\S]*?<\/nav>/.exec(body)?.[0] ?? ''
  return [...nav.matchAll(/<a href="([^"]+)"[^>]*>([^<]+)<\/a>/g)].map(
    ([, href, words]) => `${href} ${words}`,
  )
}

const at = (site: TestSite, moment: string) =>
  site.advance(Date.parse(moment) - milliseconds(site.clock()))

test('a page further back keeps its address and what is on it, whatever is published or taken down meanwhile', async () => {
  const site = await openTestSite()
  const cookie = await site.signIn('author')
  const posts = []
  for (let number = 1; number <= 23; number++) {
    posts.push(await publishPost(site, cookie, { title: `Nummer ${number}.`, source: 'x' }))
    site.advance(MINUTE)
  }
  const titles = async (path: string) =>
    [...textOf((await site.get(path)).body).matchAll(/Nummer (\d+)\./g)].map(([, number]) => number)
  const older = /href="(\/2026\?before=\d+)"/.exec((await site.get('/2026')).body)?.[1] ?? ''
  const before = await titles(older)
  expect(before).toEqual(['13', '12', '11', '10', '9', '8', '7', '6', '5', '4'])
  await publishPost(site, cookie, { title: 'Nummer 24.' })
  const last = posts[13]?.desk ?? ''
  await site.post(`${last}/unpublication`, { reason: 'Det var fel siffror.' }, { cookie })
  expect(await titles(older)).toEqual(before)
})

test('a post stays on top up to its day, says so, stands once, and is gone from there at midnight', async () => {
  const site = await openTestSite()
  const cookie = await site.signIn('author')
  const kept = await publishPost(site, cookie, { title: 'Håll ut' })
  site.advance(MINUTE)
  await publishPost(site, cookie, { title: 'Nyast' })
  const pinned = await site.post(`${kept.desk}/pin`, { last_day: '2026-11-22' }, { cookie })
  expect(ledTo(pinned)).toBe(kept.desk)
  const front = async () =>
    textOf((await site.get('/')).body).match(/Håll ut|Nyast|Ligger överst[^H]*/g)
  expect(await front()).toEqual([
    'Ligger överst till och med 22 november 2026 ',
    'Håll ut',
    'Nyast',
  ])
  expect(textOf((await site.get('/2026')).body)).not.toContain('Ligger överst')
  at(site, '2026-11-22T22:59:59.999Z')
  expect(await front()).toHaveLength(3)
  at(site, '2026-11-22T23:00:00Z')
  expect(await front()).toEqual(['Nyast', 'Håll ut'])
})

test('a post on top can be moved, taken down by hand, and is not there when it is not public', async () => {
  const site = await openTestSite()
  const cookie = await site.signIn('author')
  const one = await publishPost(site, cookie, { title: 'Ett' })
  const two = await publishPost(site, cookie, { title: 'Två' })
  const top = async () =>
    /Ligger överst[^<]*<[\s\S]*?>(Ett|Två)</.exec((await site.get('/')).body)?.[1]
  const pin = (desk: string, day: string) => site.post(`${desk}/pin`, { last_day: day }, { cookie })
  await pin(one.desk, '2026-11-30')
  expect(await top()).toBe('Ett')
  await pin(two.desk, '2026-11-30')
  expect(await top()).toBe('Två')
  await site.post(`${one.desk}/unpin`, {}, { cookie })
  expect(await top()).toBe('Två')
  await site.post(`${two.desk}/unpin`, {}, { cookie })
  expect(await top()).toBeUndefined()
  for (const day of ['2026-11-20', '2027-02-20', '2026-02-30', 'snart', '']) {
    const refused = await pin(one.desk, day)
    expect([day, refused.statusCode]).toEqual([day, 422])
    expect(textOf(refused.body)).toContain('Välj en dag från i dag och högst 90 dagar framåt.')
    expect(refused.body).toContain(`name="last_day" type="date" value="${day}"`)
  }
  await pin(one.desk, '2026-11-21')
  await site.post(`${one.desk}/unpublication`, { reason: 'Det var fel siffror.' }, { cookie })
  expect(await top()).toBeUndefined()
  expect((await pin(one.desk, '2026-11-30')).statusCode).toBe(404)
  const moderator = await site.signIn('moderator')
  for (const act of ['pin', 'unpin'])
    expect((await site.post(`${two.desk}/${act}`, {}, { cookie: moderator })).statusCode).toBe(403)
  site.advance(DAY)
})

test('lists offer the capacities, topics, months and years that have something, with how many, and nothing else', async () => {
  const site = await openTestSite({ clock: '2026-12-31T09:00:00.000Z' as Instant })
  const cookie = await site.signIn('author')
  expect(ways(await site.get('/'))).toEqual(['/ Allt', '/follow Få nya inlägg med e-post'])
  const one = await publishPost(site, cookie, { title: 'Ett', tags: 'Skola, öppenhet' })
  await publishPost(site, cookie, { title: 'Två', tags: 'skola' })
  expect(ways(await site.get('/'))).toEqual([
    ...['/ Allt', '/personal Bara personligt', '/follow Få nya inlägg med e-post'],
    ...['/tags/skola skola (2)', '/tags/oppenhet öppenhet (1)', '/2026/12 december 2026 (2)'],
  ])
  at(site, '2026-12-31T23:00:00Z')
  const again = await site.signIn('author')
  await publishPost(site, again, { title: 'Tre', tags: 'vatten', capacity: 'official' })
  await changePost(site, again, one.desk, { change: { tags: 'vatten' } })
  expect(ways(await site.get('/2026'))).toEqual([
    ...['/ Allt', '/personal Bara personligt', '/official Bara officiellt'],
    ...['/follow Få nya inlägg med e-post', '/tags/vatten vatten (2)', '/tags/skola skola (1)'],
    ...['/2026/12 december 2026 (2)', '/2027 2027 (1)', '/2026 2026 (2)'],
  ])
  await site.post(
    `${one.desk}/unpublication`,
    { reason: 'Det var fel siffror.' },
    { cookie: again },
  )
  expect(ways(await site.get('/2027/01')).slice(4)).toEqual([
    ...['/tags/skola skola (1)', '/tags/vatten vatten (1)', '/2027/01 januari 2027 (1)'],
    ...['/2027 2027 (1)', '/2026 2026 (1)'],
  ])
  for (const [path, status] of [
    ['/2026', 200],
    ['/2027', 200],
    ['/2025', 404],
    ['/2026?before=x', 404],
    ['/tags/oppenhet', 404],
  ])
    expect([path, (await site.get(String(path))).statusCode]).toEqual([path, status])
  expect((await site.get('/2026')).body).toContain('aria-current="page">2026 (1)')
})
