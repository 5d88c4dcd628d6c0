/** The archive in the world: what stands for everybody, also on a comment that is hidden now, and words that are kept nowhere. */
import { insertEvent } from '../../server/disclosures/write-store.ts'
import type { TestSite } from '../support/site.ts'
import { type Marker, visitors, word } from './markers.ts'

/** What hangs on what. */
export interface Accounts {
  readonly alone: number
  readonly onPost: number
  readonly onComment: number
}

/** Accounts for something that stands alone and on a post, by the desk's own form; the first is looked at again. */
export async function accountFor(
  site: TestSite,
  cookie: string,
  { post, onComment }: { readonly post: number; readonly onComment: number },
): Promise<Accounts> {
  const alone = await account(site, cookie, { thing: 'alone' })
  await lookAgain(site, alone)
  return {
    alone,
    onPost: await account(site, cookie, { thing: 'onpost', on: `?post=${post}` }),
    onComment,
  }
}

/** Accounts for something on a comment, while that is public. */
export const accountOn = (site: TestSite, cookie: string, comment: number): Promise<number> =>
  account(site, cookie, { thing: 'oncomment', on: `?comment=${comment}` })

/** Kept for another reason, in a way that no form offers yet. */
async function lookAgain(site: TestSite, id: number): Promise<void> {
  const { read } = site.storage
  const row = await read
    .selectFrom('disclosure_event')
    .selectAll()
    .where('disclosure_id', '=', id)
    .executeTakeFirstOrThrow()
  const kept = {
    number: 2,
    kind: 'kept',
    why: word('alone', 'again'),
    review_on: '2029-01-08',
  } as const
  await site.storage.transact((tx) => insertEvent(tx, { ...row, ...kept }))
}

const places = ['cansay', 'why', 'harm', 'notasked', 'lift', 'decision', 'delegation'] as const

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
]

/** Makes an entry: the form, a look at it, the button. Gives its number. */
async function account(
  site: TestSite,
  cookie: string,
  { thing, on = '' }: { readonly thing: string; readonly on?: string },
): Promise<number> {
  const path = `/desk/openness/new${on}`
  const form = {
    ...{ state: 'withheld', ground: 'business_secret', language: 'sv', openness: 'not_asked' },
    ...{ canSay: word(thing, 'cansay'), why: word(thing, 'why'), harm: word(thing, 'harm') },
    ...{ opennessWhy: word(thing, 'notasked'), lift: word(thing, 'lift') },
    ...{ decision: word(thing, 'decision'), delegation: word(thing, 'delegation') },
    unwanted: word(thing, 'unwanted'),
  }
  const before = await site.post(path, form, { cookie })
  if (before.statusCode !== 200) throw new Error(`${path}: ${before.statusCode} ${before.body}`)
  const made = await site.post(path, { ...form, act: 'personal' }, { cookie })
  if (made.statusCode !== 303) throw new Error(`${path}: ${made.statusCode} ${made.body}`)
  return Number(/openness\/(\d+)/.exec(String(made.headers.location))?.[1])
}
