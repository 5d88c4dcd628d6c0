/** A small proof of work for browsers with JavaScript; its signed time is also the time on form. */

import { createChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import { DAY, type Instant, milliseconds, SECOND } from '../kernel/clock.ts'
import { bytes, keyed, same } from '../kernel/random.ts'
import { canonical, type Json } from '../ledger/canonical.ts'
import type { Seen } from './suspicion.ts'

/** Some tenths of a second of work on an ordinary telephone. */
const COST = 5000
const LEAST = 300
const SPREAD = 500

/** The longest form field that can be a solution. */
const MAX_PAYLOAD = 4000

/** A form left open for hours works, and for a day. */
const VALID = DAY

/** A new challenge, signed with the installation's key and the time. */
export async function newChallenge(key: Buffer, now: Instant) {
  const { challenge, solution } = secretsOf(key)
  return createChallenge({
    algorithm: 'PBKDF2/SHA-256',
    cost: COST,
    counter: LEAST + (bytes(2).readUInt16BE() % SPREAD),
    data: { at: milliseconds(now) },
    deriveKey,
    hmacSignatureSecret: challenge.toString(),
    hmacKeySignatureSecret: solution.toString(),
  })
}

type Judged = Pick<Seen, 'proof' | 'seconds'>

/** Judges the solution that came with a form; never throws. */
export function judgeProof(payload: string, key: Buffer, now: Instant): Judged {
  if (payload === '') return { proof: 'none', seconds: undefined }
  const at = payload.length > MAX_PAYLOAD ? undefined : givenAt(payload, key)
  const passed = at === undefined ? -1 : milliseconds(now) - at
  if (!(passed >= 0 && passed < VALID)) return { proof: 'wrong', seconds: undefined }
  return { proof: 'solved', seconds: passed / SECOND }
}

interface Payload {
  readonly challenge: {
    readonly parameters: { readonly keySignature: string; readonly data: { readonly at: number } }
    readonly signature: string
  }
  readonly solution: { readonly derivedKey: string }
}

/**
 * When the challenge was given that this payload solves, if it is ours and solved. As altcha-lib's
 * own verifySolution, whose Web Crypto would cost more than all else that a submission needs.
 */
function givenAt(payload: string, key: Buffer): number | undefined {
  try {
    const { challenge, solution } = JSON.parse(
      Buffer.from(payload, 'base64').toString('utf8'),
    ) as Payload
    const { parameters, signature } = challenge
    const secrets = secretsOf(key)
    const isOurs = isSigned(secrets.challenge, canonical(parameters as unknown as Json), signature)
    const found = Buffer.from(solution.derivedKey, 'hex')
    const isSolved = isOurs && isSigned(secrets.solution, found, parameters.keySignature)
    return isSolved ? parameters.data.at : undefined
  } catch {
    return undefined
  }
}

const isSigned = (secret: Buffer, data: string | Buffer, signature: string): boolean =>
  same(keyed(secret, data), Buffer.from(signature, 'hex'))

interface Secrets {
  readonly challenge: Buffer
  readonly solution: Buffer
}

const secrets = new WeakMap<Buffer, Secrets>()

/** altcha-lib takes its two secrets as text; both are made from the one key, once. */
function secretsOf(key: Buffer): Secrets {
  const known = secrets.get(key)
  if (known) return known
  const made = {
    challenge: Buffer.from(key.toString('hex')),
    solution: Buffer.from(key.toString('base64url')),
  }
  secrets.set(key, made)
  return made
}
