import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { account } from '../disclosures/archive.ts'
import { openThread } from '../moderation/sent.ts'
import { changePost, publishPost, textOf } from '../posts/writing.ts'
import { decide, write } from '../support/citizen.ts'
import { hiddenFields, keepSite, openKept, type TestSite } from '../support/site.ts'

const path = (words: string, rest = '') => `/search?words=${encodeURIComponent(words)}${rest}`

/** The addresses of the hits, as they stand on the page. */
const hrefs = (body: string) =>
  [...body.matchAll(/hit__title"[^>]*><a href="([^"]+)"/g)].map(([, href = '']) => href)

const finder = (site: TestSite) => ({
  find: async (words: string, rest = '') => hrefs((await site.get(path(words, rest))).body),
  read: async (words: string, rest = '') => (await site.get(path(words, rest))).body,
})

/** Builds a site on which something of every kind stands. */
async function build(site: TestSite) {
  const author = await site.signIn('official')
  const moderator = await site.signIn('moderator')
  const post = await publishPost(site, author, {
    ...{ title: 'Snöröjningen i vinter', summary: 'Vi röjer skolvägarna först.', question: '' },
    ...{ source: 'Bussarna kör som vanligt. Läs [planen](https://eken.example/vinterplan).' },
    ...{ tags: 'Snöröjning, skola' },
  })
  const text = 'När röjs Lindvägen? Skolbarnen går där.'
  const asked = { text, question: 'yes', name: 'Torvald Kråkström' }
  const { number: question } = await write(site, post.path, asked)
  await decide(site, moderator, question)
  const answer = { capacity: 'official', text: 'Lindvägen röjs före sju.' }
  await site.post(`/desk/comments/${question}/reply`, answer, { cookie: author })
  const other = await publishPost(site, author, {
    ...{ title: 'Budgeten', capacity: 'official', source: 'Siffrorna för nästa år.' },
    ...{ summary: '', question: '', tags: 'ekonomi' },
  })
  await account(site, author, { canSay: 'Vi köper mark vid Lindvägen.' })
  return { post, question, reply: question + 1, other }
}

let kept: ReturnType<typeof keepSite<Awaited<ReturnType<typeof build>>>> | undefined

async function openFindable() {
  kept ??= keepSite({}, build)
  const { made, ...left } = await kept
  const site = await openKept(left, {})
  return { ...made, site, ...finder(site) }
}

describe('the search', () => {
  test('finds posts, comments, answers and entries of the archive, the newest first, with their label', async () => {
    const { find, read, question, reply, post } = await openFindable()
    expect(await find('lindvägen')).toEqual([
      '/openness/1',
      `/comments/${reply}`,
      `/comments/${question}`,
    ])
    expect(await find('snöröjning')).toEqual([post.path])
    const body = await read('lindvägen')
    const [, entry = '', official = '', citizen = ''] = body.split('class="hit"')
    expect(entry).toContain('label--personal')
    expect(official).toMatch(/label--official[\s\S]*Svar[\s\S]*under[\s\S]*label--personal/)
    expect(citizen).toContain('Öppen kommentar: en fråga som har fått svar')
    expect(citizen).toContain('Snöröjningen i vinter')
    expect(citizen).toContain('<mark>Lindvägen</mark>? Skolbarnen går där.')
    expect(body).toContain('<meta name="robots" content="noindex">')
    expect(textOf(body)).toContain('3 träffar. De nyaste först.')
  })

  test('finds a word in its other forms, its beginning by a star, and a phrase as it stands', async () => {
    const { find, post, question } = await openFindable()
    expect(await find('skolväg')).toEqual([post.path])
    expect(await find('bussen')).toEqual([post.path])
    expect(await find('skolv')).toEqual([])
    expect(await find('skol*')).toEqual([`/comments/${question}`, post.path])
    expect(await find('"som vanligt"')).toEqual([post.path])
    expect(await find('"vanligt som"')).toEqual([])
    expect(await find('vinterplan')).toEqual([post.path])
    expect(await find('lindvagen')).toEqual([])
  })

  test('leaves out what has a word with a minus, and what lacks one of the words', async () => {
    const { find, question } = await openFindable()
    expect(await find('lindvägen -mark -sju')).toEqual([`/comments/${question}`])
    expect(await find('lindvägen skolbarn')).toEqual([`/comments/${question}`])
    expect(await find('lindvägen budget')).toEqual([])
  })

  test('is narrowed by what, capacity, year, tag and answer, alone and together', async () => {
    const { find, read, post, question, reply, other } = await openFindable()
    expect(await find('lindvägen', '&kind=entry')).toEqual(['/openness/1'])
    expect(await find('lindvägen', '&kind=comment')).toEqual([
      `/comments/${reply}`,
      `/comments/${question}`,
    ])
    expect(await find('lindvägen', '&kind=post')).toEqual([])
    expect(await find('lindvägen', '&capacity=official')).toEqual([`/comments/${reply}`])
    expect(await find('lindvägen', '&capacity=personal')).toEqual(['/openness/1'])
    expect(await find('lindvägen', '&answered=1')).toEqual([`/comments/${question}`])
    expect(await find('lindvägen', '&year=2026')).toHaveLength(3)
    expect(await find('lindvägen', '&year=2025')).toEqual([])
    expect(await find('lindvägen', '&tag=Sn%C3%B6r%C3%B6jning')).toEqual([
      `/comments/${reply}`,
      `/comments/${question}`,
    ])
    expect(await find('', '&tag=ekonomi')).toEqual([other.path])
    expect(await find('', '&answered=1')).toEqual([`/comments/${question}`])
    expect(await find('', '&capacity=official&year=2026&kind=post')).toEqual([other.path])
    expect(textOf(await read('', '&tag=saknas'))).toContain('Inget inlägg har etiketten ”saknas”.')
    expect(await find('röjer', '&tag=skola&kind=post')).toEqual([post.path])
  })

  test('knows no names: not of commenters, not of those who answer, not of who is responsible', async () => {
    const { find } = await openFindable()
    for (const name of ['Torvald', 'Kråkström', 'kråkst*', 'Kerstin', 'Ahlby', '"Kerstin Ahlby"'])
      expect([name, await find(name)]).toEqual([name, []])
  })

  test.each([
    ['', 'Skriv minst ett ord'],
    ['   ', 'Skriv minst ett ord'],
    ['-lindvägen', 'Skriv också minst ett ord'],
    ['?! *', 'Skriv minst en bokstav'],
    ['a b c d e f g h i', 'Sökningen var längre'],
    [`lindvägen ${'x'.repeat(120)}`, 'Sökningen var längre'],
    ['finnsinte', 'Inget passar.'],
  ])('says of %j what to do', async (words, told) => {
    const { statusCode, body } = await (await openFindable()).site.get(`${path(words)}&kind=post`)
    expect([statusCode, textOf(body)]).toEqual([200, expect.stringContaining(told)])
    expect(body).toContain('Så söker du')
  })

  test('answers with a page whatever is typed', async () => {
    const { site } = await openFindable()
    const sign = fc.constantFrom(...'"\'*-():^{}+~\\/%&\u0000\u200b😀åäöæø aANDORNOT'.split(''))
    const typed = fc.oneof(
      fc
        .array(fc.oneof(sign, fc.string({ unit: 'binary', maxLength: 3 })), { maxLength: 60 })
        .map((all) => all.join('')),
      fc.constantFrom(
        'NEAR(a b, 2)',
        'words : a',
        'marks : citizen',
        '{words} : a',
        '" OR rowid > 0 --',
        '-"" -* "',
        'a AND',
        '^a',
        'NOT',
        '\ud800',
        '%',
      ),
    )
    await fc.assert(
      fc.asyncProperty(
        typed,
        fc.constantFrom('', '&kind=comment', '&tag=%22', '&answered=1&year=2026'),
        async (text, rest) => {
          const { statusCode } = await site.get(path(text.toWellFormed(), rest))
          return statusCode === 200
        },
      ),
      { numRuns: 60 },
    )
    for (const raw of ['%', '%ED%A0%80', '%00', 'a&words=b', '[]=1'])
      expect([raw, (await site.get(`/search?words=${raw}`)).statusCode < 500]).toEqual([raw, true])
    expect((await site.get('/search?words=a&before=x')).statusCode).toBe(404)
  })

  test('is reached from every page, and from an address that is not there', async () => {
    const { site } = await openFindable()
    expect((await site.get('/about')).body).toContain('<a href="/search">Sök</a>')
    expect((await site.get('/finns/inte')).body).toContain('<a href="/search">Sök på bloggen</a>')
    expect(
      textOf((await site.get('/search', { headers: { 'accept-language': 'nb' } })).body),
    ).toContain('Søk i innlegg')
  })
})

describe('what is said and unsaid', () => {
  test('is found from the moment it is public until it is not', async () => {
    const { site, send, decide, answer, author, post, submit, moderator } = await openThread()
    const { find } = finder(site)
    const id = await send('Ordet zebrastuga står här.')
    expect(await find('zebrastuga')).toEqual([])
    await decide(id, { act: 'let_through' })
    expect(await find('zebrastuga')).toEqual([`/comments/${id}`])
    await decide(id, { act: 'hide', reason: 'off_topic', sentence: 'Det hör inte hit.' })
    expect(await find('zebrastuga')).toEqual([])
    expect(textOf((await site.get(path('zebrastuga'))).body)).toContain('Inget passar.')
    await decide(id, { act: 'put_back' })
    expect(await find('zebrastuga')).toEqual([`/comments/${id}`])

    const own = await submit('Jag ångrar igelkotten.')
    await decide(own.number, { act: 'let_through' })
    expect(await find('igelkott')).toHaveLength(1)
    await site.post(
      '/receipt/withdrawal',
      { comment: String(own.number) },
      { cookie: `receipt=${own.code}` },
    )
    expect(await find('igelkott')).toEqual([])

    const reply = await answer(id, { text: 'Svaret var vadderat.' })
    expect(await find('vadderat')).toEqual([`/comments/${reply}`])
    const page = await site.get(`/desk/comments/${reply}`, { cookie: author })
    expect(page.statusCode).toBe(200)
    const changed = await site.post(
      `/desk/comments/${reply}/change`,
      { change: 'Svaret var kvillrat.', version: '1' },
      { cookie: author },
    )
    expect(changed.statusCode).toBe(303)
    expect(await find('vadderat')).toEqual([])
    expect(await find('kvillrat')).toEqual([`/comments/${reply}`])

    await changePost(site, author, post.desk, {
      change: { source: 'Nu står här blåklocka.', title: 'Ny rubrik' },
    })
    expect(await find('blåklocka')).toEqual([expect.stringMatching(/^\/2026\/11\//)])
    expect(await find('elva')).toEqual([])
    expect(moderator).not.toBe('')

    const down = await site.post(
      `${post.desk}/unpublication`,
      { reason: 'Fel uppgifter.' },
      { cookie: author },
    )
    expect(down.statusCode).toBe(303)
    for (const word of ['blåklocka', 'zebrastuga', 'kvillrat']) expect(await find(word)).toEqual([])
  })

  test('is read page by page at addresses that stay, and nothing is missed or told twice', async () => {
    const { site, show, submit, decide } = await openThread()
    const { read } = finder(site)
    const ids: number[] = []
    for (let at = 0; at < 45; at++) {
      site.advance(60_000)
      ids.push(await show(`Yttrande ${at} om kanalen.`))
    }
    const first = await read('kanalen')
    expect(textOf(first)).toContain('45 träffar')
    const [, next = ''] = /href="(\/search\?words=kanalen&amp;before=[^"]+)"/.exec(first) ?? []
    const second = (await site.get(next.replaceAll('&amp;', '&'))).body
    const third = /href="(\/search\?words=kanalen&amp;before=[^"]+)">Äldre/.exec(second)?.[1] ?? ''
    const { number } = await submit('Ännu ett om kanalen.')
    await decide(number, { act: 'let_through' })
    const again = (await site.get(next.replaceAll('&amp;', '&'))).body
    expect(hrefs(again)).toEqual(hrefs(second))
    const last = (await site.get(third.replaceAll('&amp;', '&'))).body
    const all = [first, second, last].flatMap(hrefs)
    expect(all).toEqual(ids.toReversed().map((id) => `/comments/${id}`))
    expect(last).not.toContain('Äldre träffar')
    expect(hiddenFields(last)).toEqual({})
  })
})
