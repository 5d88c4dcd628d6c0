/** Two people in one draft: they know of each other, neither overwrites the other, and nothing is lost. */
import { expect, test } from 'vitest'
import { MINUTE } from '../../server/kernel/clock.ts'
import { hiddenFields, openTestSite } from '../support/site.ts'
import { ledTo, textOf, typed, writeDraft } from './writing.ts'

const source = 'Ett.\n\nTvå.\n\nTre.'

/** Jonas and Kerstin have opened one draft; Kerstin saves first. */
async function openTwo(theirs: string, language = 'sv') {
  const site = await openTestSite()
  const jonas = `${await site.signIn('author')}; language=${language}`
  const kerstin = await site.signIn('official')
  const draft = await writeDraft(site, jonas, { source })
  const seen = hiddenFields((await site.get(draft, { cookie: jonas })).body)
  site.advance(MINUTE)
  await site.post(draft, { ...typed({ source: theirs }), ...seen }, { cookie: kerstin })
  /** Jonas sends his text. */
  const send = (mine: string, more = {}) =>
    site.post(draft, { ...typed({ source: mine }), ...seen, ...more }, { cookie: jonas })
  const now = async () =>
    /name="source"[^>]*>\n([\s\S]*?)<\/textarea>/.exec(
      (await site.get(draft, { cookie: jonas })).body,
    )?.[1]
  return { site, jonas, kerstin, draft, send, now }
}

test('who saves second is told by whom, sees what differs, and can bring both together', async () => {
  const { send, now, site, draft, jonas } = await openTwo(source.replace('Tre.', 'Tredje.'))
  const mine = source.replace('Ett.', 'Först.')
  const refused = await send(mine)
  expect(refused.statusCode).toBe(409)
  expect(textOf(refused.body)).toContain('Kerstin Ahlby sparade')
  expect(refused.body).toContain('För ihop båda texterna')
  expect(refused.body).toContain('Först.\n\nTvå.\n\nTre.</textarea>')
  const done = await send(mine, { ...hiddenFields(refused.body), act: 'together' })
  expect(done.headers.location).toBe(`${draft}?done=editor.together`)
  expect(await now()).toBe('Först.\n\nTvå.\n\nTredje.')
  const page = await site.get(done.headers.location as string, { cookie: jonas })
  expect(textOf(page.body)).toContain('Båda texterna är ihopförda.')
})

test('who changed the same place chooses, and what was not chosen is among the earlier texts', async () => {
  const { send, now, site, draft, jonas } = await openTwo(source.replace('Två.', 'Hennes.'), 'nb')
  const mine = source.replace('Två.', 'Min.')
  const refused = await send(mine)
  expect(refused.statusCode).toBe(409)
  expect(refused.body).not.toContain('value="together"')
  const forced = await send(mine, { ...hiddenFields(refused.body), act: 'together' })
  expect(forced.statusCode).toBe(409)
  const done = await send(mine, { ...hiddenFields(refused.body), act: 'save' })
  expect(done.statusCode).toBe(303)
  expect(await now()).toContain('Min.')
  const list = await site.get(`${draft}/earlier`, { cookie: jonas })
  expect(textOf(list.body)).toContain('Kerstin Ahlby, 19 tegn')
  const [, hers = ''] = /href="([^"]*\/earlier\/2)"/.exec(list.body) ?? []
  const text = await site.get(hers, { cookie: jonas })
  expect(text.body).toContain('Hennes')
  const back = hiddenFields(text.body)
  expect(ledTo(await site.post(`${draft}/earlier`, back, { cookie: jonas }))).toBe(draft)
  expect(await now()).toContain('Hennes.')
  expect((await site.post(`${draft}/earlier`, back, { cookie: jonas })).statusCode).toBe(409)
})

test('who gives way keeps the own text among the earlier ones', async () => {
  const { send, now, site, draft, jonas } = await openTwo(source.replace('Två.', 'Hennes.'))
  const refused = await send('Min helt egna text.')
  const done = await send('Min helt egna text.', { ...hiddenFields(refused.body), act: 'theirs' })
  expect(done.headers.location).toBe(`${draft}?done=editor.gave_way`)
  expect(await now()).toContain('Hennes.')
  const kept = await site.get(`${draft}/earlier/3`, { cookie: jonas })
  expect(kept.body).toContain('Min helt egna text<')
})

test('twenty texts are kept, for authors alone, and they go with the draft', async () => {
  const site = await openTestSite()
  const cookie = await site.signIn('author')
  const draft = await writeDraft(site, cookie)
  for (let time = 0; time < 22; time++) {
    const seen = hiddenFields((await site.get(draft, { cookie })).body)
    await site.post(draft, { ...typed({ source: `Text ${time}.` }), ...seen }, { cookie })
  }
  const moderator = await site.signIn('moderator')
  expect((await site.get(`${draft}/earlier`, { cookie: moderator })).statusCode).toBe(403)
  const rows = () => site.storage.read.selectFrom('draft_saving').select('number').execute()
  expect(await rows()).toHaveLength(20)
  expect((await site.get(`${draft}/earlier/1`, { cookie })).statusCode).toBe(404)
  await site.post(`${draft}/deletion`, {}, { cookie })
  expect(await rows()).toEqual([])
})

test('whoever opens a draft is told who else has it open, for a quarter of an hour', async () => {
  const site = await openTestSite()
  const jonas = await site.signIn('author')
  const kerstin = `${await site.signIn('official')}; language=nb`
  const draft = await writeDraft(site, jonas)
  const open = async (cookie: string) => textOf((await site.get(draft, { cookie })).body)
  expect(await open(jonas)).not.toContain('öppnade det här utkastet')
  site.advance(4 * MINUTE)
  expect(await open(kerstin)).toContain('Jonas Rask åpnet dette utkastet for 4 minutter siden')
  expect(await open(jonas)).toContain('Kerstin Ahlby öppnade det här utkastet nyss')
  site.advance(14 * MINUTE)
  expect((await site.post(`${draft}/open`, {}, { cookie: jonas })).statusCode).toBe(204)
  site.advance(14 * MINUTE)
  expect(await open(kerstin)).toContain('Jonas Rask åpnet dette utkastet for 32 minutter siden')
  site.advance(15 * MINUTE)
  expect(await open(kerstin)).not.toContain('Jonas Rask')
})
