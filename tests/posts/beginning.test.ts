import { expect, test } from 'vitest'
import { HOUR } from '../../server/kernel/clock.ts'
import { openTestSite } from '../support/site.ts'
import { publishPost, textOf } from './writing.ts'

test('a list shows the beginning of a post up to the line, with its label and the way to the rest', async () => {
  const site = await openTestSite()
  const cookie = await site.signIn('author')
  const source =
    '## Först\n\nEn *snäll* början.[^1]\n\n<!--more-->\n\nDet som kommer sedan.\n\n[^1]: En not.'
  const begun = await publishPost(site, cookie, {
    source,
    summary: 'I korthet',
    capacity: 'official',
  })
  await publishPost(site, cookie, {
    title: 'Utan',
    source: 'Hela, once more.',
    summary: 'Kort sagt',
  })
  site.advance(HOUR)
  for (const list of ['/', '/official', '/tags/skola']) {
    const { body } = await site.get(list)
    const entry = body.split('<article').find((one) => one.includes(begun.path)) ?? ''
    expect(entry).toContain('<p>Först</p>\n<p>En <em>snäll</em> början.</p>')
    expect(entry.indexOf('label--official')).toBeLessThan(entry.indexOf('snäll'))
    expect(textOf(entry)).toContain('Läs vidare i ”Det jag inte berättar om Almskolan”')
    expect(body).not.toContain('I korthet')
    expect(body).not.toContain('som kommer sedan')
    if (list !== '/official') expect(body).toContain('Kort sagt')
  }
  const { body } = await site.get(begun.path)
  expect(body).toContain('Det som kommer sedan')
  expect(body).toContain('<li id="note-1"><p>En not.')
  expect(body).not.toContain('more--')
})
