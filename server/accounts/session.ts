/**
 * Sessions of our own (docs/decisions/0002-sessions.md): a random token in a cookie that only the
 * desk receives, its hash in the database, and each one can be ended.
 */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { DAY, HOUR, type Instant, later, MINUTE } from '../kernel/clock.ts'
import { sha256, token } from '../kernel/random.ts'
import type { Settings } from '../web/house.ts'
import { cookieOf } from '../web/negotiate.ts'

/** Who is not seen for so long is signed out. */
export const IDLE = 12 * HOUR
/** However busy, one signs in again after this. */
export const LONGEST = 14 * DAY
/** How long the second step may take after the password. */
export const HALF_WAY = 30 * MINUTE
/** How long the second step is fresh enough for what must not be read by whoever finds a desk open. */
export const FRESH = 30 * MINUTE
/** A session is noted as seen at most this often, since each note is a write. */
export const NOTED_EVERY = 5 * MINUTE

/** A session as its own person sees it. */
export interface Listed {
  readonly id: number
  readonly startedAt: Instant
  readonly seenAt: Instant
}

const COOKIE = 'insyn'

/** A new session's secret: the token for the cookie (256 bits) and the hash that is stored. */
export function newToken(): { readonly token: string; readonly hash: string } {
  const made = token(32)
  return { token: made, hash: sha256(made) }
}

/** The moment before which an idle session must have been seen last to be alive at `now`. */
export const idleSince = (now: Instant): Instant => later(now, -IDLE)

/** The hash of the token that this request carries, if it carries one. */
export function tokenHashOf(request: FastifyRequest): string | undefined {
  const carried = cookieOf(request, COOKIE)
  return carried && /^[\w-]{43}$/.test(carried) ? sha256(carried) : undefined
}

/** Hands the token to the browser, for the desk's addresses alone: on public pages staff are strangers. */
export const giveCookie = (reply: FastifyReply, settings: Settings, made: string): FastifyReply =>
  reply.header('set-cookie', cookie(made, settings))

/** Makes the browser forget the token. */
export const dropCookie = (reply: FastifyReply, settings: Settings): FastifyReply =>
  reply.header('set-cookie', `${cookie('', settings)}; Max-Age=0`)

const LONGEST_ADDRESS = 500

/** The address as a path of the desk, to be sent back to after signing in; /desk when it is anything else. */
export function deskAddress(text: string): string {
  if (text.length > LONGEST_ADDRESS || !/^\/(?![/\\])/.test(text)) return '/desk'
  if (!URL.canParse(text, 'http://desk.invalid')) return '/desk'
  const { origin, pathname, search } = new URL(text, 'http://desk.invalid')
  if (origin !== 'http://desk.invalid' || !/^\/desk(?:\/|$)/.test(pathname)) return '/desk'
  return pathname + search
}

/** Answers 303 to the page that was asked for, by way of the second step where that is still to come. */
export function leadOn(
  reply: FastifyReply,
  { isWhole }: { readonly isWhole: boolean },
  to: string,
): FastifyReply {
  const path = isWhole ? to : `/desk/second-factor?to=${encodeURIComponent(to)}`
  return reply.header('cache-control', 'no-store').redirect(path, 303)
}

function cookie(value: string, settings: Settings): string {
  const secure = settings.publicUrl.startsWith('https:') ? '; Secure' : ''
  return `${COOKIE}=${value}; Path=/desk; HttpOnly; SameSite=Lax${secure}`
}
