/**
 * An entry of the archive: what was told, and what was not; on which ground, why, who answers for it and when it will be looked
 * at again. An explanation, never a decision about a document.
 */
import type { Instant } from '../kernel/clock.ts'
import type { Language } from '../language/locale.ts'
import type { Capacity } from '../storage/schema.ts'
import type { GroundId } from './ground.ts'

/** What an entry can be; only what is not told in full is looked at again. */
export const states = ['withheld', 'partly', 'disclosed', 'ended'] as const
export type State = (typeof states)[number]

/** What happens to an entry. A correction mends its words; the others but the first are what a look gave. */
export const eventKinds = ['made', 'disclosed', 'narrowed', 'kept', 'ended', 'corrected'] as const
export type EventKind = (typeof eventKinds)[number]

/** Whose openness it is: mine, or another's who was asked, agreed, refused or was not asked (and why). */
export const opennesses = ['mine', 'asked', 'agreed', 'refused', 'not_asked'] as const
export type Openness = (typeof opennesses)[number]

/** The most of each, in characters as a person counts them. */
export const limits = {
  canSay: 2000,
  why: 2000,
  opennessWhy: 500,
  harm: 1000,
  decision: 100,
  delegation: 200,
  lift: 300,
  because: 1000,
  told: 1000,
  unwanted: 2000,
} as const

/** What an entry says. */
export interface Said {
  readonly state: State
  readonly language: Language
  readonly capacity: Capacity
  /** What I can say. */
  readonly canSay: string
  readonly ground: GroundId
  readonly why: string
  readonly openness: Openness
  readonly opennessWhy: string | undefined
  readonly harm: string | undefined
  /** The number of a decision about a document that stands behind this, and by which delegation it was made. */
  readonly decision: string | undefined
  readonly delegation: string | undefined
  /** The day of the next look: `2027-03-01`. */
  readonly reviewOn: string
  /** What would lift it before that day. */
  readonly lift: string | undefined
}

/** An entry at one event. */
export interface DisclosureEvent extends Said {
  readonly id: number
  readonly number: number
  readonly kind: EventKind
  readonly at: Instant
  readonly responsible: { readonly name: string; readonly title: string }
  readonly because: string | undefined
  /** Where it is told now: a path of this site or an address. */
  readonly told: string | undefined
  readonly salt: string
  readonly hash: string
}

/** An entry as it stands now. */
export interface Disclosure extends DisclosureEvent {
  readonly firstAt: Instant
  readonly feedId: string
  /** What it hangs on, where that is public. */
  readonly postId: number | undefined
  readonly commentId: number | undefined
}

/** What an entry hangs on: a post (also a published letter), a comment, or nothing. */
export interface On {
  readonly postId?: number | undefined
  readonly commentId?: number | undefined
}

/** The address of an entry. */
export const pathOf = (id: number): string => `/openness/${id}`

/** Whether something is not told, so that it will be looked at again. */
export const isOpen = ({ state }: Pick<Said, 'state'>): boolean =>
  state === 'withheld' || state === 'partly'

/** Whether a text from outside names one of a closed list. */
export const isOneOf = <C extends string>(list: readonly C[], text: string): text is C =>
  list.includes(text as C)
