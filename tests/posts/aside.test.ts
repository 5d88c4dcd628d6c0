import { expect, test } from 'vitest'
import { openTestSite } from '../support/site.ts'
import { changePost, ledTo, pressPublish, publishPost, textOf, typed } from './writing.ts'

const source =
  'I dag: beredning inför fullmäktige. Öppet hus på biblioteket klockan 14 till 18, kom och fråga om budgeten.'

/** A site with a first post, and an author who writes in brief. */
async function openBrief() {
  const site = await openTestSite()
  const cookie = await site.signIn('author')
  await publishPost(site, cookie, { title: 'Det första' })
  const write = (text: string, capacity = 'personal') =>
    site.post('/desk/asides', { source: text, capacity }, { cookie })
  const publish = async (text: string) => {
    const draft = ledTo(await write(text)).replace('/publication', '')
    return ledTo(await pressPublish(site, cookie, draft))
  }
  return { site, cookie, write, publish }
}

test('an aside is one text and one choice, stands whole in the lists with its label, and has an address, a thread and an entry in the log', async () => {
  const { site, publish } = await openBrief()
  const desk = await publish(source)
  expect(desk).toMatch(/^\/desk\/posts\/\d+$/)
  const front = (await site.get('/')).body
  const href = /href="(\/2026\/11\/i-dag-[^"#]+)"/.exec(front)?.[1] ?? ''
  expect(textOf(front)).toContain(`Personligt ${source} I korthet, 21 november 2026`)
  expect(front.match(/<h2 class="entry__title"/g)).toHaveLength(1)
  const page = (await site.get(href)).body
  expect(page).toMatch(/<h1[^>]*>I korthet<\/h1>/)
  expect(page).toContain('id="comments"')
  expect(/<title>([^<]+)/.exec(page)?.[1]).toContain('I dag: beredning inför fullmäktige.')
  const entries = await site.storage.read.selectFrom('ledger_entry').select('body').execute()
  expect(entries.map(({ body }) => JSON.parse(body)).at(-1)).toMatchObject({
    kind: 'post_published',
    capacity: 'personal',
  })
})

test('an aside without a capacity is asked for one on the page of publication, where nothing else is open', async () => {
  const { site, cookie, write } = await openBrief()
  const draft = ledTo(await write(source, '')).replace('/publication', '')
  expect((await pressPublish(site, cookie, draft)).statusCode).toBe(422)
  expect((await pressPublish(site, cookie, draft, { capacity: 'official' })).statusCode).toBe(303)
})

test('a text that is empty, too long or withholds something is no aside: it comes back, when it is changed too', async () => {
  const { site, cookie, write, publish } = await openBrief()
  for (const text of ['', 'å'.repeat(1001), 'Kort.\n\n::: withheld\n']) {
    const answer = await write(text)
    expect(answer.statusCode).toBe(422)
    expect(textOf(answer.body)).toContain('En kort text har mellan 1 och 1 000 tecken')
    expect(answer.body).toContain(text.trim())
  }
  const desk = await publish('å'.repeat(1000))
  const change = ledTo(await site.post(`${desk}/change`, {}, { cookie }))
  const seen = /name="seen" value="([^"]+)"/.exec((await site.get(change, { cookie })).body)?.[1]
  const long = { ...typed({ source: 'å'.repeat(1001) }), seen: seen ?? '' }
  await site.post(change, long, { cookie })
  const told = textOf((await site.get(`${change}/publication`, { cookie })).body)
  expect(told).toContain('En kort text har mellan 1 och 1 000 tecken')
  expect((await pressPublish(site, cookie, change)).statusCode).toBe(422)
})

test('a changed aside is called by its beginning, whatever was typed as its title', async () => {
  const { site, cookie, publish } = await openBrief()
  const desk = await publish(source)
  await changePost(site, cookie, desk, {
    change: { title: 'En rubrik', source: 'I morgon är det stängt.' },
  })
  const post = site.storage.read.selectFrom('public_post').select('title').orderBy('id', 'desc')
  expect((await post.executeTakeFirst())?.title).toBe('I morgon är det stängt.')
  expect(textOf((await site.get('/')).body)).toContain(
    'Personligt I morgon är det stängt. I korthet',
  )
})

test('only authors write in brief', async () => {
  const { site } = await openBrief()
  const cookie = await site.signIn('moderator')
  expect((await site.get('/desk/asides/new', { cookie })).statusCode).toBe(403)
  expect((await site.post('/desk/asides', { source }, { cookie })).statusCode).toBe(403)
})
