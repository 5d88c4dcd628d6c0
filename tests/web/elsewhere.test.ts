import { describe, expect, test } from 'vitest'
import { SECOND } from '../../server/kernel/clock.ts'
import { publishPost } from '../posts/writing.ts'
import { cli as runCli } from '../support/cli.ts'
import { openTestSite, staff, type TestSite } from '../support/site.ts'

/** Does something with the command line, as a process of its own on the same file would. */
async function cli(site: TestSite, ...args: string[]): Promise<void> {
  expect(await runCli(site, ...args)).toEqual({ code: 0, said: expect.anything() })
}

/** A site with one post, whose page says who reads comments. */
async function openWithPost() {
  const site = await openTestSite()
  const { path } = await publishPost(site, await site.signIn('official'))
  site.advance(SECOND)
  const isAlone = async () => (await site.get(path)).body.includes('Bara Kerstin Ahlby')
  expect(await isAlone()).toBe(false)
  return { site, path, isAlone }
}

describe('a running site', () => {
  test('notices within a second that the command line took the second person away', async () => {
    const { site, isAlone } = await openWithPost()
    await cli(site, 'account', 'disable', staff.moderator.email)
    site.advance(SECOND)
    expect(await isAlone()).toBe(true)
    await cli(site, 'account', 'enable', staff.moderator.email)
    site.advance(SECOND)
    expect(await isAlone()).toBe(false)
  })

  test('tells all who ask at the same moment, not the first alone', async () => {
    const { site, isAlone } = await openWithPost()
    await cli(site, 'account', 'role', staff.moderator.email, 'take', 'moderator')
    site.advance(SECOND)
    expect(await Promise.all([isAlone(), isAlone(), isAlone()])).toEqual([true, true, true])
  })

  test('looks once a second, not with each request', async () => {
    const { site, isAlone } = await openWithPost()
    await cli(site, 'account', 'disable', staff.moderator.email)
    expect(await isAlone()).toBe(false)
  })

  test('takes nothing that it wrote itself for the work of another', async () => {
    const { site, path } = await openWithPost()
    const kept = (await site.get('/about')).headers.etag
    await site.post('/comments', { post: '1', text: 'Vem bestämmer?' })
    site.advance(SECOND)
    await site.get(path)
    expect((await site.get('/about')).headers.etag).toBe(kept)
  })
})
