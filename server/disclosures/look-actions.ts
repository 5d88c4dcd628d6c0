/** Looking at an entry again, and correcting its words: the next event, and its entry in the ledger. */
import { err, ok, type Result } from '../kernel/result.ts'
import { append } from '../ledger/store.ts'
import type { Reader, Writer } from '../storage/database.ts'
import type { House } from '../web/house.ts'
import { actOf, answering, keepEvent, may, type Responsible, tagsOfPlace } from './actions.ts'
import { type Disclosure, isOpen } from './disclosure.ts'
import type { Look } from './look.ts'
import { responsibleOf } from './look-store.ts'
import type { Answering } from './people-store.ts'
import { findDisclosure } from './store.ts'

/** `overtaken`: somebody was quicker; `closed`: it is told or has ended, and is looked at no more. */
export type DisclosureProblem = 'forbidden' | 'not_found' | 'overtaken' | 'closed'

/**
 * Keeps what came of a look, or a correction, as the next event of an entry that the person saw as it was at `seen`. What is
 * told in full or has ended is not looked at again: it can be corrected alone. Whoever looks answers for it from then on; who
 * corrects does not, while the one who answers for it still writes here.
 */
export async function keepLook(
  house: House,
  who: Responsible,
  { id, seen, look }: { readonly id: number; readonly seen: number; readonly look: Look },
): Promise<Result<Disclosure, DisclosureProblem>> {
  if (!may(who, 'openness.write')) return err('forbidden')
  const done = await house.storage.transact(
    async (tx): Promise<Result<Disclosure, DisclosureProblem>> => {
      const entry = await findDisclosure(tx, id)
      if (!entry) return err('not_found')
      if (entry.number !== seen) return err('overtaken')
      if (look.kind !== 'corrected' && !isOpen(entry)) return err('closed')
      const at = house.clock()
      const number = entry.number + 1
      const answers = look.kind === 'corrected' ? await answersNow(tx, who, id) : undefined
      const by = answers ? { who, answers } : { who }
      const hash = await keepEvent(tx, { id, number, at, ...by, ...look })
      const act = actOf(id, number, { said: look.said, at, hash })
      await append(
        tx,
        look.kind === 'corrected'
          ? { kind: 'disclosure_corrected', ...act }
          : { kind: 'disclosure_looked_at', ...act, outcome: look.kind },
      )
      return ok(entry)
    },
  )
  if (done.ok) await house.changed('openness', ...((await tagsOfPlace(house, done.value)) ?? []))
  return done
}

/** Who answers for a corrected entry: whoever did before, while they write here, else whoever corrects it. */
export const answersNow = async (
  db: Reader | Writer,
  who: Responsible,
  id: number,
): Promise<Answering> => answering(db, who, await responsibleOf(db, id))
