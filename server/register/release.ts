/** Giving a letter out to somebody who has asked for it: the check, and the copy without what is withheld. */

import type { Instant } from '../kernel/clock.ts'
import { oneLine } from '../kernel/line.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import type { Country } from '../language/locale.ts'
import { isReason, isWords } from './entry.ts'

/** What became of a request, in the registrar's hands: a refusal is only ever its beginning (OSL 6:3; offl § 31). */
export const outcomes = ['whole', 'partly', 'refused'] as const
export type Outcome = (typeof outcomes)[number]

/** The secrecy check: under which provision, or none, and why; in Norway also whether more could be given (offl § 11). */
export interface Check {
  readonly outcome: Outcome
  readonly provision: string
  readonly reason: string
  readonly wider: boolean
}

/** Words that were given out, and null for each passage that was not. */
export type Parts = readonly (string | null)[]

/** What was given out. Whoever wrote it is undefined where it was the letter's writer. */
export interface Copy {
  /** The name that the writer gave; null when it is withheld or there is none. */
  readonly name: string | null
  readonly pieces: readonly {
    readonly at: Instant
    readonly by?: { readonly name: string; readonly title: string } | undefined
    readonly parts: Parts
  }[]
  /** Files that lie with the letter, by number. */
  readonly files: readonly { readonly id: number; readonly name: string }[]
}

/** One release with its check and what it gave; a refusal gives nothing. */
export interface Release {
  readonly id: number
  readonly at: Instant
  readonly check: Check
  readonly copy: Copy | undefined
}

export type ReleaseFault =
  `register.fault.${'outcome' | 'provision' | 'ledd' | 'wider' | 'reason' | 'changed' | 'marks' | 'whole' | 'partly'}`
export type ReleaseFaults = Partial<
  Record<'outcome' | 'provision' | 'wider' | 'reason' | 'piece', ReleaseFault>
>

/**
 * Reads a check. Without a provision nothing is withheld, and a release without a reason is none. A Norwegian refusal names
 * paragraph, ledd and letter, and says that giving more was considered (LAW.md N05).
 */
export function parseCheck(
  typed: {
    readonly outcome: string
    readonly provision: string
    readonly reason: string
    readonly wider: boolean
  },
  country: Country,
): Result<Check, ReleaseFaults> {
  const outcome = outcomes.find((one) => one === typed.outcome)
  const [provision, reason] = [oneLine(typed.provision), typed.reason.trim()]
  const withholds = outcome === 'partly' || outcome === 'refused'
  const isNamed = country !== 'no' || /§.*\bledd\b/i.test(provision)
  const faults: ReleaseFaults = {
    ...(outcome ? {} : { outcome: 'register.fault.outcome' as const }),
    ...(withholds && !isWords(provision)
      ? { provision: 'register.fault.provision' as const }
      : withholds && !isNamed
        ? { provision: 'register.fault.ledd' as const }
        : {}),
    ...(withholds && country === 'no' && !typed.wider
      ? { wider: 'register.fault.wider' as const }
      : {}),
    ...(isReason(reason) ? {} : { reason: 'register.fault.reason' as const }),
  }
  if (!outcome || Object.keys(faults).length > 0) return err(faults)
  return ok({ outcome, provision, reason, wider: typed.wider })
}

/**
 * What is left of a text in which passages stand between [[ and ]]. Refused when anything else was changed (citizens' words are
 * never edited) and when a mark has no other.
 */
export function marked(
  original: string,
  typed: string,
): Result<Parts, 'register.fault.changed' | 'register.fault.marks'> {
  if (bare(typed) !== bare(original)) return err('register.fault.changed')
  const parts: (string | null)[] = []
  for (const [at, piece] of typed.trim().split('[[').entries()) {
    const ends = piece.split(']]')
    if (ends.length !== (at === 0 ? 1 : 2)) return err('register.fault.marks')
    if (at > 0) parts.push(null)
    const open = ends.at(-1) ?? ''
    if (open !== '') parts.push(open)
  }
  return ok(parts)
}

const bare = (text: string): string => text.replaceAll('[[', '').replaceAll(']]', '').trim()

/** Whether something of it is withheld. */
export const withholds = (parts: Parts): boolean => parts.includes(null)
