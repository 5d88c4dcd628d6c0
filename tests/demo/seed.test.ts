import { expect, test } from 'vitest'
import { people } from '../../server/demo/content.ts'
import { disclosures } from '../../server/demo/disclosure-events.ts'
import { letters } from '../../server/demo/letter-events.ts'
import { seedDemo } from '../../server/demo/seed.ts'
import { eventKinds } from '../../server/disclosures/disclosure.ts'
import { instant } from '../../server/kernel/clock.ts'
import { verify } from '../../server/ledger/verify.ts'
import { textOf } from '../posts/writing.ts'
import { cookieFrom, openTestSite, testLetterKey } from '../support/site.ts'

test('the demo is a whole site that two years happened to', { timeout: 60_000 }, async () => {
  const site = await openTestSite({ bare: true, clock: instant(Date.UTC(2026, 10, 21, 9)) })
  const codes = await seedDemo({ ...site, letterKey: testLetterKey }, site.settings.publicUrl)
  await site.restart()

  const front = await site.get('/')
  expect(front.statusCode).toBe(200)
  expect(front.body).toContain('Personligt')
  expect(front.body).toContain('Officiellt')
  expect(textOf(front.body)).toMatch(
    /Officiellt Ligger överst till och med 5 december 2026 Budgeten/,
  )
  expect(textOf(front.body)).toMatch(/Kom och fråga\. I korthet, 20 november 2026/)
  const series = textOf((await site.get('/series/svar-pa-fragor-fran-forelasningen')).body)
  expect(series).toMatch(/Frågorna som blev kvar på föreläsningen.*Bild åtta/s)
  const lifted = textOf((await site.get('/2025/10/bild-atta')).body)
  expect(lifted).toContain('började med en fråga från Kursare som satt längst fram')
  const planned = site.storage.read.selectFrom('post_schedule').select('due_at')
  expect(await planned.execute()).toEqual([{ due_at: '2026-11-24T06:00:00.000Z' }])
  expect(await count(site, 'public_post')).toBeGreaterThanOrEqual(15)
  expect(await count(site, 'comment')).toBeGreaterThanOrEqual(200)
  const states = await site.storage.read.selectFrom('letter').select('status').distinct().execute()
  expect(states.map(({ status }) => status).sort()).toEqual([
    ...['answered', 'answering', 'closed', 'received'],
  ])
  const kept = await site.storage.read
    .selectFrom('letter')
    .select(['post_id', 'language'])
    .execute()
  const { direct, letters: told } = letters()
  const isShown = site.storage.read.selectFrom('public_direct_answer').selectAll()
  expect(await isShown.execute()).toHaveLength(direct.filter(({ shown }) => shown).length)
  expect(kept.filter(({ post_id }) => post_id !== null)).toHaveLength(
    told.filter(({ about }) => about !== undefined).length + direct.length,
  )
  expect(kept.map(({ language }) => language).sort()).toEqual(
    [...told, ...direct.map(() => ({ language: 'sv' }))].map(({ language }) => language).sort(),
  )
  const register = site.storage.read.selectFrom('letter_state').select('state').distinct()
  expect((await register.execute()).map(({ state }) => state).sort()).toEqual([
    ...['exempt', 'registered', 'unassessed', 'waiting'],
  ])
  const steps = site.storage.read.selectFrom('letter_step').select('kind').distinct()
  expect((await steps.execute()).map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['erased', 'held', 'released', 'marked', 'flagged']),
  )
  const code = codes.get('letter matsalen') ?? ''
  const mine = textOf((await site.get('/receipt', { cookie: `receipt=${code}` })).body)
  expect(mine).toContain('Jag lagar maten som du åt den där fredagen.')
  expect(mine).toContain('Hälsa köket, och säg inte från vem.')
  expect(mine).not.toContain('Frågar skolchefen')
  const draughty = codes.get('letter jarnaffaren') ?? ''
  const theirs = textOf((await site.get('/receipt', { cookie: `receipt=${draughty}` })).body)
  expect(theirs).toMatch(/lastporten\.png \(PNG-bild, .*temperatur\.txt \(text, /)
  expect(await site.storage.read.selectFrom('letter_excluded').selectAll().execute()).toHaveLength(
    1,
  )
  const requests = await site.storage.read
    .selectFrom('request_state')
    .select('state')
    .orderBy('request_id')
    .execute()
  expect(requests.map(({ state }) => state)).toEqual(['released', 'decided', 'asked', 'asked'])
  const asked = codes.get('request skolskjuts') ?? ''
  const answer = textOf((await site.get('/receipt', { cookie: `receipt=${asked}` })).body)
  expect(answer).toContain('Pris per tur: [uppgift borttagen 15 september 2026, 31 kap. 16 §')
  expect(answer).toContain('kammarrätten')
  expect(answer).not.toContain('4 120')
  const archive = site.storage.read.selectFrom('disclosure_event').select('kind').distinct()
  expect((await archive.execute()).map(({ kind }) => kind).sort()).toEqual([...eventKinds].sort())
  const entries = await site.storage.read.selectFrom('public_disclosure').selectAll().execute()
  expect(entries).toHaveLength(disclosures().length + 1) // and one in the text of a post
  expect([...new Set(entries.map(({ state }) => state))].sort()).toEqual([
    ...['disclosed', 'ended', 'partly', 'withheld'],
  ])
  expect([...new Set(entries.map(({ first_at }) => first_at.slice(0, 4)))].sort()).toEqual([
    ...['2024', '2025', '2026'],
  ])
  const placed = entries.filter(({ post_id, comment_id }) => post_id ?? comment_id)
  expect(placed).toHaveLength(disclosures().filter(({ on }) => on).length + 1)
  const overdue = (await site.get('/openness?overdue=1')).body
  expect(overdue.match(/class="hit"/g)?.length).toBeGreaterThanOrEqual(3)
  expect((await site.get('/openness/figures')).body).toContain('role="img"')
  expect(textOf((await site.get('/openness')).body)).toContain('Skulle ha setts över senast')
  const official = people().staff[0]
  const { email = '', password = '' } = official ?? {}
  const cookie = cookieFrom(await site.post('/sign-in', { email, password }))
  const due = textOf((await site.get('/desk/openness', { cookie })).body)
  expect(due).toMatch(/syns för alla sedan .* syns för alla från .*Inom två veckor .*Senare/)
  expect(await verify(site.storage.read)).toMatchObject({ ok: true })
})

async function count(
  { storage }: Awaited<ReturnType<typeof openTestSite>>,
  table: 'public_post' | 'comment',
): Promise<number> {
  const all = storage.read.selectFrom(table).select((eb) => eb.fn.countAll<number>().as('count'))
  return (await all.executeTakeFirstOrThrow()).count
}
