/** Passing the office on: a planned act with a day and a notice. */
import { type Instant, instant, later, MINUTE, milliseconds } from '../kernel/clock.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import { offsetAt } from '../language/zone.ts'
import type { Site } from '../web/house.ts'

/** The site as it is at a moment: a planned change of official has happened once its day has begun. */
export function siteAt(site: Site, now: Instant): Site {
  if (!site.next || site.next.from > now) return site
  const { accountId, name, title } = site.next
  return { ...site, official: { accountId, name, title }, next: undefined }
}

/** The day of a moment in a zone, `2026-11-21`. */
export const dayOf = (at: Instant, zone: string): string =>
  later(at, offsetAt(milliseconds(at), zone) * MINUTE).slice(0, 10)

/** Midnight when a day begins in a zone. The day must be one that exists. */
export function midnightOf(day: string, zone: string): Instant {
  const utc = Date.parse(`${day}T00:00:00Z`)
  const guess = utc - offsetAt(utc, zone) * MINUTE
  return instant(utc - offsetAt(guess, zone) * MINUTE)
}

/** A plan as a form gives it. */
export interface PlanTexts {
  readonly who: string
  readonly title: string
  readonly from: string
  readonly notice: string
}

export interface Plan {
  readonly accountId: number
  readonly title: string
  readonly from: Instant
  readonly notice: string
}

export type PlanFaults = Readonly<Partial<Record<keyof PlanTexts, PlanFault>>>

/** How a plan must be mended: the key of a message. */
export type PlanFault = 'accounts.fault.title' | `setup.fault.${'author' | 'future' | 'notice'}`

/** Reads a plan; the day is tomorrow or later in the site's zone, so that there is time to announce it. */
export function parsePlan(
  given: PlanTexts,
  { now, zone }: { readonly now: Instant; readonly zone: string },
): Result<Plan, PlanFaults> {
  const { who, title, from, notice } = given
  const isDay = /^\d{4}-\d\d-\d\d$/.test(from) && !Number.isNaN(Date.parse(from))
  const faults: PlanFaults = {
    ...(/^\d{1,15}$/.test(who) ? {} : { who: 'setup.fault.author' }),
    ...(title.length >= 2 && title.length <= 100 ? {} : { title: 'accounts.fault.title' }),
    ...(isDay && from > dayOf(now, zone) ? {} : { from: 'setup.fault.future' }),
    ...(notice.length >= 1 && notice.length <= 500 ? {} : { notice: 'setup.fault.notice' }),
  }
  if (Object.keys(faults).length > 0) return err(faults)
  return ok({ accountId: Number(who), title, from: midnightOf(from, zone), notice })
}
