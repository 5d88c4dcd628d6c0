/**
 * What both sides may do with a proposal to publish a letter. Nothing is published unless each side's last word on the
 * newest version is yes, to the same hash. A no is nobody's business but the writer's: to the office it is as if
 * nothing had been said.
 */
import { err, ok, type Result } from '../kernel/result.ts'
import type { Side } from '../storage/schema.ts'

export type { Side } from '../storage/schema.ts'

/** A version of what would be published, by its number from 1 and its salted hash. */
export interface Version {
  readonly number: number
  readonly side: Side
  readonly hash: string
}

/** What a side said of a version; the last counts. `back` takes a yes or a no back. */
export interface Answer {
  readonly number: number
  readonly side: Side
  readonly hash: string
  readonly answer: 'yes' | 'no' | 'back'
}

/** A proposal with everything that was said of it, in order. */
export interface Proposal {
  readonly versions: readonly Version[]
  readonly answers: readonly Answer[]
  readonly isWithdrawn: boolean
  /** The number of the version that is public. */
  readonly published: number | undefined
}

export type Act =
  | { readonly kind: 'propose'; readonly side: Side; readonly seen: number }
  | ({ readonly kind: 'answer' } & Answer)
  | { readonly kind: 'withdraw'; readonly side: Side }
  | {
      readonly kind: 'publish'
      readonly side: Side
      readonly number: number
      readonly hash: string
    }

/** So many versions may be made of one proposal, and so many answers given by a side to one version. */
export const MOST_VERSIONS = 60
export const MOST_ANSWERS = 200

export type Refusal = 'not_found' | 'overtaken' | 'forbidden' | 'not_agreed' | 'too_often'

/** The version that both sides speak of: the newest. */
export const newest = ({ versions }: Pick<Proposal, 'versions'>): Version | undefined =>
  versions.at(-1)

/** What a side said last of the newest version. */
export function wordOf(proposal: Proposal, side: Side): Answer['answer'] | undefined {
  const now = newest(proposal)
  return proposal.answers.findLast(
    (one) => one.side === side && one.number === now?.number && one.hash === now.hash,
  )?.answer
}

/** Whether a side's last word on the newest version is yes. */
export const saysYes = (proposal: Proposal, side: Side): boolean => wordOf(proposal, side) === 'yes'

/** Whether both say yes to the newest version. */
export const isAgreed = (proposal: Proposal): boolean =>
  saysYes(proposal, 'official') && saysYes(proposal, 'writer')

/** Whether the newest version is the public one, so that there is nothing to answer. */
export const isSettled = (proposal: Proposal): boolean =>
  proposal.published !== undefined && proposal.published === newest(proposal)?.number

/**
 * Whether an act may be done now. Whoever has seen another version than the newest is `overtaken`: what they say
 * would be said of something else. Only the office withdraws a proposal, before publication, and only it publishes.
 */
export function decide(proposal: Proposal, act: Act): Result<'done', Refusal> {
  if (proposal.isWithdrawn) return err('not_found')
  const seen = newest(proposal)?.number ?? 0
  if (act.kind === 'propose') return decideVersion(act.seen, seen)
  if (act.kind === 'withdraw') {
    const mayStill = act.side === 'official' && proposal.published === undefined
    return mayStill ? ok('done') : err('forbidden')
  }
  return decideOnNewest(proposal, act)
}

const decideVersion = (asked: number, newest: number): Result<'done', Refusal> => {
  if (asked !== newest) return err('overtaken')
  return newest < MOST_VERSIONS ? ok('done') : err('too_often')
}

function decideOnNewest(
  proposal: Proposal,
  act: Extract<Act, { kind: 'answer' | 'publish' }>,
): Result<'done', Refusal> {
  const now = newest(proposal)
  if (!now || isSettled(proposal)) return err('not_found')
  if (act.number !== now.number || act.hash !== now.hash) return err('overtaken')
  const isNo = act.kind === 'answer' && act.answer === 'no'
  if (act.side === 'official' ? isNo : act.kind === 'publish') return err('forbidden')
  if (act.kind === 'answer') return hasRoom(proposal, act) ? ok('done') : err('too_often')
  return isAgreed(proposal) ? ok('done') : err('not_agreed')
}

/** Whether a side has said less than so much to this version. */
const hasRoom = (
  { answers }: Proposal,
  { side, number }: Pick<Answer, 'side' | 'number'>,
): boolean =>
  answers.filter((one) => one.side === side && one.number === number).length < MOST_ANSWERS
