/** Who follows what. Whoever stops is deleted, and what was made for them goes with them. */
import type { Selectable } from 'kysely'
import type { Instant } from '../kernel/clock.ts'
import { nextId } from '../storage/counter.ts'
import type { Reader, Writer } from '../storage/database.ts'
import type { Capacity, FollowTable, MailStopTable } from '../storage/schema.ts'
import type { Follow, Target } from './follow.ts'

/** Keeps somebody's wish to follow, not confirmed yet; gives its number. */
export async function saveFollow(
  tx: Writer,
  wish: Pick<Follow, 'target' | 'address' | 'language' | 'askedAt'> & { readonly key: string },
): Promise<number> {
  const id = await nextId(tx, 'follow')
  await tx
    .insertInto('follow')
    .values({
      id,
      ...columnsOf(wish.target),
      address: wish.address,
      address_key: wish.key,
      language: wish.language,
      asked_at: wish.askedAt,
      confirmed_at: null,
      refused: 0,
      refused_since: null,
    })
    .execute()
  return id
}

const columnsOf = (target: Target) => ({
  topic: target.topic,
  capacity: target.topic === 'posts' ? (target.capacity ?? null) : null,
  post_id: target.topic === 'thread' ? target.postId : null,
  comment_id: 'commentId' in target ? target.commentId : null,
})

/** One follow by its number. */
export async function findFollow(db: Reader | Writer, id: number): Promise<Follow | undefined> {
  const row = await db.selectFrom('follow').selectAll().where('id', '=', id).executeTakeFirst()
  return row && followOf(row)
}

/** The follow that has this key, confirmed or not. */
export async function findByKey(tx: Writer, key: string): Promise<Follow | undefined> {
  const rows = tx.selectFrom('follow').selectAll().where('address_key', '=', key)
  const row = await rows.executeTakeFirst()
  return row && followOf(row)
}

/** Those of some keys that belong to confirmed follows. */
export async function confirmedAmong(tx: Writer, keys: readonly string[]): Promise<Set<string>> {
  if (keys.length === 0) return new Set()
  const rows = await tx
    .selectFrom('follow')
    .select('address_key')
    .where('address_key', 'in', keys)
    .where('confirmed_at', 'is not', null)
    .execute()
  return new Set(rows.map(({ address_key }) => address_key))
}

/** Changes what is followed, in which language, or whether it was confirmed; the subject stays. */
export async function changeFollow(
  tx: Writer,
  id: number,
  change: {
    readonly target?: Target
    readonly language?: Follow['language']
    readonly confirmedAt?: Instant
    readonly refused?: { readonly count: number; readonly since: Instant | null }
  },
): Promise<void> {
  const { target, language, confirmedAt, refused } = change
  await tx
    .updateTable('follow')
    .set({
      ...(target ? columnsOf(target) : {}),
      ...(language ? { language } : {}),
      ...(confirmedAt ? { confirmed_at: confirmedAt } : {}),
      ...(refused ? { refused: refused.count, refused_since: refused.since } : {}),
    })
    .where('id', '=', id)
    .execute()
}

/** Erases a follow and its address. */
export async function deleteFollow(tx: Writer, id: number): Promise<void> {
  await tx.deleteFrom('follow').where('id', '=', id).execute()
}

/** Everybody who follows, in pieces by number: an address is found by opening them one by one. */
export async function followsAfter(db: Reader | Writer, id: number, most: number) {
  const rows = db.selectFrom('follow').select(['id', 'address']).where('id', '>', id)
  return rows.orderBy('id').limit(most).execute()
}

/** How many have confirmed that they follow what, all threads and all comments together. */
export async function countFollows(db: Reader) {
  const rows = await db
    .selectFrom('follow')
    .select((eb) => ['topic', 'capacity', eb.fn.countAll<number>().as('count')])
    .where('confirmed_at', 'is not', null)
    .groupBy(['topic', 'capacity'])
    .orderBy((eb) => eb.fn.min('id'))
    .execute()
  return rows.map(({ topic, capacity, count }) => ({ topic, capacity, count }))
}

/** A piece of those who are told of something: who had confirmed when it happened, by number. */
interface Piece {
  readonly before: Instant
  readonly after: number
  readonly most: number
}

/** Who is told of a new post, with their sealed addresses: who follows all posts, or those of its capacity. */
export const followersOfPosts = (
  tx: Writer,
  { capacity, before, after, most }: Piece & { readonly capacity: Capacity },
) =>
  tx
    .selectFrom('follow')
    .select(['id', 'address'])
    .where('topic', '=', 'posts')
    .where('confirmed_at', '<=', before)
    .where((eb) => eb.or([eb('capacity', 'is', null), eb('capacity', '=', capacity)]))
    .where('id', '>', after)
    .orderBy('id')
    .limit(most)
    .execute()

/** Who is told of a comment: those who follow its thread, and those who follow what it answers. */
export async function followersOfComment(
  tx: Writer,
  about: Piece & { readonly postId: number; readonly parentId: number | undefined },
): Promise<{ readonly id: number; readonly topic: FollowTable['topic'] }[]> {
  const { postId, parentId, before, after, most } = about
  const some = () =>
    tx
      .selectFrom('follow')
      .select(['id', 'topic'])
      .where('confirmed_at', '<=', before)
      .where('id', '>', after)
      .orderBy('id')
      .limit(most)
  const thread = await some().where('post_id', '=', postId).execute()
  const answers =
    parentId === undefined ? [] : await some().where('comment_id', '=', parentId).execute()
  return [...thread, ...answers].sort((one, other) => one.id - other.id).slice(0, most)
}

/** The comments that came under a post since a moment and are told of in a while, by number. */
export async function commentsTold(
  tx: Writer,
  { postId, since, from, to }: { postId: number; since: Instant; from: Instant; to: Instant },
): Promise<number[]> {
  const rows = await tx
    .selectFrom('mail_event')
    .select('comment_id')
    .where('kind', '=', 'comment_shown')
    .where('post_id', '=', postId)
    .where('at', '>=', since)
    .where('due_at', '>=', from)
    .where('due_at', '<', to)
    .orderBy('id')
    .execute()
  return rows.flatMap(({ comment_id }) => comment_id ?? [])
}

/** Remembers that an address gets no mail, by its keyed hash. */
export async function saveStop(tx: Writer, stop: Selectable<MailStopTable>): Promise<void> {
  await tx
    .insertInto('mail_stop')
    .values(stop)
    .onConflict((c) => c.column('address_key').doUpdateSet({ reason: stop.reason, at: stop.at }))
    .execute()
}

/** How many addresses get no mail. */
export async function countStops(db: Reader): Promise<number> {
  const rows = db.selectFrom('mail_stop').select((eb) => eb.fn.countAll<number>().as('count'))
  return (await rows.executeTakeFirstOrThrow()).count
}

/** Whether an address gets no mail. */
export async function isStopped(tx: Writer, key: string): Promise<boolean> {
  const rows = tx.selectFrom('mail_stop').select('at').where('address_key', '=', key)
  return (await rows.executeTakeFirst()) !== undefined
}

/** Whether a mail to this follower has gone out since a moment. */
export async function wasReached(tx: Writer, followId: number, since: Instant): Promise<boolean> {
  const rows = tx
    .selectFrom('mail')
    .select('id')
    .where('follow_id', '=', followId)
    .where('state', '=', 'sent')
    .where('settled_at', '>=', since)
  return (await rows.executeTakeFirst()) !== undefined
}

const followOf = (row: Selectable<FollowTable>): Follow => ({
  id: row.id,
  target: targetOf(row),
  address: row.address,
  language: row.language,
  askedAt: row.asked_at,
  confirmedAt: row.confirmed_at ?? undefined,
  refused: row.refused,
  refusedSince: row.refused_since ?? undefined,
})

function targetOf({ topic, capacity, post_id, comment_id }: Selectable<FollowTable>): Target {
  if (topic === 'posts') return { topic, capacity: capacity ?? undefined }
  if (topic === 'thread') return { topic, postId: post_id as number }
  return { topic, commentId: comment_id as number }
}
