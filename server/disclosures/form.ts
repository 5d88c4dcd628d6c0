/** The form of an entry: three fields that are seen, the rest folded and filled in by the ground. Pure. */
import { oneLine } from '../kernel/line.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import { type Country, isLanguage, type Language } from '../language/locale.ts'
import { addDays, workday } from '../language/workdays.ts'
import type { Capacity } from '../storage/schema.ts'
import { hasIdentityNumber } from '../text/identity-number.ts'
import { isOneOf, limits, opennesses, type Said, states } from './disclosure.ts'
import { ground, type HarmKind, harmWords, isGroundId, liftWords } from './ground.ts'
import { textsWith } from './unwanted.ts'

/** The fields as they come; `unwanted` is compared and dropped. */
export interface DisclosureForm {
  readonly state: string
  readonly canSay: string
  readonly ground: string
  readonly why: string
  readonly capacity: string
  readonly language: string
  readonly openness: string
  readonly opennessWhy: string
  readonly harm: string
  readonly decision: string
  readonly delegation: string
  readonly reviewOn: string
  readonly lift: string
  /** The number of another author who answers for it; empty for whoever writes. */
  readonly responsible: string
  readonly unwanted: string
}

export type DisclosureField = keyof DisclosureForm

export type DisclosureFault =
  | `disclosures.fault.${'state' | 'canSay' | 'ground' | 'why' | 'capacity' | 'language'}`
  | `disclosures.fault.${'openness' | 'opennessWhy' | 'harm' | 'decision' | 'delegation' | 'reviewOn'}`
  | `disclosures.fault.${'lift' | 'long' | 'unwanted' | 'identity'}`

/** For each field that must be mended, the message that says how. */
export type DisclosureFaults = Readonly<Partial<Record<DisclosureField, DisclosureFault>>>

/** Where and when an entry is written: what is filled in rests on it. */
export interface Writing {
  readonly country: Country
  /** The day where the site is. */
  readonly today: string
}

/** The most years until the next look: five. */
export const MOST_YEARS = 5

/**
 * Reads the form. What was left empty in the folded part is filled in: openness `mine`, the harm test and the lifting event in
 * the ground's own words, the day of the next look by the ground (a working day). Refuses what the database would refuse, texts
 * over their limits, an identity number anywhere, and any of the unwanted words.
 */
export function parseDisclosure(
  form: DisclosureForm,
  writing: Writing,
): Result<Said, DisclosureFaults> {
  const faults = { ...emptyFaults(form), ...choiceFaults(form, writing), ...textFaults(form) }
  if (Object.keys(faults).length > 0 || !isGroundId(form.ground)) return err(faults)
  const language = form.language as Language
  const kind = ground(writing.country, form.ground)
  const isTold = form.state === 'disclosed'
  return ok({
    state: form.state as Said['state'],
    language,
    capacity: form.capacity as Capacity,
    canSay: form.canSay.trim(),
    ground: form.ground,
    why: form.why.trim(),
    openness: (form.openness || 'mine') as Said['openness'],
    opennessWhy: form.opennessWhy.trim() || undefined,
    harm: form.harm.trim() || (isTold ? undefined : harmOf(writing.country, kind.harm, language)),
    decision: oneLine(form.decision) || undefined,
    delegation: oneLine(form.delegation) || undefined,
    reviewOn: form.reviewOn.trim() || nextLook(writing, kind.reviewMonths),
    lift: oneLine(form.lift) || (isTold || !kind.lift ? undefined : liftWords(kind.lift, language)),
  })
}

const harmOf = (country: Country, kind: HarmKind, language: Language): string | undefined =>
  harmWords(country, kind, language)?.sentence

/** The working day on or after the same day so many months later. */
export function nextLook({ country, today }: Writing, months: number): string {
  const [year = 0, month = 0, day = 0] = today.split('-').map(Number)
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  const at = Date.UTC(year, month - 1 + months, Math.min(day, last))
  return workday(new Date(at).toISOString().slice(0, 10), country)
}

/** Whether a text is a day after this one and within five years. */
export const isNextLook = (day: string, { today }: Writing): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(day) &&
  !Number.isNaN(Date.parse(`${day}T00:00Z`)) &&
  addDays(day, 0) === day &&
  day > today &&
  day <= `${Number(today.slice(0, 4)) + MOST_YEARS}${today.slice(4)}`

function emptyFaults(form: DisclosureForm): DisclosureFaults {
  return {
    ...(form.canSay.trim() === '' ? { canSay: 'disclosures.fault.canSay' as const } : {}),
    ...(form.why.trim() === '' ? { why: 'disclosures.fault.why' as const } : {}),
    ...(form.openness === 'not_asked' && form.opennessWhy.trim() === ''
      ? { opennessWhy: 'disclosures.fault.opennessWhy' as const }
      : {}),
    ...(form.decision.trim() !== '' && form.delegation.trim() === ''
      ? { delegation: 'disclosures.fault.delegation' as const }
      : {}),
  }
}

function choiceFaults(form: DisclosureForm, writing: Writing): DisclosureFaults {
  const isState = isOneOf(states, form.state) && form.state !== 'ended'
  const isDay = form.reviewOn.trim() === '' || isNextLook(form.reviewOn.trim(), writing)
  const wrong = {
    state: !isState,
    ground: !isGroundId(form.ground),
    capacity: form.capacity !== 'personal' && form.capacity !== 'official',
    language: !isLanguage(form.language),
    openness: form.openness !== '' && !isOneOf(opennesses, form.openness),
    reviewOn: !isDay,
  }
  return faultsOf(wrong)
}

const faultsOf = (wrong: Readonly<Record<string, boolean>>): DisclosureFaults =>
  Object.fromEntries(
    Object.entries(wrong)
      .filter(([, is]) => is)
      .map(([name]) => [name, `disclosures.fault.${name}`]),
  )

/** The texts of an entry, and what each may hold at most. */
const most = {
  canSay: limits.canSay,
  why: limits.why,
  opennessWhy: limits.opennessWhy,
  harm: limits.harm,
  decision: limits.decision,
  delegation: limits.delegation,
  lift: limits.lift,
} as const

function textFaults(form: DisclosureForm): DisclosureFaults {
  const names = Object.keys(most) as (keyof typeof most)[]
  const texts = Object.fromEntries(names.map((name) => [name, form[name]]))
  return wordFaults(texts, form.unwanted, most)
}

/** What of these texts is too long, holds an identity number, or holds one of the unwanted words. */
export function wordFaults<Name extends string>(
  texts: Readonly<Partial<Record<Name, string | undefined>>>,
  unwanted: string,
  most: Readonly<Record<Name, number>>,
): Partial<Record<Name | 'unwanted', DisclosureFault>> {
  const given = Object.entries(texts) as [Name, string][]
  const long = given.filter(([name, text]) => [...text.trim()].length > most[name])
  const numbered = given.filter(([, text]) => hasIdentityNumber(text))
  const told = (names: readonly (readonly [string, unknown])[], fault: DisclosureFault) =>
    Object.fromEntries(names.map(([name]) => [name, fault]))
  return {
    ...told(long, 'disclosures.fault.long'),
    ...told(
      textsWith(unwanted, texts).map((name) => [name, '']),
      'disclosures.fault.unwanted',
    ),
    ...told(numbered, 'disclosures.fault.identity'),
    ...([...unwanted].length > limits.unwanted ? { unwanted: 'disclosures.fault.long' } : {}),
  } as Partial<Record<Name | 'unwanted', DisclosureFault>>
}

/** An empty form in a language and, where it hangs on something, in that one's capacity. */
export const emptyDisclosure = (language: Language, capacity: string = ''): DisclosureForm => ({
  ...{ state: 'withheld', canSay: '', ground: '', why: '', capacity, language, openness: '' },
  ...{ opennessWhy: '', harm: '', decision: '', delegation: '', reviewOn: '', lift: '' },
  ...{ responsible: '', unwanted: '' },
})

/** The form as it would be filled in with what an entry says; the unwanted words are gone. */
export const formOf = (said: Said): DisclosureForm => ({
  ...said,
  opennessWhy: said.opennessWhy ?? '',
  harm: said.harm ?? '',
  decision: said.decision ?? '',
  delegation: said.delegation ?? '',
  lift: said.lift ?? '',
  responsible: '',
  unwanted: '',
})
