/** Files with letters: chosen, seen through, sent, fetched by those who may read, and by nobody else. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { HOUR, MINUTE } from '../../server/kernel/clock.ts'
import { eraseAt, openAt, openChannel } from '../letters/channel.ts'
import { textOf } from '../posts/writing.ts'
import { hiddenFields, type TestSite } from '../support/site.ts'
import {
  choicesIn,
  links,
  plainPicture,
  postFiles,
  tellingPdf,
  tellingPhoto,
  writeWith,
} from './chosen.ts'

const text = 'Trapphuset på Almskolan är för smalt.'

describe('whoever attaches files', () => {
  test('sees what each tells before it is sent, and sends a copy without that', async () => {
    const { site } = await openChannel()
    const photo = await tellingPhoto()
    const { preview, cookie } = await writeWith(site, [
      { name: 'trappan.jpg', bytes: photo },
      { name: 'utkast.pdf', bytes: await tellingPdf() },
    ])
    const words = textOf(preview.body)
    expect(preview.statusCode).toBe(200)
    for (const told of [
      ...['vem: Mirja Ek', 'var: 59.33333, 18.05000', 'när: 2026-10-01 09:15:00'],
      ...['apparat eller program: Fairphone, FP5, kamera 17.1', 'Skrivprogrammet 9'],
      ...['vem: Mirja Ek, Enheten vid Almskolan', 'text: Utkast om trapphuset'],
      'Skicka en kopia utan det här.',
    ])
      expect(words).toContain(told)
    const page = await site.get('/receipt', { cookie })
    expect(textOf(page.body)).toMatch(/trappan\.jpg \(JPEG-bild, .*, kopia utan dolda uppgifter\)/)
    for (const href of links(page.body)) {
      const file = await site.get(href, { cookie })
      expect(file.statusCode).toBe(200)
      for (const told of ['Mirja', 'Fairphone', 'Skrivprogrammet', 'Almskolan', 'Exif'])
        expect(file.rawPayload.includes(told), `${href}: ${told}`).toBe(false)
    }
  })

  test('may send a file as it is, to the last bit', async () => {
    const { site } = await openChannel()
    const photo = await tellingPhoto()
    const preview = await postFiles(site, '/letter/preview', { text }, [
      { name: 'a.jpg', bytes: photo },
    ])
    const [name = ''] = Object.keys(choicesIn(preview.body))
    const form = { text, ...hiddenFields(preview.body), [name]: 'as_is' }
    const again = await postFiles(site, '/letter/preview', form)
    expect(choicesIn(again.body)).toEqual({ [name]: 'as_is' })
    const sent = await postFiles(site, '/letter', form)
    const cookie = String([sent.headers['set-cookie']].flat()[0]).split(';')[0] ?? ''
    const [href = ''] = links((await site.get('/receipt', { cookie })).body)
    expect((await site.get(href, { cookie })).rawPayload.equals(photo)).toBe(true)
  })

  test('may leave a file out again, and then nothing of it is kept', async () => {
    const { site } = await openChannel()
    const files = [
      { name: 'a.txt', bytes: 'Det ena.' },
      { name: 'b.txt', bytes: 'Det andra.' },
    ]
    const preview = await postFiles(site, '/letter/preview', { text }, files)
    const [first = ''] = Object.keys(choicesIn(preview.body))
    const choices = { ...choicesIn(preview.body), [first]: 'none' }
    const again = await postFiles(site, '/letter/preview', {
      ...{ text, ...hiddenFields(preview.body), ...choices },
    })
    expect(textOf(again.body)).not.toContain('a.txt')
    expect(textOf(again.body)).toContain('b.txt (text, 10 byte)')
    const { cookie } = await writeWith(site, files, { [first]: 'none' })
    expect(textOf((await site.get('/receipt', { cookie })).body)).toContain('b.txt')
  })

  test('keeps them through previews and every error, without choosing them again', async () => {
    const { site } = await openChannel()
    const first = await postFiles(site, '/letter/preview', { text: '' }, [
      { name: 'a.txt', bytes: 'Kvar.' },
    ])
    expect([first.statusCode, textOf(first.body)]).toEqual([422, expect.stringContaining('a.txt')])
    const form = { ...hiddenFields(first.body), ...choicesIn(first.body) }
    const wrong = { ...form, text, code: 'fel', email: 'fel' }
    const second = await postFiles(site, '/letter', wrong)
    expect([second.statusCode, textOf(second.body)]).toEqual([
      422,
      expect.stringContaining('a.txt'),
    ])
    expect(second.body).toContain(text)
    const sent = await postFiles(site, '/letter', { ...form, ...hiddenFields(second.body), text })
    expect(sent.statusCode).toBe(303)
    expect(await rows(site, 'pending_file')).toEqual([])
    expect(await rows(site, 'pending_piece')).toEqual([])
  })

  test('and presses send at once sees first what they tell', async () => {
    const { site } = await openChannel()
    const photo = { name: 'a.jpg', bytes: await tellingPhoto() }
    const answer = await postFiles(site, '/letter', { text }, [photo])
    expect([answer.statusCode, textOf(answer.body)]).toEqual([
      200,
      expect.stringContaining('vem: Mirja Ek'),
    ])
    expect(await rows(site, 'letter')).toEqual([])
  })

  test('chooses the same file twice and sends it once', async () => {
    const { site } = await openChannel()
    const file = { name: 'a.txt', bytes: 'En gång.' }
    const one = await postFiles(site, '/letter/preview', { text }, [file])
    await postFiles(site, '/letter/preview', { text, ...hiddenFields(one.body) }, [file])
    expect(await rows(site, 'pending_file')).toHaveLength(1)
  })

  test('sends the same form twice and has written one letter with one file', async () => {
    const { site } = await openChannel()
    const { form, sent } = await writeWith(site, [{ name: 'a.txt', bytes: 'En gång.' }])
    const again = await postFiles(site, '/letter', form)
    expect([again.statusCode, again.headers['set-cookie']]).toEqual([
      303,
      sent.headers['set-cookie'],
    ])
    expect(await rows(site, 'letter_file')).toHaveLength(1)
  })

  test('and comes back when they are gone is told, and loses no word', async () => {
    const { site } = await openChannel()
    const preview = await postFiles(site, '/letter/preview', { text }, [
      { name: 'a.txt', bytes: 'Kort tid.' },
    ])
    site.advance(2 * HOUR + MINUTE)
    const form = { text, ...hiddenFields(preview.body), ...choicesIn(preview.body) }
    const late = await postFiles(site, '/letter', form)
    expect([late.statusCode, late.body.includes(text), textOf(late.body)]).toEqual([
      ...[422, true],
      expect.stringContaining('Filer som du hade valt finns inte kvar.'),
    ])
    expect(await rows(site, 'letter')).toEqual([])
    const without = await postFiles(site, '/letter', { text, ...hiddenFields(late.body) })
    expect(without.statusCode).toBe(303)
  })

  test('and changes door is told that files stay, and finds them when they come back', async () => {
    const { site, post } = await openChannel()
    const about = { text, post: String(post.id) }
    const preview = await postFiles(site, '/letter/preview', about, [
      { name: 'a.txt', bytes: 'Stannar.' },
    ])
    expect(preview.body).toMatch(/formaction="\/comments\/preview" formenctype="application/)
    const form = { ...about, ...hiddenFields(preview.body), ...choicesIn(preview.body) }
    const comment = await site.post('/comments/preview', { ...form, file: '' })
    expect(textOf(comment.body)).toContain('Filer följer inte med en öppen kommentar.')
    const back = await site.post('/letter/preview', { ...about, ...hiddenFields(comment.body) })
    expect(textOf(back.body)).toContain('a.txt (text, 8 byte)')
    const none = await site.post('/comments/preview', { ...about, file: '' })
    expect(textOf(none.body)).not.toContain('Filer följer inte med')
  })
})

const rows = (site: TestSite, table: 'letter' | 'letter_file' | 'pending_file' | 'pending_piece') =>
  site.storage.read.selectFrom(table).selectAll().execute()

describe('writing more', () => {
  test('takes files too, which are seen first', async () => {
    const { site, official, write } = await openChannel()
    const { number, cookie } = await write({ text })
    const page = await site.get('/receipt', { cookie })
    const form = { ...hiddenFields(page.body), text: 'Här är bilden.' }
    const file = { name: 'trappan.jpg', bytes: await tellingPhoto() }
    const seen = await postFiles(site, '/receipt/letter', form, [file], { cookie })
    expect([seen.statusCode, textOf(seen.body)]).toEqual([
      200,
      expect.stringContaining('vem: Mirja Ek'),
    ])
    expect(seen.body).toContain('Här är bilden.')
    const choices = { ...hiddenFields(seen.body), ...choicesIn(seen.body) }
    const sent = await postFiles(site, '/receipt/letter', { ...form, ...choices }, [], { cookie })
    expect(sent.statusCode).toBe(303)
    const desk = await openAt(site, number, { cookie: official })
    expect(textOf(desk.body)).toContain('trappan.jpg (JPEG-bild,')
  })

  test('with a code that the browser holds no more keeps words and files until it is typed', async () => {
    const { site, write } = await openChannel()
    const { number, cookie } = await write({ text })
    const form = { letter: String(number), text: 'Mer.' }
    const file = { name: 'a.txt', bytes: 'Med.' }
    const asked = await postFiles(site, '/receipt/letter', form, [file])
    expect([asked.statusCode, asked.body.includes('Mer.')]).toEqual([403, true])
    expect(textOf(asked.body)).toContain('Koden gäller inte längre i den här webbläsaren.')
    const typed = { ...form, ...hiddenFields(asked.body), ...choicesIn(asked.body) }
    const wrong = await postFiles(site, '/receipt/letter', { ...typed, code: 'AAAA' })
    expect([wrong.statusCode, wrong.body.includes('Mer.')]).toEqual([403, true])
    const code = cookie.replace('receipt=', '')
    const sent = await postFiles(site, '/receipt/letter', { ...typed, code })
    expect([sent.statusCode, String(sent.headers['set-cookie'])]).toEqual([
      303,
      expect.stringContaining(cookie),
    ])
    expect(textOf((await site.get('/receipt', { cookie })).body)).toContain('a.txt (text, 4 byte)')
  })
})

describe('a file that came with a letter', () => {
  test('is fetched to be kept and never shown as a page of ours', async () => {
    const { site, official } = await openChannel()
    const { number, cookie } = await writeWith(site, [
      { name: 'Åsas *trappa*.pdf', bytes: await tellingPdf('app.alert(1)') },
    ])
    const page = await openAt(site, number, { cookie: official })
    const [at = ''] = links(page.body)
    expect(at).toMatch(new RegExp(`^/desk/letters/${number}/files/\\d+$`))
    const [own = ''] = links((await site.get('/receipt', { cookie })).body)
    for (const file of [
      await site.get(at, { cookie: official }),
      await site.get(own, { cookie }),
    ]) {
      expect(file.statusCode).toBe(200)
      expect(file.headers).toMatchObject({
        'content-type': 'application/pdf',
        'content-security-policy': "sandbox; default-src 'none'",
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
        'content-length': String(file.rawPayload.byteLength),
      })
      expect(file.headers['content-disposition']).toMatch(
        /^attachment; filename="Asas -trappa-\.pdf"; filename\*=UTF-8''%C3%85sas%20-trappa-\.pdf$/,
      )
    }
  })

  test('is there for nobody who may not read it, and not before the letter was opened', async () => {
    const { site, official } = await openChannel()
    const shown = await writeWith(site, [{ name: 'a.txt', bytes: 'För läsare.' }])
    const { cookie: other } = await writeWith(site, [{ name: 'b.txt', bytes: 'Ett annat.' }])
    const [own = ''] = links((await site.get('/receipt', { cookie: shown.cookie })).body)
    const at = `/desk/letters/${shown.number}/files/${own.split('/').at(-1)}`
    const closed = await site.get(at, { cookie: official })
    expect([closed.statusCode, closed.headers.location]).toEqual([
      303,
      `/desk/letters/${shown.number}`,
    ])
    expect((await site.get(own, { cookie: other })).statusCode).toBe(404)
    expect((await site.get(own)).headers.location).toBe('/receipt')
    for (const who of ['author', 'moderator', 'administrator'] as const)
      expect((await site.get(at, { cookie: await site.signIn(who) })).statusCode).toBe(404)
    await openAt(site, shown.number, { cookie: official })
    expect((await site.get(at, { cookie: official })).body).toBe('För läsare.')
    const elsewhere = at.replace(`/${shown.number}/`, `/${shown.number + 1}/`)
    await openAt(site, shown.number + 1, { cookie: official })
    expect((await site.get(elsewhere, { cookie: official })).statusCode).toBe(404)
    site.advance(HOUR)
    expect((await site.get(at, { cookie: official })).statusCode).toBe(303)
  })

  test('is gone with the letter’s own key', async () => {
    const { site } = await openChannel()
    const { number, cookie } = await writeWith(site, [{ name: 'a.txt', bytes: 'Raderas.' }])
    const [own = ''] = links((await site.get('/receipt', { cookie })).body)
    expect((await site.get(own, { cookie })).statusCode).toBe(200)
    await eraseAt(site, number)
    expect((await site.get(own, { cookie })).statusCode).toBe(404)
  })
})

describe('the bytes, the names and what files tell', () => {
  test('lie in no file of the data folder, neither while they wait nor after', async () => {
    const { site } = await openChannel()
    const files = [
      { name: 'zqnamnzq.txt', bytes: `zqinnehållzq ${'ord '.repeat(200_000)}` },
      { name: 'bild.jpg', bytes: await tellingPhoto() },
      { name: 'utkast.pdf', bytes: await tellingPdf() },
    ]
    const words = ['zqnamnzq', 'zqinneh', 'ord ord ord', 'Mirja', 'Fairphone', 'Skrivprogrammet']
    const found = () =>
      readdirSync(site.settings.dataDir, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => readFileSync(join(entry.parentPath, entry.name)))
        .flatMap((bytes) => words.filter((word) => bytes.includes(word)))
    const preview = await postFiles(site, '/letter/preview', { text }, files)
    expect(textOf(preview.body)).toContain('zqnamnzq.txt')
    expect(found()).toEqual([])
    const { files: token = '' } = hiddenFields(preview.body)
    expect(token).toMatch(/^[\w-]{43}$/)
    words.push(token)
    const choices = Object.fromEntries(
      Object.keys(choicesIn(preview.body)).map((name) => [name, 'as_is']),
    )
    const form = { text, ...hiddenFields(preview.body), ...choices }
    expect((await postFiles(site, '/letter', form)).statusCode).toBe(303)
    expect(await rows(site, 'letter_file')).toHaveLength(3)
    expect(found()).toEqual([])
  })
})

test('a picture that tells nothing is sent as it is', async () => {
  const { site } = await openChannel()
  const picture = await plainPicture()
  const { preview, cookie } = await writeWith(site, [{ name: 'plan.png', bytes: picture }])
  expect(textOf(preview.body)).toContain('berättar filen inget som vi kan hitta')
  const [own = ''] = links((await site.get('/receipt', { cookie })).body)
  expect((await site.get(own, { cookie })).rawPayload.equals(picture)).toBe(true)
})
