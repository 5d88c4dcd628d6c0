/** The second step at sign-in: codes from an app (RFC 6238), and codes on paper for when it is lost. */
import { Secret, TOTP } from 'otpauth'
import { encode } from 'uqr'
import { type Instant, milliseconds } from '../kernel/clock.ts'
import { bytes, sha256 } from '../kernel/random.ts'
import { type Html, html } from '../text/html.ts'

const STEP = 30_000
const WINDOW = 1 // steps a clock may be off, RFC 6238 section 5.2

/** A new shared secret of 160 bits (RFC 4226, requirement 6) in base32. */
export const newSecret = (): string => new Secret({ size: 20 }).base32

/**
 * The time step for which this code is right, or undefined. `after` is the last step that was used:
 * a code is good once (RFC 6238, 5.2).
 */
export function stepOf(
  secret: string,
  code: string,
  { now, after }: { readonly now: Instant; readonly after: number },
): number | undefined {
  const digits = code.replace(/\s/g, '')
  if (!/^\d{6}$/.test(digits)) return undefined
  const at = Math.floor(milliseconds(now) / STEP)
  const totp = new TOTP({ secret: Secret.fromBase32(secret) })
  for (let step = at - WINDOW; step <= at + WINDOW; step += 1)
    if (step > after && totp.validate({ token: digits, timestamp: step * STEP, window: 0 }) === 0)
      return step
  return undefined
}

/** The code that an app shows at this moment: for the command line's tests and the demo's printed sign-ins. */
export const codeAt = (secret: string, now: Instant): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: milliseconds(now) })

/** The secret as an address for apps, with whose account it is and where. */
export const addressFor = (secret: string, email: string, issuer: string): string =>
  new TOTP({ issuer, label: email, secret: Secret.fromBase32(secret) }).toString()

/** The secret in groups of four, for typing. */
export const grouped = (secret: string): string => secret.replace(/(.{4})(?=.)/g, '$1 ')

/** A picture for an app to read, as one path in an SVG without styles; `title` is its name for those who hear it. */
export function picture(text: string, title: string): Html {
  const { data, size } = encode(text, { border: 0, ecc: 'M' })
  const cells = data.flatMap((row, y) => row.flatMap((on, x) => (on ? `M${x} ${y}h1v1h-1z` : [])))
  return html`<svg class="qr" viewBox="-4 -4 ${size + 8} ${size + 8}" role="img" aria-labelledby="qr"><title id="qr">${title}</title><path d="${cells.join('')}"/></svg>`
}

export const RECOVERY_CODES = 10
const GROUPS = 4
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ' // Crockford's: no I, L, O, U

/** A code of 80 bits in four groups of four, without look-alike characters. */
export function recoveryCode(): string {
  const characters = [...bytes(GROUPS * 4)].map((byte) => ALPHABET[byte & 31])
  return characters.join('').replace(/(.{4})(?=.)/g, '$1-')
}

/** The hash under which a recovery code is stored; small letters, spaces and look-alikes are forgiven. */
export function recoveryHash(typed: string): string {
  const plain = typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
  return sha256(`recovery ${plain}`)
}
