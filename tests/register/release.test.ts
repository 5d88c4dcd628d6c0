import { describe, expect, test } from 'vitest'
import { marked } from '../../server/register/release.ts'
import { choicesIn, postFiles } from '../files/chosen.ts'
import { openAt } from '../letters/channel.ts'
import { textOf } from '../posts/writing.ts'
import { hiddenFields } from '../support/site.ts'
import { openRegister } from './register.ts'

const text = 'Taket läcker.\n\nMin granne Zqgrannezq är sjuk. Laga det.'
const withheld = text.replace(
  'Min granne Zqgrannezq är sjuk.',
  '[[Min granne Zqgrannezq är sjuk.]]',
)
const part = { outcome: 'partly', provision: '21 kap. 1 § OSL', reason: 'Hälsa.', piece: withheld }

/** A letter that somebody asks for, its writer's page of what was given out, and the copies at the desk. */
async function openRelease(wanted = {}) {
  const register = await openRegister(wanted)
  const { site, sent, receive, act } = register
  const { number, cookie } = await receive({ text, name: 'Zqnamnzq' })
  const give = (form: Parameters<typeof act>[1] = {}) => act('release', form, number)
  const read = async () => textOf((await site.get(`/receipt/released/${number}`, { cookie })).body)
  const copy = (id = 1) => site.get(`/desk/register/${number}/releases/${id}`, sent)
  const own = async () => textOf((await site.get('/receipt', { cookie })).body)
  return { ...register, number, cookie, give, read, copy, own }
}

describe('a letter that is given out in part', () => {
  test('has the passage in no copy, and stays as it was', async () => {
    const { site, give, copy, number, sent, read, own, official } = await openRelease()
    expect((await give({ ...part, hides: 'name' })).statusCode).toBe(303)
    const answer = await copy()
    expect(answer.headers).toMatchObject({
      'content-disposition': `attachment; filename="brev-${number}-kopia-1.html"`,
      'cache-control': 'no-store',
    })
    expect(answer.body).not.toMatch(/Zqgrannezq|Zqnamnzq|sjuk/)
    expect(answer.body).toContain('[uppgift inte utlämnad] Laga det.')
    expect(answer.body).toContain('21 kap. 1 § OSL')
    expect((await site.get(`/desk/letters/${number}`, sent)).body).toContain('Zqgrannezq')
    const told = await read()
    expect(told).toContain('En del av brevet lämnades ut')
    expect(told).toContain('Prövning: 21 kap. 1 § OSL. Hälsa.')
    expect(told).not.toContain('Zqgrannezq')
    expect(await own()).toContain('prövade en begäran och lämnade ut en del av brevet')
    expect(await own()).toContain('Läs vad som lämnades ut')
    const elsewhere = await site.get(`/desk/register/${number}/releases/1`, { cookie: official })
    expect(elsewhere.statusCode).toBe(404)
  })

  test('needs a provision and something that is withheld', async () => {
    const { give } = await openRelease()
    for (const wrong of [
      { provision: ' ' },
      { reason: '' },
      { outcome: '' },
      { piece: text },
      { outcome: 'whole' },
      { piece: `${withheld} Mer.` },
      { piece: text.replace('Laga', '[[Laga') },
    ]) {
      const refused = await give({ ...part, ...wrong })
      expect([wrong, refused.statusCode]).toEqual([wrong, 422])
      expect(refused.body).toContain('Zqgrannezq') // what was typed comes back
    }
    expect((await give(part)).statusCode).toBe(303)
  })
})

describe('a letter that is given out', () => {
  test('whole has every word, and no provision is needed when nothing is secret', async () => {
    const { give, copy, read } = await openRelease()
    await give({ outcome: 'whole', reason: 'Inget hemligt.', piece: text })
    expect((await copy()).body).toContain('Min granne Zqgrannezq är sjuk.')
    expect(await read()).toContain('Prövning: inget är hemligt. Inget hemligt.')
  })

  test('not at all makes no copy, and says where a refusal is decided', async () => {
    const { page, number, give, copy, read } = await openRelease()
    expect(await page(`/desk/register/${number}/release`)).toContain(
      'överklagas till kammarrätten inom tre veckor',
    )
    await give({ ...part, outcome: 'refused', piece: text })
    expect((await copy()).statusCode).toBe(404)
    expect(await read()).toContain('Inget av brevet lämnades ut')
  })

  test('in Norway names paragraph and ledd, and says that more was considered', async () => {
    const { give } = await openRelease({ country: 'no' })
    const norsk = { ...part, provision: 'offentleglova § 13 første ledd', wider: 'yes' }
    expect((await give({ ...norsk, provision: 'offentleglova' })).statusCode).toBe(422)
    expect((await give({ ...norsk, wider: [] })).statusCode).toBe(422)
    expect((await give(norsk)).statusCode).toBe(303)
  })

  test('goes with the files that are chosen', async () => {
    const { site, give, copy, number, cookie, sent } = await openRelease()
    const form = { letter: String(number), text: 'Se bilden.' }
    const files = ['ja.txt', 'nej.txt'].map((name) => ({ name, bytes: `zq${name}zq` }))
    const seen = await postFiles(site, '/receipt/letter', form, files, { cookie })
    const chosen = { ...form, ...hiddenFields(seen.body), ...choicesIn(seen.body) }
    await site.post('/receipt/letter', chosen, { cookie })
    await openAt(site, number, sent)
    await give({ ...part, outcome: 'partly', piece: [text, 'Se bilden.'], files: '1' })
    const answer = await copy()
    expect(answer.headers['content-type']).toBe('application/zip')
    expect(answer.body).toContain('ja.txt')
    expect(answer.body).not.toContain('nej.txt')
  })

  test('is read by its own writer alone, and with no second step by no registrar', async () => {
    const { site, give, copy, write, number } = await openRelease()
    await give(part)
    const other = await write({ text: 'Ett annat.' })
    const path = `/receipt/released/${number}`
    expect((await site.get(path, { cookie: other.cookie })).statusCode).toBe(404)
    expect((await site.get(path)).statusCode).toBe(303)
    site.advance(40 * 60_000)
    expect((await copy()).body).not.toContain('Taket läcker')
    expect((await give(part)).statusCode).toBe(403)
  })

  test('lies sealed, and is never changed', async () => {
    const { site, give } = await openRelease()
    await give(part)
    const [row] = await site.storage.read.selectFrom('letter_release').selectAll().execute()
    expect(JSON.stringify(row)).not.toMatch(/Taket|Hälsa|21 kap/)
  })
})

test.each([
  ['a [[b]] c', ['a ', null, ' c']],
  ['[[a b]] c', [null, ' c']],
  ['a b [[c]]', ['a b ', null]],
  ['a b c', ['a b c']],
])('of %j is given out %j', (typed, parts) => {
  expect(marked('a b c', typed)).toEqual({ ok: true, value: parts })
})
