import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { HOUR } from '../../server/kernel/clock.ts'
import { textOf } from '../posts/writing.ts'
import { hiddenFields, openTestSite } from '../support/site.ts'
import { eraseAt, openAt, openChannel, openFor, writeLetter } from './channel.ts'

const text = 'Chefen vet redan.\n\nMen vi orkar inte mer.'

describe('the letter channel', () => {
  test('is closed until an administrator opens it, and then no page shows a door', async () => {
    const site = await openTestSite()
    expect((await site.get('/letter')).statusCode).toBe(404)
    expect((await site.post('/letter/preview', { text })).statusCode).toBe(404)
    expect((await site.post('/letter', { text })).statusCode).toBe(404)
  })

  test('cannot be opened without a whistleblower channel, a key, a registrar and contact', async () => {
    const { site, official } = await openChannel()
    const refused = await openFor(site, official, { whistle: '' })
    expect([refused.statusCode, textOf(refused.body)]).toEqual([
      422,
      expect.stringContaining('Den börjar med https://'),
    ])
    const alone = await openTestSite({ alone: true })
    const cookie = await alone.signIn('official')
    const without = await openFor(alone, cookie)
    expect(without.statusCode).toBe(422)
    expect(textOf(without.body)).toContain('En registrator.')
    const keyless = await openTestSite({ letterKey: null })
    const told = await openFor(keyless, await keyless.signIn('official'))
    expect(told.statusCode).toBe(422)
    expect(textOf(told.body)).toContain('Nyckeln till breven.')
  })

  test('says at every page until somebody has said where the key’s copy is', async () => {
    const { site, official } = await openChannel()
    const page = await site.get('/desk/posts', { cookie: official })
    expect(page.body).toContain('Ingen har sagt var nyckelns kopia ligger.')
    await openFor(site, official, { kept: 'Kassaskåpet hos registratorn' })
    const after = await site.get('/desk/posts', { cookie: official })
    expect(after.body).not.toContain('Ingen har sagt var nyckelns kopia ligger.')
  })
})

describe('whoever writes', () => {
  test('meets two doors at one box, and loses nothing on the way from one to the other', async () => {
    const { site, post } = await openChannel()
    const page = await site.get(post.path)
    expect(page.body).toContain('formaction="/comments/preview">Skicka som öppen kommentar')
    expect(page.body).toContain('formaction="/letter/preview">Skicka som brev till Kerstin Ahlby')
    const form = { ...hiddenFields(page.body), text, name: 'Mirja' }
    const letter = await site.post('/letter/preview', form)
    expect(textOf(letter.body)).toContain('Det här visas inte på bloggen')
    expect(letter.body).toContain('Chefen vet redan.')
    const open = await site.post('/comments/preview', {
      ...form,
      ...hiddenFields(letter.body),
    })
    expect(textOf(open.body)).toContain('Det här blir offentligt')
    expect(open.body).toContain('Men vi orkar inte mer.')
    expect(open.body).toContain('value="Mirja"')
    expect(open.body).toContain('formaction="/letter/preview"')
  })

  test('is told who reads, what it is in law, and where to report wrongdoing, before it is sent', async () => {
    const { site } = await openChannel()
    const words = textOf((await site.post('/letter/preview', { text })).body)
    expect(words).toContain('Just nu kan dessa läsa: Kerstin Ahlby (kommundirektör), Maj Sund')
    expect(words).toContain('De flesta brev till kommunen är allmänna handlingar.')
    expect(words).toContain('Vi kan inte lova att brevet förblir hemligt.')
    expect(words).toContain('Använd visselblåsarkanalen: visselblasning.eken.example')
    expect(words).toContain('Skriv hemifrån')
    expect(words).not.toMatch(/fortrolig|bara jag läser/)
  })

  test('gets a number, a promised day and a code, and reads the answer with it', async () => {
    const { site, official, write } = await openChannel()
    const { number, cookie } = await write({ text })
    const mine = textOf((await site.get('/receipt', { cookie })).body)
    expect(mine).toContain(`Brev nummer ${number}`)
    expect(mine).toContain('Har kommit, inte läst ännu Svar senast 1 december 2026.')
    await openAt(site, number, { cookie: official })
    const form = { capacity: 'personal', reply: 'Kom förbi på tisdag.' }
    const sent = await site.post(`/desk/letters/${number}/reply`, form, { cookie: official })
    expect(sent.statusCode, sent.body).toBe(303)
    const later = textOf((await site.get('/receipt', { cookie })).body)
    expect(later).toContain('Besvarat')
    expect(later).toContain('Kom förbi på tisdag.')
    expect(later).toContain('Kerstin Ahlby (kommundirektör) öppnade brevet')
  })

  test('writes more with the code, once for each form, and nobody else can', async () => {
    const { site, official, write } = await openChannel()
    const { number, cookie } = await write({ text })
    const other = await write({ text: 'Ett annat brev.' })
    const page = await site.get('/receipt', { cookie })
    const form = { ...hiddenFields(page.body), text: 'Ännu en sak.' }
    for (let times = 0; times < 2; times++)
      expect((await site.post('/receipt/letter', form, { cookie })).statusCode).toBe(303)
    const stolen = { ...form, letter: String(number), text: 'Inte jag.' }
    const refused = await site.post('/receipt/letter', stolen, { cookie: other.cookie })
    expect(refused.statusCode).toBe(404)
    const read = textOf((await openAt(site, number, { cookie: official })).body)
    expect(read.match(/Ännu en sak\./g)).toHaveLength(1)
    expect(read).not.toContain('Inte jag.')
  })

  test('gets the words back with what to mend', async () => {
    const { site, write } = await openChannel()
    const long = await site.post('/letter', { text: 'å'.repeat(20_001), email: 'fel' })
    expect(long.statusCode).toBe(422)
    expect(long.body).toContain('ååååå')
    expect(textOf(long.body)).toContain('Brevet är för långt.')
    const { cookie } = await write({ text })
    const page = await site.get('/receipt', { cookie })
    const more = await site.post(
      '/receipt/letter',
      { ...hiddenFields(page.body), text: ' ' },
      { cookie },
    )
    expect([more.statusCode, textOf(more.body)]).toEqual([
      422,
      expect.stringContaining('Skriv något i brevet.'),
    ])
  })

  test('sends what was a comment as a letter too, and the other way round, and both hang on one code', async () => {
    const { site, post } = await openChannel()
    for (const [first, second] of [
      ['/comments', '/letter'],
      ['/letter', '/comments'],
    ] as const) {
      const form = { text, post: String(post.id), post_version: '1' }
      const preview = await site.post('/letter/preview', form)
      const marked = { ...form, ...hiddenFields(preview.body) }
      const [one, two] = [await site.post(first, marked), await site.post(second, marked)]
      expect([one.statusCode, two.statusCode]).toEqual([303, 303])
      expect(one.headers['set-cookie']).toEqual(two.headers['set-cookie'])
    }
  })

  test('makes an open comment of a letter with the code, edited first, and the letter remains', async () => {
    const { site, post, write } = await openChannel()
    const { number, cookie } = await write({
      text: 'Får alla "veta"?\n\nEn rad till.',
      post: `${post.id}`,
    })
    const page = (await site.get('/receipt', { cookie })).body
    const [, form = ''] = page.split('action="/comments/preview"')
    const typed = hiddenFields(form.replaceAll('&quot;', '"'))
    const [, text = ''] = /name="text" value="([^"]*)"/.exec(form) ?? []
    const words = text.replaceAll('&quot;', '"')
    const preview = await site.post('/comments/preview', { ...typed, text: words })
    expect(textOf(preview.body)).toContain('Får alla "veta"? En rad till.')
    const sent = await site.post('/comments', {
      ...typed,
      ...hiddenFields(preview.body),
      text: 'Får alla veta?',
    })
    expect(sent.statusCode).toBe(303)
    const mine = textOf((await site.get('/receipt', { cookie })).body)
    expect(mine).toContain(`Brev nummer ${number}`)
    expect(mine).toContain('Får alla veta?')
    const closed = await write({ text: 'Om ingenting.' })
    const other = (await site.get('/receipt', { cookie: closed.cookie })).body
    expect(other).not.toContain('action="/comments/preview"')
  })

  test('sends the same form twice and has written one letter', async () => {
    const { site } = await openChannel()
    const preview = await site.post('/letter/preview', { text })
    const form = { text, ...hiddenFields(preview.body) }
    const [one, two] = [await site.post('/letter', form), await site.post('/letter', form)]
    expect(one.headers['set-cookie']).toEqual(two.headers['set-cookie'])
    expect(await site.storage.read.selectFrom('letter').select('id').execute()).toHaveLength(1)
  })
})

describe('whoever is excluded', () => {
  test('finds the letter nowhere: not in the list, not by its number, and cannot act on it', async () => {
    const { site, official, write } = await openChannel()
    const shown = await write({ text })
    const hidden = await write({ text: 'Om Kerstin.', exclude: '1' })
    const list = await site.get('/desk/letters', { cookie: official })
    expect(list.body).toContain(`/desk/letters/${shown.number}"`)
    expect(list.body).not.toContain(`/desk/letters/${hidden.number}"`)
    const at = `/desk/letters/${hidden.number}`
    expect((await site.get(at, { cookie: official })).statusCode).toBe(404)
    for (const act of ['opening', 'reply', 'note', 'status'])
      expect((await site.post(`${at}/${act}`, {}, { cookie: official })).statusCode).toBe(404)
    const registrar = await site.signIn('registrar')
    expect((await openAt(site, hidden.number, { cookie: registrar })).body).toContain('Om Kerstin.')
    const told = await site.storage.read.selectFrom('mail').selectAll().execute()
    const who = told.filter((mail) => mail.letter_id === hidden.number)
    expect(who.map(({ account_id }) => account_id)).not.toContain(1)
  })

  test('can be everybody but the last registrar', async () => {
    const { site } = await openChannel()
    const readers = (await site.post('/letter/preview', { text })).body
    const all = [...readers.matchAll(/name="exclude" value="(\d+)"/g)].map(([, id = '']) => id)
    const refused = await site.post('/letter', { text, exclude: all })
    expect(refused.statusCode).toBe(422)
    expect(textOf(refused.body)).toContain('Någon som registrerar brevet måste få läsa det.')
  })
})

describe('at the desk', () => {
  test('a letter opens after a second step not long ago, and its writer sees who opened it', async () => {
    const { site, official, write } = await openChannel()
    const { number, cookie } = await write({ text })
    const closed = await site.get(`/desk/letters/${number}`, { cookie: official })
    expect(closed.body).toContain('Öppna brevet')
    expect(closed.body).not.toContain('Chefen vet redan')
    site.advance(HOUR)
    const late = await site.get(`/desk/letters/${number}`, { cookie: official })
    expect(late.body).toContain('/desk/second-factor/again?to=')
    await site.post(`/desk/letters/${number}/opening`, {}, { cookie: official })
    expect(textOf((await site.get('/receipt', { cookie })).body)).not.toContain('öppnade brevet')
    const form = { to: `/desk/letters/${number}`, code: site.code('official') }
    const again = await site.post('/desk/second-factor/again', form, { cookie: official })
    expect(again.headers.location).toBe(`/desk/letters/${number}`)
  })

  test.each(['author', 'moderator', 'administrator'] as const)(
    'an %s who is neither deputy nor registrar finds nothing',
    async (who) => {
      const { site, write } = await openChannel()
      const { number } = await write({ text })
      const cookie = await site.signIn(who)
      expect((await site.get('/desk/letters', { cookie })).body).not.toContain(`letters/${number}`)
      expect((await site.get(`/desk/letters/${number}`, { cookie })).statusCode).toBe(404)
      expect((await site.post(`/desk/letters/${number}/opening`, {}, { cookie })).statusCode).toBe(
        404,
      )
    },
  )

  test('a note is for the office alone, a status for the writer too', async () => {
    const { site, official, write } = await openChannel()
    const { number, cookie } = await write({ text })
    await openAt(site, number, { cookie: official })
    await site.post(`/desk/letters/${number}/note`, { note: 'Ring skolan.' }, { cookie: official })
    const status = { status: 'answering', answer_by: '2026-12-04' }
    await site.post(`/desk/letters/${number}/status`, status, { cookie: official })
    const mine = textOf((await site.get('/receipt', { cookie })).body)
    expect(mine).not.toContain('Ring skolan.')
    expect(mine).toContain('Vi skriver ett svar Svar senast 4 december 2026.')
    const page = await site.get(`/desk/letters/${number}`, { cookie: official })
    expect(page.body).toContain('Ring skolan.')
  })
})

describe('the words of a letter', () => {
  test('lie in no file of the data folder', async () => {
    const { site, official, write } = await openChannel()
    const { number, cookie } = await write({
      text,
      name: 'Hemlige Arne',
      email: 'arne@privat.example',
    })
    await openAt(site, number, { cookie: official })
    const reply = { capacity: 'personal', reply: 'Ett kort svarsord.' }
    await site.post(`/desk/letters/${number}/reply`, reply, { cookie: official })
    await site.post(
      `/desk/letters/${number}/note`,
      { note: 'Anteckningsord.' },
      { cookie: official },
    )
    const page = await site.get('/receipt', { cookie })
    const more = { ...hiddenFields(page.body), text: 'Tilläggsord.' }
    await site.post('/receipt/letter', more, { cookie })
    const bytes = readdirSync(site.settings.dataDir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
      .join('\n')
    for (const word of ['orkar inte', 'Hemlige', 'arne@', 'svarsord', 'Anteckningsord', 'ggsord'])
      expect(bytes).not.toContain(word)
  })

  test('open with no other key, and cannot be exchanged between letters', async () => {
    const { site, official, write } = await openChannel()
    const [one, two] = [await write({ text: 'Det ena.' }), await write({ text: 'Det andra.' })]
    const keys = await site.storage.read.selectFrom('letter').select(['id', 'sealed_key']).execute()
    await site.storage.transact((tx) =>
      tx
        .updateTable('letter')
        .set({ sealed_key: keys[1]?.sealed_key ?? '' })
        .where('id', '=', one.number)
        .execute(),
    )
    const page = await openAt(site, one.number, { cookie: official })
    expect(textOf(page.body)).toContain('Brevet kan inte öppnas.')
    expect((await openAt(site, two.number, { cookie: official })).body).toContain('Det andra.')
  })

  test('are gone for ever when the letter’s key is destroyed, and the letter stays', async () => {
    const { site, write } = await openChannel()
    const { number, cookie } = await write({ text })
    const change = (sealed_key: string | null) =>
      site.storage.transact((tx) =>
        tx.updateTable('letter').set({ sealed_key }).where('id', '=', number).execute(),
      )
    await expect(change(null)).rejects.toThrow('by a stated decision alone')
    await eraseAt(site, number)
    expect(textOf((await site.get('/receipt', { cookie })).body)).toContain('Brevet är raderat.')
    await expect(change('x')).rejects.toThrow('what was erased stays erased')
  })

  test('leave no trace in public: no count, no feed, no ledger entry, no number', async () => {
    const { site, write, post } = await openChannel()
    site.advance(HOUR)
    const before = await site.get('/health')
    const pages = async () =>
      Promise.all(['/', post.path, '/feed.atom', '/log'].map((path) => site.get(path)))
    const first = (await pages()).map(({ body }) => body)
    await write({ text, post: String(post.id) })
    expect((await pages()).map(({ body }) => body)).toEqual(first)
    expect((await site.get('/health')).body).toBe(before.body)
  })
})

test('a letter can be written in three languages, about a post or about nothing', async () => {
  const { site, post } = await openChannel()
  for (const language of ['sv', 'nb', 'en']) {
    const headers = { 'accept-language': language }
    expect((await site.get('/letter', { headers })).statusCode).toBe(200)
    const about = await site.get(`/letter?post=${post.id}`, { headers })
    expect(about.body).toContain('Det jag inte berättar om Almskolan')
  }
  const { number } = await writeLetter(site, { text, post: String(post.id) })
  const row = site.storage.read.selectFrom('letter').selectAll().where('id', '=', number)
  expect(await row.executeTakeFirst()).toMatchObject({ post_id: post.id, document: 'unassessed' })
})
