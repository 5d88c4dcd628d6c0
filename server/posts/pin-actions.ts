/** Putting one post on top of the front page up to a day, and taking it down from there. */
import { record } from '../accounts/audit-store.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import { addDays } from '../language/workdays.ts'
import { dateIn, momentsOf, startOf } from '../language/zone.ts'
import type { House } from '../web/house.ts'
import { findPostState } from './desk-store.ts'
import { type Author, may } from './draft-actions.ts'
import { currentPin, deletePin, savePin } from './pin-store.ts'

/** A post stays on top for at most so many days: what is always there is not read. */
export const MOST_DAYS = 90

export type PinProblem = 'forbidden' | 'not_found' | 'publishing.pin.fault'

/**
 * Keeps a public post on top of the front page up to and with a day, in the place of the one that was there. The day is one of
 * the site's calendar, today at the earliest and 90 days ahead at the latest.
 */
export async function pinPost(
  house: House,
  author: Author,
  { postId, lastDay }: { readonly postId: number; readonly lastDay: string },
): Promise<Result<undefined, PinProblem>> {
  const site = house.site()
  if (!site || !may(author, 'posts.write')) return err('forbidden')
  const today = dateIn(house.clock(), site.timeZone)
  const isDay = momentsOf(lastDay, '12:00', site.timeZone).length > 0
  if (!isDay || lastDay < today || lastDay > addDays(today, MOST_DAYS))
    return err('publishing.pin.fault')
  const done = await house.storage.transact(async (tx): Promise<Result<undefined, PinProblem>> => {
    const post = await findPostState(tx, postId)
    if (post?.state !== 'published') return err('not_found')
    const until = startOf(addDays(lastDay, 1), site.timeZone)
    const by = { accountId: author.accountId, at: house.clock() }
    await savePin(tx, { postId, lastDay, until, ...by })
    await record(tx, { at: by.at, by: by.accountId, act: 'post_pinned', detail: lastDay })
    return ok(undefined)
  })
  if (done.ok) await house.changed('lists')
  return done
}

/** Takes a post down from the top of the front page; what else is there stays. */
export async function unpinPost(
  house: House,
  author: Author,
  postId: number,
): Promise<Result<undefined, 'forbidden'>> {
  if (!may(author, 'posts.write')) return err('forbidden')
  await house.storage.transact(async (tx) => {
    const at = house.clock()
    if ((await currentPin(tx, at))?.postId !== postId) return
    await deletePin(tx)
    await record(tx, { at, by: author.accountId, act: 'post_unpinned' })
  })
  await house.changed('lists')
  return ok(undefined)
}
