/** The challenge of the form, solved as a browser with JavaScript solves it. */
import { solveChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import { newChallenge } from '../server/comments/challenge.ts'
import { systemClock } from '../server/kernel/clock.ts'
import { openKeys } from '../server/storage/keys.ts'

/** A solution that the site in this folder accepts for a day, ready to stand in the form. */
export async function solved(folder: string): Promise<string> {
  const challenge = await newChallenge(openKeys(folder).challenge, systemClock())
  const solution = await solveChallenge({ challenge, deriveKey })
  if (!solution) throw new Error('the challenge was not solved')
  return Buffer.from(JSON.stringify({ challenge, solution })).toString('base64')
}
