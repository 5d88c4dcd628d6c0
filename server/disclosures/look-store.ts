/** What looking again asks of the database. */
import type { Reader, Writer } from '../storage/database.ts'
import type { Capacity } from '../storage/schema.ts'
import type { Disclosure } from './disclosure.ts'
import type { GroundId } from './ground.ts'
import { disclosureOf } from './store.ts'

/** A post in which something can be told now. */
export interface Telling {
  readonly path: string
  readonly title: string
  readonly language: 'sv' | 'nb' | 'en'
  readonly capacity: Capacity
}

/** The newest published posts, the latest first: what was withheld is most often told in one of them. */
export async function recentPosts(db: Reader, most: number): Promise<Telling[]> {
  const rows = await db
    .selectFrom('public_post')
    .select(['year_month', 'slug', 'title', 'language', 'capacity'])
    .orderBy('first_published_at', 'desc')
    .orderBy('id', 'desc')
    .limit(most)
    .execute()
  return rows.map(({ year_month, slug, ...rest }) => ({
    ...rest,
    path: `/${year_month}/${slug}`,
  }))
}

const open = ['withheld', 'partly'] as const

/** Where a page of the list goes on: after an entry with this day and number. */
export interface After {
  readonly reviewOn: string
  readonly id: number
}

/** What is not told, in every such state or in one; what is due first comes first. */
export async function openEntries(
  db: Reader,
  asked: {
    readonly state?: 'withheld' | 'partly' | undefined
    readonly after?: After | undefined
    readonly most: number
  },
): Promise<Disclosure[]> {
  const { state, after, most } = asked
  let rows = db
    .selectFrom('public_disclosure')
    .selectAll()
    .where('state', 'in', state ? [state] : open)
  if (after)
    rows = rows.where((eb) =>
      eb(eb.refTuple('review_on', 'id'), '>', eb.tuple(after.reviewOn, after.id)),
    )
  const found = await rows.orderBy('review_on').orderBy('id').limit(most).execute()
  return found.map(disclosureOf)
}

/** What is told or has ended, the newest entry first, from before the number `before`. */
export async function closedEntries(
  db: Reader,
  asked: {
    readonly state: 'disclosed' | 'ended'
    readonly before?: number | undefined
    readonly most: number
  },
): Promise<Disclosure[]> {
  const { state, before, most } = asked
  let rows = db.selectFrom('public_disclosure').selectAll().where('state', '=', state)
  if (before !== undefined) rows = rows.where('id', '<', before)
  return (await rows.orderBy('id', 'desc').limit(most).execute()).map(disclosureOf)
}

/** Whose account answers for an entry now. */
export async function responsibleOf(db: Reader | Writer, id: number): Promise<number | undefined> {
  const row = await db
    .selectFrom('disclosure as d')
    .innerJoin('disclosure_event as e', (join) =>
      join.onRef('e.disclosure_id', '=', 'd.id').onRef('e.number', '=', 'd.number'),
    )
    .select('e.responsible_id')
    .where('d.id', '=', id)
    .executeTakeFirst()
  return row?.responsible_id
}

/** Whether there is any entry at all. */
export const hasEntries = async (db: Reader): Promise<boolean> =>
  (await db.selectFrom('disclosure').select('id').limit(1).executeTakeFirst()) !== undefined

/** How many entries are to be looked at again by a day. */
export async function countDue(db: Reader, by: string): Promise<number> {
  const row = await nowOf(db)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('e.review_on', '<=', by)
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

/** On which grounds something is not told now. */
export async function groundsInUse(db: Reader): Promise<GroundId[]> {
  const rows = await nowOf(db).select('e.ground').distinct().execute()
  return rows.map(({ ground }) => ground as GroundId)
}

/** The event that holds now of each entry that is not told. */
export const nowOf = (db: Reader | Writer) =>
  db
    .selectFrom('disclosure as d')
    .innerJoin('disclosure_event as e', (join) =>
      join.onRef('e.disclosure_id', '=', 'd.id').onRef('e.number', '=', 'd.number'),
    )
    .where('e.state', 'in', open)
