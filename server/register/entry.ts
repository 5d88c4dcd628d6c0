/** What the register says of a letter, and what a registrar may type (OSL 5:1, 5:2, 5:5; arkivforskrifta §§ 14 and 15). */

import type { Instant } from '../kernel/clock.ts'
import { oneLine } from '../kernel/line.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import type { Country } from '../language/locale.ts'
import { addWorkdays } from '../language/workdays.ts'
import { dateIn } from '../language/zone.ts'
import { isDay, type Letter } from '../letters/letter.ts'
import type { RegisterState } from '../storage/schema.ts'

export type { RegisterState } from '../storage/schema.ts'

/** How far a letter has come on its way into the register, in the order in which it is worked off. */
export const states = [
  'unassessed',
  'waiting',
  'registered',
  'exempt',
] as const satisfies readonly RegisterState[]

/** Why a letter need not be registered: it is kept in order all the same, or it is plainly trivial. */
export const exemptions = ['orderly', 'trivial'] as const
export type Exemption = (typeof exemptions)[number]

/** A letter as the register has it; words are still sealed. */
export interface Entry {
  readonly letter: Letter
  readonly state: RegisterState
  /** Since when something in it may be secret. */
  readonly flaggedAt: Instant | undefined
  readonly exempt: Exemption | undefined
  readonly subject: string | undefined
  readonly hidesParty: boolean
  readonly hidesSubject: boolean
  readonly mark: Mark | undefined
  /** Since when somebody has asked for it. */
  readonly heldAt: Instant | undefined
  /** Since when it hangs on an open request for documents, which holds it too. */
  readonly askedAt: Instant | undefined
}

/** A secrecy mark (OSL 5:5): a warning to look, which decides nothing. */
export interface Mark {
  readonly provision: string
  readonly on: string
  readonly authority: string
}

export const MOST_WORDS = 200
export const MOST_REASON = 500

export type MarkFaults = Partial<Record<keyof Mark, `register.fault.${keyof Mark}`>>

/** Reads a mark: provision, date and authority are all there, or it is none (LAW.md L07). */
export function parseMark(typed: Mark): Result<Mark, MarkFaults> {
  const provision = oneLine(typed.provision)
  const authority = oneLine(typed.authority)
  const on = typed.on.trim()
  const faults: MarkFaults = {
    ...(isWords(provision) ? {} : { provision: 'register.fault.provision' as const }),
    ...(on !== '' && isDay(on) ? {} : { on: 'register.fault.on' as const }),
    ...(isWords(authority) ? {} : { authority: 'register.fault.authority' as const }),
  }
  return Object.keys(faults).length > 0 ? err(faults) : ok({ provision, on, authority })
}

/** Whether these are words of a length that a register takes. */
export const isWords = (text: string): boolean => text !== '' && [...text].length <= MOST_WORDS

/** Whether this says why, and not at what length one likes. */
export const isReason = (text: string): boolean => text !== '' && [...text].length <= MOST_REASON

/** Where days begin, and which of them are working days. */
export interface Calendar {
  readonly zone: string
  readonly country: Country
}

/** The working day by which what may be secret is entered: the first after the day on which it was marked so. */
export const dueDay = (flaggedAt: Instant, { zone, country }: Calendar): string =>
  addWorkdays(dateIn(flaggedAt, zone), 1, country)

/** Whether a letter that may be secret should have had its number by now; `today` is the date in the zone. */
export const isLate = (
  { state, flaggedAt }: Pick<Entry, 'state' | 'flaggedAt'>,
  calendar: Calendar,
  today: string,
): boolean => state === 'waiting' && flaggedAt !== undefined && dueDay(flaggedAt, calendar) < today
