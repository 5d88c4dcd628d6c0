/** When a draft becomes public by itself: what an author chooses, and what may stand in the way. Pure. */
import { DAY, type Instant, later } from '../kernel/clock.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import { afterGap, momentsOf } from '../language/zone.ts'
import type { Capacity } from './post.ts'
import type { PublicationProblem } from './publication.ts'
import type { WithheldProblem } from './withheld-actions.ts'

/** A draft's time, as it was chosen. */
export interface Schedule {
  readonly draftId: number
  readonly dueAt: Instant
  /** `changedAt` of the draft as it was read by whoever chose the time. */
  readonly seen: Instant
  readonly capacity: Capacity
  readonly newAddress: boolean
  /** Whose word it is: they are the author of what becomes public. */
  readonly accountId: number
  /** Who spoke here when the time was chosen. */
  readonly officialId: number
  /** Set when the time came and the draft could not become public. */
  readonly refused: { readonly at: Instant; readonly problem: ScheduleProblem } | undefined
}

/** Why a draft did not become public when its time came; each has words. */
export type ScheduleProblem =
  | PublicationProblem
  | WithheldProblem
  | 'posts.refused.contact'
  | 'publishing.refused.changed'
  | 'publishing.refused.person'
  | 'publishing.refused.term'
  | 'publishing.refused.aside'

/** What is wrong with a time; `gap` names the time that clocks show instead. */
export type TimeFault =
  | { readonly key: 'publishing.fault.day' | 'publishing.fault.time' | 'publishing.fault.past' }
  | { readonly key: 'publishing.fault.far' | 'publishing.fault.twice' | 'publishing.fault.button' }
  | { readonly key: 'publishing.fault.gap'; readonly instead: string }

/** The fields of the form as they come. */
export interface TimeForm {
  /** `2026-12-24` */
  readonly day: string
  /** `07:00` or `07.00` */
  readonly time: string
  /** Of a time that comes twice in autumn: the first or the second. */
  readonly which: string
}

/** So far ahead a time can be chosen, in milliseconds. */
const MOST_AHEAD = 366 * DAY

/**
 * The moment that is meant by a day and a time in a zone. A time that clocks leave out is refused, with the one that they
 * show instead; one that comes twice is asked about. Refused too: what has passed, and what is more than a year ahead.
 */
export function momentIn(form: TimeForm, zone: string, now: Instant): Result<Instant, TimeFault> {
  if (momentsOf(form.day, '12:00', zone).length === 0) return err({ key: 'publishing.fault.day' })
  const moments = momentsOf(form.day, form.time, zone)
  const instead = afterGap(form.day, form.time, zone)
  if (instead) return err({ key: 'publishing.fault.gap', instead })
  const [first, second] = moments
  if (!first) return err({ key: 'publishing.fault.time' })
  if (second && form.which !== 'first' && form.which !== 'second')
    return err({ key: 'publishing.fault.twice' })
  const at = second && form.which === 'second' ? second : first
  if (at <= now) return err({ key: 'publishing.fault.past' })
  return at > later(now, MOST_AHEAD) ? err({ key: 'publishing.fault.far' }) : ok(at)
}
