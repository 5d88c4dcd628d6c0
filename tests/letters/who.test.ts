/** Every route of letters, asked by everybody, of a letter in every state. */
import { expect, test } from 'vitest'
import { routesOf } from '../support/routes.ts'
import { enrol, type Form, staff as people, type TestSite } from '../support/site.ts'
import { eraseAt, openChannel, openFor } from './channel.ts'

const text = 'Bara detta ord: zqbrevzq.'
const states = ['open', 'excluded', 'handed over', 'erased'] as const
type State = (typeof states)[number]

const staff = ['official', 'deputy', 'registrar', 'author', 'moderator', 'administrator'] as const
const others = ['stranger', 'holder', 'other holder'] as const
type Visitor = (typeof staff)[number] | (typeof others)[number]

/** Who reads a letter at the desk, in each state; whoever the writer excluded is the official and the deputy. */
const readers: Readonly<Record<State, readonly Visitor[]>> = {
  open: ['official', 'deputy', 'registrar'],
  excluded: ['registrar'],
  'handed over': ['registrar'],
  erased: ['official', 'deputy', 'registrar'],
}

/** What can be sent about a letter at the desk, in the order in which it is done. */
const acts: Readonly<Record<string, Form>> = {
  opening: {},
  draft: { reply: 'Ett utkast.' },
  phrase: { reply: 'Ett utkast.', phrase: '1' },
  reply: { reply: 'Tack.', capacity: 'official' },
  note: { note: 'En anteckning.' },
  status: { status: 'answering', answer_by: '2026-12-04' },
  document: { document: 'incoming', reason: 'Det kom in.' },
  diary: { diary: 'KS 2026/114' },
  address: { reason: 'Vi behöver ses.' },
  passing: { recipient: 'Fastighetschefen', text: 'zqbrevzq', reason: 'Taket.', by: 'asking' },
  'passing/handed': { passing: '1' },
  'passing/ended': { passing: '1' },
}

/** A letter in a state, and what each visitor's browser sends along; the deputy is one of the moderators. */
async function openWorld(state: State, { withDeputy }: { readonly withDeputy: boolean }) {
  const { site, official, write } = await openChannel()
  const moderator = await site.signIn('moderator')
  const accounts = site.storage.read.selectFrom('account').select('id')
  const { id } = await accounts.where('name', '=', people.moderator.name).executeTakeFirstOrThrow()
  if (withDeputy) await openFor(site, official, { deputies: String(id) })
  const written = { text, exclude: state === 'excluded' ? ['1', String(id)] : [] }
  const other = await write({ text: 'Ett annat brev.' })
  const { number, cookie } = await write(written)
  await change(site, number, state)
  const cookies: Record<Visitor, string> = {
    ...{ official, moderator, stranger: '', holder: cookie, 'other holder': other.cookie },
    deputy: withDeputy ? (await enrol(site, moderator)).cookie : '',
    registrar: await site.signIn('registrar'),
    author: await site.signIn('author'),
    administrator: await site.signIn('administrator'),
  }
  return { site, number, cookies }
}

async function change(site: TestSite, number: number, state: State): Promise<void> {
  const { storage, clock } = site
  if (state === 'erased') await eraseAt(site, number)
  const set = state === 'handed over' ? { handed_over_at: clock() } : undefined
  if (set)
    await storage.transact((tx) =>
      tx.updateTable('letter').set(set).where('id', '=', number).execute(),
    )
}

const traces = async ({ storage }: TestSite, number: number) => [
  await storage.read.selectFrom('letter').selectAll().where('id', '=', number).execute(),
  await storage.read
    .selectFrom('letter_text')
    .selectAll()
    .where('letter_id', '=', number)
    .execute(),
  await storage.read
    .selectFrom('letter_step')
    .selectAll()
    .where('letter_id', '=', number)
    .execute(),
  await storage.read
    .selectFrom('letter_passing')
    .selectAll()
    .where('letter_id', '=', number)
    .execute(),
]

type World = Awaited<ReturnType<typeof openWorld>>

/** What this visitor finds at the desk: the list, the letter, and what each act answers. */
async function found({ site, number, cookies }: World, visitor: Visitor) {
  const sent = { cookie: cookies[visitor] }
  const at = `/desk/letters/${number}`
  const before = await traces(site, number)
  const list = await site.get('/desk/letters', sent)
  const closed = await site.get(at, sent)
  const answers: Record<string, number> = {}
  for (const [act, form] of Object.entries(acts))
    answers[act] = (await site.post(`${at}/${act}`, form, sent)).statusCode
  const page = await site.get(at, sent)
  const search = await site.post('/desk/letters/search', { words: 'ZQbrevzq' }, sent)
  const after = await traces(site, number)
  return {
    isListed: list.body.includes(`${at}"`),
    pages: [closed.statusCode, page.statusCode],
    readsUnopened: closed.body.includes('zqbrevzq'),
    reads: page.body.includes('zqbrevzq'),
    finds: search.body.includes(`${at}"`),
    answers,
    changed: JSON.stringify(before) !== JSON.stringify(after),
  }
}

/** What each act answers to somebody who may read the letter. */
const answersTo = (state: State, visitor: Visitor): Record<string, number> => {
  const said = state === 'erased' ? 404 : 303 // there is no key to seal words with
  const isRegistrar = visitor === 'registrar'
  return {
    ...{ opening: 303, draft: said, phrase: 200, reply: said, note: said, status: 303 },
    document: isRegistrar ? said : 403,
    diary: isRegistrar ? 303 : 403,
    address: state === 'erased' ? 404 : 200,
    passing: said,
    'passing/handed': 409, // nobody has said yes
    'passing/ended': state === 'erased' ? 409 : 303,
  }
}

const expected = (state: State, visitor: Visitor) => {
  const isReader = readers[state].includes(visitor)
  const isStaff = (staff as readonly Visitor[]).includes(visitor)
  const [unseen, undone] = isStaff ? [404, 404] : [303, 403] // a stranger is led to sign in
  const none = Object.fromEntries(Object.keys(acts).map((act) => [act, undone]))
  return {
    isListed: isReader,
    pages: isReader ? [200, 200] : [unseen, unseen],
    readsUnopened: false,
    reads: isReader && state !== 'erased',
    finds: isReader && state !== 'erased',
    answers: isReader ? answersTo(state, visitor) : none,
    changed: isReader,
  }
}

test.each(states)('a letter that is %s is there for those who may read it alone', async (state) => {
  for (const visitor of [...staff, ...others]) {
    const world = await openWorld(state, { withDeputy: visitor === 'deputy' })
    const what = await found(world, visitor)
    expect([visitor, what]).toEqual([visitor, expected(state, visitor)])
  }
})

test.each(states)('a letter that is %s can be gone on with by its code alone', async (state) => {
  const { site, number, cookies } = await openWorld(state, { withDeputy: true })
  const form = { letter: String(number), text: 'Mer.' }
  for (const visitor of [...staff, ...others]) {
    const sent = { cookie: cookies[visitor] }
    const isHolder = visitor === 'holder'
    const may = isHolder && state !== 'erased'
    const { body } = await site.get('/receipt', sent)
    expect([visitor, body.includes('zqbrevzq')]).toEqual([visitor, may])
    const before = await traces(site, number)
    const { statusCode } = await site.post('/receipt/letter', form, sent)
    const isChanged = JSON.stringify(await traces(site, number)) !== JSON.stringify(before)
    const missing = visitor === 'other holder' || (isHolder && state === 'erased')
    const isOther = !isHolder && visitor !== 'other holder' // asked for the code, with the words kept
    expect([visitor, statusCode, isChanged]).toEqual([
      visitor,
      missing ? 404 : isOther ? 403 : 303,
      may,
    ])
  }
})

test.each([...staff, ...others])(
  'a letter is handed over by nobody who may not read it: %s',
  async (visitor) => {
    const { site, number, cookies } = await openWorld('open', { withDeputy: visitor === 'deputy' })
    const isReader = readers.open.includes(visitor)
    const sent = { cookie: cookies[visitor] }
    const at = `/desk/letters/${number}`
    if (isReader) await site.post(`${at}/opening`, {}, sent)
    const { statusCode } = await site.post(`${at}/hand-over`, { reason: 'Ett larm.' }, sent)
    const isStaff = (staff as readonly Visitor[]).includes(visitor)
    expect(statusCode).toBe(isReader ? 303 : isStaff ? 404 : 403)
    const seen = (await site.get(at, sent)).statusCode
    expect(seen).toBe(visitor === 'registrar' ? 200 : isStaff ? 404 : 303)
    const [row] = (await traces(site, number))[0] ?? []
    expect((row as { handed_over_at: string | null }).handed_over_at !== null).toBe(isReader)
  },
)

test('no route of letters is left out of this table', async () => {
  const { site } = await openChannel()
  const routes = routesOf(site.app).filter(
    ({ path }) => /^\/(desk\/)?letters?\b/.test(path) && !path.includes('/proposal'), // a table of its own
  )
  const posts = [...Object.keys(acts), 'hand-over'].map((act) => `POST /desk/letters/1/${act}`)
  const asked = [
    'GET /desk/letters',
    'GET /desk/letters/1',
    'GET /desk/letters/1/passing',
    'POST /desk/letters/search',
  ]
  const told = [...asked, ...posts]
  const elsewhere = [
    'GET /letter',
    'GET /letter/choice',
    'POST /letter/choice',
    'POST /letter',
    'POST /letter/preview',
  ] // no letter is there yet
  const channel = ['GET', 'POST'].map((method) => `${method} /desk/letters/channel`)
  channel.push('POST /desk/letters/channel/logs') // for administrators
  const phrases = ['GET', 'POST'].map((method) => `${method} /desk/letters/phrases`) // of no letter
  const phrase = 'POST /desk/letters/phrases/1'
  const back = ['GET /desk/letters/search'] // leads back to the list
  const files = ['GET /desk/letters/1/files/1'] // tests/files/attached.test.ts
  const known = [...told, ...elsewhere, ...channel, ...phrases, phrase, ...back, ...files]
  expect(
    routes
      .map(({ method, path }) => `${method} ${path}`)
      .filter((one) => !one.startsWith('HEAD'))
      .sort(),
  ).toEqual(known.sort())
})
