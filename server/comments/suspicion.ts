/** Signs that a comment may be spam. They sort the queue and are told to the moderator; they refuse nothing. */

/** What was seen of a submission besides its words; none of it traces a person. */
export interface Seen {
  /** The field that people do not see was filled in. */
  readonly trap: boolean
  /** The challenge: solved, not there (no JavaScript), or wrong. */
  readonly proof: 'solved' | 'none' | 'wrong'
  /** Seconds since the challenge was given, when there was one. */
  readonly seconds: number | undefined
}

export const signs = ['trap', 'wrong_proof', 'fast', 'links', 'no_proof'] as const

export type Sign = (typeof signs)[number]

const weight: Record<Sign, number> = { trap: 5, wrong_proof: 3, fast: 2, links: 2, no_proof: 1 }

const FAST = 4
const MANY_LINKS = 3

/** The signs of a submission, and their sum: from 5 on it is sorted last. */
export function suspicionOf(text: string, seen: Seen): { signs: Sign[]; suspicion: number } {
  const links = text.match(/https?:\/\//gi)?.length ?? 0
  const found = signs.filter(
    (sign) =>
      (sign === 'trap' && seen.trap) ||
      (sign === 'wrong_proof' && seen.proof === 'wrong') ||
      (sign === 'no_proof' && seen.proof === 'none') ||
      (sign === 'fast' && seen.seconds !== undefined && seen.seconds < FAST) ||
      (sign === 'links' && links >= MANY_LINKS),
  )
  return { signs: found, suspicion: found.reduce((sum, sign) => sum + weight[sign], 0) }
}
