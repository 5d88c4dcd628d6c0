/** The archive as lists: which entries there are, how many, and everything that happened to some of them. */
import { sql } from 'kysely'
import type { Instant } from '../kernel/clock.ts'
import type { Reader } from '../storage/database.ts'
import type { Capacity } from '../storage/schema.ts'
import type { Disclosure, DisclosureEvent, State } from './disclosure.ts'
import type { GroundId } from './ground.ts'
import { disclosureOf, eventOf } from './store.ts'

/** What a list is narrowed to, as the database is asked. */
export interface Wanted {
  /** A question to the search index (`matchOf`); null finds nothing. */
  readonly match: string | null | undefined
  readonly ground: GroundId | undefined
  readonly state: State | undefined
  readonly ever: boolean
  /** Made from this moment on, and before that one. */
  readonly from: Instant | undefined
  readonly to: Instant | undefined
  readonly capacity: Capacity | undefined
  /** Only those to be looked at again by this day or before it: the last one that is overdue. */
  readonly lateBy: string | undefined
}

/** Nothing left out. */
export const everything: Wanted = {
  ...{ match: undefined, ground: undefined, state: undefined, ever: false },
  ...{ from: undefined, to: undefined, capacity: undefined, lateBy: undefined },
}

const open = ['withheld', 'partly'] as const

/** The numbers of the entries that are wanted, the newest first, below `before` where that is given. */
export async function newestIds(
  db: Reader,
  wanted: Wanted,
  { before, most }: { readonly before: number | undefined; readonly most: number },
): Promise<number[]> {
  const rows = await chosen(db, wanted)
    .select('d.id')
    .$if(before !== undefined, (q) => q.where('d.id', '<', before as number))
    .orderBy('d.id', 'desc')
    .limit(most)
    .execute()
  return rows.map(({ id }) => id)
}

/** The numbers of the entries that are wanted after number `after`, the oldest first. */
export async function nextIds(
  db: Reader,
  wanted: Wanted,
  { after, most }: { readonly after: number; readonly most: number },
): Promise<number[]> {
  const rows = await chosen(db, wanted)
    .select('d.id')
    .where('d.id', '>', after)
    .orderBy('d.id')
    .limit(most)
    .execute()
  return rows.map(({ id }) => id)
}

/** How many entries are wanted. */
export async function countOf(db: Reader, wanted: Wanted): Promise<number> {
  const row = await chosen(db, wanted)
    .select((e) => e.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return row.count
}

/** Entries by their numbers, as many as there are of them, in the order of the numbers. */
export async function entriesOf(db: Reader, ids: readonly number[]): Promise<Disclosure[]> {
  if (ids.length === 0) return []
  const rows = await db.selectFrom('public_disclosure').selectAll().where('id', 'in', ids).execute()
  const byId = new Map(rows.map((row) => [row.id, disclosureOf(row)]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** Everything that happened to some entries, by their numbers, the first event of each first. */
export async function eventsOf(
  db: Reader,
  ids: readonly number[],
): Promise<ReadonlyMap<number, readonly DisclosureEvent[]>> {
  const events = new Map<number, DisclosureEvent[]>()
  if (ids.length === 0) return events
  const rows = await db
    .selectFrom('disclosure_event as e')
    .innerJoin('public_disclosure as d', 'd.id', 'e.disclosure_id')
    .selectAll('e')
    .where('e.disclosure_id', 'in', ids)
    .orderBy('e.disclosure_id')
    .orderBy('e.number')
    .execute()
  for (const row of rows)
    events.set(row.disclosure_id, [...(events.get(row.disclosure_id) ?? []), eventOf(row)])
  return events
}

/** What is counted of the events of some entries, in the order of the entries and of their events. */
export async function countedOf(db: Reader, ids: readonly number[]) {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('disclosure_event as e')
    .innerJoin('public_disclosure as d', 'd.id', 'e.disclosure_id')
    .select(['d.id', 'e.kind', 'e.state', 'e.ground', 'e.at', 'e.review_on'])
    .where('e.disclosure_id', 'in', ids)
    .orderBy('e.disclosure_id')
    .orderBy('e.number')
    .execute()
  return rows.map(({ ground, review_on: reviewOn, ...row }) => ({
    ...{ ...row, ground: ground as GroundId, reviewOn },
  }))
}

/** The latest events of all entries, the newest first. */
export async function latestEvents(
  db: Reader,
  most: number,
): Promise<{ readonly entry: Disclosure; readonly event: DisclosureEvent }[]> {
  const rows = await db
    .selectFrom('disclosure_event as e')
    .innerJoin('public_disclosure as d', 'd.id', 'e.disclosure_id')
    .selectAll('e')
    .orderBy('e.at', 'desc')
    .orderBy('e.disclosure_id', 'desc')
    .orderBy('e.number', 'desc')
    .limit(most)
    .execute()
  const entries = await entriesOf(db, [...new Set(rows.map((row) => row.disclosure_id))])
  const byId = new Map(entries.map((entry) => [entry.id, entry]))
  return rows.flatMap((row) => {
    const entry = byId.get(row.disclosure_id)
    return entry ? [{ entry, event: eventOf(row) }] : []
  })
}

/** When the first entry was made, and the last; undefined while there is none. */
export async function spanOf(
  db: Reader,
): Promise<{ readonly first: Instant; readonly last: Instant } | undefined> {
  const at = async (order: 'asc' | 'desc') => {
    const row = await db
      .selectFrom('public_disclosure')
      .select('first_at')
      .orderBy('id', order)
      .limit(1)
      .executeTakeFirst()
    return row?.first_at
  }
  const first = await at('asc')
  const last = await at('desc')
  return first !== undefined && last !== undefined ? { first, last } : undefined
}

/** The earliest day after `day` by which something is to be looked at again. */
export async function nextLookAfter(db: Reader, day: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('public_disclosure')
    .select((e) => e.fn.min<string | null>('review_on').as('day'))
    .where('state', 'in', open)
    .where('review_on', '>', day)
    .executeTakeFirst()
  return row?.day ?? undefined
}

function chosen(db: Reader, wanted: Wanted) {
  const { match, ground, state, ever, from, to, capacity, lateBy } = wanted
  return db
    .selectFrom('public_disclosure as d')
    .$if(match === null, (q) => q.where(sql<boolean>`1 = 0`))
    .$if(typeof match === 'string', (q) =>
      q.where(
        sql<boolean>`d.id in (select rowid from disclosure_words where disclosure_words match ${match})`,
      ),
    )
    .$if(ground !== undefined, (q) => q.where('d.ground', '=', ground as GroundId))
    .$if(state !== undefined && !ever, (q) => q.where('d.state', '=', state as State))
    .$if(state !== undefined && ever, (q) =>
      q.where(({ exists, selectFrom }) =>
        exists(
          selectFrom('disclosure_event as e')
            .select('e.number')
            .whereRef('e.disclosure_id', '=', 'd.id')
            .where('e.state', '=', state as State),
        ),
      ),
    )
    .$if(from !== undefined, (q) => q.where('d.first_at', '>=', from as Instant))
    .$if(to !== undefined, (q) => q.where('d.first_at', '<', to as Instant))
    .$if(capacity !== undefined, (q) => q.where('d.capacity', '=', capacity as Capacity))
    .$if(lateBy !== undefined, (q) =>
      q.where('d.state', 'in', open).where('d.review_on', '<=', lateBy as string),
    )
}
