/** Feeds as a reader of feeds takes them: the parser is somebody else's. */
import { parseAtomFeed } from 'feedsmith'
import { expect, test } from 'vitest'
import { HOUR } from '../../server/kernel/clock.ts'
import { publishPost } from '../posts/writing.ts'
import { openTestSite } from '../support/site.ts'

test('a reader of feeds finds the posts with their text and notes', async () => {
  const site = await openTestSite()
  const cookie = await site.signIn('author')
  const source = 'Snö & is.[^1]\n\n[^1]: En *not*.'
  await publishPost(site, cookie, { title: 'Snö <nu>', source, capacity: 'official' })
  site.advance(HOUR)
  const feed = parseAtomFeed((await site.get('/feed.atom')).body)
  expect(feed.entries?.[0]).toMatchObject({
    id: 'tag:localhost,2026-11-21:posts/1',
    title: { value: 'Officiellt: Snö <nu>' },
    authors: [{ name: 'Jonas Rask' }],
  })
  expect(feed.entries?.[0]?.content?.value).toContain('<em>not</em>')
})
