/** The ledger in public: what everybody can read of it, keep, and check. */
import { describe, expect, test } from 'vitest'
import { HOUR } from '../../server/kernel/clock.ts'
import { readCheckpoint } from '../../server/ledger/checkpoint.ts'
import { nameLedger } from '../../server/ledger/checkpoint-actions.ts'
import { leafHash } from '../../server/ledger/merkle.ts'
import { judged, type NoteKey, readKey, readNote } from '../../server/ledger/note.ts'
import { provesConsistency, provesInclusion } from '../../server/ledger/proof.ts'
import { textHash } from '../../server/ledger/salted.ts'
import { append, entriesFrom, root, size } from '../../server/ledger/store.ts'
import { openThread } from '../moderation/sent.ts'
import { cli } from '../support/cli.ts'
import { openTestSite, type TestSite, type Wanted } from '../support/site.ts'
import { acts } from './acts.ts'

const text = async (site: TestSite, path: string) => (await site.get(path)).body
const json = async (site: TestSite, path: string) => JSON.parse(await text(site, path))

/** A site with so many more entries than it begins with. */
async function openLong(count: number, wanted: Wanted = {}) {
  const site = await openTestSite(wanted)
  await site.storage.transact(async (tx) => {
    for (const act of acts(count)) await append(tx, act)
  })
  return { site, total: await size(site.storage.read) }
}

const asText = (page: string) =>
  page
    .replace(/<[^>]*>/g, '')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')

describe('the checkpoint', () => {
  test('says how many entries there are and their root, signed with the key that is published', async () => {
    const { site, total } = await openLong(21)
    const note = await text(site, '/ledger/checkpoint')
    const key = readKey(await text(site, '/ledger/key')) as NoteKey
    const read = readNote(note)
    expect(read && judged(read, key)).toBe('signed')
    expect(readCheckpoint(note)).toEqual({
      ...{ origin: 'localhost:3000/ledger', size: total },
      root: await root(site.storage.read),
    })
    expect(key.name).toBe('localhost:3000/ledger')
  })

  test('is another one as soon as there is one more entry, and the same until then', async () => {
    const { site } = await openLong(1)
    const before = await site.get('/ledger/checkpoint')
    const again = { headers: { 'if-none-match': String(before.headers.etag) } }
    expect((await site.get('/ledger/checkpoint', again)).statusCode).toBe(304)
    await site.storage.transact((tx) => append(tx, acts(2)[1] as never))
    const after = await site.get('/ledger/checkpoint', again)
    expect(after.statusCode).toBe(200)
    expect(readCheckpoint(after.body)?.size).toBe((readCheckpoint(before.body)?.size ?? 0) + 1)
  })

  test('is signed with the same key after a restart, and in a restored copy', async () => {
    const { site } = await openLong(1)
    const before = await text(site, '/ledger/checkpoint')
    await site.restart()
    expect(await text(site, '/ledger/checkpoint')).toBe(before)
  })

  test('keeps the name of the first address that others could reach', async () => {
    const site = await openTestSite({ settings: { publicUrl: 'https://ny.eken.example' } })
    const name = async () => readCheckpoint(await text(site, '/ledger/checkpoint'))?.origin
    await nameLedger(site, { publicUrl: 'http://localhost:3000' })
    expect(await name()).toBe('ny.eken.example/ledger')
    await nameLedger(site, { publicUrl: 'https://blogg.eken.example' })
    await nameLedger(site, { publicUrl: 'https://ny.eken.example' })
    await site.restart()
    expect(await name()).toBe('blogg.eken.example/ledger')
    expect((await cli(site, 'doctor')).said).toMatch(
      /^look {2}ledger: +signed as blogg\.eken\.example\/ledger, though the site is at https:\/\/ny\./m,
    )
  })
})

describe('the files of entries', () => {
  test('hold every entry, one a line, and every leaf, a thousand and twenty-four in each', async () => {
    const { site, total } = await openLong(2100)
    const stored = await entriesFrom(site.storage.read, 0, total)
    const files = [0, 1, 2].map((file) => [
      `/ledger/entries/${file}.jsonl`,
      `/ledger/leaves/${file}.txt`,
    ])
    const read = await Promise.all(files.flat().map((path) => site.get(path)))
    const lines = (of: 0 | 1) =>
      read.filter((_, at) => at % 2 === of).flatMap(({ body }) => body.trimEnd().split('\n'))
    expect(lines(0)).toEqual(stored.map(({ body }) => body))
    expect(lines(1)).toEqual(stored.map(({ leaf }) => leaf))
    expect(read.map(({ body }) => body.split('\n').length - 1)).toEqual([
      1024,
      1024,
      1024,
      1024,
      total - 2048,
      total - 2048,
    ])
  })

  test('need not be asked for again once they are full', async () => {
    const { site } = await openLong(1100)
    const control = async (path: string) => (await site.get(path)).headers['cache-control']
    for (const path of ['/ledger/entries/0.jsonl', '/ledger/leaves/0.txt'])
      expect(await control(path)).toBe('public, max-age=31536000, immutable')
    for (const path of ['/ledger/entries/1.jsonl', '/ledger/leaves/1.txt'])
      expect(await control(path)).toBe('public, no-cache')
  })

  test.each([
    ...['/ledger/entries/2.jsonl', '/ledger/entries/00.jsonl', '/ledger/entries/0.txt'],
    ...['/ledger/entries/-1.jsonl', '/ledger/leaves/x.txt', '/ledger/leaves/0.jsonl'],
    ...['/ledger/pages/0', '/ledger/pages/99', '/ledger/pages/01', '/ledger/99999', '/ledger/01'],
    ...['/ledger/inclusion/3/3', '/ledger/inclusion/3/99999', '/ledger/consistency/9/3'],
  ])('are not there at %s', async (path) => {
    const { site } = await openLong(40)
    expect((await site.get(path)).statusCode).toBe(404)
  })
})

describe('proofs', () => {
  test('show of every entry that it is in the log, for any size', async () => {
    const { site, total } = await openLong(20)
    const stored = await entriesFrom(site.storage.read, 0, total)
    for (let of = 1; of <= total; of += 3)
      for (let index = 0; index < of; index++) {
        const said = await json(site, `/ledger/inclusion/${index}/${of}`)
        expect(said).toMatchObject({ index, size: of, leaf: stored[index]?.leaf })
        expect(said.root).toBe(await root(site.storage.read, of))
        expect(provesInclusion(said)).toBe(true)
      }
  })

  test('show that a later log continues an earlier one, for any two sizes', async () => {
    const { site, total } = await openLong(20)
    for (let first = 0; first <= total; first++)
      for (let second = first; second <= total; second += 2) {
        const said = await json(site, `/ledger/consistency/${first}/${second}`)
        const { first_root: firstRoot, second_root: secondRoot, proof } = said
        expect(provesConsistency({ first, second, firstRoot, secondRoot, proof })).toBe(true)
        expect(firstRoot).toBe(await root(site.storage.read, first))
      }
  })
})

describe('the pages', () => {
  test('say in plain words what was done, to the second, and lead to what is public', async () => {
    const { site, show, post } = await openThread()
    site.advance(3_000)
    const number = await show('Tack för svaret.')
    const page = await text(site, '/ledger')
    expect(page).toContain(`Kommentar ${number} släpptes igenom av en moderator.`)
    expect(page).toContain('21 november 2026 kl.\u00a010.00.03')
    expect(page).toContain(`<a href="/comments/${number}">Till kommentaren</a>`)
    expect(page).toContain(`<a href="${post.path}">Till inlägget</a>`)
    const norwegian = await site.get('/ledger', { cookie: 'language=nb' })
    expect(norwegian.body).toContain(`Kommentar ${number} ble sluppet gjennom`)
  })

  test('lead no longer to what was hidden, from the moment it was', async () => {
    const { site, show, decide } = await openThread()
    const number = await show('Ett ord.')
    const entries = await entriesFrom(site.storage.read, 0, 99)
    const received = entries.find(({ kind }) => kind === 'comment_received')?.index
    expect(asText(await text(site, `/ledger/${received}`))).toContain('"text":"Ett ord."')
    site.advance(HOUR)
    await decide(number, { act: 'hide', reason: 'off_topic', sentence: 'Det hör inte hit.' })
    const after = await text(site, `/ledger/${received}`)
    expect(after).not.toContain('Ett ord.')
    expect(after).toContain('Texten är inte offentlig')
    expect(await text(site, '/ledger')).toMatch(
      /doldes av en moderator\. Grund: hör inte till ämnet\. Samtalsregler version 1, regel \d/,
    )
  })

  test('show the salt and the text behind a hash, which give the hash', async () => {
    const { site, show, answer } = await openThread({}, { tags: 'snö, is' })
    await answer(await show('Vad kostar det?', { isQuestion: true }))
    const entries = await entriesFrom(site.storage.read, 0, 99)
    const checked: string[] = []
    for (const { index, kind, body } of entries) {
      const { hash } = JSON.parse(body)
      const page = asText(await text(site, `/ledger/${index}`))
      expect(page).toContain(body)
      expect(page).toContain(leafHash(body))
      const shown = /^([0-9a-f]{32})\n(\{.*\})$/m.exec(page)
      if (!shown) continue
      expect(textHash(shown[1] ?? '', JSON.parse(shown[2] ?? ''))).toBe(hash)
      checked.push(kind)
    }
    expect(checked).toEqual(['policy_version', 'post_published', 'comment_received', 'staff_reply'])
  })

  test('are a hundred entries each, and each leads to the one before', async () => {
    const { site, total } = await openLong(249)
    const numbers = async (path: string) =>
      [...(await text(site, path)).matchAll(/<a href="\/ledger\/(\d+)">/g)].map(([, n]) =>
        Number(n),
      )
    const down = (from: number, to: number) =>
      Array.from({ length: from - to + 1 }, (_, at) => from - at)
    expect(await numbers('/ledger')).toEqual(down(total - 1, total - 50))
    expect(await numbers('/ledger/pages/2')).toEqual(down(199, 100))
    expect(await numbers('/ledger/pages/1')).toEqual(down(99, 0))
    expect(await text(site, '/ledger')).toContain('href="/ledger/pages/2"')
    expect(await text(site, '/ledger/pages/2')).toContain('href="/ledger/pages/1"')
  })

  test('are kept when they are full, whatever comes after them', async () => {
    const { site } = await openLong(249)
    const mark = async (page: number) => (await site.get(`/ledger/pages/${page}`)).headers.etag
    const before = [await mark(1), await mark(3)]
    await site.storage.transact((tx) => append(tx, acts(1)[0] as never))
    expect(await mark(1)).toBe(before[0])
    expect(await mark(3)).not.toBe(before[1])
  })

  test('are in the menu when the site wants it, and answer in any case', async () => {
    const site = await openTestSite()
    const menu = '<li><a href="/ledger">Kontrollogg</a></li>'
    expect(await text(site, '/')).not.toContain(menu)
    expect((await site.get('/ledger')).statusCode).toBe(200)
    const cookie = await site.signIn('official')
    const form = await site.get('/desk/settings', { cookie })
    expect(form.body).toContain('name="ledger_shown" value="yes">')
    const settings = {
      ...{ name: 'Blogg', authority: 'Eken', language: 'sv', time_zone: 'Europe/Stockholm' },
      ...{ hours_days: '1', hours_from: '08:00', hours_to: '16:00', hours_within: '3' },
    }
    await site.post('/desk/settings', { ...settings, ledger_shown: 'yes' }, { cookie })
    expect(await text(site, '/')).toContain(menu)
    expect((await site.get('/desk/settings', { cookie })).body).toContain('value="yes" checked>')
    await site.post('/desk/settings', settings, { cookie })
    expect(await text(site, '/')).not.toContain(menu)
  })
})
