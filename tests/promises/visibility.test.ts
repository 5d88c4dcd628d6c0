/** Promise 2: whether a thing may be shown is decided in one place, in the query. */
import { describe, expect, test, vi } from 'vitest'
import { open } from '../../server/storage/database.ts'
import { type Visitor, visitors, word } from './markers.ts'
import { type Asked, ask, leaks, missed, send, unasked } from './sweep.ts'
import { openWorld, type World } from './world.ts'

vi.setConfig({ testTimeout: 90_000 }) // it asks for everything there is

describe('what is not public', () => {
  test('is looked for at every GET route: a new one must say here how to ask it', async () => {
    expect(unasked(await openWorld())).toEqual([])
  })

  test('reaches those who may read it and nobody else, and asking for all of it writes nothing', async () => {
    const world = await openWorld()
    for (const visitor of visitors) await world.site.get('/desk/me', asking(world, visitor)) // is seen
    const watching = open(world.site.storage.file, true)
    const version = () => watching.pragma('data_version', { simple: true })
    const before = version()
    let asked: readonly Asked[] = []
    // Strangers come last: what the cache learnt from the staff must be nothing.
    for (const visitor of visitors) {
      asked = await ask(world, visitor)
      expect(leaks(asked, visitor, world)).toEqual([])
      expect(missed(asked, visitor, world)).toEqual([])
      expect(asked.filter(({ status }) => status >= 500)).toEqual([])
    }
    expect(wrongStatuses(asked, world)).toEqual([])
    expect(version()).toBe(before)
    watching.close()
  })

  test.each([
    { 'accept-encoding': 'br' },
    { 'accept-encoding': 'gzip' },
    { 'accept-encoding': 'zstd' },
    { 'accept-language': 'nb' },
    { 'accept-language': 'en' },
  ])('is not in what is sent for %o', async (headers) => {
    const world = await openWorld()
    const asked = await ask(world, 'stranger', headers as Record<string, string>)
    expect(leaks(asked, 'stranger', world)).toEqual([])
    expect(missed(asked, 'stranger', world)).toEqual([])
  })

  test.each(['stranger', 'other holder', 'registrar'] as const)(
    'is not told to a %s who sends forms about it',
    async (visitor) => {
      const world = await openWorld()
      expect(leaks(await send(world, visitor), visitor, world)).toEqual([])
    },
  )

  test('is found by no word of it, and no search counts it; nor is anybody by their name', async () => {
    const world = await openWorld()
    const isName = (text: string) => text.endsWith('namezq')
    const found = async (typed: string) => {
      const { body } = await world.site.get(`/search?words=${encodeURIComponent(typed)}`)
      return body.includes('class="hit"') || !body.includes('Inget passar.')
    }
    const wrong: string[] = []
    for (const { word: text, may } of world.markers) {
      const isHidden = isName(text) || !may.includes('stranger')
      if (isHidden && (await found(`"${text}"`))) wrong.push(`${text} is found`)
    }
    const texts = ['shown', 'replied', 'putback', ...['staffpersonal', 'staffofficial']]
    for (const name of texts)
      if (!(await found(word(name, 'text')))) wrong.push(`${name} is not found`)
    expect(wrong).toEqual([])
  })

  test('stands in no view that public pages read', async () => {
    const world = await openWorld()
    const unknown = Object.keys(viewsOf(world)).filter((view) => !(view in selections))
    expect(unknown, 'say in `expected` what the new view holds').toEqual([])
    expect(wrongViews(world)).toEqual([])
  })
})

test('the sweep fails for each condition that a view loses', async () => {
  const world = await openWorld()
  const raw = open(world.site.storage.file, false)
  const loosened = Object.entries(viewsOf(world)).flatMap(([name, text]) => mutants(name, text))
  expect(loosened.length).toBeGreaterThanOrEqual(9)
  for (const { name, what, text, whole } of loosened) {
    raw.exec(`drop view ${name}; ${text}`)
    await world.site.restart() // so that nothing is kept from before
    expect([what, await isFaulty(world)]).toEqual([what, true])
    raw.exec(`drop view ${name}; ${whole}`)
  }
  await world.site.restart()
  expect(await faults(world)).toEqual([])
  raw.close()
})

const asking = (world: World, visitor: Visitor) => ({ cookie: world.cookies[visitor] })

/** What a view holds is looked at first: only when that seems right is everything asked for. */
const isFaulty = async (world: World): Promise<boolean> =>
  wrongViews(world).length > 0 || (await faults(world)).length > 0

/** Everything that the sweep has to say of what strangers are answered. */
async function faults(world: World): Promise<string[]> {
  const asked = await ask(world, 'stranger')
  return [...leaks(asked, 'stranger', world), ...wrongStatuses(asked, world), ...wrongViews(world)]
}

/** Which comments have a page for everybody; the rest does not exist for who asks. */
const shown = ['shown', 'replied', 'putback', 'staffpersonal', 'staffofficial']
const marked = ['house', 'lawful', 'hiddenunseen', 'heldseen', 'withdrawnseen', 'spamseen']
const markers = [...marked, 'staffhidden']

function wrongStatuses(asked: readonly Asked[], { posts, comments }: World): string[] {
  const wanted: [string, number][] = [
    ...Object.entries(comments).flatMap(([name, id]): [string, number][] => [
      [`/comments/${id}`, [...shown, ...markers].includes(name) ? 200 : 404],
      [`/comments/${id}/reply`, shown.includes(name) ? 200 : 404],
    ]),
    [posts.open.path, 200],
    [posts.changed.path, 301],
    [posts.gone.path, 410],
    [posts.undone.path, 410],
    [`${posts.gone.path}/history`, 410],
    [`${posts.undone.path}/history`, 410],
  ]
  const statuses = new Map(asked.map(({ address, status }) => [address, status]))
  return wanted
    .filter(([address, status]) => statuses.get(address) !== status)
    .map(([address, status]) => `${address}: ${statuses.get(address)}, not ${status}`)
}

/** The rows that each view holds, as the world knows them. */
function expected({
  posts,
  comments,
  published,
  accounts,
  images,
}: World): Record<string, unknown[]> {
  const number = (name: string) => comments[name as keyof typeof comments]
  const rows = [
    ...shown.map((name) => ({ id: number(name), exposure: 'text', words: 1 })),
    ...markers.map((name) => ({ id: number(name), exposure: 'marker', words: 0 })),
  ]
  const { open: one, changed, corrected, gone, undone } = posts
  return {
    public_post: [one.id, changed.id, corrected.id, published, images.post],
    public_post_version: [
      ...[one, changed, changed, corrected, corrected].map(({ id }) => ({ post_id: id, words: 1 })),
      ...[0, 1].map((words) => ({ post_id: published, words })),
      ...[0, 1].map(() => ({ post_id: images.post, words: 1 })),
    ],
    gone_post: [gone.id, undone.id],
    public_comment: rows.sort((first, second) => first.id - second.id),
    public_changed_mind: [comments.shown],
    public_discussion: [comments.shown],
    public_direct_answer: [comments.shown],
    public_disclosure: [
      { id: accounts.onComment, number: 1, post_id: null, comment_id: null }, // hidden since
      { id: accounts.alone, number: 2, post_id: null, comment_id: null },
      { id: accounts.onPost, number: 1, post_id: one.id, comment_id: null },
    ],
    public_comment_text: shown.filter((name) => !name.startsWith('staff')).map(number),
    gone_post_text: [gone.id, undone.id],
    public_disclosure_mark: [{ disclosure_id: accounts.onPost, post_id: changed.id }],
    public_library_mark: images.shown.map((id) => ({ item_id: id, post_id: images.post })),
    public_library_item: [...images.shown, images.portrait],
    public_profile: [images.portrait],
    public_reply_version: [comments.staffpersonal, comments.staffpersonal, comments.staffofficial],
    findable_post: [one.id, changed.id, corrected.id, published, images.post],
    findable_comment: shown.map(number).sort((first, second) => first - second),
  }
}

/** Views that no public page reads. */
const atTheDesk = ['letter_state', 'request_state', 'asked_for_letter', 'asked_for_comment']

const selections: Readonly<Record<string, string>> = {
  public_post: 'select id from public_post order by id',
  public_post_version: `select post_id, coalesce(title, question, summary, source, html, salt, hash)
    is not null as words from public_post_version order by post_id, number`,
  gone_post: 'select id from gone_post order by id',
  public_comment: `select id, exposure,
    name is not null or html is not null or author_title is not null or author_role is not null as words
    from public_comment order by id`,
  public_discussion: 'select comment_id from public_discussion order by comment_id',
  public_changed_mind: 'select comment_id from public_changed_mind order by comment_id',
  public_direct_answer: 'select comment_id from public_direct_answer order by comment_id',
  public_disclosure: 'select id, number, post_id, comment_id from public_disclosure order by id',
  public_comment_text: 'select id from public_comment_text order by id',
  gone_post_text: 'select id from gone_post_text order by id',
  public_disclosure_mark: 'select disclosure_id, post_id from public_disclosure_mark',
  public_library_mark: 'select item_id, post_id from public_library_mark order by item_id',
  public_library_item: 'select id from public_library_item order by id',
  public_profile: 'select item_id from public_profile order by item_id',
  public_reply_version: 'select comment_id from public_reply_version order by comment_id',
  findable_post: 'select id from findable_post order by id',
  findable_comment: 'select id from findable_comment order by id',
}

function wrongViews(world: World): string[] {
  const db = open(world.site.storage.file, true)
  const wrong = Object.entries(expected(world)).filter(([view, rows]) => {
    const statement = db.prepare(selections[view] ?? '')
    const isOne = statement.columns().length === 1
    const found = isOne ? statement.pluck().all() : statement.all()
    return JSON.stringify(found) !== JSON.stringify(rows)
  })
  db.close()
  return wrong.map(([view]) => `${view} holds other rows than it should`)
}

function viewsOf(world: World): Record<string, string> {
  const db = open(world.site.storage.file, true)
  const rows = db.prepare("select name, sql from sqlite_master where type = 'view' order by name")
  const views = rows.all() as { name: string; sql: string }[]
  db.close()
  const others = views.filter(({ name }) => !atTheDesk.includes(name))
  return Object.fromEntries(others.map(({ name, sql }) => [name, sql]))
}

/** A view without one of its conditions, or with one of its columns shown always. */
function mutants(name: string, whole: string) {
  const inner = [...whole.matchAll(/\(select [^()]* where ([^()]*)\) as/gi)].map(
    ([, part = '']) => part,
  )
  const [head = '', where = ''] = inner
    .reduce((text, part, at) => text.replace(part, `#${at}#`), whole)
    .split(/(?<!\([^)]*)\bwhere\b/i)
  const filled = (text: string) =>
    text.replace(/#(\d)#/g, (_, at: string) => inner[Number(at)] ?? '')
  const loose = without(where).map(({ part, rest }) => ({
    ...{ name, whole, what: `${name} without${part}` },
    text: filled(rest === '' ? head : `${head} where ${rest}`),
  }))
  const looseInside = inner.flatMap((all) =>
    without(all).map(({ part, rest }) => ({
      ...{ name, whole, what: `${name} without ${part}` },
      text: whole.replace(all, rest === '' ? 'true limit 1' : rest),
    })),
  )
  const masks = [...whole.matchAll(/case when [^)]*?then (\S+) end/gi)]
  const changed = [
    ...loose,
    ...looseInside,
    ...masks.map(([mask, column = '']) => ({
      ...{ name, whole, what: `${name} with ${column} always` },
      text: whole.replace(mask, column),
    })),
  ]
  return changed.filter(({ text }) => text !== whole) // a view may rest on another one's conditions alone
}

/** Each condition of some that hold together, with what is left without it. */
function without(conditions: string): { part: string; rest: string }[] {
  const parts = conditions.split(/\band\b/i)
  return parts.map((part, at) => ({
    part,
    rest: parts.filter((_, other) => other !== at).join(' and '),
  }))
}
