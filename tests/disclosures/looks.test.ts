/** Looking again at the desk: what each outcome needs, what it leaves, and what comes back when it cannot be kept. */
import { describe, expect, test } from 'vitest'
import { findByEmail } from '../../server/accounts/store.ts'
import { verify } from '../../server/ledger/verify.ts'
import { publishPost } from '../posts/writing.ts'
import { staff, type TestSite } from '../support/site.ts'
import { account, accounted, look, openArchive, publicly, textIn } from './archive.ts'

const acts = async ({ storage }: TestSite) => {
  const rows = await storage.read.selectFrom('ledger_entry').select('body').orderBy('id').execute()
  return rows
    .map(({ body }) => JSON.parse(body))
    .filter(({ kind }) => kind.startsWith('disclosure_'))
    .map(({ kind, event, outcome, state, look_again }) => [kind, event, outcome, state, look_again])
}

describe('what may come of a look', () => {
  test('told: the entry leads to where it is told now', async () => {
    const { site, author, id } = await openArchive()
    const post = await publishPost(site, await site.signIn('official'))
    const page = await site.get(`/desk/openness/${id}/disclosed`, { cookie: author })
    expect(page.body).toContain(`value="${post.path}"`)
    const done = await look(site, author, { id, what: 'disclosed', told: post.path })
    expect(done.headers.location).toBe(`/desk/openness/${id}?done=looks.disclosed`)
    const shown = await site.get(`/openness/${id}`)
    expect(shown.body).toContain(`<a href="${post.path}">`)
    expect(textIn(shown.body)).toMatch(/Berättat .*Jag berättade/)
    expect(textIn(shown.body)).toContain('Vi köper mark i norr.')
  })

  test('told elsewhere: an address that was written counts before a choice', async () => {
    const { site, author, id } = await openArchive()
    const elsewhere = 'https://www.eken.example/mark'
    const form = { told: '/2026/11/annat', told_other: elsewhere, canSay: 'Vi har köpt mark.' }
    expect((await look(site, author, { id, what: 'disclosed', ...form })).statusCode).toBe(303)
    expect((await site.get(`/openness/${id}`)).body).toContain(`<a href="${elsewhere}">`)
  })

  test('what was said before can be checked against the ledger as long as its history is public', async () => {
    const { site, author, id } = await openArchive()
    await look(site, author, { id, what: 'narrowed', canSay: 'Vi köper Eken 2:1.' })
    const rows = site.storage.read.selectFrom('ledger_entry').select(['id', 'kind']).orderBy('id')
    const made = (await rows.execute()).find(({ kind }) => kind === 'disclosure_made')
    const page = textIn((await site.get(`/ledger/${made?.id}`)).body)
    expect(page).toContain('Vi köper mark i norr.')
    expect(page).not.toContain('Texten är inte offentlig')
  })

  test('narrowed: more is said, the rest has a new day', async () => {
    const { site, author, id } = await openArchive()
    const form = { canSay: 'Vi köper Eken 2:1.', reviewOn: '2027-02-01' }
    expect((await look(site, author, { id, what: 'narrowed', ...form })).statusCode).toBe(303)
    const text = await publicly(site, id)
    expect(text).toContain('Delvis berättat')
    expect(text).toContain('Vi köper Eken 2:1.')
    expect(text).toContain('Senast 1 februari 2027 tittar jag på det igen.')
    expect(text, 'what it said before').toContain('Vi köper mark i norr.')
  })

  test('kept: with a reason of its own, on the day that the ground gives', async () => {
    const { site, author, id } = await openArchive()
    const form = { why: 'Säljaren har ett bud till.' }
    expect((await look(site, author, { id, what: 'kept', ...form })).statusCode).toBe(303)
    const text = await publicly(site, id)
    expect(text).toContain('Säljaren har ett bud till.')
    expect(text).toContain('Senast 20 juli 2027 tittar jag på det igen.')
  })

  test('ended: with a why, and it is looked at no more', async () => {
    const { site, author, id } = await openArchive()
    const form = { because: 'Köpet blev inte av.' }
    expect((await look(site, author, { id, what: 'ended', ...form })).statusCode).toBe(303)
    const text = await publicly(site, id)
    expect(text).toContain('Köpet blev inte av.')
    expect(text).not.toContain('tittar jag på det igen')
    const desk = await site.get(`/desk/openness/${id}`, { cookie: author })
    expect(desk.body).not.toContain(`/desk/openness/${id}/kept`)
    const page = await site.get(`/desk/openness/${id}/kept`, { cookie: author })
    expect(page.headers.location).toBe(`/desk/openness/${id}`)
  })

  test('each is an act in the ledger, which holds as a whole', async () => {
    const { site, author, id } = await openArchive()
    await look(site, author, { id, what: 'kept', why: 'Ett bud till.', reviewOn: '2027-03-01' })
    await look(site, author, { id, what: 'narrowed', canSay: 'Mer.', reviewOn: '2027-04-01' })
    await look(site, author, { id, what: 'disclosed', told_other: '/about' })
    const other = await account(site, author, { reviewOn: '2027-01-20' })
    await look(site, author, { id: other, what: 'ended', because: 'Blev inte av.' })
    await correct(site, author, other, { why: 'Priset steg.', because: 'Fel ord.' })
    expect(await acts(site)).toEqual([
      ['disclosure_made', 1, undefined, 'withheld', '2027-01-20'],
      ['disclosure_looked_at', 2, 'kept', 'withheld', '2027-03-01'],
      ['disclosure_looked_at', 3, 'narrowed', 'partly', '2027-04-01'],
      ['disclosure_looked_at', 4, 'disclosed', 'disclosed', '2027-04-01'],
      ['disclosure_made', 1, undefined, 'withheld', '2027-01-20'],
      ['disclosure_looked_at', 2, 'ended', 'ended', '2027-01-20'],
      ['disclosure_corrected', 3, undefined, 'ended', '2027-01-20'],
    ])
    expect((await verify(site.storage.read)).ok).toBe(true)
  })
})

/** Sends the whole form of a correction: what is named here, and what the entry says. */
const correct = (site: TestSite, cookie: string, id: number, change: Record<string, string>) =>
  look(site, cookie, { id, what: 'correction', ...accounted({ capacity: 'personal' }), ...change })

describe('what cannot be kept', () => {
  test.each([
    ['disclosed', { canSay: 'Nytt.' }, 'told_other', 'Välj ett inlägg'],
    ['disclosed', { told_other: 'javascript:alert(1)' }, 'told_other', 'Välj ett inlägg'],
    ['narrowed', { canSay: 'Vi köper mark i norr.' }, 'canSay', 'Skriv något annat'],
    ['kept', { why: 'priset stiger  om det blir känt. ' }, 'why', 'Skriv något annat'],
    ['kept', { why: 'Nytt.', reviewOn: '2027-01-20' }, 'reviewOn', 'senare än den förra'],
    ['ended', { because: ' ' }, 'because', 'Skriv varför'],
  ])('%s with %o is handed back with what to mend', async (what, form, name, words) => {
    const { site, author, id } = await openArchive()
    const answer = await look(site, author, { id, what, ...form })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain(`href="#${name}"`)
    expect(answer.body).toMatch(new RegExp(`id="${name}-fault">[^<]*${words}`))
    for (const text of Object.values(form)) expect(answer.body).toContain(text.trim())
    expect(await acts(site)).toHaveLength(1)
  })

  test('words that must not appear stop a look and a correction, and come back nowhere', async () => {
    const { site, author, id } = await openArchive()
    for (const [what, form] of [
      ['kept', { why: 'Holmgren säljer inte än.' }],
      ['narrowed', { canSay: 'Vi köper av Holmgren.' }],
      ['ended', { because: 'Holmgren sålde till någon annan.' }],
      ['disclosed', { told_other: '/2026/11/holmgren' }],
      ['correction', accounted({ capacity: 'personal', because: 'Holmgren ville det.' })],
    ] as const) {
      const unwanted = 'zqhemligtzq, holmgren'
      const answer = await look(site, author, { id, what, ...form, unwanted })
      expect([what, answer.statusCode]).toEqual([what, 422])
      expect(textIn(answer.body)).toContain('Ett av orden som inte får stå här')
      expect(answer.body).not.toContain('zqhemligtzq')
    }
    expect(await acts(site)).toHaveLength(1)
  })

  test('whoever was overtaken sees both, and goes on from there', async () => {
    const { site, author, id } = await openArchive()
    const first = { seen: '1', why: 'Ett bud till.', reviewOn: '2027-03-01' }
    const second = { seen: '1', why: 'Anbudet löper ut.', unwanted: 'zqordzq' }
    const path = `/desk/openness/${id}/kept`
    const [one, two] = await Promise.all([
      site.post(path, first, { cookie: author }),
      site.post(path, second, { cookie: author }),
    ])
    expect([one.statusCode, two.statusCode].sort()).toEqual([303, 409])
    const late = one.statusCode === 409 ? one : two
    expect(textIn(late.body)).toMatch(/Någon har ändrat redogörelsen .*Ett bud till\..*Anbudet/)
    expect(late.body).not.toContain('zqordzq')
    expect(late.body).toContain('name="seen" value="2"')
    const again = await site.post(path, { ...second, seen: '2' }, { cookie: author })
    expect(again.statusCode).toBe(303)
    expect(await acts(site)).toHaveLength(3)
  })

  test('whoever looks at what has ended meanwhile keeps their words', async () => {
    const { site, author, id } = await openArchive()
    await look(site, author, { id, what: 'ended', because: 'Blev inte av.' })
    for (const seen of ['1', '2', 'x', ''])
      for (const form of [{ why: 'Anbudet löper ut.' }, { why: '', canSay: 'Anbudet löper ut.' }]) {
        const sent = { ...form, seen }
        const late = await site.post(`/desk/openness/${id}/kept`, sent, { cookie: author })
        expect(late.statusCode).toBe(409)
        expect(late.body).toMatch(/<textarea[^>]*readonly>\nAnbudet löper ut\.<\/textarea>/)
        expect(late.body).not.toContain('method="post" action="/desk/openness')
      }
    expect(await acts(site)).toHaveLength(2)
  })
})

describe('a correction', () => {
  test('is public with its reason, and moves neither state nor day', async () => {
    const { site, author, id } = await openArchive()
    const change = {
      why: 'Priset steg.',
      because: 'Fel tid.',
      state: 'disclosed',
      reviewOn: '2030-01-02',
    }
    const done = await correct(site, author, id, change)
    expect(done.headers.location).toBe(`/desk/openness/${id}?done=looks.corrected`)
    const text = await publicly(site, id)
    expect(text).toMatch(/Rättelse .*Fel tid\./)
    expect(text).toContain('Senast 20 januari 2027 tittar jag på det igen.')
    expect(text, 'what it said before').toContain('Priset stiger om det blir känt.')
  })

  test('by somebody else leaves who answers for it, until that person writes here no more', async () => {
    const { site, id } = await openArchive()
    const official = await site.signIn('official')
    const page = await site.get(`/desk/openness/${id}/correction`, { cookie: official })
    expect(textIn(page.body)).toContain(`vem som ansvarar (${staff.author.name}`)
    await correct(site, official, id, { why: 'Priset steg.', because: 'Fel tid.' })
    const who = async () => {
      const rows = site.storage.read.selectFrom('disclosure_event').selectAll().orderBy('number')
      return (await rows.execute()).map((row) => [row.kind, row.responsible_name])
    }
    expect(await who()).toEqual([
      ['made', staff.author.name],
      ['corrected', staff.author.name],
    ])
    const administrator = await site.signIn('administrator')
    const person = await findByEmail(site.storage.read, staff.author.email)
    await site.post(`/desk/accounts/${person?.id}/closure`, {}, { cookie: administrator })
    await correct(site, official, id, { why: 'Priset steg då.', because: 'Fel tid igen.' })
    expect((await who()).at(-1)).toEqual(['corrected', staff.official.name])
  })

  test('can change in which capacity it is said, but not away from its post', async () => {
    const { site, author, id } = await openArchive()
    await correct(site, author, id, { capacity: 'official', because: 'Nämnden står för det.' })
    expect((await site.get(`/openness/${id}`)).body).toContain('label--official')
    const post = await publishPost(site, await site.signIn('official'))
    const on = await account(site, author, {}, `?post=${post.id}`)
    const page = await site.get(`/desk/openness/${on}/correction`, { cookie: author })
    expect(page.body).not.toContain('name="capacity"')
    await correct(site, author, on, { capacity: 'official', why: 'Så.', because: 'Fel ord.' })
    expect((await site.get(`/openness/${on}`)).body).not.toContain('label--official')
  })

  test('that changes nothing, or has no reason, comes back with every word', async () => {
    const { site, author, id } = await openArchive()
    const same = await correct(site, author, id, { because: 'Fel ord.' })
    expect(same.statusCode).toBe(422)
    expect(textIn(same.body)).toContain('Inget är ändrat')
    const bare = await correct(site, author, id, { why: 'Nya ord.', canSay: '' })
    expect(bare.statusCode).toBe(422)
    expect(bare.body).toContain('href="#canSay"')
    expect(bare.body).toContain('href="#because"')
    expect(textIn(bare.body)).toContain('Nya ord.')
  })

  test('by somebody who was overtaken shows both', async () => {
    const { site, author, id } = await openArchive()
    await look(site, author, { id, what: 'kept', why: 'Ett bud till.' })
    const form = { ...accounted(), capacity: 'personal', seen: '1', because: 'Fel ord.' }
    const late = await site.post(`/desk/openness/${id}/correction`, form, { cookie: author })
    expect(late.statusCode).toBe(409)
    expect(textIn(late.body)).toMatch(/Någon har ändrat .*Ett bud till\..*Priset stiger/)
    expect(late.body).toContain('name="seen" value="2"')
  })
})
