import { expect, test } from 'vitest'
import { open } from '../../server/storage/database.ts'
import { openThread } from '../moderation/sent.ts'
import { cli } from '../support/cli.ts'

test('an index that is not as the public texts are is noticed, and made anew', async () => {
  const { site, show } = await openThread({}, { source: 'Texten har ett lommaord.' })
  const id = await show('Ett yttrande med granskog.')
  const doctor = async () =>
    (await cli(site, 'doctor')).said.split('\n').filter((line) => / search: /.test(line))
  const found = async () =>
    (await site.get('/search?words=granskog')).body.includes(`href="/comments/${id}"`)
  expect(await doctor()).toEqual([
    expect.stringMatching(/^good .*2 public texts, all in the index$/),
  ])
  expect((await cli(site, 'search', 'check')).code).toBe(0)

  const raw = open(site.storage.file, false)
  raw.exec(`insert into comment_words (comment_words) values ('delete-all')`)
  raw.close()
  expect(await found()).toBe(false)
  expect(await doctor()).toEqual([
    expect.stringMatching(/^mend .*0 of 1 comment texts: npm run cli -- search rebuild\.$/),
  ])
  const { code, said } = await cli(site, 'search', 'check')
  expect([code, said]).toEqual([1, expect.stringContaining('The index of comment texts is wrong')])

  expect((await cli(site, 'search', 'rebuild')).code).toBe(0)
  expect(await found()).toBe(true)
  expect((await cli(site, 'search', 'check')).code).toBe(0)
  expect(await doctor()).toEqual([expect.stringMatching(/^good /)])
  expect((await cli(site, 'search', 'rebuild', 'now')).code).toBe(2)
})
