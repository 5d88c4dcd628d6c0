/** Who reaches what of a request, in every state that matters: route by visitor. */
import { describe, expect, test } from 'vitest'
import { openVault } from '../../server/letters/vault.ts'
import { delegationOf, endDelegation } from '../../server/requests/delegation-store.ts'
import { answerRequest } from '../../server/requests/office-actions.ts'
import { findSite } from '../../server/site/store.ts'
import type { House } from '../../server/web/house.ts'
import { hiddenFields, type Person, testLetterKey } from '../support/site.ts'
import { askFor, goOn, mine, openRequests } from './asking.ts'

const refusal = { ground: 'health_private', provision: 'OSL 21:1', reason: 'Hälsa.' }
const people = ['official', 'author', 'moderator', 'registrar', 'administrator'] as const

/** Ids of the accounts of a test site, in the order in which they were invited. */
const idOf: Readonly<Record<Person, string>> = {
  ...{ official: '1', author: '2', moderator: '3', registrar: '4', administrator: '5' },
}

async function openAsked(state: 'asked' | 'demanded') {
  const requests = await openRequests()
  const cookie = await askFor(requests.site)
  if (state === 'demanded') {
    await requests.act('refuse', refusal)
    await goOn(requests.site, cookie, 'demand')
  }
  const cookies: Record<string, string> = {}
  for (const who of people) cookies[who] = await requests.site.signIn(who)
  return { ...requests, cookie, cookies }
}

const pages = ['', '/1', '/1/release', '/1/refuse'].map((path) => `/desk/requests${path}`)

describe('requests at the desk', () => {
  test('are there for registrars, and to nobody else', async () => {
    const { site, cookies } = await openAsked('asked')
    for (const who of people)
      for (const path of pages) {
        const { statusCode, body } = await site.get(path, { cookie: cookies[who] })
        expect([who, path, statusCode]).toEqual([who, path, who === 'registrar' ? 200 : 404])
        if (who !== 'registrar') expect(body).not.toContain('skolskjuts')
      }
    for (const path of pages) expect((await site.get(path)).statusCode).toBe(303)
  })

  test.each(['release', 'refuse', 'not_held', 'question', 'items', 'items/end'])(
    'take %s from registrars alone',
    async (act) => {
      const { site, cookies } = await openAsked('asked')
      const form = { ...refusal, piece: 'Här.', reply: 'Vad?', kind: 'post', item: '1' }
      for (const who of ['official', 'author', 'moderator', 'administrator'] as const) {
        const answer = await site.post(`/desk/requests/1/${act}`, form, { cookie: cookies[who] })
        expect([who, answer.statusCode]).toEqual([who, 404])
      }
      expect((await site.post(`/desk/requests/1/${act}`, form)).statusCode).toBe(403)
    },
  )

  test('are there for somebody with a delegation too, who alone signs, until it ends', async () => {
    const { site, cookies, administrator, delegate } = await openAsked('demanded')
    const decide = (who: Person) =>
      site.post('/desk/requests/1/decide', refusal, { cookie: cookies[who] })
    expect((await decide('registrar')).statusCode).toBe(403)
    expect((await decide('moderator')).statusCode).toBe(404)
    await delegate(idOf.moderator)
    expect((await decide('registrar')).statusCode).toBe(403)
    const sent = { cookie: cookies.moderator }
    expect((await site.get('/desk/requests/1/decide', sent)).statusCode).toBe(200)
    const end = { delegation: '1' }
    const ended = await site.post('/desk/requests/channel/delegations/end', end, {
      cookie: administrator,
    })
    expect(ended.statusCode).toBe(303)
    expect((await decide('moderator')).statusCode).toBe(404)
    await delegate(idOf.moderator, 'KS 2026/4 § 1')
    expect((await decide('moderator')).statusCode).toBe(303)
  })

  test.each([
    ['nobody', { account: '99', reference: 'KS 1' }],
    ['without a decision of the authority', { account: '4', reference: ' ' }],
    ['at great length', { account: '4', reference: 'x'.repeat(201) }],
  ])('are signed by %s: that is no delegation', async (_, form) => {
    const { site, administrator } = await openAsked('asked')
    const path = '/desk/requests/channel/delegations'
    const answer = await site.post(path, form, { cookie: administrator })
    expect(answer.statusCode).toBe(422)
    const rows = await site.storage.read.selectFrom('request_delegation').selectAll().execute()
    expect(rows).toEqual([])
  })
})

describe('the page behind the code', () => {
  test('is its holder’s: another code neither shows nor moves the request', async () => {
    const { site, act } = await openRequests()
    const cookie = await askFor(site)
    await act('refuse', refusal)
    const other = await askFor(site, 'Något annat.')
    expect(await mine(site, other)).not.toContain('skolskjuts')
    for (const what of ['demand', 'withdraw', 'more'])
      expect((await goOn(site, other, what, { text: 'x' })).statusCode).toBe(404)
    expect((await goOn(site, '', 'demand')).statusCode).toBe(403)
    expect(await mine(site, cookie)).toContain('Nekad')
  })

  test('gives words back to whoever no longer holds the code, and takes them with it', async () => {
    const { site } = await openRequests()
    const cookie = await askFor(site)
    const text = 'Jag menar avtalet från våren.'
    const refused = await goOn(site, '', 'more', { text })
    expect([refused.statusCode, refused.body.includes(text)]).toEqual([403, true])
    const code = cookie.replace('receipt=', '')
    expect((await goOn(site, '', 'more', { text, code })).statusCode).toBe(303)
    expect(await mine(site, cookie)).toContain(text)
  })
})

test('a delegation that ended while the form was open signs nothing', async () => {
  const { site, delegate } = await openAsked('demanded')
  await delegate('4')
  const delegation = await delegationOf(site.storage.read, 4)
  const found = await findSite(site.storage.read, site.clock())
  await site.storage.transact((tx) => endDelegation(tx, delegation?.id ?? 0, site.clock()))
  const house = { storage: site.storage, clock: site.clock, site: () => found } as unknown as House
  const handler = { accountId: 4, name: 'Maj Sund', title: 'registrator', delegation }
  const typed = { ...refusal, id: 1, act: 'decide', reply: '', piece: '', wider: false }
  const done = await answerRequest(house, openVault(testLetterKey, 'request'), handler, {
    ...{ ...typed, files: undefined },
  })
  expect(done).toEqual({ ok: false, problem: 'forbidden' })
})

describe('the same form', () => {
  test('sent twice is one request with one code', async () => {
    const { site } = await openRequests()
    const preview = await site.post('/request/preview', { text: 'Avtalet.' })
    const form = { text: 'Avtalet.', ...hiddenFields(preview.body) }
    const cookies = [await site.post('/request', form), await site.post('/request', form)].map(
      ({ headers }) => String(headers['set-cookie']).split(';')[0],
    )
    expect(cookies[0]).toBe(cookies[1])
    const rows = await site.storage.read.selectFrom('document_request').selectAll().execute()
    expect(rows).toHaveLength(1)
  })

  test('of a button pressed twice changes nothing more', async () => {
    const { site, act } = await openRequests()
    const cookie = await askFor(site)
    await act('refuse', refusal)
    for (let at = 0; at < 2; at++) expect((await goOn(site, cookie, 'demand')).statusCode).toBe(303)
    const steps = await site.storage.read.selectFrom('request_step').selectAll().execute()
    expect(steps).toHaveLength(3)
    expect((await act('refuse', refusal)).statusCode).toBe(409)
  })
})

describe('nothing of a request', () => {
  test('lies in the files of the database unsealed', async () => {
    const { site, act } = await openRequests()
    await askFor(site, 'Zqbeskrivning av handlingen.')
    await act('release', { reply: 'Zqsvaret.', piece: 'Zqutlämnat.' })
    const steps = await site.storage.read.selectFrom('request_step').selectAll().execute()
    expect(JSON.stringify(steps)).not.toMatch(/Zq(?:beskriv|svaret|utl)/) // two letters alone stand in sealed bytes by chance
  })

  test('is taken while the channel is closed, and what was asked is answered all the same', async () => {
    const { site, act, administrator } = await openRequests()
    const cookie = await askFor(site)
    await site.post('/desk/requests/channel', { search: '' }, { cookie: administrator })
    expect((await site.post('/request/preview', { text: 'Mer.' })).statusCode).toBe(404)
    expect((await site.get('/request')).body).not.toContain('action="/request/preview"')
    expect((await act('release', { piece: 'Här.' })).statusCode).toBe(303)
    expect(await mine(site, cookie)).toContain('Utlämnad')
  })
})
