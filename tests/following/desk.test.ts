import { describe, expect, test } from 'vitest'
import { DAY, HOUR } from '../../server/kernel/clock.ts'
import { mailsOf } from '../mail/office.ts'
import { publishPost } from '../posts/writing.ts'
import { followsOf, openFollowed, reader } from './reader.ts'

/** A blog that is followed, and its administrator. */
async function openDesk() {
  const blog = await openFollowed()
  const administrator = await blog.site.signIn('administrator')
  const page = async () => {
    const cookie = await blog.site.signIn('administrator')
    return (await blog.site.get('/desk/mail', { cookie })).body
  }
  const stop = (address: string, cookie = administrator) =>
    blog.site.post('/desk/mail/stop', { address }, { cookie })
  return { ...blog, administrator, page, stop }
}

describe('those who follow, at the desk', () => {
  test('are numbers alone', async () => {
    const { page, post, ask, follow } = await openDesk()
    expect(await page()).toContain('Ingen följer bloggen med mejl än.')
    await follow('/follow')
    await follow('/follow', { address: 'b@example.org' })
    await follow('/follow', { address: 'c@example.org', way: 'official' })
    await follow(`${post.path}/follow`)
    await ask('/follow', { address: 'd@example.org' })
    const body = await page()
    expect(body).toContain('2 följer alla nya inlägg.')
    expect(body).toContain('En följer nya officiella inlägg.')
    expect(body).toContain('En följer en tråd.')
    expect(body).not.toMatch(/example\.org|anna/)
  })

  test('get no more mail when one of them telephones, and the log of events does not say who', async () => {
    const { site, author, post, administrator, page, ask, follow, stop, pass, deliver } =
      await openDesk()
    await follow('/follow')
    await follow(`${post.path}/follow`)
    await follow('/follow', { address: 'b@example.org' })
    expect((await stop('Anna.Ek@EXAMPLE.org ')).headers.location).toBe(
      '/desk/mail?done=mail.address_stopped',
    )
    expect(await followsOf(site)).toHaveLength(1)
    await publishPost(site, author, { title: 'Ett' })
    expect((await pass()).map(({ to_ }) => to_)).toEqual(['b@example.org'])
    await ask('/follow')
    expect(await deliver()).toEqual([])
    expect(await page()).toContain('En adress är stoppad och får inga mejl.')
    const log = (await site.get('/desk/audit', { cookie: administrator })).body
    expect(log).toContain('stoppade mejlen till en adress på begäran')
    expect(log).not.toMatch(/anna\.ek/i)
    site.advance(366 * DAY)
    await deliver()
    await ask('/follow')
    expect(await deliver()).toHaveLength(1)
  })

  test('an address that follows nothing is stopped too, and that is said', async () => {
    const { ask, stop, deliver, page, site, administrator } = await openDesk()
    const { location } = (await stop(reader)).headers
    expect(location).toBe('/desk/mail?done=mail.address_unknown')
    const said = await site.get(String(location), { cookie: administrator })
    expect(said.body).toContain('Adressen följde inget.')
    await ask('/follow')
    expect(await deliver()).toEqual([])
    expect(await page()).toContain('En adress är stoppad')
  })

  test('what is no address comes back with what to mend, and nothing is written down', async () => {
    const { site, stop, administrator } = await openDesk()
    const answer = await stop('anna.ek "@" <b')
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('value="anna.ek &quot;@&quot; &lt;b"')
    expect(answer.body).toContain('href="#address"')
    const log = (await site.get('/desk/audit', { cookie: administrator })).body
    expect(log).not.toContain('stoppade mejlen')
  })

  test('are the affair of administrators', async () => {
    const { site, moderator, stop, follow } = await openDesk()
    await follow('/follow')
    expect((await stop(reader, moderator)).statusCode).toBe(403)
    expect(await followsOf(site)).toHaveLength(1)
  })
})

describe('a mail to somebody who follows that our own server would not have', () => {
  test('is stuck at the desk, and the log of events says what was done without saying whose it was', async () => {
    const { site, author, inbox, follow, pass, page } = await openDesk()
    await follow('/follow')
    inbox.recipient = () => 421 // it has too much to do
    await publishPost(site, author, { title: 'Ett' })
    for (let time = 0; time < 16; time++) await pass(8 * HOUR)
    expect(await page()).toContain('Ett nytt inlägg till någon som följer')
    const stuck = (await mailsOf(site)).find(({ state }) => state === 'stuck')
    await site.post(
      `/desk/mail/${stuck?.id}/give-up`,
      {},
      { cookie: await site.signIn('administrator') },
    )
    const cookie = await site.signIn('administrator')
    const log = (await site.get('/desk/audit', { cookie })).body
    expect(log).toContain('gav upp e-post till någon som följer (Ett nytt inlägg)')
  })
})
