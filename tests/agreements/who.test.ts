/** Every route about publishing a letter, asked by everybody, in every state that a proposal can be in. */
import { expect, test, vi } from 'vitest'
import { eraseAt, openFor } from '../letters/channel.ts'
import { routesOf } from '../support/routes.ts'
import { enrol, type Form, hiddenFields, staff as people } from '../support/site.ts'
import { openLetter, proposal } from './agreeing.ts'

vi.setConfig({ testTimeout: 120_000 }) // it asks everything of everybody

const states = [
  ...(['none', 'proposed', 'refused', 'changed', 'agreed', 'published', 'withdrawn'] as const),
  ...(['excluded', 'handed over', 'erased'] as const),
] as const
type State = (typeof states)[number]

const staff = ['official', 'deputy', 'registrar', 'author', 'moderator', 'administrator'] as const
const others = ['stranger', 'holder', 'other holder'] as const
type Visitor = (typeof staff)[number] | (typeof others)[number]

const word = 'zqbrevzq'
const text = `Bara detta ord: ${word}.\n\nEtt stycke till.`
const form: Form = { ...proposal, part: ['1', '2'], title: `Rubrik ${word}`, 'answer-3': '' }

/** A letter whose proposal is in a state; the deputy is one of the moderators, who writes no posts. */
async function openWorld(state: State, withDeputy: boolean) {
  const there = await openLetter(text)
  const { site, official, number, propose, say, publish, change, at, desk } = there
  const moderator = await site.signIn('moderator')
  const accounts = site.storage.read.selectFrom('account').select('id')
  const { id } = await accounts.where('name', '=', people.moderator.name).executeTakeFirstOrThrow()
  if (withDeputy) await openFor(site, official, { deputies: String(id) })
  const hasProposal = state !== 'none'
  if (hasProposal) await propose(form)
  if (state === 'refused') await say('no')
  if (state === 'changed') await change({ credit: 'colleague', part: ['1'] })
  if (state === 'agreed' || state === 'published') await say('yes')
  if (state === 'published') await publish()
  if (state === 'withdrawn') await site.post(`${at}/withdrawal`, {}, desk)
  await force(there, state)
  const cookies: Record<Visitor, string> = {
    ...{ official, moderator, stranger: '', holder: there.cookie },
    deputy: withDeputy ? (await enrol(site, moderator)).cookie : '',
    'other holder': (await openLetterOf(there)).cookie,
    registrar: await site.signIn('registrar'),
    author: await site.signIn('author'),
    administrator: await site.signIn('administrator'),
  }
  // Whoever may read it opens it, so that what is refused is refused for another reason.
  for (const who of ['deputy', 'registrar'] as const)
    await site.post(`/desk/letters/${number}/opening`, {}, { cookie: cookies[who] })
  return { ...there, cookies }
}

type There = Awaited<ReturnType<typeof openLetter>>

async function force({ site, number }: There, state: State): Promise<void> {
  if (state === 'erased') await eraseAt(site, number)
  await site.storage.transact(async (tx) => {
    const letter = tx.updateTable('letter').where('id', '=', number)
    if (state === 'handed over') await letter.set({ handed_over_at: site.clock() }).execute()
    if (state === 'excluded')
      await tx.insertInto('letter_excluded').values({ letter_id: number, account_id: 1 }).execute()
  })
}

const openLetterOf = async ({ site }: There) => {
  const preview = await site.post('/letter/preview', { text: 'Ett annat brev.' })
  const sent = await site.post('/letter', {
    text: 'Ett annat brev.',
    ...hiddenFields(preview.body),
  })
  return { cookie: String([sent.headers['set-cookie']].flat()[0]).split(';')[0] ?? '' }
}

const traces = async ({ site }: There) =>
  JSON.stringify(
    await Promise.all(
      (['letter_proposal', 'letter_version', 'letter_answer', 'published_letter'] as const).map(
        (table) => site.storage.read.selectFrom(table).selectAll().execute(),
      ),
    ),
  )

/** What can be asked, with the newest version as both sides have it. */
async function asked(there: There): Promise<readonly (readonly [string, Form | undefined])[]> {
  const { site, at, own } = there
  const newest = await site.storage.read
    .selectFrom('letter_version')
    .select(['number', 'hash'])
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  // What is sent holds no word of the letter: a page that hands it back gives nothing away.
  const sent = { ...form, title: 'En rubrik' }
  const seen = { number: String(newest?.number ?? 0), hash: newest?.hash ?? '' }
  return [
    [at, undefined],
    [`${at}/form`, undefined],
    [`${at}/preview`, { ...sent, ...seen }],
    [at, { ...sent, ...seen }],
    [`${at}/answer`, { ...seen, answer: 'yes' }],
    [`${at}/publication`, seen],
    [`${at}/withdrawal`, seen],
    [own, undefined],
    [`${own}/answer`, { ...seen, answer: 'yes' }],
    [`${own}/preview`, { ...seen, credit: 'none', part: ['1'] }],
    [own, { ...seen, credit: 'none', part: ['1'] }],
    [own.replace('proposal', 'withdrawal'), { reason: '' }],
  ]
}

/** What each route answers to whoever the proposal is for; 200 for a preview of what is not what is sent. */
const toOfficial: Readonly<Record<State, readonly number[]>> = {
  none: [200, 200, 200, 200, 404, 404, 404],
  proposed: [200, 200, 200, 200, 303, 422, 303],
  refused: [200, 200, 200, 200, 303, 422, 303],
  changed: [200, 200, 200, 200, 303, 303, 403],
  agreed: [200, 200, 200, 200, 303, 303, 403],
  published: [200, 200, 200, 200, 404, 404, 403],
  withdrawn: [200, 200, 200, 200, 404, 404, 404],
  excluded: [404, 404, 404, 404, 404, 404, 404],
  'handed over': [404, 404, 404, 404, 404, 404, 404],
  erased: [200, 404, 404, 404, 404, 404, 303],
}
const toHolder: Readonly<Record<State, readonly number[]>> = {
  none: [404, 404, 404, 404, 404],
  proposed: [200, 303, 200, 200, 404],
  refused: [200, 303, 200, 200, 404],
  changed: [200, 303, 200, 200, 404],
  agreed: [200, 303, 200, 200, 404],
  published: [200, 404, 200, 200, 303],
  withdrawn: [404, 404, 404, 404, 404],
  excluded: [200, 303, 200, 200, 404],
  'handed over': [404, 404, 404, 404, 404],
  erased: [404, 404, 404, 404, 404],
}

/** What each thing that can be asked answers to a visitor, in order. */
async function answersTo(there: Awaited<ReturnType<typeof openWorld>>, visitor: Visitor) {
  const sent = { cookie: there.cookies[visitor] }
  const answers: { path: string; isPost: boolean; status: number; tells: boolean }[] = []
  for (const [path, form] of await asked(there)) {
    const { statusCode, body } = form
      ? await there.site.post(path, form, sent)
      : await there.site.get(path, sent)
    const tells = body.includes(word)
    answers.push({ path, isPost: form !== undefined, status: statusCode, tells })
  }
  return answers
}

/** Staff are strangers outside the desk; there a stranger is led to the code, and another's code finds nothing. */
function refusedTo(visitor: Visitor, { path, isPost }: { path: string; isPost: boolean }): number {
  const isStaff = (staff as readonly string[]).includes(visitor)
  if (!path.startsWith('/desk')) return visitor === 'other holder' ? 404 : 303
  return isStaff ? 404 : isPost ? 403 : 303
}

const onlookers = [...staff, ...others].filter((one) => one !== 'official' && one !== 'holder')

test.each(states)('a proposal that is %s is there for its two sides alone', async (state) => {
  for (const visitor of onlookers) {
    const there = await openWorld(state, visitor === 'deputy')
    const before = await traces(there)
    const answers = await answersTo(there, visitor)
    expect([visitor, answers]).toEqual([
      visitor,
      answers.map((one) => ({ ...one, status: refusedTo(visitor, one), tells: false })),
    ])
    expect(await traces(there), visitor).toBe(before)
  }
})

test.each(states)('of a proposal that is %s each side does what is its own', async (state) => {
  const toDesk = (await answersTo(await openWorld(state, false), 'official')).slice(0, 7)
  expect(toDesk.map(({ status }) => status)).toEqual(toOfficial[state])
  const toWriter = (await answersTo(await openWorld(state, false), 'holder')).slice(7)
  expect(toWriter.map(({ status }) => status)).toEqual(toHolder[state])
})

test('no route about publishing is left out of this table', async () => {
  const there = await openLetter(text)
  const routes = routesOf(there.site.app)
    .filter(({ method, path }) => /proposal|receipt\/letters/.test(path) && method !== 'HEAD')
    .map(({ method, path }) => `${method} ${path}`)
  const known = (await asked(there)).map(([path, form]) => `${form ? 'POST' : 'GET'} ${path}`)
  expect(routes.sort()).toEqual([...known].sort())
})
