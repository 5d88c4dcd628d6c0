/** Which decisions there are about a comment, who may make them, and what a comment becomes. */
import { mandates, type Viewer } from '../accounts/account.ts'
import type { CommentState } from '../storage/schema.ts'
import type { Reason } from './reasons.ts'

/**
 * `let_through`: its words are public. `hide`: a marker with date and reason. `hold`: covered until a
 * second person decides. `spam`: put aside. `confirm`: a moderator agrees with an author's spam.
 * `put_back`: as it was before it was covered.
 */
export const acts = ['let_through', 'hide', 'spam', 'hold', 'confirm', 'put_back'] as const

export type DecisionAct = (typeof acts)[number]

/** Whether a text from outside names an act. */
export const isAct = (text: string): text is DecisionAct => acts.includes(text as DecisionAct)

/** What the room lets whom do: read what waits, and answer as the authority. */
export const may = mandates({
  'queue.read': ['author', 'moderator'],
  'comments.decide': ['moderator'],
  'replies.official': ['author', 'moderator'],
  'replies.personal': ['author'],
})

type Who = Pick<Viewer, 'roles'>

/** What a decision is about, as it stands. */
export interface Judged {
  readonly kind: 'citizen' | 'staff'
  readonly state: CommentState
  readonly wasPublic: boolean
  /** Put aside as spam by an author, and nobody else has seen it since. */
  readonly isUnconfirmed: boolean
  /** Whether the last decision about it was this very person's. */
  readonly isOwn: boolean
}

/** In which states each act has a meaning. */
const from: Readonly<Record<DecisionAct, readonly CommentState[]>> = {
  let_through: ['pending', 'held', 'spam'],
  hide: ['pending', 'shown', 'held'],
  spam: ['pending', 'shown', 'held'],
  hold: ['pending', 'shown'],
  confirm: ['spam'],
  put_back: ['held', 'hidden', 'spam'],
}

/**
 * Why an act is refused, or nothing. Who holds the role of author never hides, whatever else they
 * are: they let through what waits, hold for a reason in law, put aside spam never public, and take
 * back the last two while nobody else has decided. Who held a comment leaves its hiding to another.
 */
export function refusal(
  who: Who,
  act: DecisionAct,
  comment: Judged,
  reason?: Reason,
): 'forbidden' | 'conflict' | undefined {
  if (!isMandated(who, act, comment, reason)) return 'forbidden'
  if (comment.kind !== 'citizen' || !from[act].includes(comment.state)) return 'conflict'
  return act === 'confirm' && !comment.isUnconfirmed ? 'conflict' : undefined
}

function isMandated(who: Who, act: DecisionAct, comment: Judged, reason?: Reason): boolean {
  if (!who.roles.has('author')) return may(who, 'comments.decide') && !isOwnHold(act, comment)
  if (act === 'put_back') return comment.isOwn
  if (act === 'let_through') return comment.state === 'pending'
  if (act === 'spam') return comment.state === 'pending' && !comment.wasPublic
  return act === 'hold' && reason?.kind === 'legal'
}

const isOwnHold = (act: DecisionAct, { state, isOwn }: Judged): boolean =>
  act === 'hide' && state === 'held' && isOwn

/** Whether a staff reply may be changed by this person: their own, in a capacity they still have. */
export const mayChange = (
  who: Pick<Viewer, 'roles' | 'accountId'>,
  reply: {
    readonly kind: 'citizen' | 'staff'
    readonly account_id: number | null
    readonly capacity: 'personal' | 'official' | null
  },
): boolean =>
  reply.kind === 'staff' &&
  reply.capacity !== null &&
  reply.account_id === who.accountId &&
  may(who, `replies.${reply.capacity}`)

/** The state that an act leads to; what is put back and never was public waits again. */
export function stateAfter(act: DecisionAct, { wasPublic }: Judged): CommentState {
  if (act === 'put_back') return wasPublic ? 'shown' : 'pending'
  const after = { let_through: 'shown', hide: 'hidden', hold: 'held' } as const
  return act === 'spam' || act === 'confirm' ? 'spam' : after[act]
}

/** In which of their roles somebody decides or answers. */
export const roleOf = (who: Who): 'author' | 'moderator' =>
  who.roles.has('author') ? 'author' : 'moderator'
