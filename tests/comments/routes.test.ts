import { describe, expect, test } from 'vitest'
import { DAY, HOUR } from '../../server/kernel/clock.ts'
import { changePost, publishPost, textOf } from '../posts/writing.ts'
import { decide, write } from '../support/citizen.ts'
import { hiddenFields, openTestSite, type TestSite } from '../support/site.ts'

/** A site with one post that can be answered, and somebody who lets through. */
async function openPost(wanted: Parameters<typeof openTestSite>[0] = {}) {
  const site = await openTestSite(wanted)
  const author = await site.signIn('official')
  const post = await publishPost(site, author)
  const moderator = wanted.alone ? author : await site.signIn('moderator')
  /** Writes and has it let through. */
  const say = async (text: string, at = post.path) => {
    const { number } = await write(site, at, { name: 'Mirja', text })
    await decide(site, moderator, number)
    return number
  }
  return { site, author, moderator, post, say }
}

const waits = (site: TestSite) =>
  site.storage.read.selectFrom('comment').select(['id', 'signs', 'suspicion', 'text']).execute()

describe('the box', () => {
  test('says who reads, when, and who runs the site, in two short lines', async () => {
    const { site, post } = await openPost()
    const words = textOf((await site.get(post.path)).body)
    expect(words).toContain(
      'En människa läser kommentaren innan den syns, tidigast den 23 november 2026 kl. 08.00.',
    )
    expect(words).toContain('Ekens kommun står för bloggen. Alla kan läsa det du skriver.')
    expect(words).not.toContain('Så många väntar')
  })

  test('says with no second person that the official alone reads, and how many wait', async () => {
    const { site, post } = await openPost({ alone: true })
    const words = textOf((await site.get(post.path)).body)
    expect(words).toContain('Bara Kerstin Ahlby läser kommentarerna innan de syns')
    expect(words).toContain('Så många väntar på att bli lästa')
    await write(site, post.path, { text: 'Hej' })
    const log = textOf((await site.get('/log')).body)
    expect(log).toContain('En kommentar väntar på att bli läst.')
    expect(log).toContain('Den äldsta kom in den 21 november 2026 kl. 10.00 (')
  })

  test('asks for nothing but words: no mail, no account, no second name', async () => {
    const { site, post } = await openPost()
    const form = /<form[^>]*action="\/comments\/preview"[\s\S]*?<\/form>/.exec(
      (await site.get(post.path)).body,
    )?.[0]
    const asked = [...(form ?? '').matchAll(/ name="(\w+)"/g)].map(([, name]) => name)
    expect(new Set(asked)).toEqual(
      new Set(['post', 'post_version', 'website', 'text', 'name', 'question']),
    )
  })

  test('is not there when the post is closed', async () => {
    const { site, author, post } = await openPost()
    await site.post(`${post.desk}/comments`, { open: 'no' }, { cookie: author })
    const page = await site.get(post.path)
    expect(page.body).not.toContain('action="/comments/preview"')
  })
})

describe('the page before sending', () => {
  test('is headed by what it is and says everything that applies', async () => {
    const { site, post } = await openPost()
    const form = hiddenFields((await site.get(post.path)).body)
    const page = await site.post('/comments/preview', { ...form, text: 'Jag *undrar*.' })
    expect(page.statusCode).toBe(200)
    expect(page.headers['cache-control']).toBe('no-store')
    expect(page.body).toContain('<h1 class="page__title">Det här blir offentligt</h1>')
    expect(page.body).toContain('Jag <em>undrar</em>.')
    expect(textOf(page.body)).toContain('Den sparas även om vi döljer den.')
    expect(page.body).toContain('href="/contact"')
  })

  test.each([
    ['nothing', '   ', 'Skriv något först.'],
    ['8,001 characters', 'å'.repeat(8001), 'Den får ha högst 8\u00a0000 tecken.'],
  ])('hands %s back with what to do', async (_, text, words) => {
    const { site, post } = await openPost()
    const form = hiddenFields((await site.get(post.path)).body)
    const page = await site.post('/comments/preview', { ...form, text, name: 'Mirja' })
    expect(page.statusCode).toBe(422)
    expect(page.body).toContain(words)
    expect(page.body).toContain(text.trim())
    expect(page.body).toContain('value="Mirja"')
  })

  test('takes 8,000 characters as a person counts them', async () => {
    const { site, post } = await openPost()
    const { number } = await write(site, post.path, { text: '🌲'.repeat(8000) })
    expect(number).toBe(1)
  })

  test('hands the words back when the post is gone meanwhile', async () => {
    const { site, author, post } = await openPost()
    const form = hiddenFields((await site.get(post.path)).body)
    const reason = 'Fel uppgifter.'
    await site.post(`${post.desk}/unpublication`, { reason }, { cookie: author })
    const page = await site.post('/comments/preview', { ...form, text: 'Mina ord' })
    expect(page.statusCode).toBe(410)
    expect(page.body).toContain('Mina ord')
  })
})

describe('what is sent', () => {
  test('waits: not shown, not counted, not found, in no list and in no feed', async () => {
    const { site, post } = await openPost()
    const { number } = await write(site, post.path, { name: 'Mirja', text: 'Varken synlig' })
    for (const path of [post.path, '/', '/feed.atom', '/personal'])
      expect((await site.get(path)).body).not.toContain('Varken synlig')
    expect((await site.get(`/comments/${number}`)).statusCode).toBe(404)
    expect((await site.get(`/comments/${number}/reply`)).statusCode).toBe(404)
    expect(textOf((await site.get(post.path)).body)).toContain('Inga kommentarer än')
  })

  test('twice by the same form is one comment with one code', async () => {
    const { site, post } = await openPost()
    const form = { ...hiddenFields((await site.get(post.path)).body), text: 'En gång' }
    const preview = await site.post('/comments/preview', form)
    const whole = { ...form, ...hiddenFields(preview.body) }
    const [one, other] = await Promise.all([
      site.post('/comments', whole),
      site.post('/comments', whole),
    ])
    expect(one.headers['set-cookie']).toEqual(other.headers['set-cookie'])
    expect(await waits(site)).toHaveLength(1)
  })

  test('from a form that lay open for days comes in all the same', async () => {
    const { site, post } = await openPost()
    const form = { ...hiddenFields((await site.get(post.path)).body), text: 'Sent ute' }
    const preview = await site.post('/comments/preview', form)
    site.advance(3 * DAY)
    const sent = await site.post('/comments', { ...form, ...hiddenFields(preview.body) })
    expect(sent.statusCode).toBe(303)
  })

  test('keeps the version of the post that the writer had read', async () => {
    const { site, author, post } = await openPost()
    const form = { ...hiddenFields((await site.get(post.path)).body), text: 'Till den första' }
    site.advance(2 * HOUR)
    await changePost(site, author, post.desk, { change: { title: 'Ny rubrik' } })
    const preview = await site.post('/comments/preview', form)
    await site.post('/comments', { ...form, ...hiddenFields(preview.body) })
    const row = await site.storage.read
      .selectFrom('comment')
      .select('post_version')
      .executeTakeFirst()
    expect(row).toEqual({ post_version: 1 })
  })

  test('with signs of spam is taken in, and the signs sort it', async () => {
    const { site, post } = await openPost()
    await write(site, post.path, { text: 'Köp', website: 'https://spam.example' })
    expect(await waits(site)).toMatchObject([{ signs: '["trap","no_proof"]', suspicion: 6 }])
  })

  test('too often from one place is refused with every word kept, and told when to come back', async () => {
    const { site, post } = await openPost()
    const form = hiddenFields((await site.get(post.path)).body)
    const send = (text: string) => site.post('/comments', { ...form, text })
    for (let count = 1; count <= 60; count += 1)
      expect((await send(`Nummer ${count}`)).statusCode).toBe(303)
    const refused = await send('Den ena för mycket')
    expect(refused.statusCode).toBe(429)
    expect(refused.headers['retry-after']).toMatch(/^[1-9]\d*$/)
    expect(refused.body).toContain('Den ena för mycket')
    expect(refused.body).toContain('Vänta några minuter och skicka igen.')
  })

  test.each([
    ['of a comment elsewhere', { parent: '999' }],
    ['of nonsense', { parent: '-1e9' }],
    ['of a post that is not there', { post: '999' }],
    ['of versions to come', { post_version: '99' }],
  ])('with numbers %s never breaks', async (_, change) => {
    const { site, post } = await openPost()
    const form = { ...hiddenFields((await site.get(post.path)).body), text: 'Prov', ...change }
    const answer = await site.post('/comments', form)
    expect([303, 409, 410, 422]).toContain(answer.statusCode)
    if (answer.statusCode !== 303) expect(answer.body).toContain('Prov')
  })
})

describe('a thread', () => {
  test('keeps every depth, and a comment has a page of its own with what is above and below it', async () => {
    const { site, post, say } = await openPost()
    let at = post.path
    const numbers: number[] = []
    for (let depth = 1; depth <= 9; depth += 1) {
      const number = await say(`På djup ${depth}`, at)
      numbers.push(number)
      at = `/comments/${number}/reply`
    }
    const page = (await site.get(post.path)).body
    for (let depth = 1; depth <= 9; depth += 1) expect(page).toContain(`På djup ${depth}`)
    const deeper = (await site.get(`/comments/${numbers[6]}`)).body
    expect(deeper).toContain('>2 svar</h2>')
    expect((await site.get(`/comments/${numbers[0]}`)).body).toContain('>8 svar</h2>')
    expect(deeper).toContain('På djup 9')
    expect(textOf(deeper)).toContain('Det här svarar kommentaren på')
    expect(deeper).toContain('På djup 6')
  })

  test('tells aloud how deep a comment stands and whom it answers', async () => {
    const { site, post, say } = await openPost()
    const first = await say('Överst')
    await say('Under', `/comments/${first}/reply`)
    const words = textOf((await site.get(post.path)).body)
    expect(words).toMatch(/Mirja svarar Mirja , nivå 2 Under/)
  })

  test('shows exact times with zone', async () => {
    const { site, post, say } = await openPost()
    await say('Överst')
    expect((await site.get(post.path)).body).toContain(
      '<time datetime="2026-11-21T09:00Z">21 november 2026 kl.\u00a010.00</time>',
    )
  })
})
