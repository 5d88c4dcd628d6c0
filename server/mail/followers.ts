/** Those who follow by mail, as the room above hands them to the desk's page about mail. */

import type { Reader } from '../storage/database.ts'
import type { Capacity } from '../storage/schema.ts'

export interface Followers {
  readonly counts: (read: Reader) => Promise<FollowCounts>
  /**
   * Stops all mail to an address as somebody typed it: `stopped` when it followed something, `unknown` when not;
   * it is stopped then too. Nothing happens when it is `unreadable`.
   */
  readonly stop: (by: number, typed: string) => Promise<'stopped' | 'unknown' | 'unreadable'>
}

export interface FollowCounts {
  /** How many have confirmed that they follow what; each `what` has words in `following.what.*`. */
  readonly follows: readonly {
    readonly what: 'posts' | `posts.${Capacity}` | 'thread' | 'answers' | 'question'
    readonly count: number
  }[]
  readonly stopped: number
}
