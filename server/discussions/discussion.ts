/** What staff may do with a conversation as a whole: sum it up, give credit to what changed a mind, move a branch. */
import { mandates } from '../accounts/account.ts'
import { oneLine } from '../kernel/line.ts'
import { err, ok, type Result } from '../kernel/result.ts'

/** What the room lets whom do: what is said in an author's name is an author's to say; to move is not to hide. */
export const may = mandates({
  'summaries.write': ['author'],
  'credits.give': ['author'],
  'branches.move': ['author', 'moderator'],
})

/** Characters of a reason and of a title, as a person counts them. */
const MOST_OF_REASON = 300
const MOST_OF_TITLE = 120

/** Reads a reason that may be missing: one line of at most 300 characters. */
export function readReason(typed: string): Result<string, 'discussions.fault.reason'> {
  const reason = oneLine(typed)
  return [...reason].length > MOST_OF_REASON ? err('discussions.fault.reason') : ok(reason)
}

/** How a move must be mended: at each field the key of a message. */
export interface MoveFaults {
  readonly title?: 'discussions.fault.title'
  readonly reason?: 'discussions.fault.because'
}

/** Reads what a branch's own page is called (120 characters) and why it gets one (300); both are needed. */
export function readMove(typed: {
  readonly title: string
  readonly reason: string
}): Result<{ readonly title: string; readonly reason: string }, MoveFaults> {
  const title = oneLine(typed.title)
  const reason = oneLine(typed.reason)
  const faults: MoveFaults = {
    ...(isWithin(title, MOST_OF_TITLE) ? {} : { title: 'discussions.fault.title' }),
    ...(isWithin(reason, MOST_OF_REASON) ? {} : { reason: 'discussions.fault.because' }),
  }
  return Object.keys(faults).length > 0 ? err(faults) : ok({ title, reason })
}

const isWithin = (text: string, most: number): boolean => text !== '' && [...text].length <= most
