/** Looking again at what was withheld: when it is due, what may come of it, and a correction. Pure. */
import type { Instant } from '../kernel/clock.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import type { Country } from '../language/locale.ts'
import { addDays, addWorkdays } from '../language/workdays.ts'
import { startOf } from '../language/zone.ts'
import { type DisclosureEvent, isOpen, limits, type Said } from './disclosure.ts'
import { type DisclosureFault, isNextLook, nextLook, type Writing, wordFaults } from './form.ts'
import { ground } from './ground.ts'

/** How many working days after the date the public is told that nobody has looked: the stated grace. */
export const GRACE = 5

/** What may come of a look. */
export const outcomes = ['disclosed', 'narrowed', 'kept', 'ended'] as const
export type Outcome = (typeof outcomes)[number]

type Dated = Pick<Said, 'state' | 'reviewOn'>

/** The first day on which the public is told that the date has passed. */
export const overdueFrom = (reviewOn: string, country: Country): string =>
  addDays(addWorkdays(reviewOn, GRACE, country), 1)

/** Whether the public is told on this day that the date has passed. */
export const isOverdue = (entry: Dated, today: string, country: Country): boolean =>
  isOpen(entry) && overdueFrom(entry.reviewOn, country) <= today

/** The moment at which an entry becomes overdue, where that is still ahead. */
export function turnsOverdue(
  entry: Dated,
  {
    country,
    zone,
    now,
  }: { readonly country: Country; readonly zone: string; readonly now: Instant },
): Instant | undefined {
  if (!isOpen(entry)) return undefined
  const at = startOf(overdueFrom(entry.reviewOn, country), zone)
  return at > now ? at : undefined
}

/** The last date that is overdue on a day: for asking the database for every date up to it. */
export function lastOverdue(today: string, country: Country): string {
  let day = addDays(today, -GRACE - 1)
  while (overdueFrom(day, country) > today) day = addDays(day, -1)
  return day
}

/** The form of a look or a correction, as it comes; `seen` is the number of the event that was looked at. */
export interface LookForm {
  readonly outcome: string
  readonly canSay: string
  readonly why: string
  readonly reviewOn: string
  readonly because: string
  readonly told: string
  readonly unwanted: string
}

export type LookFault =
  | DisclosureFault
  | `looks.fault.${'outcome' | 'same' | 'later' | 'because' | 'told' | 'unchanged'}`

export type LookFaults = Readonly<Partial<Record<keyof LookForm, LookFault>>>

/** What an entry says from a look on. */
export interface Look {
  readonly kind: Outcome | 'corrected'
  readonly said: Said
  readonly because: string | undefined
  readonly told: string | undefined
}

/**
 * Reads what came of a look. Disclosed needs where it is told now (a path of this site or an https address); narrowed
 * needs new words on what can be said; kept needs a reason of its own; both need a day later than the last, which the ground gives when
 * it was left empty; ended needs a why.
 */
export function parseLook(
  form: LookForm,
  prior: DisclosureEvent,
  writing: Writing,
): Result<Look, LookFaults> {
  const faults = { ...lookFaults(form, prior, writing), ...textFaults(form) }
  if (Object.keys(faults).length > 0) return err(faults)
  const kind = form.outcome as Outcome
  return ok({
    kind,
    said: { ...saidOf(prior), ...changed[kind](form, prior, writing) },
    because: form.because.trim() || undefined,
    told: kind === 'disclosed' ? form.told.trim() : undefined,
  })
}

const changed: Readonly<
  Record<Outcome, (form: LookForm, prior: DisclosureEvent, writing: Writing) => Partial<Said>>
> = {
  disclosed: (form, prior) => ({
    state: 'disclosed',
    canSay: form.canSay.trim() || prior.canSay,
  }),
  narrowed: (form, prior, writing) => ({
    state: 'partly',
    canSay: form.canSay.trim(),
    why: form.why.trim() || prior.why,
    reviewOn: dayOf(form, prior, writing),
  }),
  kept: (form, prior, writing) => ({
    why: form.why.trim(),
    reviewOn: dayOf(form, prior, writing),
  }),
  ended: () => ({ state: 'ended' }),
}

/** The day that was given, or the ground's, counted from today or from the last date, whichever is later. */
const dayOf = (form: LookForm, prior: DisclosureEvent, writing: Writing): string =>
  form.reviewOn.trim() || laterLook(prior, writing)

/** The day that the ground gives for the look after this one. */
export const laterLook = (prior: Pick<Said, 'ground' | 'reviewOn'>, writing: Writing): string =>
  nextLook(
    { ...writing, today: prior.reviewOn > writing.today ? prior.reviewOn : writing.today },
    ground(writing.country, prior.ground).reviewMonths,
  )

function lookFaults(form: LookForm, prior: DisclosureEvent, writing: Writing): LookFaults {
  const { outcome } = form
  const isOn = outcome === 'kept' || outcome === 'narrowed'
  const day = form.reviewOn.trim()
  return {
    ...(outcomes.includes(outcome as Outcome) ? {} : { outcome: 'looks.fault.outcome' }),
    ...(outcome === 'disclosed' && !isPlace(form.told.trim()) ? { told: 'looks.fault.told' } : {}),
    ...(outcome === 'narrowed' && isSame(form.canSay, prior.canSay)
      ? { canSay: 'looks.fault.same' }
      : {}),
    ...(outcome === 'kept' && isSame(form.why, prior.why) ? { why: 'looks.fault.same' } : {}),
    ...(isOn && day !== '' && !(isNextLook(day, writing) && day > prior.reviewOn)
      ? { reviewOn: 'looks.fault.later' }
      : {}),
    ...(outcome === 'ended' && form.because.trim() === ''
      ? { because: 'looks.fault.because' }
      : {}),
  } as LookFaults
}

/** Nothing new: empty, or the words that stand there. */
const isSame = (text: string, prior: string): boolean => {
  const plain = (one: string) => one.replace(/\s+/g, ' ').trim().toLowerCase()
  return text.trim() === '' || plain(text) === plain(prior)
}

/** Where something is told: a path of this site, or an address that is read over https. */
const isPlace = (text: string): boolean =>
  /^\/(?![/\\])\S*$/.test(text) || (URL.canParse(text) && new URL(text).protocol === 'https:')

function textFaults({ canSay, why, because, told, unwanted }: LookForm): LookFaults {
  const { canSay: say, why: reason, because: cause, told: place } = limits
  const most = { canSay: say, why: reason, because: cause, told: place }
  return wordFaults({ canSay, why, because, told }, unwanted, most)
}

/** A correction as it comes: why it is made, and the words that must not appear. */
export interface CorrectionForm {
  readonly because: string
  readonly unwanted: string
}

/**
 * Reads a correction of an entry's words: what the whole form of an entry says, which must be something else than before, and
 * why. State and day of the next look stay, so that nothing is hidden by mending.
 */
export function correctionOf(
  said: Said,
  prior: DisclosureEvent,
  { because, unwanted }: CorrectionForm,
): Result<Look, LookFaults> {
  const mended = { ...said, state: prior.state, reviewOn: prior.reviewOn }
  const faults = becauseFaults({ because, unwanted })
  if (Object.keys(faults).length > 0) return err(faults)
  if (isSaid(mended, saidOf(prior))) return err({ because: 'looks.fault.unchanged' })
  return ok({ kind: 'corrected', said: mended, because: because.trim(), told: prior.told })
}

/** What must be mended in the reason for a correction. */
export const becauseFaults = ({ because, unwanted }: CorrectionForm): LookFaults =>
  because.trim() === ''
    ? { because: 'looks.fault.because' }
    : wordFaults({ because }, unwanted, { because: limits.because })

const isSaid = (one: Said, other: Said): boolean =>
  (Object.keys(other) as (keyof Said)[]).every((name) => one[name] === other[name])

/** What an entry says, without whose act it was and when. */
export const saidOf = (event: DisclosureEvent): Said => {
  const { state, language, capacity, canSay, ground: id, why, openness, opennessWhy } = event
  const { harm, decision, delegation, reviewOn, lift } = event
  return {
    ...{ state, language, capacity, canSay, ground: id, why, openness, opennessWhy },
    ...{ harm, decision, delegation, reviewOn, lift },
  }
}
