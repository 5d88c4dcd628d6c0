/** The archive in the world: what stands for everybody, also on a comment that is hidden now, and words that are kept nowhere. */
import { insertMarks } from '../../server/disclosures/waiting-store.ts'
import { writeDraft } from '../posts/writing.ts'
import type { TestSite } from '../support/site.ts'
import { type Marker, type Visitor, visitors, word } from './markers.ts'

/** What hangs on what. */
export interface Accounts {
  readonly alone: number
  readonly onPost: number
  readonly onComment: number
  /** The draft with which an entry waits. */
  readonly draft: number
}

/** Accounts for something that stands alone and on a post, by the desk's own form; the first is looked at again. */
export async function accountFor(
  site: TestSite,
  cookie: string,
  { post, changed, onComment }: Places,
): Promise<Accounts> {
  const alone = await account(site, cookie, { thing: 'alone' })
  await lookAgain(site, cookie, alone)
  const onPost = await account(site, cookie, { thing: 'onpost', on: `?post=${post}` })
  const had = { postId: changed, version: 1, ids: [alone, onPost] }
  await site.storage.transact((tx) => insertMarks(tx, had))
  await site.storage.transact((tx) => insertMarks(tx, { ...had, version: 2, ids: [onPost] }))
  return { alone, onPost, onComment, draft: await withhold(site, cookie) }
}

interface Places {
  readonly post: number
  /** A post with two versions, of which the earlier had a place that the later has not. */
  readonly changed: number
  readonly onComment: number
}

/** An entry that waits with a draft. Gives the number of the draft. */
async function withhold(site: TestSite, cookie: string): Promise<number> {
  const draft = await writeDraft(site, cookie, { source: '::: withheld', title: 'Ett utkast' })
  const made = await site.post(`${draft}/withheld`, formOf('waiting'), { cookie })
  if (made.statusCode !== 303) throw new Error(`${draft}: ${made.statusCode} ${made.body}`)
  return Number(draft.split('/').at(-1))
}

/** Accounts for something on a comment, while that is public. */
export const accountOn = (site: TestSite, cookie: string, comment: number): Promise<number> =>
  account(site, cookie, { thing: 'oncomment', on: `?comment=${comment}` })

/** Kept for another reason, by the form; what must not appear there is kept nowhere. */
async function lookAgain(site: TestSite, cookie: string, id: number): Promise<void> {
  const path = `/desk/openness/${id}/kept`
  const form = {
    ...{ seen: '1', why: word('alone', 'again'), reviewOn: '2029-01-08' },
    unwanted: word('alone', 'unwantedagain'),
  }
  const kept = await site.post(path, form, { cookie })
  if (kept.statusCode !== 303) throw new Error(`${path}: ${kept.statusCode} ${kept.body}`)
}

const places = ['cansay', 'why', 'harm', 'notasked', 'lift', 'decision', 'delegation'] as const

const authors: readonly Visitor[] = ['official', 'author']

const markersOf = (thing: string): Marker[] => [
  ...places.map((place) => ({
    ...{ word: word(thing, place), may: visitors },
    must: thing === 'alone' && place === 'why' ? [] : visitors, // another reason stands there now
  })),
  { word: word(thing, 'unwanted'), may: [], must: [] },
]

/** An entry is for everybody as soon as it stands; the words that must not appear are for nobody. */
export const accountMarkers: readonly Marker[] = [
  ...['alone', 'onpost', 'oncomment'].flatMap(markersOf),
  { word: word('alone', 'again'), may: visitors, must: visitors },
  ...places.map((place) => ({ word: word('waiting', place), may: authors, must: authors })),
  { word: word('waiting', 'unwanted'), may: [], must: [] },
  { word: word('alone', 'unwantedagain'), may: [], must: [] },
]

/** Makes an entry: the form, a look at it, the button. Gives its number. */
async function account(
  site: TestSite,
  cookie: string,
  { thing, on = '' }: { readonly thing: string; readonly on?: string },
): Promise<number> {
  const path = `/desk/openness/new${on}`
  const form = { ...formOf(thing), reviewOn: thing === 'onpost' ? '2026-12-01' : '' } // it is due soon
  const before = await site.post(path, form, { cookie })
  if (before.statusCode !== 200) throw new Error(`${path}: ${before.statusCode} ${before.body}`)
  const made = await site.post(path, { ...form, act: 'personal' }, { cookie })
  if (made.statusCode !== 303) throw new Error(`${path}: ${made.statusCode} ${made.body}`)
  return Number(/openness\/(\d+)/.exec(String(made.headers.location))?.[1])
}

const formOf = (thing: string) => ({
  ...{ state: 'withheld', ground: 'business_secret', language: 'sv', openness: 'not_asked' },
  ...{ canSay: word(thing, 'cansay'), why: word(thing, 'why'), harm: word(thing, 'harm') },
  ...{ opennessWhy: word(thing, 'notasked'), lift: word(thing, 'lift') },
  ...{ decision: word(thing, 'decision'), delegation: word(thing, 'delegation') },
  unwanted: word(thing, 'unwanted'),
})
