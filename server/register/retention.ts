/** How long letters are kept before their erasing is proposed (LAW.md, section 5). A person decides; nothing goes by itself. */

import type { Instant } from '../kernel/clock.ts'
import { oneLine } from '../kernel/line.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import { isDay } from '../letters/letter.ts'
import { isWords } from './entry.ts'

/**
 * Why a letter may go: it is in a register elsewhere, it was kept for its time, it was plainly trivial, or some other decision
 * says so. A code and not words: what is said of an erased letter cannot be sealed any more.
 */
export const causes = ['registered', 'kept', 'trivial', 'other'] as const
export type Cause = (typeof causes)[number]

/** For how long each is kept; the authority's own culling decision has to agree before anything is erased. */
export const times = {
  /** After the letter was entered in the authority's register. */
  registered: { days: 90 },
  /** After the last that was said of it. */
  kept: { months: 24 },
  trivial: { months: 3 },
} as const

/** The moments before which each kind has had its time. */
export interface Cutoffs {
  readonly registered: Instant
  readonly kept: Instant
  readonly trivial: Instant
}

/** What has had its time at `now`. */
export function cutoffsAt(now: Instant): Cutoffs {
  return {
    registered: back(now, (date) => date.setUTCDate(date.getUTCDate() - times.registered.days)),
    kept: back(now, (date) => date.setUTCMonth(date.getUTCMonth() - times.kept.months)),
    trivial: back(now, (date) => date.setUTCMonth(date.getUTCMonth() - times.trivial.months)),
  }
}

function back(now: Instant, change: (date: Date) => void): Instant {
  const date = new Date(now)
  change(date)
  return date.toISOString() as Instant
}

/** A decision by which a letter is erased. */
export interface Erasing {
  /** Where the decision is found, such as `KS 2026/114 § 7`; it stays readable for ever. */
  readonly reference: string
  readonly decidedOn: string
  readonly cause: Cause
}

export type ErasingFaults = Partial<
  Record<'reference' | 'decided_on' | 'cause', `register.fault.${'reference' | 'on' | 'cause'}`>
>

/** Reads a decision: without reference, date and cause it is none (LAW.md L56); `today` is the date in the site's zone. */
export function parseErasing(
  typed: { readonly reference: string; readonly decidedOn: string; readonly cause: string },
  today: string,
): Result<Erasing, ErasingFaults> {
  const reference = oneLine(typed.reference)
  const decidedOn = typed.decidedOn.trim()
  const cause = causes.find((one) => one === typed.cause)
  const isDecided = decidedOn !== '' && isDay(decidedOn) && decidedOn <= today
  const faults: ErasingFaults = {
    ...(isWords(reference) ? {} : { reference: 'register.fault.reference' as const }),
    ...(isDecided ? {} : { decided_on: 'register.fault.on' as const }),
    ...(cause ? {} : { cause: 'register.fault.cause' as const }),
  }
  return cause && Object.keys(faults).length === 0
    ? ok({ reference, decidedOn, cause })
    : err(faults)
}
