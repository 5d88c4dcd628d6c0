/** What staff may do with a conversation as a whole: sum it up, and give credit to what changed a mind. */
import { mandates } from '../accounts/account.ts'
import { oneLine } from '../kernel/line.ts'
import { err, ok, type Result } from '../kernel/result.ts'

/** What the room lets whom do: what is said in an author's name is an author's to say. */
export const may = mandates({
  'summaries.write': ['author'],
  'credits.give': ['author'],
})

/** Characters of a reason, as a person counts them. */
const MOST_OF_REASON = 300

/** Reads a reason that may be missing: one line of at most 300 characters. */
export function readReason(typed: string): Result<string, 'discussions.fault.reason'> {
  const reason = oneLine(typed)
  return [...reason].length > MOST_OF_REASON ? err('discussions.fault.reason') : ok(reason)
}
