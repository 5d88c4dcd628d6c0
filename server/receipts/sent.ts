/** What hangs on a receipt, as its holder may know it. */
import type { Instant } from '../kernel/clock.ts'
import type { Language } from '../language/locale.ts'
import type { Capacity, CommentState } from '../storage/schema.ts'
import type { Html } from '../text/html.ts'
import type { Statement } from './statement.ts'

/** One comment that was sent, whatever became of it, with the words that only its writer may read. */
export interface Sent {
  readonly number: number
  readonly state: CommentState
  readonly receivedAt: Instant
  /** Since when it is shown, or since when it no longer is. */
  readonly since: Instant | undefined
  /** When it will be read, in words, while it waits. */
  readonly whenRead: string
  readonly html: Html
  /** What was decided against it, while it is not shown for that. */
  readonly statement: Statement | undefined
  /** The post it lies under; undefined when that is no longer public. */
  readonly post:
    | {
        readonly href: string
        readonly title: string
        readonly language: Language
        readonly capacity: Capacity
      }
    | undefined
  /** Public replies to it, the first first. */
  readonly answers: readonly {
    readonly number: number
    readonly name: string
    readonly capacity: 'personal' | 'official' | undefined
  }[]
}

/** Only what waits or shows can be taken back: the rest is not shown any more. */
export const mayWithdraw = ({ state }: Sent): boolean => state === 'pending' || state === 'shown'
