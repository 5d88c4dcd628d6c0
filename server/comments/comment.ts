/** What a comment is: what may be written, and what the public sees of it. */
import { type Instant, later, MINUTE } from '../kernel/clock.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import type { Capacity, CommentState } from '../storage/schema.ts'
import type { Place } from './place.ts'

/** Characters, as a person counts them. */
export const MAX_TEXT = 8000
export const MAX_NAME = 80

/** Who follows by mail is told of a comment so much later: what is regretted at once is told to nobody. */
export const TOLD_AFTER = 5 * MINUTE

/** What is kept for the mail to followers when a comment or a staff reply shows for the first time. */
export const shownEvent = (
  comment: { readonly id: number; readonly post_id: number },
  at: Instant,
) =>
  ({
    kind: 'comment_shown',
    postId: comment.post_id,
    commentId: comment.id,
    at,
    dueAt: later(at, TOLD_AFTER),
  }) as const

/** A comment as the public may see it. `html` is there only when its words may be shown. */
export interface PublicComment extends Place {
  readonly id: number
  readonly postId: number
  readonly parentId: number | undefined
  readonly kind: 'citizen' | 'staff'
  readonly exposure: 'text' | 'marker'
  readonly state: CommentState
  readonly name: string
  readonly html: string
  readonly isQuestion: boolean
  readonly answeredBy: number | undefined
  readonly receivedAt: Instant
  readonly removedAt: Instant | undefined
  readonly removedReason: string | undefined
  readonly removedClause: number | undefined
  readonly postVersion: number
  readonly parentVersion: number | undefined
  readonly version: number
  readonly capacity: Capacity | undefined
  readonly title: string
}

/** What a citizen wrote, checked. */
export interface CommentWords {
  readonly name: string
  readonly text: string
  readonly isQuestion: boolean
}

export type CommentFaults = { readonly name?: 'comments.fault.name'; readonly text?: TextFault }
type TextFault = 'comments.fault.empty' | 'comments.fault.long'

/** Reads a comment from a form: a name may be missing, a text may not and has at most 8,000 characters. */
export function parseComment(form: {
  readonly name: string
  readonly text: string
  readonly question: boolean
}): Result<CommentWords, CommentFaults> {
  const name = form.name.replace(/\s+/g, ' ').trim()
  const text = form.text.trim()
  const fault = faultOf(text)
  const faults: CommentFaults = {
    ...(lengthOf(name) > MAX_NAME ? { name: 'comments.fault.name' as const } : {}),
    ...(fault ? { text: fault } : {}),
  }
  if (Object.keys(faults).length > 0) return err(faults)
  return ok({ name, text, isQuestion: form.question })
}

/** How many characters a person would count. */
export const lengthOf = (text: string): number => [...text].length

function faultOf(text: string): TextFault | undefined {
  if (text === '') return 'comments.fault.empty'
  return lengthOf(text) > MAX_TEXT ? 'comments.fault.long' : undefined
}

/** Of a comment: whether its words are public, and whether it is a question that has its answer. */
interface Counted {
  readonly state: CommentState
  readonly question: number
  readonly answered_by: number | null
}

/** By how much a post counts more (or less, below zero) when a comment goes from one to the other. */
export const countChange = (before: Counted, after: Counted) => ({
  comments: Number(isShown(after)) - Number(isShown(before)),
  answers: Number(isAnswered(after)) - Number(isAnswered(before)),
})

const isShown = ({ state }: Counted): boolean => state === 'shown'

const isAnswered = (comment: Counted): boolean =>
  isShown(comment) && comment.question === 1 && comment.answered_by !== null
