/** Whether the logs in front of the blog keep no addresses of visitors: true for a year after somebody attested it. */
import { DAY, type Instant, later } from '../kernel/clock.ts'

export const MAX_HOW = 500
const YEAR = 365 * DAY
const SOON = 30 * DAY

/** What was attested, when and by whom. */
export interface Attested {
  readonly at: Instant
  readonly name: string
  readonly how: string
}

/** Until when it holds. */
export const holdsUntil = ({ at }: Pick<Attested, 'at'>): Instant => later(at, YEAR)

/** Whether it holds, should be looked at again within a month, or holds no longer. */
export function stateOf(attested: Pick<Attested, 'at'>, now: Instant): 'holds' | 'soon' | 'lapsed' {
  const until = holdsUntil(attested)
  if (now >= until) return 'lapsed'
  return later(now, SOON) >= until ? 'soon' : 'holds'
}
