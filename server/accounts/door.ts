/** The one door through which people try passwords and codes, with the patience it asks for. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { T } from '../language/catalogue.ts'
import type { House } from '../web/house.ts'
import { dailyHash } from '../web/limits.ts'
import { openSlowness } from './slow.ts'

export interface Door {
  /** Counts a try; gives 0, or the seconds to wait before anything may be tried. */
  readonly wait: (request: FastifyRequest, who: string) => number
  /** It was the right person. */
  readonly right: (request: FastifyRequest, who: string) => void
  /** Whether so many tries were wrong that the next ones wait. */
  readonly isSlowed: (request: FastifyRequest, who: string) => boolean
}

/** Opens the door; with RATE_LIMITS=off nobody ever waits. */
export function openDoor({ settings, clock }: Pick<House, 'settings' | 'clock'>): Door {
  if (!settings.rateLimits) return { wait: () => 0, right: () => undefined, isSlowed: () => false }
  const slowness = openSlowness(clock)
  const placeOf = dailyHash(clock)
  return {
    wait: (request, who) => slowness.attempt(who, placeOf(request.ip)),
    right: (request, who) => slowness.succeeded(who, placeOf(request.ip)),
    isSlowed: (request, who) => slowness.isSlowed(who, placeOf(request.ip)),
  }
}

/** Says honestly how long to wait, to the person in words and to the browser in seconds. */
export function waitWords(reply: FastifyReply, t: T, seconds: number): string {
  reply.header('retry-after', String(seconds))
  if (seconds < 120) return t('accounts.slow.seconds', { count: seconds })
  return t('accounts.slow.minutes', { count: Math.ceil(seconds / 60) })
}
