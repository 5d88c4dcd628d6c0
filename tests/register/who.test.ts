/** Every route of the register, asked by everybody, of a letter in every state. */
import { expect, test } from 'vitest'
import { eraseAt, openAt, openChannel } from '../letters/channel.ts'
import { routesOf } from '../support/routes.ts'
import { type Answer, type Form, staff as people, type TestSite } from '../support/site.ts'

const states = ['open', 'registrar excluded', 'handed over', 'erased'] as const
type State = (typeof states)[number]

const staff = ['official', 'author', 'moderator', 'administrator', 'registrar'] as const
const visitors = [...staff, 'stranger', 'holder'] as const
type Visitor = (typeof visitors)[number]

/** What can be sent about one letter, in an order in which each can be done. */
const acts: Readonly<Record<string, Form>> = {
  description: { subject: 'Taket' },
  flag: {},
  mark: { provision: '21 kap. 1 § OSL', on: '2026-11-20', authority: 'Kommunstyrelsen' },
  unmark: {},
  unflag: {},
  hold: { hold_reason: 'Begärt.' },
  lift: { lift_reason: 'Besvarat.' },
  package: {},
  diary: { diary: 'KS 2026/7' },
  release: { outcome: 'refused', provision: '21 kap. 1 § OSL', reason: 'Hälsa.' },
  erasure: { reference: 'KS 2026/8', decided_on: '2026-11-20', cause: 'other' },
}

/** What is asked of the register as a whole. */
const wholes = ['', '/retention', '/search', '/exempt', '/export']

/** A letter in a state, and what each visitor's browser sends along. */
async function openWorld(state: State) {
  const { site, official, write } = await openChannel()
  const registrar = await site.signIn('registrar')
  const { number, cookie } = await write({ text: 'zqordzq', name: 'zqnamnzq' })
  await openAt(site, number, { cookie: registrar })
  await change(site, number, state)
  const cookies: Record<Visitor, string> = {
    ...{ official, registrar, stranger: '', holder: cookie },
    author: await site.signIn('author'),
    moderator: await site.signIn('moderator'),
    administrator: await site.signIn('administrator'),
  }
  return { site, number, cookies }
}

async function change(site: TestSite, number: number, state: State): Promise<void> {
  const { storage, clock } = site
  if (state === 'erased') await eraseAt(site, number)
  if (state === 'handed over')
    await storage.transact((tx) =>
      tx.updateTable('letter').set({ handed_over_at: clock() }).execute(),
    )
  if (state !== 'registrar excluded') return
  const rows = storage.read.selectFrom('account').select('id')
  const { id } = await rows.where('name', '=', people.registrar.name).executeTakeFirstOrThrow()
  await storage.transact((tx) =>
    tx.insertInto('letter_excluded').values({ letter_id: number, account_id: id }).execute(),
  )
}

const traces = async ({ storage }: TestSite) =>
  JSON.stringify(
    await Promise.all([
      storage.read.selectFrom('letter').selectAll().execute(),
      storage.read.selectFrom('letter_register').selectAll().execute(),
      storage.read.selectFrom('letter_step').selectAll().execute(),
      storage.read.selectFrom('audit').selectAll().execute(),
    ]),
  )

type World = Awaited<ReturnType<typeof openWorld>>

/** What this visitor is answered by each route, and what they read of the letter. */
async function found({ site, number, cookies }: World, visitor: Visitor) {
  const sent = { cookie: cookies[visitor] }
  const before = await traces(site)
  const answers: Record<string, number> = {}
  const bodies: string[] = []
  const note = (what: string, { statusCode, body }: Answer) => {
    answers[what] = statusCode
    bodies.push(body)
  }
  for (const path of wholes) note(`GET ${path}`, await site.get(`/desk/register${path}`, sent))
  note('GET one', await site.get(`/desk/register/${number}`, sent))
  for (const what of ['release', 'releases/1'])
    note(`GET ${what}`, await site.get(`/desk/register/${number}/${what}`, sent))
  for (const [what, form] of Object.entries(allOf(number)))
    note(what, await site.post(`/desk/register/${what}`, form, sent))
  for (const [act, form] of Object.entries(acts))
    note(act, await site.post(`/desk/register/${number}/${act}`, form, sent))
  const read = bodies.join('').replaceAll('value="zqordzq"', '') // what was looked for comes back
  const isChanged = (await traces(site)) !== before
  return { answers, reads: /zq(ord|namn)zq/.test(read), isChanged }
}

/** What is sent to the register as a whole. */
const allOf = (number: number): Record<string, Form> => ({
  search: { words: 'zqordzq' },
  exempt: { ids: String(number), kind: 'orderly', exempt_reason: 'Ordnat.' },
  export: { export_year: '2026', format: 'csv', export_reason: 'Begärt.' },
})

const each = <Value>(names: readonly string[], value: Value): Record<string, Value> =>
  Object.fromEntries(names.map((name) => [name, value]))

const gets = [...wholes.map((path) => `GET ${path}`), 'GET one', 'GET release', 'GET releases/1']
const posts = [...Object.keys(allOf(1)), ...Object.keys(acts)]

/** What a registrar is answered: all of it, unless the letter is not there for them, or has no words any more. */
function toRegistrar(state: State) {
  const isThere = state !== 'registrar excluded'
  const isOpen = isThere && state !== 'erased'
  const exempt = isOpen ? 303 : isThere ? 422 : 404 // it was registered before it was erased
  return {
    ...each(gets, 303),
    ...{ 'GET ': 200, 'GET /retention': 200, 'GET one': isThere ? 200 : 404 },
    ...{ 'GET release': isThere ? 200 : 404, 'GET releases/1': !isThere || isOpen ? 404 : 200 },
    ...{ search: 200, exempt, export: 200 },
    ...each(Object.keys(acts), isOpen ? 303 : 404),
    package: isOpen ? 200 : 404,
  }
}

test.each(states)('a letter that is %s is in the register for registrars alone', async (state) => {
  for (const visitor of visitors) {
    const world = await openWorld(state)
    const isRegistrar = visitor === 'registrar'
    const [unseen, undone] = staff.includes(visitor as never) ? [404, 404] : [303, 403]
    const others = { ...each(gets, unseen), ...each(posts, undone) }
    expect([visitor, await found(world, visitor)]).toEqual([
      visitor,
      {
        answers: isRegistrar ? toRegistrar(state) : others,
        reads: isRegistrar && (state === 'open' || state === 'handed over'),
        isChanged: isRegistrar, // an export is written down, whatever is in it
      },
    ])
  }
})

test('no route of the register is left out of this table', async () => {
  const { site } = await openWorld('open')
  const routes = routesOf(site.app)
    .filter(({ path }) => path.startsWith('/desk/register'))
    .map(({ method, path }) => `${method} ${path}`)
    .filter((one) => !one.startsWith('HEAD'))
  const known = [
    ...wholes.map((path) => `GET /desk/register${path}`),
    ...['search', 'exempt', 'export'].map((what) => `POST /desk/register/${what}`),
    ...Object.keys(acts).map((act) => `POST /desk/register/1/${act}`),
    ...['', '/release', '/releases/1'].map((what) => `GET /desk/register/1${what}`),
  ]
  expect(routes.sort()).toEqual(known.sort())
})
