import { describe, expect, test } from 'vitest'
import { matchOf } from '../../server/disclosures/filter.ts'
import { DAY } from '../../server/kernel/clock.ts'
import { openFilled } from './filled.ts'

const headings = (page: string): string[] =>
  [...page.matchAll(/hit__title"[^>]*><a href="\/openness\/(\d+)"/g)].map(([, id = '']) => id)

/** Five entries that differ in everything one can look for. */
async function openFive() {
  const archive = await openFilled()
  const { make } = archive
  await make('2024-12-31T22:30:00.000Z', {
    ...{ canSay: 'Ett avtal om mark vid ån är inte klart.', reviewOn: '2027-02-01' },
  })
  await make('2024-12-31T23:30:00.000Z', {
    ...{ canSay: 'Rekryteringen av skolchef pågår.', ground: 'recruitment', state: 'partly' },
    ...{ capacity: 'official', reviewOn: '2027-02-01' },
  })
  await make('2025-06-01T08:00:00.000Z', {
    ...{ canSay: 'Øystein har bett om ro.', ground: 'another_person', openness: 'asked' },
    reviewOn: '2026-11-13',
  })
  await make('2026-10-01T08:00:00.000Z', {
    ...{ canSay: 'Jag har berättat om taket.', ground: 'not_yet', state: 'disclosed' },
  })
  await make('2026-11-02T08:00:00.000Z', {
    ...{ canSay: 'Hälsoskäl är inget jag talar om.', ground: 'health_private' },
    reviewOn: '2026-11-16',
  })
  const shown = async (query: string) =>
    headings((await archive.site.get(`/openness${query}`)).body)
  return { ...archive, shown }
}

describe('the archive', () => {
  test('says who decides what stands there, by which criteria, and how late is late, before there is an entry', async () => {
    const { site } = await openFilled()
    const { statusCode, body } = await site.get('/openness')
    expect(statusCode).toBe(200)
    expect(body).toContain('Här står bara det Kerstin Ahlby själv har valt att redovisa.')
    expect(body).toContain('efter 5 arbetsdagar')
    expect(body).toContain('Här finns inga redogörelser än.')
    expect(body).toContain('href="/request"')
    const norway = await openFilled({ country: 'no', language: 'nb' })
    expect((await norway.site.get('/openness')).body).toContain('offentlegforskrifta § 7')
  })

  test('is read newest first, each with label, state, ground and day', async () => {
    const { site, shown } = await openFive()
    expect(await shown('')).toEqual(['5', '4', '3', '2', '1'])
    const { body } = await site.get('/openness')
    const [, hit = ''] = body.split('class="hit"')
    expect(hit).toMatch(
      /label--personal[\s\S]*Inte berättat[\s\S]*Hälsoskäl är[\s\S]*16 november 2026/,
    )
    expect(hit).toContain('href="/openness/5"')
  })

  test('is narrowed by every part of the filter, alone and together', async () => {
    const { shown } = await openFive()
    expect(await shown('?ground=recruitment')).toEqual(['2'])
    expect(await shown('?state=withheld')).toEqual(['5', '3', '1'])
    expect(await shown('?state=disclosed')).toEqual(['4'])
    expect(await shown('?capacity=official')).toEqual(['2'])
    expect(await shown('?state=withheld&capacity=personal&ground=health_private')).toEqual(['5'])
    expect(await shown('?state=withheld&ground=recruitment')).toEqual([])
  })

  test('counts the years as the clocks of the site do', async () => {
    const { shown } = await openFive()
    expect(await shown('?year=2024')).toEqual(['1'])
    expect(await shown('?year=2025')).toEqual(['3', '2'])
    expect(await shown('?year=2023')).toEqual([])
  })

  test('finds words by their beginning, inflected and in any case, and knows å, ä, ö and ø as letters', async () => {
    const { shown } = await openFive()
    expect(await shown('?words=AVTALET')).toEqual(['1'])
    expect(await shown('?words=skolchefer')).toEqual(['2'])
    expect(await shown('?words=øystein')).toEqual(['3'])
    expect(await shown('?words=oystein')).toEqual([])
    expect(await shown(`?words=${encodeURIComponent('ha\u0308lsa')}`)).toEqual(['5'])
    expect(await shown('?words=halso')).toEqual([])
    expect(await shown('?words=mark+avtal')).toEqual(['1'])
    expect(await shown('?words=mark+skola')).toEqual([])
    expect(await shown('?words=avtal&ground=recruitment')).toEqual([])
  })

  test.each([
    ...[
      '"',
      "'",
      '""',
      '*',
      'a*',
      'NEAR(a b)',
      'words:a',
      '-a',
      '(',
      ')',
      'a AND',
      'OR',
      'NOT',
      '^a',
    ],
    ...[
      '{a}',
      'a + b',
      '\u0000',
      '%',
      '😀',
      '🏴',
      '\ud800',
      'a'.repeat(99),
      '" OR rowid > 0 --',
      '+',
    ],
  ])('answers the hostile words %j with a page', async (words) => {
    const { site } = await openFilled()
    const query = words.isWellFormed() ? encodeURIComponent(words) : '%ED%A0%80'
    const { statusCode } = await site.get(`/openness?words=${query}`)
    expect(statusCode).toBe(200)
  })

  test('takes no notice of what is no filter, and knows no such place in the list', async () => {
    const { site, shown } = await openFive()
    expect(await shown('?state=secret&ground=none&year=x&capacity=both&colour=red')).toHaveLength(5)
    expect((await site.get('/openness?before=x')).statusCode).toBe(404)
    expect(await shown('?before=3')).toEqual(['2', '1'])
  })

  test('shows what is overdue from the midnight after the grace, also from a page that was kept', async () => {
    const { site, shown } = await openFive()
    // Friday 13 November and five working days: until Friday 20. Monday 16: until Monday 23.
    expect(site.clock()).toBe('2026-11-21T09:00:00.000Z')
    expect(await shown('?overdue=1')).toEqual(['3'])
    expect((await site.get('/openness')).body).toContain('1 skulle ha setts över')
    site.advance(2 * DAY + 13 * 3_600_000 + 59 * 60_000) // Monday 23, 23.59
    expect(await shown('?overdue=1')).toEqual(['3'])
    site.advance(60_000)
    expect(await shown('?overdue=1')).toEqual(['5', '3'])
    expect((await site.get('/openness')).body).toContain('2 skulle ha setts över')
  })

  test('is read page by page, and nothing is missed or told twice', async () => {
    const { site, make } = await openFilled()
    for (let day = 1; day <= 45; day++)
      await make(`2026-10-01T08:${String(day).padStart(2, '0')}:00.000Z`, {})
    const all: string[] = []
    for (let path: string | undefined = '/openness'; path; ) {
      const { body }: { body: string } = await site.get(path)
      all.push(...headings(body))
      path = /href="(\/openness\?before=\d+)"/.exec(body)?.[1]
    }
    expect(all).toEqual(Array.from({ length: 45 }, (_, at) => String(45 - at)))
  })

  test('comes into the menu of every page with its first entry, and not before', async () => {
    const { site } = await openFilled()
    const link = '<a href="/openness"'
    expect((await site.get('/about')).body).not.toContain(link)
    const form = { state: 'withheld', ground: 'not_yet', language: 'sv', canSay: 'a', why: 'b' }
    const cookie = await site.signIn('official')
    await site.post('/desk/openness/new', { ...form, act: 'personal' }, { cookie })
    expect((await site.get('/about')).body).toContain(link)
    expect((await site.get('/openness')).body).toContain(`${link} aria-current="page"`)
  })

  test('lets search engines in where it is whole, and not where it is narrowed', async () => {
    const { site } = await openFive()
    expect((await site.get('/openness')).body).not.toContain('noindex')
    expect((await site.get('/openness')).body).toContain('/openness">')
    for (const query of ['?state=withheld', '?words=x', '?before=3', '?overdue=1'])
      expect((await site.get(`/openness${query}`)).body).toContain('noindex')
  })

  test('does not let those who vary what they ask for drive other pages out of memory', async () => {
    const { site } = await openFive()
    await site.restart() // the menu knows of the archive
    const etag = async (path: string) => (await site.get(path)).headers.etag
    const [all, one] = ['/openness', '/openness?state=withheld']
    const rare = ['/openness?words=a', '/openness?state=withheld&year=2025', '/openness?before=3']
    for (const path of [all, one, ...rare]) expect(await etag(path)).toBe(await etag(path))
    const marks = await Promise.all(rare.map(etag))
    const kept = await Promise.all([all, one].map((path) => etag(path ?? '')))
    await site.restart()
    // What is kept has a mark of its own each time it is made; what is not, one of what it says.
    expect(await Promise.all(rare.map(etag))).toEqual(marks)
    for (const [at, path] of [all, one].entries()) expect(await etag(path ?? '')).not.toBe(kept[at])
  })
})

test.each([
  ['avtalen', '"avtal"*'],
  ['Upphandlingarna', '"upphandling"*'],
  ['skolorna', '"skol"*'],
  ['bro', '"bro"*'],
  ['ån', '"ån"*'],
  ['a"b OR', '"a"* "b"* "or"*'],
  ['2026-11', '"2026"* "11"*'],
])('%j is looked for as %s', (words, match) => {
  expect(matchOf(words)).toBe(match)
})
