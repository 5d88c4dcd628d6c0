/** The words of a letter, opened in memory for one page and forgotten with it. */
import type { Instant } from '../kernel/clock.ts'
import type { Capacity } from '../storage/schema.ts'
import type { Attachment } from './attachment.ts'
import type { StepKind } from './letter.ts'

/** One thing that was said. */
export interface Said {
  readonly id: number
  readonly kind: 'letter' | 'more' | 'reply' | 'note'
  readonly at: Instant
  readonly text: string
  /** Undefined for the writer. */
  readonly author: { readonly name: string; readonly title: string } | undefined
  readonly capacity: Capacity | undefined
  /** What came with it. */
  readonly files: readonly Attachment[]
}

/** A letter's words: what was said in order, and the name and address that the writer gave, if any. */
export interface Opened {
  readonly said: readonly Said[]
  readonly name: string | undefined
  readonly email: string | undefined
}

/** What was done with a letter. */
export interface Step {
  readonly kind: StepKind
  readonly at: Instant
  readonly by: { readonly name: string; readonly title: string } | undefined
  readonly detail: string | undefined
  readonly reason: string | undefined
}
