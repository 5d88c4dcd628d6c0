/** What every answer says to the browser. */
import type { Settings } from './house.ts'

const policy = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "worker-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

/**
 * Nothing from elsewhere, nothing inline, no frame around us. `same-origin` as referrer policy,
 * since `no-referrer` makes browsers send `Origin: null` with our own forms.
 */
export const safeHeaders = (settings: Settings): Readonly<Record<string, string>> => ({
  'content-security-policy': policy,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), browsing-topics=()',
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  ...(settings.hsts > 0 ? { 'strict-transport-security': `max-age=${settings.hsts}` } : {}),
})

/** A page that is the same for all readers of a language: stored anywhere, asked about each time. */
export const sharedPage = {
  'cache-control': 'public, no-cache',
  vary: 'Accept-Language, Cookie, Accept-Encoding',
} as const

/** What nothing will ever change: whoever has it need not ask again. The same in every language. */
export const lastingFile = {
  'cache-control': 'public, max-age=31536000, immutable',
  vary: 'Accept-Encoding',
} as const

/** A page for one person's eyes, or about a passing state. */
export const notStored = { 'cache-control': 'no-store' } as const
