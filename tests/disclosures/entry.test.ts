import { describe, expect, test } from 'vitest'
import { publishPost } from '../posts/writing.ts'
import { textIn } from './archive.ts'
import { openFilled } from './filled.ts'

describe('the page of an account', () => {
  test('tells each event with its time, whose it was, why, and what changed', async () => {
    const { site, make, look } = await openFilled()
    const why = 'Vi förhandlar fortfarande om priset på marken.'
    const id = await make('2026-01-10T08:00:00.000Z', { why, reviewOn: '2026-03-02' })
    const again = 'Vi förhandlar fortfarande om priset på skogen.'
    await look('2026-02-27T08:00:00.000Z', id, {
      ...{ kind: 'kept', said: { why: again, reviewOn: '2026-06-01' } },
    })
    await look('2026-03-05T08:00:00.000Z', id, {
      ...{ kind: 'corrected', said: { capacity: 'official' }, because: 'Kommunen står för det.' },
    })
    await look('2026-05-29T08:00:00.000Z', id, {
      ...{ kind: 'disclosed', said: { state: 'disclosed' }, told: '/2026/05/marken' },
    })
    const { body } = await site.get(`/openness/${id}`)
    const events = body.split('class="event"').slice(1)
    expect(events).toHaveLength(4)
    expect(textIn(events[0] ?? '')).toContain('Tittar på det igen senast 2 mars 2026.')
    expect(events[1]).toMatch(/<del>[\s\S]*marken<\/del>/)
    expect(events[1]).toMatch(/<ins>[\s\S]*skogen<\/ins>/)
    expect(textIn(events[1] ?? '')).toContain(
      'flyttades från den 2 mars 2026 till den 1 juni 2026.',
    )
    expect(events[2]).toMatch(/<del><span class="label label--personal">[\s\S]*label--official/)
    expect(textIn(events[2] ?? '')).toContain('Kommunen står för det.')
    expect(textIn(events[3] ?? '')).toMatch(/Inte berättat → Berättat/)
    expect(events[3]).toContain('href="/2026/05/marken"')
    const { entries } = JSON.parse((await site.get(`/openness/${id}.json`)).body)
    for (const { hash, salt } of entries[0].events) {
      expect(body).toContain(hash)
      expect(body).toContain(salt)
    }
  })

  test('tells a text that was written anew as the old one and the new one', async () => {
    const { site, make, look } = await openFilled()
    const id = await make('2026-01-10T08:00:00.000Z', { why: 'Det är känsligt nu.' })
    const why = 'Domen kommer i oktober och då berättar jag.'
    await look('2026-02-27T08:00:00.000Z', id, {
      kind: 'kept',
      said: { why, reviewOn: '2028-06-01' },
    })
    const { body } = await site.get(`/openness/${id}`)
    expect(body).toMatch(
      /<p><del><span[^>]*>[^<]*<\/span>Det är känsligt nu\.<\/del><\/p>\s*<p><ins>/,
    )
  })

  test('says loudly that a day has passed, once the grace is over and until somebody looks', async () => {
    const { site, make } = await openFilled()
    const id = await make('2026-01-10T08:00:00.000Z', { reviewOn: '2026-11-16' })
    const loud = '<p class="late">'
    expect((await site.get(`/openness/${id}`)).body).not.toContain(loud)
    site.advance(3 * 86_400_000)
    expect((await site.get(`/openness/${id}`)).body).toContain(
      `${loud}Skulle ha setts över senast 16 november 2026. Det har inte skett.</p>`,
    )
  })

  test('leads to what it belongs to while that is public, and can be cited', async () => {
    const { site, make } = await openFilled()
    const cookie = await site.signIn('official')
    const post = await publishPost(site, cookie, { title: 'Marken', capacity: 'official' })
    const id = await make('2026-11-21T09:01:00.000Z', {}, { postId: post.id })
    await site.restart()
    const page = async () => (await site.get(`/openness/${id}`)).body
    expect(await page()).toMatch(/label--official[\s\S]{0,200}href="[^"]*marken"/)
    expect(textIn(await page())).toContain(
      `Kerstin Ahlby, kommundirektör: redogörelse ${id} (Personligt), version 1, 21 november 2026 kl. 10.01 (UTC+1). http://localhost:3000/openness/${id}`,
    )
    await site.post(`${post.desk}/unpublish`, { reason: 'Fel' }, { cookie })
  })
})
