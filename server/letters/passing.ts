/** Passing a letter on: never without its writer's yes to the exact text, or a duty in law that the writer is told of. */

import type { Instant } from '../kernel/clock.ts'
import { oneLine } from '../kernel/line.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import type { Country } from '../language/locale.ts'
import { textHash } from '../ledger/salted.ts'
import type { PassingAnswer, PassingLaw } from '../storage/schema.ts'
import { MAX_LETTER } from './letter.ts'

export type { PassingAnswer, PassingLaw } from '../storage/schema.ts'

export const MAX_TO = 200
export const MAX_WHY = 500
/** So many times may be asked about one letter: whoever does not answer has answered. */
export const MOST_PASSINGS = 20

/**
 * The duties in law under which a letter is passed on without a yes, a closed list: a child at risk (socialtjänstlagen
 * 2025:400 19:1; barnevernsloven § 13-2), danger to life (brottsbalken 24:4; straffeloven §§ 17, 196), and in Norway what
 * an employee reports, which must be looked into (arbeidsmiljøloven § 2 A-3; LAW.md N07).
 */
export const lawsOf = {
  se: ['se_child', 'se_danger'],
  no: ['no_child', 'no_report', 'no_danger'],
} as const satisfies Record<Country, readonly PassingLaw[]>

/** To whom it goes, the exact text, and why. */
export interface PassingWords {
  readonly to: string
  readonly text: string
  readonly why: string
}

export type PassingFault = `letters.passing.fault.${'to' | 'text' | 'why' | 'law' | 'many'}`
export type PassingFaults = Readonly<Partial<Record<'to' | 'text' | 'why' | 'law', PassingFault>>>

/** Reads what is to be passed on from a form: each part is needed, and has an end. */
export function parsePassing(form: PassingWords): Result<PassingWords, PassingFaults> {
  const to = oneLine(form.to)
  const [text, why] = [form.text.trim(), form.why.trim()]
  const isBad = (words: string, most: number) => words === '' || [...words].length > most
  const faults: PassingFaults = {
    ...(isBad(to, MAX_TO) ? { to: 'letters.passing.fault.to' as const } : {}),
    ...(isBad(text, MAX_LETTER) ? { text: 'letters.passing.fault.text' as const } : {}),
    ...(isBad(why, MAX_WHY) ? { why: 'letters.passing.fault.why' as const } : {}),
  }
  return Object.keys(faults).length > 0 ? err(faults) : ok({ to, text, why })
}

/** What a yes is a yes to. The salt is sealed with the words, so that no guess of them can be tried on the hash. */
export const passingHash = (salt: string, { to, text, why }: PassingWords): string =>
  textHash(salt, { to, text, why })

/** What was asked of the writer, or passed on by law. */
export interface Passing {
  readonly id: number
  readonly at: Instant
  readonly by: { readonly name: string; readonly title: string }
  readonly law: PassingLaw | undefined
  readonly words: PassingWords
  readonly hash: string
  readonly answer: PassingAnswer | undefined
  readonly hasEnded: boolean
  readonly sentAt: Instant | undefined
}

/** Whether the writer can still answer, and the office still take it back. */
export const isAsked = ({ hasEnded, sentAt }: Pick<Passing, 'hasEnded' | 'sentAt'>): boolean =>
  !hasEnded && sentAt === undefined

/** How it stands for the office: a no and silence are one and the same. */
export const stateOf = (passing: Passing): 'waiting' | 'agreed' | 'sent' | 'ended' =>
  passing.sentAt
    ? 'sent'
    : passing.hasEnded
      ? 'ended'
      : passing.answer === 'yes'
        ? 'agreed'
        : 'waiting'
