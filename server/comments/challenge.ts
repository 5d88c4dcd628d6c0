/** A small proof of work for browsers with JavaScript; its signed time is also the time on form. */

import { createChallenge, verifySolution } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import { DAY, type Instant, milliseconds, SECOND } from '../kernel/clock.ts'
import { bytes } from '../kernel/random.ts'
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
  return createChallenge({
    algorithm: 'PBKDF2/SHA-256',
    cost: COST,
    counter: LEAST + (bytes(2).readUInt16BE() % SPREAD),
    data: { at: milliseconds(now) },
    deriveKey,
    hmacSignatureSecret: key.toString('hex'),
    hmacKeySignatureSecret: key.toString('base64url'),
  })
}

/** Judges the solution that came with a form; never throws. */
export async function judgeProof(
  payload: string,
  key: Buffer,
  now: Instant,
): Promise<Pick<Seen, 'proof' | 'seconds'>> {
  if (payload === '') return { proof: 'none', seconds: undefined }
  if (payload.length > MAX_PAYLOAD) return { proof: 'wrong', seconds: undefined }
  try {
    const { challenge, solution } = JSON.parse(Buffer.from(payload, 'base64').toString('utf8'))
    const { verified } = await verifySolution({
      challenge,
      solution,
      deriveKey,
      hmacSignatureSecret: key.toString('hex'),
      hmacKeySignatureSecret: key.toString('base64url'),
    })
    const passed = milliseconds(now) - Number(challenge.parameters.data?.at)
    if (!verified || !(passed >= 0 && passed < VALID)) return { proof: 'wrong', seconds: undefined }
    return { proof: 'solved', seconds: passed / SECOND }
  } catch {
    return { proof: 'wrong', seconds: undefined }
  }
}
