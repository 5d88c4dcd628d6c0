/** The archive as everybody may read it: from the views that say what is public and from nowhere else. */
import type { Instant } from '../kernel/clock.ts'
import type { Reader, Writer } from '../storage/database.ts'
import { preparedOne } from '../storage/prepared.ts'
import type { PublicDisclosureView, SaidAtEvent } from '../storage/schema.ts'
import type { Disclosure, DisclosureEvent } from './disclosure.ts'
import type { GroundId } from './ground.ts'

const byId = preparedOne<{ id: number }, PublicDisclosureView>((db, param) =>
  db.selectFrom('public_disclosure').selectAll().where('id', '=', param('id')),
)

/** An entry by its number. */
export async function findDisclosure(
  db: Reader | Writer,
  id: number,
): Promise<Disclosure | undefined> {
  const row = await byId(db, { id })
  return row && disclosureOf(row)
}

/** The entries with these numbers, in the order of their numbers. */
export async function disclosuresWith(
  db: Reader | Writer,
  ids: readonly number[],
): Promise<Disclosure[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('public_disclosure')
    .selectAll()
    .where('id', 'in', ids)
    .orderBy('id')
    .execute()
  return rows.map(disclosureOf)
}

/** The entries that hang on a published post itself, the first one first. */
export async function disclosuresOnPost(db: Reader, postId: number): Promise<Disclosure[]> {
  const rows = await db
    .selectFrom('disclosure as d') // whose index finds them; what is public the view says
    .innerJoin('public_disclosure as p', 'p.id', 'd.id')
    .selectAll('p')
    .where('d.post_id', '=', postId)
    .where('p.post_id', '=', postId)
    .orderBy('d.id')
    .execute()
  return rows.map(disclosureOf)
}

/** The numbers of the entries that hang on comments whose words are public, by the number of the comment. */
export async function disclosuresOnComments(
  db: Reader,
  commentIds: readonly number[],
): Promise<ReadonlyMap<number, readonly number[]>> {
  if (commentIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('disclosure as d') // whose index finds them; what is public the view says
    .innerJoin('public_disclosure as p', 'p.id', 'd.id')
    .select(['p.id', 'd.comment_id'])
    .where('d.comment_id', 'in', commentIds)
    .where('p.comment_id', 'is not', null)
    .execute()
  const byComment = Map.groupBy(rows, ({ comment_id }) => comment_id ?? 0)
  return new Map(
    [...byComment].map(([id, found]) => [id, found.map((row) => row.id).sort((a, b) => a - b)]),
  )
}

/** Everything that happened to an entry, the first event first. */
export async function historyOf(db: Reader, id: number): Promise<DisclosureEvent[]> {
  const rows = await db
    .selectFrom('disclosure_event as e')
    .innerJoin('public_disclosure as d', 'd.id', 'e.disclosure_id')
    .selectAll('e')
    .where('e.disclosure_id', '=', id)
    .orderBy('e.number')
    .execute()
  return rows.map(eventOf)
}

/** What each of these entries said at a moment: its last event until then. An entry that was not made yet is not there. */
export async function saidAt(
  db: Reader,
  ids: readonly number[],
  at: Instant,
): Promise<ReadonlyMap<number, DisclosureEvent>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('disclosure_event as e')
    .innerJoin('public_disclosure as d', 'd.id', 'e.disclosure_id')
    .selectAll('e')
    .where('e.disclosure_id', 'in', ids)
    .where('e.at', '<=', at)
    .orderBy('e.number')
    .execute()
  return new Map(rows.map((row) => [row.disclosure_id, eventOf(row)]))
}

/** A post that has a place for an entry, or on which it hangs. */
export interface Cited {
  readonly id: number
  readonly path: string
  readonly title: string
  readonly language: 'sv' | 'nb' | 'en'
  readonly capacity: 'personal' | 'official'
}

/** The published posts that have a place for an entry in their present text. */
export async function postsWithMark(db: Reader | Writer, id: number): Promise<Cited[]> {
  const rows = await db
    .selectFrom('public_disclosure_mark as m')
    .innerJoin('public_post as p', 'p.id', 'm.post_id')
    .select(['p.id', 'p.year_month', 'p.slug', 'p.title', 'p.language', 'p.capacity'])
    .where('m.disclosure_id', '=', id)
    .orderBy('p.id')
    .execute()
  return rows.map(citedOf)
}

/** The published post on which an entry hangs. */
export async function findPostOf(db: Reader, id: number): Promise<Cited | undefined> {
  const row = await db
    .selectFrom('public_post as p')
    .select(['p.id', 'p.year_month', 'p.slug', 'p.title', 'p.language', 'p.capacity'])
    .where('p.id', '=', id)
    .executeTakeFirst()
  return row && citedOf(row)
}

const citedOf = ({
  year_month,
  slug,
  ...rest
}: Omit<Cited, 'path'> & { readonly year_month: string; readonly slug: string }): Cited => ({
  ...rest,
  path: `/${year_month}/${slug}`,
})

/** A row of the view as an entry. */
export const disclosureOf = (row: PublicDisclosureView): Disclosure => ({
  ...eventOf({ ...row, disclosure_id: row.id }),
  firstAt: row.first_at,
  feedId: row.feed_id,
  postId: row.post_id ?? undefined,
  commentId: row.comment_id ?? undefined,
})

/** A row of an event as the event. */
export const eventOf = (row: SaidAtEvent): DisclosureEvent => ({
  id: row.disclosure_id,
  number: row.number,
  kind: row.kind,
  state: row.state,
  at: row.at,
  language: row.language,
  capacity: row.capacity,
  canSay: row.can_say,
  ground: row.ground as GroundId,
  why: row.why,
  responsible: { name: row.responsible_name, title: row.responsible_title },
  openness: row.openness,
  opennessWhy: row.openness_why ?? undefined,
  harm: row.harm ?? undefined,
  decision: row.decision ?? undefined,
  delegation: row.delegation ?? undefined,
  reviewOn: row.review_on,
  lift: row.lift ?? undefined,
  because: row.because ?? undefined,
  told: row.told ?? undefined,
  salt: row.salt,
  hash: row.hash,
})
