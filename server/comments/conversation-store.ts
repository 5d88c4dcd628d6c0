/** The conversations under a post in each of their orders, and the comments of some of them: ranges of indexes. */
import { sql } from 'kysely'
import type { Instant } from '../kernel/clock.ts'
import type { Reader } from '../storage/database.ts'
import { prepared, preparedOne } from '../storage/prepared.ts'
import type { Capacity, PublicCommentView } from '../storage/schema.ts'
import type { PublicComment } from './comment.ts'
import { BEYOND, type Order, type Spot } from './order.ts'
import { commentOf, publicCommentsWith } from './store.ts'
import { type Range, SHOWN, type Sized } from './thread.ts'

/** A conversation in its place in an order. */
export interface Conversation extends Sized {
  readonly isRest: boolean
}

interface Row {
  readonly root_id: number
  readonly size: number
  readonly rest: number
}

const isForth = { asc: '>=', desc: '<=' } as const

const along = (direction: 'asc' | 'desc') =>
  prepared<{ post: number; root: number; most: number }, Row>((db, param) =>
    db
      .selectFrom('conversation')
      .select(['root_id', 'size', sql<number>`0`.as('rest')])
      .where('post_id', '=', param('post'))
      .where('root_id', isForth[direction], param('root'))
      .orderBy('root_id', direction)
      .limit(param('most')),
  )

const oldestFirst = along('asc')
const newestFirst = along('desc')

type Answered = {
  post: number
  account: number
  asOf: number
  answered: number
  rest: number
  most: number
}

/** Two ranges, one after the other: the answered ones and, without them, all. */
const answeredAlong = (direction: 'asc' | 'desc') =>
  prepared<Answered, Row>((db, param) => {
    const forth = sql.raw(isForth[direction])
    const way = sql.raw(direction)
    const answered = sql`select a.root_id, k.size, 0 as rest
      from answered_conversation a cross join conversation k on k.root_id = a.root_id
      where a.post_id = ${param('post')} and a.account_id = ${param('account')}
        and a.first_id <= ${param('asOf')} and a.root_id ${forth} ${param('answered')}
      order by a.root_id ${way} limit ${param('most')}`
    const rest = sql`select k.root_id, k.size, 1 as rest from conversation k
      where k.post_id = ${param('post')} and k.root_id ${forth} ${param('rest')}
        and not exists (select 1 from answered_conversation a where a.post_id = k.post_id
          and a.account_id = ${param('account')} and a.root_id = k.root_id
          and a.first_id <= ${param('asOf')})
      order by k.root_id ${way} limit ${param('most')}`
    const [one, other] = direction === 'asc' ? [answered, rest] : [rest, answered]
    return db
      .selectFrom(sql<Row>`(select * from (${one}) union all select * from (${other}))`.as('both'))
      .select(['root_id', 'size', 'rest'])
      .limit(param('most'))
  })

const answeredForth = answeredAlong('asc')
const answeredBack = answeredAlong('desc')

/** Which conversations: of a post, in an order that may depend on who is the official. */
export interface Line {
  readonly post: number
  readonly order: Order
  readonly official: number
}

/** At most so many conversations from a place on, itself included, in the order or against it. */
export async function conversationsFrom(
  db: Reader,
  line: Line,
  { at, isBack, most }: { readonly at: Spot; readonly isBack: boolean; readonly most: number },
): Promise<Conversation[]> {
  const rows = await rowsFrom(db, line, { at, isBack, most })
  return rows.map(({ root_id, size, rest }) => ({ root: root_id, size, isRest: rest === 1 }))
}

function rowsFrom(
  db: Reader,
  { post, order, official }: Line,
  { at, isBack, most }: { readonly at: Spot; readonly isBack: boolean; readonly most: number },
): Promise<Row[]> {
  const { root, isRest, asOf } = at
  if (order !== 'answered') {
    const read = (order === 'newest') === isBack ? oldestFirst : newestFirst
    return read(db, { post, root, most })
  }
  const [nothing, all] = isBack ? [-1, BEYOND] : [BEYOND + 1, 0]
  const other = isRest === isBack ? all : nothing
  const [answered, rest] = isRest ? [other, root] : [root, other]
  const read = isBack ? answeredBack : answeredForth
  return read(db, { post, account: official, asOf, answered, rest, most })
}

/** Where an order begins and where it ends. */
export const ends = (order: Order, asOf: number) => {
  const low = { root: 0, isRest: false, asOf }
  const high = { root: BEYOND, isRest: order === 'answered', asOf }
  return order === 'newest' ? { first: high, last: low } : { first: low, last: high }
}

const newest = preparedOne<Record<string, never>, { id: number }>((db) =>
  db.selectFrom('comment').select('id').orderBy('id', 'desc').limit(1),
)

/** The number of the newest comment of all. */
export const newestNumber = async (db: Reader): Promise<number> => (await newest(db, {}))?.id ?? 0

const ranged = prepared<{ post: number; ranges: string }, PublicCommentView>(
  (db, param) =>
    db
      .selectFrom(sql<{ value: string }>`json_each(${param('ranges')})`.as('r'))
      .crossJoin('public_comment as c')
      .selectAll('c')
      .where('c.post_id', '=', param('post'))
      .where('c.path', '>=', sql<string>`r.value ->> 0`)
      .where(
        'c.path',
        '<',
        sql<string>`case when r.value ->> 2 then coalesce((select x.path from comment x
        where x.post_id = ${param('post')} and x.path >= r.value ->> 0
          and x.path < r.value ->> 1 and x.exposure <> 'none'
        order by x.path limit 1 offset ${sql.lit(SHOWN + 1)}), r.value ->> 1)
        else r.value ->> 1 end`,
      ) as never,
)

/** The public comments in some ranges of a post, each in reading order. */
export async function publicRanges(
  db: Reader,
  post: number,
  ranges: readonly Range[],
): Promise<PublicComment[]> {
  const json = JSON.stringify(ranges.map(({ from, end, isLong }) => [from, end, isLong ? 1 : 0]))
  return (await ranged(db, { post, ranges: json })).map(commentOf)
}

const answersGiven = preparedOne<{ post: number; account: number }, { n: number | null }>(
  (db, param) =>
    db
      .selectFrom('answered_conversation')
      .select(({ fn }) => fn.sum<number | null>('answers').as('n'))
      .where('post_id', '=', param('post'))
      .where('account_id', '=', param('account')),
)

/** How many comments under a post somebody has answered in public. */
export const countAnswers = async (db: Reader, post: number, account: number): Promise<number> =>
  (await answersGiven(db, { post, account }))?.n ?? 0

/** An answer as the list on top of a thread tells of it. */
export interface GivenAnswer {
  readonly id: number
  readonly capacity: Capacity
  readonly receivedAt: Instant
  /** Whom it answers; undefined when their words are shown no more. */
  readonly to: { readonly name: string } | undefined
}

const latest = prepared<
  { post: number; account: number; most: number },
  { id: number; parent_id: number; capacity: Capacity; received_at: Instant }
>(
  (db, param) =>
    db
      .selectFrom('comment as s')
      .crossJoin('public_comment as c')
      .select(['c.id', 'c.parent_id', 'c.capacity', 'c.received_at'])
      .whereRef('c.id', '=', 's.id')
      .where('s.post_id', '=', param('post'))
      .where('s.account_id', '=', param('account'))
      .where('s.kind', '=', 'staff')
      .where('s.depth', '>', 0)
      .where(sql<boolean>`s.exposure = 'text'`)
      .where('c.exposure', '=', 'text')
      .orderBy('s.id', 'desc')
      .limit(param('most')) as never,
)

/** The latest answers that somebody gave in public under a post, the newest first. */
export async function latestAnswers(
  db: Reader,
  asked: { readonly post: number; readonly account: number; readonly most: number },
): Promise<GivenAnswer[]> {
  const rows = await latest(db, asked)
  const answered = await publicCommentsWith(
    db,
    rows.map((row) => row.parent_id),
  )
  return rows.map(({ id, parent_id: parent, capacity, received_at: receivedAt }) => {
    const to = answered.find((one) => one.id === parent && one.exposure === 'text')
    return { id, capacity, receivedAt, to: to && { name: to.name } }
  })
}
