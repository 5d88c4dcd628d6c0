/** The archive as everybody may read it: from the views that say what is public and from nowhere else. */
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

/** A post that has a place for an entry, or on which it hangs. */
export interface Cited {
  readonly id: number
  readonly path: string
  readonly title: string
  readonly language: 'sv' | 'nb' | 'en'
  readonly capacity: 'personal' | 'official'
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

const eventOf = (row: SaidAtEvent): DisclosureEvent => ({
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
