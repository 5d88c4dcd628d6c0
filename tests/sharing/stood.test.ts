import { describe, expect, test } from 'vitest'
import { HOUR } from '../../server/kernel/clock.ts'
import { momentIn, momentTyped } from '../../server/sharing/moment.ts'
import { changePost, textOf } from '../posts/writing.ts'
import { openTalk } from './talk.ts'

async function openChanged() {
  const talk = await openTalk()
  talk.site.advance(3 * HOUR)
  await changePost(talk.site, talk.author, talk.post.desk, {
    change: { title: 'Is', source: 'Bara is.', capacity: 'official' },
    publish: { address: 'new' },
  })
  talk.site.advance(HOUR)
  return talk
}

describe('a post as it stood', () => {
  test('is the version that was public then, with its label and the way to now', async () => {
    const { site, post } = await openChanged()
    const then = await site.get('/2026/11/is/at/2026-11-21T09:00:00Z')
    expect(then.statusCode).toBe(200)
    expect(then.body).toContain('<h1 class="post__title" id="title" lang="sv">Snö &lt;nu&gt;</h1>')
    expect(then.body).toContain('label label--official')
    expect(textOf(then.body)).toContain('Så här stod inlägget 21 november 2026')
    expect(then.body).toContain('Läs det som det står nu, version 2')
    expect(then.body).toContain('<meta name="robots" content="noindex">')
    expect(then.body).not.toContain('Bara is')
    const now = (await site.get('/2026/11/is/at/2026-11-21T13:30:00Z')).body
    expect(now).toContain('Bara is')
    expect(now).toContain('Texten är densamma nu')
    const moved = await site.get(`${post.path}/at/2026-11-21T09:00:00Z`)
    expect(moved.statusCode).toBe(301)
    expect((await site.get(String(moved.headers.location))).body).toContain('Snö &lt;nu&gt;')
  })

  test('is nothing before it was published, in time to come, and for what is no time', async () => {
    const { site } = await openChanged()
    for (const time of [
      '2026-11-21T08:59:59Z',
      '2027-01-01T00:00:00Z',
      '2026-02-30T10:00:00Z',
      'x',
    ])
      expect([time, (await site.get(`/2026/11/is/at/${time}`)).statusCode]).toEqual([time, 404])
    const plain = await site.get('/2026/11/is/at/2026-11-21T09:30Z')
    expect(plain.headers.location).toBe('/2026/11/is/at/2026-11-21T09:30:00Z')
  })

  test('is gone with the post', async () => {
    const { site, author, post } = await openTalk()
    const gone = { reason: 'Fel i sak.' }
    await site.post(`${post.desk}/unpublication`, gone, { cookie: author })
    const page = await site.get(post.path)
    for (const end of ['/at/2026-11-21T09:30:00Z', '/at', '/cite'])
      expect([end, (await site.get(post.path + end)).statusCode]).toEqual([end, page.statusCode])
    expect(page.statusCode).toBe(410)
    for (const end of ['.md', '/feed.atom']) {
      const file = await site.get(post.path + end)
      expect([end, file.statusCode]).toEqual([end, 410])
      expect(file.body).toContain('Fel i sak.')
    }
  })

  test('is found by the clocks of the site, and what was typed comes back with what to mend', async () => {
    const { site } = await openChanged()
    expect((await site.get('/2026/11/is/history')).body).toContain('action="/2026/11/is/at"')
    const found = await site.get('/2026/11/is/at?time=2026-11-21T10%3A30')
    expect([found.statusCode, found.headers.location]).toEqual([
      ...[301, '/2026/11/is/at/2026-11-21T09:30:00Z'],
    ])
    for (const [typed, words] of [
      ['i%20g%C3%A5r', 'Skriv ett datum'],
      ['2026-11-20T10%3A30', 'Inlägget publicerades den 21 november'],
      ['2030-01-01', 'Den tiden har inte varit än.'],
    ]) {
      const answer = await site.get(`/2026/11/is/at?time=${typed}`)
      expect([typed, answer.statusCode]).toEqual([typed, 422])
      expect(answer.body).toContain(words)
      expect(answer.body).toContain(`value="${decodeURIComponent(typed ?? '')}"`)
    }
  })
})

test('a moment is read by the clocks of the zone, also when they change', () => {
  const typed = (text: string) => momentTyped(text, 'Europe/Stockholm')
  expect(typed('2026-11-03T15:05')).toBe('2026-11-03T14:05:00.000Z')
  expect(typed('2026-07-03 15.05')).toBe('2026-07-03T13:05:00.000Z')
  expect(typed('2026-11-03')).toBe('2026-11-03T22:59:59.000Z')
  expect(typed('2026-10-25T02:30')).toBe('2026-10-25T00:30:00.000Z')
  expect(typed('2026-10-25T03:30')).toBe('2026-10-25T02:30:00.000Z')
  expect(typed('2026-03-29T03:30')).toBe('2026-03-29T01:30:00.000Z')
  for (const text of ['', 'nu', '2026-13-01', '2026-02-30', '2026-11-03T25:00', '15:05'])
    expect([text, typed(text)]).toEqual([text, undefined])
  expect(momentIn('2026-11-03T14:05Z')).toBe('2026-11-03T14:05:00.000Z')
  expect(momentIn('2026-11-03T14:05:00.123Z')).toBe('2026-11-03T14:05:00.123Z')
  expect(momentIn('2026-11-03T14:05:00+01:00')).toBeUndefined()
})
