/** What of a request lies here: letters, comments and posts that nobody erases while it is open (LAW.md L14). */
import type { Instant } from '../kernel/clock.ts'
import { nextId } from '../storage/counter.ts'
import type { Reader, Writer } from '../storage/database.ts'
import type { Item, ItemKind } from './item.ts'

/** What a request was linked to, without what was unlinked again. */
export async function itemsOf(db: Reader | Writer, requestId: number): Promise<Item[]> {
  const rows = await db
    .selectFrom('request_item')
    .select(['id', 'letter_id', 'comment_id', 'post_id'])
    .where('request_id', '=', requestId)
    .where('ended_at', 'is', null)
    .orderBy('id')
    .execute()
  return rows.flatMap(({ id, letter_id, comment_id, post_id }) => {
    const [kind, number] =
      letter_id !== null
        ? (['letter', letter_id] as const)
        : comment_id !== null
          ? (['comment', comment_id] as const)
          : (['post', post_id] as const)
    return number === null ? [] : [{ id, kind, number }]
  })
}

/** Whether there is such a thing. */
export async function isThere(db: Reader | Writer, kind: ItemKind, id: number): Promise<boolean> {
  const row = db.selectFrom(kind).select(`${kind}.id`).where(`${kind}.id`, '=', id)
  return (await row.executeTakeFirst()) !== undefined
}

/** Links a request to something that lies here. */
export async function saveItem(
  tx: Writer,
  item: {
    readonly requestId: number
    readonly kind: ItemKind
    readonly number: number
    readonly at: Instant
    readonly by: number
  },
): Promise<void> {
  const { requestId: request_id, kind, number, at, by: account_id } = item
  const none = { letter_id: null, comment_id: null, post_id: null, ended_at: null }
  const id = await nextId(tx, 'request_item')
  await tx
    .insertInto('request_item')
    .values({ id, request_id, at, account_id, ...none, [`${kind}_id`]: number })
    .execute()
}

/** Unlinks: it was not this that was asked for. */
export async function endItem(
  tx: Writer,
  { requestId, id, at }: { requestId: number; id: number; at: Instant },
): Promise<void> {
  await tx
    .updateTable('request_item')
    .set({ ended_at: at })
    .where('id', '=', id)
    .where('request_id', '=', requestId)
    .where('ended_at', 'is', null)
    .execute()
}
