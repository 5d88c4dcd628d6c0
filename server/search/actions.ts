/** Finds: asks each index for what is wanted, and puts what they give in one list, the newest first. */
import type { Instant } from '../kernel/clock.ts'
import type { Reader } from '../storage/database.ts'
import { formsOnce, type Sought, soughtOf } from './match.ts'
import {
  type FoundKind,
  kindsOf,
  marksOf,
  type Narrowing,
  type Places,
  yearSpan,
} from './narrowing.ts'
import { type Query, queryOf } from './query.ts'
import { type Asked, foundIds, wordsFrom } from './store.ts'
import { type Hit, textsOf } from './texts-store.ts'

/** Hits on one page. */
export const ON_PAGE = 20
/** So many hits are counted; of more it is only said that there are. */
export const MOST_COUNTED = 1000
/** So many words of an index that begin alike are looked for. */
const MOST_BEGINNINGS = 200

/** Why nothing was looked for. */
export type Unasked = 'nothing' | 'only_without' | 'no_words'

export interface Found {
  readonly hits: readonly Hit[]
  /** How many there are, on the first page; `isMore` when there are more than were counted. */
  readonly count: number | undefined
  readonly isMore: boolean
  /** Where the list goes on. */
  readonly next: Places | undefined
  /** What to mark in the texts. */
  readonly sought: readonly Sought[]
  /** Not everything that was typed was looked for. */
  readonly isCut: boolean
  /** Beginnings of more words than can be looked for. */
  readonly broad: readonly string[]
}

interface Asking {
  readonly narrowing: Narrowing
  /** The tag's own name in addresses. */
  readonly tag: string | undefined
  readonly places: Places
  readonly timeZone: string
}

/** What of a search cannot be looked for; undefined when all is well. */
export function unaskedIn({ words }: Narrowing): Unasked | undefined {
  if (words === '') return undefined
  const { terms } = queryOf(words)
  if (terms.length === 0) return 'no_words'
  return terms.every(({ isLeftOut }) => isLeftOut) ? 'only_without' : undefined
}

/** One page of what is found; not more than a few milliseconds go by without others having their turn. */
export async function find(db: Reader, asking: Asking): Promise<Found> {
  const { narrowing, places } = asking
  const query = queryOf(narrowing.words)
  const isFirst = Object.keys(places).length === 0
  const most = isFirst ? MOST_COUNTED + 1 : ON_PAGE + 1
  const broad = new Set<string>()
  const forms = formsOnce()
  const lists = []
  let sought: readonly Sought[] = []
  for (const kind of kindsOf(narrowing)) {
    const looked = await soughtIn(db, kind, query, { broad, forms })
    sought = [...sought, ...looked]
    const part = { before: places[kind], most, onPage: ON_PAGE }
    lists.push({ kind, ...(await foundIds(db, kind, askedOf(asking, looked), part)) })
  }
  const { shown, next } = await pageOf(db, lists, places)
  const count = lists.reduce((sum, { ids }) => sum + ids.length, 0)
  return {
    ...{ hits: shown, next, sought, isCut: query.isCut, broad: [...broad] },
    count: isFirst ? Math.min(count, MOST_COUNTED) : undefined,
    isMore: count > MOST_COUNTED || lists.some(({ isAll }) => !isAll),
  }
}

/** The terms as an index knows them; what begins too many words is told. */
async function soughtIn(
  db: Reader,
  kind: FoundKind,
  query: Query,
  { broad, forms }: { readonly broad: Set<string>; readonly forms: ReturnType<typeof formsOnce> },
): Promise<Sought[]> {
  if (kind === 'entry') return soughtOf(query, undefined, forms)
  const known = new Map<string, string[]>()
  for (const term of query.terms) {
    const [letters = ''] = term.words
    if (term.kind !== 'prefix' || known.has(letters)) continue
    const words = await wordsFrom(db, kind, letters, MOST_BEGINNINGS + 1)
    if (words.length > MOST_BEGINNINGS) broad.add(letters)
    known.set(letters, words.slice(0, MOST_BEGINNINGS))
  }
  return soughtOf(query, (letters) => known.get(letters) ?? [], forms)
}

/** Any of these has every text. */
const anyMark = { all: [['citizen', 'personal', 'official']], none: [] }

function askedOf({ narrowing, tag, timeZone }: Asking, sought: readonly Sought[]): Asked {
  const { capacity, year } = narrowing
  const marks = marksOf(narrowing, timeZone)
  const hasMarks = marks.all.length > 0
  const isPlain = sought.length === 1 && !hasMarks && tag === undefined
  const { from, to } = year === undefined ? {} : yearSpan(year, timeZone)
  return {
    ...{ capacity, tag, from, to },
    sought,
    marks: sought.length > 0 || hasMarks ? marks : anyMark,
    isSifted: !isPlain || sought.some(({ rows }) => rows.some(({ length }) => length > 1)),
  }
}

interface List {
  readonly kind: FoundKind
  readonly ids: readonly number[]
}

/** The newest of several lists, each of which is in order, and where each goes on. */
async function pageOf(db: Reader, lists: readonly List[], places: Places) {
  const heads = await Promise.all(
    lists.map(async ({ kind, ids }) => ({
      kind,
      hits: await textsOf(db, kind, ids.slice(0, ON_PAGE + 1)),
    })),
  )
  const shown: Hit[] = []
  while (shown.length < ON_PAGE) {
    const [first] = heads
      .filter(({ hits }) => hits.length > 0)
      .sort((one, other) => (at(one) < at(other) ? 1 : -1))
    const hit = first?.hits.shift()
    if (!hit) break
    shown.push(hit)
  }
  const isMore = heads.some(({ hits }) => hits.length > 0)
  return { shown, next: isMore ? nextOf(shown, heads, places) : undefined }
}

const at = ({ hits }: { readonly hits: readonly Hit[] }): Instant | '' => hits[0]?.at ?? ''

/** Below the last of a kind that is shown; else where its first one stands, so that what comes later moves nothing. */
function nextOf(
  shown: readonly Hit[],
  heads: readonly { readonly kind: FoundKind; readonly hits: readonly Hit[] }[],
  places: Places,
): Places {
  const next = heads.map(({ kind, hits }) => {
    const last = shown.findLast((hit) => hit.kind === kind)?.id
    const first = hits[0]?.id
    return [kind, last ?? (first === undefined ? (places[kind] ?? 1) : first + 1)]
  })
  return Object.fromEntries(next)
}
