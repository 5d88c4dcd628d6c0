/** The one post that stays on top of the front page, up to a day. */
import type { Instant } from '../kernel/clock.ts'
import type { Reader, Writer } from '../storage/database.ts'
import { entryColumns, entryOf } from './mapping.ts'
import type { PostEntry } from './post.ts'

/** The last day on which a post is on top, and the moment at which it is not any more. */
export interface Pin {
  readonly lastDay: string
  readonly until: Instant
}

/** The public post that is on top at this moment. */
export async function findPinned(
  db: Reader,
  now: Instant,
): Promise<{ readonly pin: Pin; readonly post: PostEntry } | undefined> {
  const pin = await currentPin(db, now)
  if (!pin) return undefined
  const row = await db
    .selectFrom('public_post')
    .select(entryColumns)
    .where('id', '=', pin.postId)
    .executeTakeFirst()
  return row && { pin, post: entryOf(row) }
}

/** What is kept of the post on top, whether it is public or not. */
export async function currentPin(
  db: Reader | Writer,
  now: Instant,
): Promise<(Pin & { readonly postId: number }) | undefined> {
  const row = await db
    .selectFrom('post_pin')
    .select(['post_id', 'last_day', 'until'])
    .where('id', '=', 1)
    .where('until', '>', now)
    .executeTakeFirst()
  return row && { postId: row.post_id, lastDay: row.last_day, until: row.until }
}

/** Puts a post on top, in the place of the one that was there. */
export async function savePin(
  tx: Writer,
  pin: Pin & { readonly postId: number; readonly accountId: number; readonly at: Instant },
): Promise<void> {
  await deletePin(tx)
  await tx
    .insertInto('post_pin')
    .values({
      id: 1,
      post_id: pin.postId,
      last_day: pin.lastDay,
      until: pin.until,
      account_id: pin.accountId,
      at: pin.at,
    })
    .execute()
}

/** Leaves the top empty. */
export async function deletePin(tx: Writer): Promise<void> {
  await tx.deleteFrom('post_pin').execute()
}
