/**
 * How often something may be done from one place, remembered in memory alone under a keyed hash
 * whose key is thrown away each day (LAW.md L40): nothing that could trace anyone is kept.
 */

import rateLimit from '@fastify/rate-limit'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Clock, DAY, milliseconds } from '../kernel/clock.ts'
import { bytes, keyed } from '../kernel/random.ts'
import type { App, Settings } from './house.ts'

/** True when this request is one too many; the answer then tells when to come back (RFC 9110 section 10.2.3). */
export type Limit = (request: FastifyRequest, reply: FastifyReply) => Promise<boolean>

/** Makes limits: at most so many requests from one place in so many milliseconds. */
export type Limits = (most: number, within: number) => Limit

/** Registers what the limits rest on. With RATE_LIMITS=off nothing is ever too many. */
export async function openLimits(app: App, settings: Settings, clock: Clock): Promise<Limits> {
  if (!settings.rateLimits) return () => async () => false
  await app.register(rateLimit, { global: false })
  const placeOf = dailyHash(clock)
  return (most, within) => {
    const check = app.createRateLimit({
      max: most,
      timeWindow: within,
      keyGenerator: (request) => placeOf(request.ip),
    })
    return async (request, reply) => {
      const seen = await check(request)
      if (seen.isAllowed || !seen.isExceeded) return false
      reply.header('retry-after', seen.ttlInSeconds)
      return true
    }
  }
}

/** A hash of a place that nobody can undo tomorrow. */
export function dailyHash(clock: Clock): (place: string) => string {
  let key = bytes(32)
  let day = Math.floor(milliseconds(clock()) / DAY)
  return (place) => {
    const today = Math.floor(milliseconds(clock()) / DAY)
    if (today !== day) {
      key = bytes(32)
      day = today
    }
    return keyed(key, network(place)).toString('base64url').slice(0, 22)
  }
}

/** IPv6 is counted by /64: one home or office has a whole one. */
function network(place: string): string {
  if (!place.includes(':') || place.startsWith('::ffff:')) return place
  return place.split(':').slice(0, 4).join(':')
}
