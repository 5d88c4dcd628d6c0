/** A request for a document: what is asked, how far it has come, and the clock that it runs under. */

import type { GroundId } from '../disclosures/ground.ts'
import { DAY, type Instant, later } from '../kernel/clock.ts'
import { oneLine } from '../kernel/line.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import type { Country, Language } from '../language/locale.ts'
import { addDays, addWorkdays } from '../language/workdays.ts'
import { dateIn, startOf } from '../language/zone.ts'
import { marked, type Parts } from '../register/release.ts'
import type { Move, Procedure, RequestAct, RequestState } from './move.ts'
import { norway } from './norway.ts'
import { sweden } from './sweden.ts'

/** Characters, as a person counts them. */
export const MAX_DESCRIPTION = 4_000
export const MAX_REPLY = 20_000
const MAX_PROVISION = 200

export const procedures: Readonly<Record<Country, Procedure>> = { se: sweden, no: norway }

/** A request as it can be read without its key. */
export interface DocumentRequest {
  readonly id: number
  readonly country: Country
  readonly receivedAt: Instant
  readonly language: Language
  /** Norway: from then on silence is a refusal. */
  readonly silentAt: Instant | undefined
  readonly state: RequestState
  /** Since when, and by which of its steps. */
  readonly since: Instant
  readonly steps: number
  readonly sealedKey: string
  readonly keyId: string
}

/** One step of a request, opened. */
export interface Step {
  readonly number: number
  readonly act: RequestAct
  readonly at: Instant
  /** Undefined where it was whoever asked. */
  readonly by: { readonly name: string; readonly title: string } | undefined
  readonly reply: string | undefined
  readonly parts: Parts | undefined
  readonly reasons: string | undefined
  readonly ground: GroundId | undefined
  readonly provision: string | undefined
  readonly told: string | undefined
  /** The decision of the authority by which somebody may sign this one. */
  readonly delegation: string | undefined
}

export type TextFault = `requests.fault.${'empty' | 'long'}`

/** What must be mended of a description; nothing but a description is ever required (TF 2:18). */
export function descriptionFault(text: string): TextFault | undefined {
  if (text.trim() === '') return 'requests.fault.empty'
  return [...text.trim()].length > MAX_DESCRIPTION ? 'requests.fault.long' : undefined
}

/** What somebody may do with a request now. */
export const movesFrom = (
  request: Pick<DocumentRequest, 'country' | 'state' | 'silentAt' | 'since'>,
  by: Move['by'],
  now: Instant,
): readonly Move[] =>
  procedures[request.country].moves.filter(
    (move) => move.by === by && move.from.includes(request.state) && isTime(move.act, request, now),
  )

/** Time to appeal or complain (three weeks), and a week for the post to come. */
const CLOSED_AFTER = 28 * DAY

/**
 * Whether an act's time has come: silence is complained about once it is a refusal, and what was refused is closed, so that it
 * is no longer held, once nobody can appeal any more.
 */
export function isTime(
  act: RequestAct,
  { state, silentAt, since }: Pick<DocumentRequest, 'state' | 'silentAt' | 'since'>,
  now: Instant,
): boolean {
  if (act === 'complain' && state === 'asked') return silentAt !== undefined && silentAt <= now
  return act !== 'close' || later(since, CLOSED_AFTER) <= now
}

/** Norway: the moment from which silence is a refusal, the end of the fifth working day after the request came. */
export function silentFrom(at: Instant, country: Country, zone: string): Instant | undefined {
  const days = procedures[country].silentAfter
  if (days === undefined) return undefined
  return startOf(addDays(addWorkdays(dateIn(at, zone), days, country), 1), zone)
}

/** The working day by which the office takes the next step; undefined while it has none to take. */
export function dueDay(
  request: Pick<DocumentRequest, 'country' | 'state' | 'receivedAt' | 'since'>,
  zone: string,
): string | undefined {
  const { country, state, receivedAt, since } = request
  const days = procedures[country].clocks[state]
  const from = state === 'asked' ? receivedAt : since // a question back stops no clock
  return days === undefined ? undefined : addWorkdays(dateIn(from, zone), days, country)
}

/** Whether the office should have taken its step by now (LAW.md L09, N05); `today` is the date in the zone. */
export function isLate(
  request: Pick<DocumentRequest, 'country' | 'state' | 'receivedAt' | 'since'>,
  zone: string,
  today: string,
): boolean {
  const due = dueDay(request, zone)
  return due !== undefined && due < today
}

/** Whether the office has something to do: what was asked, demanded or complained about. */
export const isWaiting = (state: RequestState): boolean =>
  ['asked', 'demanded', 'reasons_asked', 'complained'].includes(state)

/** Whether nothing more becomes of it, so that what was asked for is no longer held. */
export const isOver = (state: RequestState): boolean =>
  ['released', 'withdrawn', 'closed'].includes(state)

export type ProvisionFault = `requests.fault.${'provision' | 'ledd'}`

/** Reads a provision; a Norwegian one names paragraph and ledd (offentleglova § 31). */
export function parseProvision(typed: string, country: Country): Result<string, ProvisionFault> {
  const provision = oneLine(typed)
  if (provision === '' || [...provision].length > MAX_PROVISION)
    return err('requests.fault.provision')
  if (country === 'no' && !/§.*ledd/.test(provision)) return err('requests.fault.ledd')
  return ok(provision)
}

/** What is left of a text in which passages stand between [[ and ]]; refused when a mark has no other. */
export function partsOf(typed: string): Result<Parts, 'requests.fault.marks'> {
  const parts = marked(typed, typed)
  return parts.ok ? parts : err('requests.fault.marks')
}
