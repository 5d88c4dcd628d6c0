import { describe, expect, test } from 'vitest'
import { MINUTE } from '../../server/kernel/clock.ts'
import { textOf } from '../posts/writing.ts'
import type { Form } from '../support/site.ts'
import { openAt, openChannel } from './channel.ts'

/** A letter opened by the official and the registrar. */
async function opened() {
  const channel = await openChannel()
  const { site, official, write } = channel
  const { number, cookie } = await write({ text: 'Chefen vet redan.' })
  const registrar = await site.signIn('registrar')
  for (const who of [official, registrar]) await openAt(site, number, { cookie: who })
  const at = `/desk/letters/${number}`
  const act = (what: string, form: Form, who = official) =>
    site.post(`${at}/${what}`, form, { cookie: who })
  const page = async (who = official) => (await site.get(at, { cookie: who })).body
  const drafts = () => site.storage.read.selectFrom('letter_draft').selectAll().execute()
  return { ...channel, number, cookie, registrar, act, page, drafts }
}

const half = { reply: 'Jag börjar med zqutkastzq.', capacity: 'personal' }

describe('an answer that is being written', () => {
  test('is kept sealed, and offered again to whoever wrote it', async () => {
    const { act, page, drafts } = await opened()
    const done = await act('draft', half)
    expect(done.headers.location).toContain('done=letters.draft')
    const body = await page()
    expect(body).toContain('Jag börjar med zqutkastzq.</textarea>')
    expect(body).toMatch(/value="personal"[^>]*checked/)
    expect(textOf(body)).toContain('ser att du skriver, inte vad.')
    expect(JSON.stringify(await drafts())).not.toContain('zqutkastzq')
  })

  test('shows other readers that somebody writes, and not a word; its writer sees nothing', async () => {
    const { site, cookie, registrar, act, page } = await opened()
    await act('draft', half)
    const other = await page(registrar)
    expect(textOf(other)).toContain('Kerstin Ahlby skriver på ett svar.')
    expect(other).not.toContain('zqutkastzq')
    const mine = (await site.get('/receipt', { cookie })).body
    expect([mine.includes('zqutkastzq'), textOf(mine).includes('skriver på ett svar')]).toEqual([
      false,
      false,
    ])
  })

  test('is one for each person, and goes when it is sent or emptied', async () => {
    const { registrar, act, drafts } = await opened()
    await act('draft', half)
    await act('draft', { ...half, reply: 'Jag börjar om.' })
    await act('draft', { reply: 'Registratorn också.' }, registrar)
    expect(await drafts()).toHaveLength(2)
    await act('reply', half)
    expect((await drafts()).map(({ capacity }) => capacity)).toEqual([null])
    await act('draft', { reply: ' ' }, registrar)
    expect(await drafts()).toEqual([])
  })

  test('comes back when it is too long, or the second step was long ago', async () => {
    const { site, act, drafts } = await opened()
    const long = 'å'.repeat(20_001)
    const refused = await act('draft', { reply: long })
    expect([refused.statusCode, refused.body.includes(long)]).toEqual([422, true])
    site.advance(40 * MINUTE)
    const late = await act('draft', half)
    expect([late.statusCode, late.body.includes('zqutkastzq')]).toEqual([403, true])
    expect(await drafts()).toEqual([])
  })

  test('keeps the capacity that was chosen when something must be mended', async () => {
    const { act } = await opened()
    const refused = await act('reply', { reply: ' ', capacity: 'personal' })
    expect([refused.statusCode, /value="personal"[^>]*checked/.test(refused.body)]).toEqual([
      422,
      true,
    ])
  })
})

describe('a ready phrase', () => {
  const phrase = { name: 'Tack', text: 'Tack för att du skrev.', language: 'sv' }

  /** Keeps a phrase at the page and gives its number. */
  async function withPhrase() {
    const world = await opened()
    const { site, official } = world
    const send = (path: string, form: Form, cookie = official) =>
      site.post(`/desk/letters/phrases${path}`, form, { cookie })
    const rows = () => site.storage.read.selectFrom('letter_phrase').selectAll().execute()
    expect((await send('', phrase)).statusCode).toBe(303)
    return { ...world, send, rows }
  }

  test('is put after what was typed so far, by a button, and nothing is sent', async () => {
    const { act, page, drafts } = await withPhrase()
    expect(await page()).toContain('formaction="/desk/letters/1/phrase#answer"')
    const page1 = await act('phrase', { ...half, phrase: '1' })
    expect(page1.body).toContain('Jag börjar med zqutkastzq.\n\nTack för att du skrev.</textarea>')
    expect(page1.body).toMatch(/value="personal"[^>]*checked/)
    const page2 = await act('phrase', { reply: '', phrase: '1' })
    expect(page2.body).toContain('\nTack för att du skrev.</textarea>')
    const page3 = await act('phrase', { reply: 'Hej.', phrase: '99' })
    expect([page3.statusCode, page3.body.includes('Hej.</textarea>')]).toEqual([200, true])
    expect(await drafts()).toEqual([])
  })

  test('is there for letters in its own language', async () => {
    const { page, send } = await withPhrase()
    await send('', { name: 'Thanks', text: 'Thank you.', language: 'en' })
    expect((await page()).match(/name="phrase"/g)).toHaveLength(1)
  })

  test('is changed and taken away by those who read letters, and by nobody else', async () => {
    const { site, send, rows } = await withPhrase()
    for (const who of ['author', 'moderator', 'administrator'] as const) {
      const cookie = await site.signIn(who)
      expect((await site.get('/desk/letters/phrases', { cookie })).statusCode).toBe(404)
      for (const path of ['', '/1'])
        expect((await send(path, { ...phrase, text: 'x', act: 'remove' }, cookie)).statusCode).toBe(
          404,
        )
    }
    expect(await rows()).toMatchObject([phrase])
    await send('/1', { ...phrase, text: 'Tack!' })
    expect(await rows()).toMatchObject([{ text: 'Tack!' }])
    expect((await send('/7', phrase)).statusCode).toBe(404)
    await send('/1', { act: 'remove' })
    expect(await rows()).toEqual([])
  })

  test('has an end, and so has their number; what was typed comes back', async () => {
    const { send, rows } = await withPhrase()
    for (const form of [
      { ...phrase, name: ' ' },
      { ...phrase, name: 'x'.repeat(61) },
      { ...phrase, text: '' },
      { ...phrase, text: 'zqlangzq'.repeat(200) },
    ]) {
      const { statusCode, body } = await send('', form)
      expect(statusCode).toBe(422)
      expect(body).toContain(form.text)
    }
    for (let count = 1; count < 30; count++) await send('', phrase)
    const full = await send('', phrase)
    expect([full.statusCode, textOf(full.body)]).toEqual([
      422,
      expect.stringContaining('Det finns redan 30 formuleringar på det språket.'),
    ])
    expect(await rows()).toHaveLength(30)
  })
})
