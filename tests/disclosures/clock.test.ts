/**
 * In public, "to be looked at again since" turns by itself at midnight after five working days, in the country's calendar and
 * the site's zone, on pages that are kept whole; nothing but a look takes it away.
 */
import { describe, expect, test } from 'vitest'
import { DAY, type Instant, later, milliseconds, SECOND } from '../../server/kernel/clock.ts'
import type { Country, Language } from '../../server/language/locale.ts'
import type { TestSite } from '../support/site.ts'
import { account, accounted, look, openArchive, publicly, textIn } from './archive.ts'

const late: Readonly<Record<Language, RegExp>> = {
  sv: /Skulle ha setts över senast/,
  nb: /Skulle ha vært sett på igjen senest/,
  en: /was to be looked at/i,
}

/** Moves the site's clock to a moment. */
const moveTo = (site: TestSite, at: string) =>
  site.advance(milliseconds(at as Instant) - milliseconds(site.clock()))

/** A site in a country whose clock stands three weeks before a date, with an entry that is due on it. */
async function openBefore(country: Country, reviewOn: string) {
  const clock = later(`${reviewOn}T10:00:00.000Z` as Instant, -21 * DAY)
  const language = country === 'se' ? ('sv' as const) : ('nb' as const)
  const settings = { timeZone: country === 'se' ? 'Europe/Stockholm' : 'Europe/Oslo' }
  const made = await openArchive({ clock, country, language, settings } as never, {
    reviewOn,
    language,
  })
  const isLate = async () => late[language].test(await publicly(made.site, made.id))
  return { ...made, language, isLate }
}

describe('the public is told', () => {
  test.each<[string, Country, string, string]>([
    ['Easter in Sweden', 'se', '2026-04-01', '2026-04-10T22:00:00.000Z'],
    ['Easter in Norway, with Maundy Thursday', 'no', '2026-04-01', '2026-04-13T22:00:00.000Z'],
    ['Midsummer, whose eve nobody works in Sweden', 'se', '2026-06-17', '2026-06-25T22:00:00.000Z'],
    ['the same days in Norway', 'no', '2026-06-17', '2026-06-24T22:00:00.000Z'],
    ['17 May and Ascension in Norway', 'no', '2027-05-12', '2027-05-20T22:00:00.000Z'],
    ['the same days in Sweden', 'se', '2027-05-12', '2027-05-19T22:00:00.000Z'],
    ['Christmas in Sweden', 'se', '2026-12-18', '2026-12-29T23:00:00.000Z'],
    ['Christmas in Norway', 'no', '2026-12-18', '2026-12-28T23:00:00.000Z'],
    ['the week in which summer time begins', 'se', '2028-03-20', '2028-03-27T22:00:00.000Z'],
    ['the night before summer time begins', 'se', '2028-03-17', '2028-03-24T23:00:00.000Z'],
    ['the night in which summer time ends', 'no', '2026-10-16', '2026-10-23T22:00:00.000Z'],
    ['the week in which summer time ends', 'se', '2026-10-19', '2026-10-26T23:00:00.000Z'],
  ])('after %s (%s, %s) at midnight, and not before', async (_, country, reviewOn, at) => {
    const { site, isLate } = await openBefore(country, reviewOn)
    expect(await isLate()).toBe(false) // and the page is kept from here on
    moveTo(site, later(at as Instant, -1))
    expect(await isLate()).toBe(false)
    moveTo(site, at)
    expect(await isLate()).toBe(true)
    site.advance(400 * DAY)
    expect(await isLate()).toBe(true)
  })

  test('on the page of the archive and with what it hangs on at the same moment', async () => {
    const { site, id } = await openBefore('se', '2026-04-01')
    const overdue = async () =>
      textIn((await site.get('/openness?overdue=1')).body).includes(`Redogörelse ${id}`)
    expect(await overdue()).toBe(false)
    moveTo(site, '2026-04-10T21:59:59.999Z')
    expect(await overdue()).toBe(false)
    moveTo(site, '2026-04-10T22:00:00.000Z')
    expect(await overdue()).toBe(true)
  })

  test('by a page that whoever kept it is told to ask for anew', async () => {
    const { site, id } = await openBefore('se', '2026-04-01')
    const ask = (etag = '') =>
      site.get(`/openness/${id}`, { headers: etag ? { 'if-none-match': etag } : {} })
    const etag = String((await ask()).headers.etag)
    moveTo(site, '2026-04-10T21:59:59.000Z')
    expect((await ask(etag)).statusCode).toBe(304)
    site.advance(SECOND)
    expect((await ask(etag)).statusCode).toBe(200)
  })
})

describe('what was not looked at', () => {
  test('stays said through every act at the desk that is no look', async () => {
    const { site, id, isLate } = await openBefore('se', '2026-04-01')
    moveTo(site, '2026-05-04T08:00:00.000Z')
    const author = await site.signIn('author')
    const form = accounted({ capacity: 'official', canSay: 'Nytt.', why: 'Nytt skäl.' })
    for (const [what, fields] of [
      ['correction', { ...form, because: 'Rätt ord.', reviewOn: '2027-01-04', state: 'disclosed' }],
      ['kept', { why: '' }],
      ['kept', { why: 'Nytt skäl.' }],
      ['kept', { why: 'Ett skäl till.', reviewOn: '2026-05-04' }],
      ['narrowed', { canSay: 'Nytt.' }],
      ['ended', { because: '' }],
      ['disclosed', { told: '', told_other: 'x' }],
    ] as const) {
      await look(site, author, { id, what, ...fields })
      expect([what, await isLate()]).toEqual([what, true])
    }
    await account(site, author, { reviewOn: '2026-08-03' })
    await site.restart()
    expect(await isLate()).toBe(true)
    const events = site.storage.read.selectFrom('disclosure_event').select('kind')
    expect(await events.where('disclosure_id', '=', id).execute()).toEqual([
      { kind: 'made' },
      { kind: 'corrected' },
    ])
  })

  test.each<[string, Record<string, string>]>([
    ['kept', { why: 'Ett bud till.' }],
    ['narrowed', { canSay: 'Vi köper Eken 2:1.' }],
    ['disclosed', { told_other: '/about' }],
    ['ended', { because: 'Köpet blev inte av.' }],
  ])('is said no more once it is %s', async (what, fields) => {
    const { site, id, isLate } = await openBefore('se', '2026-04-01')
    moveTo(site, '2026-05-04T08:00:00.000Z')
    expect(await isLate()).toBe(true)
    const author = await site.signIn('author')
    expect((await look(site, author, { id, what, ...fields })).statusCode).toBe(303)
    expect(await isLate()).toBe(false)
    expect(textIn((await site.get('/openness?overdue=1')).body)).not.toContain(`Redogörelse ${id}`)
  })

  test('has its new day from the same clock', async () => {
    const { site, id, isLate } = await openBefore('no', '2026-12-18')
    moveTo(site, '2027-01-11T08:00:00.000Z')
    const author = await site.signIn('author')
    const form = { why: 'Et bud til.', reviewOn: '2027-03-24' }
    expect((await look(site, author, { id, what: 'kept', ...form })).statusCode).toBe(303)
    expect(await isLate()).toBe(false)
    moveTo(site, '2027-04-05T21:59:59.999Z') // Easter and the beginning of summer time lie between
    expect(await isLate()).toBe(false)
    moveTo(site, '2027-04-05T22:00:00.000Z')
    expect(await isLate()).toBe(true)
  })
})
