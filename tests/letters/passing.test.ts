import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { MINUTE } from '../../server/kernel/clock.ts'
import { open } from '../../server/storage/database.ts'
import { textOf } from '../posts/writing.ts'
import { type Form, hiddenFields } from '../support/site.ts'
import { openAt, openChannel } from './channel.ts'

const letter = 'Jag heter Mirja och arbetar i Bålsta.\n\nTaket läcker.'
const asking = {
  recipient: 'Fastighetschefen',
  text: 'Taket läcker på en förskola.',
  reason: 'Taket ska lagas.',
  by: 'asking',
}

/** A letter opened by the official and the registrar, and ways to ask of it and to answer. */
async function opened() {
  const channel = await openChannel()
  const { site, official, write } = channel
  const { number, cookie } = await write({ text: letter, name: 'Mirja Eriksson' })
  const registrar = await site.signIn('registrar')
  for (const who of [official, registrar]) await openAt(site, number, { cookie: who })
  const at = `/desk/letters/${number}/passing`
  const page = async (who = official) => site.get(at, { cookie: who })
  const ask = (form: Form = {}, who = official) =>
    site.post(at, { ...asking, ...form }, { cookie: who })
  const own = async () => (await site.get('/receipt', { cookie })).body
  const answer = async (answer: string, form: Form = {}) =>
    site.post('/receipt/passing', { ...shownIn(await own()), answer, ...form }, { cookie })
  const press = async (what: string, who = official) =>
    site.post(`${at}/${what}`, { passing: idIn((await page(who)).body) }, { cookie: who })
  return { ...channel, number, cookie, registrar, at, page, ask, own, answer, press }
}

/** What the writer's form sends along with an answer. */
const shownIn = (body: string): Form =>
  hiddenFields(
    /<form method="post" action="\/receipt\/passing">[\s\S]*?<\/form>/.exec(body)?.[0] ?? '',
  )

const idIn = (body: string): string => /name="passing" value="(\d+)"/.exec(body)?.[1] ?? '0'

describe('passing a letter on', () => {
  test('begins with the letter’s words, to be left out, and sends nothing', async () => {
    const { page, ask, own } = await opened()
    const form = (await page()).body
    expect(form).toContain(letter)
    expect(textOf(form)).toContain('Inget skickas härifrån.')
    const done = await ask()
    expect(done.headers.location).toContain('done=letters.asked')
    const shown = textOf(await own())
    expect(shown).toContain('Kerstin Ahlby (kommundirektör) frågar: får det här lämnas vidare?')
    expect(shown).toContain('Taket läcker på en förskola.')
    expect(shown).toContain('Fastighetschefen')
    expect(shown).toContain('Taket ska lagas.')
    expect(shown).toContain(
      'Du kan säga nej utan skäl. Ett nej och ett uteblivet svar ser likadana ut för Kerstin Ahlby.',
    )
    expect(shown).toContain('frågade dig om delar av brevet får lämnas vidare')
  })

  test('needs to whom, the exact text and why, and hands back what was typed', async () => {
    const { ask } = await opened()
    for (const name of ['recipient', 'text', 'reason'] as const) {
      const long = { recipient: 201, text: 20_001, reason: 501 }[name]
      for (const value of [' ', 'x'.repeat(long)]) {
        const answer = await ask({ [name]: value })
        expect([name, answer.statusCode]).toEqual([name, 422])
        for (const other of ['recipient', 'text', 'reason'] as const)
          if (other !== name) expect(answer.body).toContain(asking[other])
      }
    }
  })

  test('is done after a yes to this very text, and its writer sees that it was', async () => {
    const { page, ask, answer, press, own } = await opened()
    await ask()
    expect((await press('handed')).statusCode).toBe(409)
    await answer('yes')
    expect(textOf((await page()).body)).toContain(
      'Den som skrev har sagt ja till just den här texten',
    )
    expect((await press('handed')).statusCode).toBe(303)
    const told = textOf(await own())
    expect(told).toContain('lämnade vidare den text som du sa ja till')
    expect(told).toContain('Taket läcker på en förskola.')
    expect(shownIn(await own())).toEqual({})
  })

  test('a yes is void when a word is changed, and one to words not asked any more is none', async () => {
    const { ask, answer, press, own } = await opened()
    await ask()
    const before = shownIn(await own())
    await answer('yes')
    await ask({ text: 'Taket läcker på förskolan i Bålsta.' })
    expect((await press('handed')).statusCode).toBe(409)
    await answer('yes', before)
    expect((await press('handed')).statusCode).toBe(409)
    await answer('yes')
    expect((await press('handed')).statusCode).toBe(303)
  })

  test('a yes can be taken back until the text was handed over', async () => {
    const { ask, answer, press, own } = await opened()
    await ask()
    await answer('yes')
    expect(textOf(await own())).toContain('Du har sagt ja. Du kan ta tillbaka det')
    await answer('none')
    expect((await press('handed')).statusCode).toBe(409)
    await answer('yes')
    const shown = shownIn(await own())
    await press('handed')
    await answer('none', shown)
    expect(textOf(await own())).toContain('Lämnat vidare')
  })

  test('the office takes its question back, and its writer sees so', async () => {
    const { ask, answer, press, own } = await opened()
    await ask()
    const shown = shownIn(await own())
    expect((await press('ended')).statusCode).toBe(303)
    await answer('yes', shown)
    const told = await own()
    expect(shownIn(told)).toEqual({})
    expect(textOf(told)).toContain('tog tillbaka frågan om att lämna vidare')
  })

  test('tells when the name that the writer gave stands in the text', async () => {
    const { ask, own, page } = await opened()
    await ask({ text: 'Mirja säger att taket läcker.' })
    expect(textOf(await own())).toContain('Ditt namn står i texten.')
    expect(textOf((await page()).body)).toContain(
      'Namnet som den som skrev har angett står i texten.',
    )
    await ask()
    expect(textOf(await own())).not.toContain('Ditt namn står i texten.')
  })

  test('cannot be asked without end', async () => {
    const { ask, page } = await opened()
    for (let count = 0; count < 20; count++)
      expect((await ask({ text: `Taket ${count}` })).statusCode).toBe(303)
    const refused = await ask()
    expect(refused.statusCode).toBe(422)
    expect(textOf((await page()).body)).toContain('Den som inte svarar har svarat.')
  })

  test('by somebody whose second step was long ago asks for it, and the words come back', async () => {
    const { site, ask, own } = await opened()
    site.advance(40 * MINUTE)
    const late = await ask()
    expect([late.statusCode, late.body.includes(asking.text)]).toEqual([403, true])
    expect(shownIn(await own())).toEqual({})
  })
})

describe('to the office', () => {
  /** Every page of the desk about the letter, and every mail, after the writer did this. */
  async function seen(...answers: readonly string[]) {
    const { site, page, ask, answer, official, number } = await opened()
    await ask()
    for (const one of answers) await answer(one)
    site.advance(MINUTE)
    const pages = [await page()]
    for (const path of ['/desk/letters', `/desk/letters/${number}`, '/desk/posts'])
      pages.push(await site.get(path, { cookie: official }))
    const mails = await site.storage.read.selectFrom('mail').selectAll().execute()
    const steps = await site.storage.read.selectFrom('letter_step').select('at').execute()
    return JSON.stringify([pages.map(({ body }) => body), mails.length, steps])
  }

  test('a no, silence and a yes that was taken back are the same, byte for byte', async () => {
    const silence = await seen()
    expect(silence).toContain('Väntar på svar')
    for (const answers of [['no'], ['yes', 'none'], ['yes', 'no'], ['no', 'none']])
      expect([answers, (await seen(...answers)) === silence]).toEqual([answers, true])
    expect((await seen('yes')) === silence).toBe(false)
  })
})

describe('by law', () => {
  test('a letter is passed on without a yes, and its writer sees what, to whom, why and the law at once', async () => {
    const { ask, own, page } = await opened()
    const without = await ask({ by: 'law' })
    expect([without.statusCode, textOf(without.body)]).toEqual([
      422,
      expect.stringContaining('Välj vilken lag som kräver det.'),
    ])
    const done = await ask({ by: 'law', law: 'se_child' })
    expect(done.headers.location).toContain('done=letters.passed')
    const told = textOf(await own())
    expect(told).toContain('19 kap. 1 § socialtjänstlagen (2025:400)')
    for (const words of [asking.text, asking.recipient, asking.reason])
      expect(told).toContain(words)
    expect(textOf((await page()).body)).toContain('Det som har lämnats vidare')
  })

  test('only with a law of the country', async () => {
    const { ask, page } = await opened()
    for (const law of ['no_child', 'because', '']) {
      const { statusCode } = await ask({ by: 'law', law })
      expect([law, statusCode]).toEqual([law, 422])
    }
    expect((await page()).body).not.toContain('barnevern')
  })
})

describe('of a letter that was handed over to the whistleblower function', () => {
  test('registrars alone ask, and pass on', async () => {
    const { site, official, registrar, number, at, ask, answer, press } = await opened()
    await ask()
    await site.post(
      `/desk/letters/${number}/hand-over`,
      { reason: 'Ett larm.' },
      { cookie: official },
    )
    expect((await site.get(at, { cookie: official })).statusCode).toBe(404)
    expect((await ask()).statusCode).toBe(404)
    await answer('yes')
    expect((await press('handed', registrar)).statusCode).toBe(303)
  })
})

describe('in the data folder', () => {
  test('no word of what is asked lies unsealed', async () => {
    const { site, ask, answer } = await opened()
    const words = { recipient: 'zqtillvemzq', text: 'zqtextenzq', reason: 'zqvarforzq' }
    await ask(words)
    await answer('yes')
    await ask({ ...words, by: 'law', law: 'se_danger' })
    const { dataDir } = site.settings
    const files = readdirSync(dataDir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    expect(files.some((bytes) => bytes.includes('Kerstin Ahlby'))).toBe(true)
    for (const word of Object.values(words))
      expect(files.some((bytes) => bytes.includes(word))).toBe(false)
  })
})

describe('the database itself', () => {
  async function raw() {
    const world = await opened()
    await world.ask()
    const db = open(world.site.storage.file, false)
    const tried = (sql: string) => {
      try {
        db.prepare(sql).run()
        return 'done'
      } catch (problem) {
        return (problem as { code?: string }).code
      }
    }
    return { ...world, db, tried }
  }

  const sent = "update letter_passing set sent_at = '2026-11-21T10:00:00.000Z', sent_by = 1"

  test('refuses that something was passed on without a yes to that hash, or a law', async () => {
    const { tried, answer, db } = await raw()
    expect(tried(sent)).toBe('SQLITE_CONSTRAINT_CHECK')
    await answer('no')
    expect(tried(sent)).toBe('SQLITE_CONSTRAINT_CHECK')
    const other = `answer = 'yes', agreed_hash = '${'0'.repeat(64)}'`
    expect(tried(`update letter_passing set ${other}`)).toBe('SQLITE_CONSTRAINT_CHECK')
    expect(tried("update letter_passing set law = 'se_child'")).toBe('SQLITE_CONSTRAINT_TRIGGER')
    for (const column of ['sealed', 'hash', 'letter_id'])
      expect(tried(`update letter_passing set ${column} = ${column}`)).toBe(
        'SQLITE_CONSTRAINT_TRIGGER',
      )
    const columns = 'letter_id, at, account_id, by_name, by_title, law, sealed, hash'
    const insert = (rest: string, values: string) =>
      `insert into letter_passing (id, ${columns}, answer, agreed_hash, sent_at, sent_by)
       select 99, ${columns}${rest}, ${values} from letter_passing`
    expect(tried(insert('', "'yes', hash, at, 1"))).toBe('SQLITE_CONSTRAINT_TRIGGER')
    expect(tried(insert('', 'null, null, at, 1'))).toBe('SQLITE_CONSTRAINT_TRIGGER')
    expect(tried(insert('', 'null, null, null, null'))).toBe('SQLITE_CONSTRAINT_TRIGGER')
    await answer('yes')
    expect(tried(sent)).toBe('done')
    expect(tried("update letter_passing set answer = 'no', agreed_hash = null")).toBe(
      'SQLITE_CONSTRAINT_TRIGGER',
    )
    db.close()
  })
})
