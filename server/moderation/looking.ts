/**
 * Who of the staff has a comment open right now, so that two do not judge the same one. Kept in
 * memory, by the name of the one who looks; nothing of any citizen is in it.
 */
import { type Clock, type Instant, later, MINUTE } from '../kernel/clock.ts'

/** So long a look lasts when nothing more is heard of it. */
const LASTS = 5 * MINUTE

/** Somebody at the desk. */
interface Onlooker {
  readonly accountId: number
  readonly name: string
}

export interface Looking {
  /** This person now looks at this comment and no longer at another. */
  readonly look: (who: Onlooker, commentId: number) => void
  /** This person looks at no comment any more. */
  readonly leave: (who: Onlooker) => void
  /** The name of somebody else who looks at it, the latest one; undefined when nobody does. */
  readonly otherAt: (who: Onlooker, commentId: number) => string | undefined
}

interface Look {
  readonly name: string
  readonly commentId: number
  readonly until: Instant
}

/** Begins with nobody looking. */
export function openLooking(clock: Clock): Looking {
  const looks = new Map<number, Look>()
  return {
    look: ({ accountId, name }, commentId) => {
      looks.delete(accountId) // the latest look stands last
      looks.set(accountId, { name, commentId, until: later(clock(), LASTS) })
    },
    leave: ({ accountId }) => {
      looks.delete(accountId)
    },
    otherAt: ({ accountId }, commentId) => {
      const now = clock()
      return [...looks]
        .filter(
          ([id, look]) => id !== accountId && look.commentId === commentId && look.until > now,
        )
        .at(-1)?.[1].name
    },
  }
}
