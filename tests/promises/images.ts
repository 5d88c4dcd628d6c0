/** The library in the world: what a public post shows, and what only a draft, an earlier version or somebody's plan does. */
import sharp from 'sharp'
import { keepItem } from '../../server/images/actions.ts'
import { changePost, publishPost, writeDraft } from '../posts/writing.ts'
import type { TestSite } from '../support/site.ts'
import { type Marker, plain, type Visitor, visitors, word as wordOf, written } from './markers.ts'

export interface Images {
  readonly post: number
  readonly path: string
  readonly draft: number
  readonly items: readonly number[]
  /** Those that the public post shows now. */
  readonly shown: readonly number[]
  /** The one with which the official presents themselves. */
  readonly portrait: number
  /** The last part of the address of every file there is. */
  readonly files: readonly string[]
}

/** Words that no other thing of the world has. */
const word = (thing: string, place: string): string => wordOf(`image${thing}`, place)

/** A picture of its own for each name; they differ in their colour alone. */
const picture = (thing: string, background: string): Promise<Buffer> =>
  sharp({ create: { width: 24, height: 16, channels: 3, background } })
    .png({ palette: true })
    .withExif({ IFD0: { Artist: word(thing, 'artist') } })
    .toBuffer()

const things = {
  shown: '#a22',
  earlier: '#2a2',
  drafted: '#22a',
  portrait: '#aa2',
  planned: '#2aa',
}

/** Keeps them, describes them by the form, and publishes some. */
export async function imagesOf(site: TestSite, cookie: string): Promise<Images> {
  const [shown, earlier, drafted, portrait, planned] = [
    await brought(site, cookie, 'shown'),
    await brought(site, cookie, 'earlier'),
    await brought(site, cookie, 'drafted'),
    await brought(site, cookie, 'portrait'),
    await brought(site, cookie, 'planned'),
  ]
  const words = { ...written('pictured'), ...plain, title: 'En bild', tags: '' }
  const source = `![](image:${shown})\n\n![](image:${earlier})`
  const { desk, path, id } = await publishPost(site, cookie, { ...words, source })
  await changePost(site, cookie, desk, { change: { source: `![](image:${shown})` } })
  const draft = await writeDraft(site, cookie, { ...words, source: `![](image:${drafted})` })
  await present(site, portrait, planned)
  return {
    ...{ post: id, path, draft: Number(draft.split('/').at(-1)) },
    items: [shown, earlier, drafted, portrait, planned],
    ...{ shown: [shown], portrait },
    files: await filesOf(site),
  }
}

/** Kept as the library keeps what was drawn, and described by the form: drawing five of them would take its time. */
async function brought(site: TestSite, cookie: string, thing: keyof typeof things) {
  const bytes = await picture(thing, things[thing])
  const drawn = await sharp(bytes).jpeg().toBuffer()
  const file = { format: 'jpeg', width: 24, height: 16, bytes: drawn } as const
  const taken = { kind: 'image', name: `${word(thing, 'name')}.png`, source: bytes } as const
  const by = { accountId: 1, at: site.clock() }
  const item = await site.storage.transact((tx) => keepItem(tx, { ...taken, files: [file] }, by))
  const said = {
    ...{ alt: word(thing, 'alt'), credit: word(thing, 'credit') },
    ...{ licence: 'other', licenceWords: word(thing, 'licence') },
  }
  await site.post(`/desk/images/${item}`, said, { cookie })
  return item
}

/** The official presents themselves; somebody else was planned to, and the plan was called off. */
async function present(site: TestSite, mine: number, theirs: number): Promise<void> {
  const at = site.clock()
  await site.storage.transact(async (tx) => {
    const { account_id } = await tx
      .selectFrom('official_term')
      .select('account_id')
      .executeTakeFirstOrThrow()
    const other = account_id + 1
    const row = { name: 'Någon', title: 'chef', starts_at: at, notice: null, planned_at: at }
    const called = { ...row, id: 99, account_id: other, planned_by: null, cancelled_at: at }
    await tx.insertInto('official_term').values(called).execute()
    const said = (thing: string) => ({
      ...{ brief: word(thing, 'brief'), interests: word(thing, 'interests'), changed_at: at },
    })
    await tx
      .insertInto('profile')
      .values([
        { account_id, item_id: mine, ...said('portrait') },
        { account_id: other, item_id: theirs, ...said('planned') },
      ])
      .execute()
  })
}

async function filesOf({ storage }: TestSite): Promise<string[]> {
  const rows = await storage.read.selectFrom('library_file').select(['hash', 'format']).execute()
  return rows.map(({ hash, format }) => `${hash}.${format === 'jpeg' ? 'jpg' : format}`)
}

const authors: readonly Visitor[] = ['official', 'author']

const said = ['alt', 'credit', 'licence'] as const

export const imageMarkers: readonly Marker[] = [
  ...said.map((place) => ({ word: word('shown', place), may: visitors, must: visitors })),
  ...said.map((place) => ({ word: word('portrait', place), may: visitors, must: authors })),
  ...['earlier', 'drafted', 'planned'].flatMap((thing) =>
    said.map((place) => ({ word: word(thing, place), may: authors, must: authors })),
  ),
  ...Object.keys(things).map((thing) => ({
    ...{ word: word(thing, 'name'), may: authors, must: authors },
  })),
  ...Object.keys(things).map((thing) => ({ word: word(thing, 'artist'), may: [], must: [] })),
  ...['brief', 'interests'].flatMap((place) => [
    { word: word('portrait', place), may: visitors, must: [] },
    { word: word('planned', place), may: authors, must: [] },
  ]),
]
