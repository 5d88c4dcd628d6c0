import { solveChallenge, verifySolution } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import { beforeAll, describe, expect, test } from 'vitest'
import { judgeProof, newChallenge } from '../../server/comments/challenge.ts'
import { DAY, type Instant, later, MINUTE } from '../../server/kernel/clock.ts'

const key = Buffer.alloc(32, 1)
const given = '2026-11-21T09:00:00.000Z' as Instant
const sent = later(given, MINUTE)
const wrong = { proof: 'wrong', seconds: undefined }

type Solved = {
  challenge: Awaited<ReturnType<typeof newChallenge>>
  solution: NonNullable<Awaited<ReturnType<typeof solveChallenge>>>
}
let solved: Solved

beforeAll(async () => {
  const challenge = await newChallenge(key, given)
  const solution = await solveChallenge({ challenge, deriveKey })
  if (!solution) throw new Error('not solved')
  solved = { challenge, solution }
})

const payload = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64')

/** The solved challenge with something in it changed. */
function forged(change: (copy: Solved) => void): string {
  const copy = structuredClone(solved)
  change(copy)
  return payload(copy)
}

describe('the proof of work', () => {
  test('a solved challenge says how long ago it was given', () => {
    expect(judgeProof(payload(solved), key, sent)).toEqual({ proof: 'solved', seconds: 60 })
  })

  test('altcha-lib accepts what we accept', async () => {
    const secrets = {
      hmacSignatureSecret: key.toString('hex'),
      hmacKeySignatureSecret: key.toString('base64url'),
    }
    expect(await verifySolution({ ...solved, deriveKey, ...secrets })).toMatchObject({
      verified: true,
    })
  })

  test('the order of its fields does not matter', () => {
    const { parameters, signature } = solved.challenge
    const turned = Object.fromEntries(Object.entries(parameters).reverse())
    expect(
      judgeProof(payload({ ...solved, challenge: { parameters: turned, signature } }), key, sent),
    ).toMatchObject({ proof: 'solved' })
  })

  test('nothing sent is no proof, and no fault', () => {
    expect(judgeProof('', key, sent)).toEqual({ proof: 'none', seconds: undefined })
  })

  test('a form that was left open for hours works, a day later it does not', () => {
    expect(judgeProof(payload(solved), key, later(given, DAY - 1))).toMatchObject({
      proof: 'solved',
    })
    expect(judgeProof(payload(solved), key, later(given, DAY))).toEqual(wrong)
  })

  test.each([
    [
      'another time',
      (copy: Solved) => Object.assign(copy.challenge.parameters, { data: { at: 0 } }),
    ],
    ['less work', (copy: Solved) => Object.assign(copy.challenge.parameters, { cost: 1 })],
    ['another key found', (copy: Solved) => Object.assign(copy.solution, { derivedKey: 'ab' })],
    ['no key found', (copy: Solved) => Object.assign(copy.solution, { derivedKey: undefined })],
    ['a signature cut short', (copy: Solved) => Object.assign(copy.challenge, { signature: '' })],
    [
      'a signature that is no text',
      (copy: Solved) => Object.assign(copy.challenge, { signature: [1] }),
    ],
  ])('%s is wrong', (_, change) => {
    expect(judgeProof(forged(change), key, sent)).toEqual(wrong)
  })

  test.each([
    ['a challenge of another installation', () => [payload(solved), Buffer.alloc(32, 2)] as const],
    ['a challenge of the future', () => [payload(solved), key, later(given, -1)] as const],
    ['text that is no solution', () => ['bm90IGpzb24=', key] as const],
    ['a solution of nothing', () => [payload(null), key] as const],
    ['an endless text', () => ['A'.repeat(5000), key] as const],
  ])('%s is wrong', (_, make) => {
    const [text, own, now = sent] = make()
    expect(judgeProof(text, own, now)).toEqual(wrong)
  })
})
