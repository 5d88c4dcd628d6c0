/** Erases a letter by a decision: its own key is destroyed, and with it every word; number, times and steps stay. */
import { err, ok, type Result } from '../kernel/result.ts'
import { dateIn } from '../language/zone.ts'
import { destroyKey } from '../letters/store.ts'
import { type Acting, inHand, type Refusal } from './office-actions.ts'
import { type ErasingFaults, parseErasing } from './retention.ts'

export type ErasingFault = Refusal | ErasingFaults | 'register.fault.unregistered'

/**
 * Erases, all in one transaction, and empties the log of the database after it, so that the key is in no file of it. Refused
 * without a decision, while somebody has asked for the letter (LAW.md L14), and before it is said whether it is registered.
 * `isGone` is false while a copy of the database is being made: the log is emptied with the next erasing or stop.
 */
export async function erase(
  acting: Acting,
  typed: { readonly reference: string; readonly decidedOn: string; readonly cause: string },
): Promise<Result<{ readonly isGone: boolean }, ErasingFault>> {
  const { house } = acting
  const site = house.site()
  if (!site) return err('not_found')
  const done = await inHand<number | undefined, ErasingFault>(
    acting,
    async ({ tx, entry, at, step }) => {
      const parsed = parseErasing(typed, dateIn(at, site.timeZone))
      if (entry.heldAt || entry.askedAt) return err('register.fault.held_still')
      if (entry.state === 'waiting' || entry.state === 'unassessed')
        return err('register.fault.unregistered' as const)
      if (!parsed.ok) return parsed
      const { reference, decidedOn, cause } = parsed.value
      await step('erased', { detail: `${decidedOn} ${cause} ${reference}` })
      await destroyKey(tx, entry.letter.id)
      return ok(entry.letter.postId)
    },
  )
  if (!done.ok) return done
  // The thread may have said that a comment was answered in it.
  if (done.value !== undefined) await house.changed(`post:${done.value}`)
  return ok({ isGone: await house.storage.emptyLog() })
}
