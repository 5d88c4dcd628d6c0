import { type Country, countries, type Language } from '../language/locale.ts'
import shared from './grounds.json' with { type: 'json' }
import no from './grounds-no.json' with { type: 'json' }
import se from './grounds-se.json' with { type: 'json' }

/** Why something is not told though no law is the reason: the same in every country. */
const ownGroundIds = ['editorial_choice', 'not_yet', 'another_person'] as const

/** What the law of both countries knows, each in its own sections. */
const legalGroundIds = [
  'working_material',
  'personnel_social',
  'health_private',
  'school_child',
  'social_services',
  'recruitment',
  'whistleblowing',
  'protected_person',
  'personal_data_misuse',
  'business_secret',
  'procurement',
  'municipal_economy',
  'union_negotiation',
  'litigation',
  'control_crime',
  'security_it',
  'preparedness_defence',
] as const

/** The closed list of grounds for withholding (LAW.md section 2), in the order of a form's choices. */
export const groundIds = [...ownGroundIds, ...legalGroundIds] as const

export type GroundId = (typeof groundIds)[number]

/** Whether a text from outside names a ground. */
export const isGroundId = (text: string): text is GroundId => groundIds.includes(text as GroundId)

/**
 * What must be weighed before something is withheld. In Sweden `straight`: open unless harm can be
 * assumed; `reverse`: closed unless harm is out of the question; `qualified`: open unless there is
 * special reason to expect harm; `absolute`: the law has weighed it already. In Norway `duty`: a
 * duty of secrecy, which merinnsyn does not get around; `necessary`: may be withheld where that is
 * needed; `optional`: may be withheld; in both, access is considered all the same (merinnsyn,
 * offentleglova § 11). `mixed`: several of the country's own stand side by side. `none`: no test.
 */
export const harmKinds = [
  'straight',
  'reverse',
  'qualified',
  'absolute',
  'duty',
  'necessary',
  'optional',
  'mixed',
  'none',
] as const

export type HarmKind = (typeof harmKinds)[number]

/** Events after which a withheld thing is looked at again, besides its date and never instead of it. */
export const liftIds = [
  'decision_made',
  'person_agrees',
  'appointment_made',
  'supplier_chosen',
  'contract_signed',
  'contract_age_2y',
  'agreement_signed',
  'judgment_final',
  'case_closed',
] as const

export type LiftId = (typeof liftIds)[number]

/** Whether a text from outside names a lifting event. */
export const isLiftId = (text: string): text is LiftId => liftIds.includes(text as LiftId)

/** `name` is what a choice is called, `plain` a sentence or two for the reader of an entry. */
export type GroundWords = { readonly name: string; readonly plain: string }

/** `question` is what the writer answers, `sentence` what the answer starts from. */
export type HarmWords = { readonly question: string; readonly sentence: string }

/**
 * A ground as a country's law has it. `provisions`: where it stands, in the words of that country
 * whichever language is read; empty where no law is the reason. `years`: the longest secrecy of a
 * public document that those provisions state, null where they state none. `lift`: the event that
 * usually ends it, or null. `decision`: whether who asked for the document and is refused has a
 * right to a written decision (`on_request`), or nothing was refused (`none`). `reviewMonths`: when
 * to look again if nobody says otherwise, 1 to 12: our choice, shortest for what passes by itself
 * and a year for what protects people. `legalCheckedAt`: the date on which the sections were last
 * read, null where there are none.
 */
export type Ground = {
  readonly id: GroundId
  readonly provisions: readonly string[]
  readonly harm: HarmKind
  readonly years: number | null
  readonly lift: LiftId | null
  readonly decision: 'on_request' | 'none'
  readonly reviewMonths: number
  readonly legalCheckedAt: string | null
} & Readonly<Record<Language, GroundWords>>

/** Some grounds under one heading, so that a choice among twenty is easy on a phone. */
export type GroundGroup = {
  readonly id: string
  readonly grounds: readonly Ground[]
} & Readonly<Record<Language, string>>

const laws = { se, no }

const byCountry: Readonly<Record<Country, readonly Ground[]>> = {
  se: [...ownGroundIds.map(ownGround), ...legalGroundIds.map((id) => legalGround('se', id))],
  no: [...ownGroundIds.map(ownGround), ...legalGroundIds.map((id) => legalGround('no', id))],
}

const byId = new Map(
  countries.map((country) => [country, new Map(byCountry[country].map((each) => [each.id, each]))]),
)

/** Every ground as the country's law has it, in the order of `groundIds`. */
export const groundsOf = (country: Country): readonly Ground[] => byCountry[country]

/** The ground with this id in the country's law; every id has one. */
export function ground(country: Country, id: GroundId): Ground {
  const found = byId.get(country)?.get(id)
  if (found === undefined) throw new Error(`Grounds: ${id} is not in the catalogue`)
  return found
}

/** The country's grounds under their headings, the most usual first; each stands under one. */
export const groundGroups = (country: Country): readonly GroundGroup[] =>
  shared.groups.map((group) => ({
    ...group,
    grounds: group.grounds.map((id) => ground(country, member(groundIds, id))),
  }))

/** The question of a harm test and the sentence to start from; null where there is nothing to weigh. */
export function harmWords(country: Country, kind: HarmKind, language: Language): HarmWords | null {
  if (kind === 'none') return null
  const words: Partial<Record<HarmKind, Record<Language, HarmWords>>> = laws[country].harm
  const found = words[kind]
  if (found === undefined) throw new Error(`Grounds: ${kind} is no harm test of ${country}`)
  return found[language]
}

/** When an event makes one look again, as the end of a sentence: "when the contract is signed". */
export const liftWords = (lift: LiftId, language: Language): string => shared.lifts[lift][language]

/** Whether the law of a ground was last read more than twelve months before `today` (`2026-11-21`). */
export function isLawCheckOld({ legalCheckedAt }: Ground, today: string): boolean {
  if (legalCheckedAt === null) return false
  const [year = '', ...rest] = legalCheckedAt.split('-')
  return today > [Number(year) + 1, ...rest].join('-')
}

function ownGround(id: (typeof ownGroundIds)[number]): Ground {
  const { lift, ...words } = shared.own[id]
  return {
    id,
    provisions: [],
    harm: 'none',
    years: null,
    lift: lift === null ? null : member(liftIds, lift),
    decision: 'none',
    reviewMonths: shared.reviewMonths[id],
    legalCheckedAt: null,
    ...words,
  }
}

function legalGround(country: Country, id: (typeof legalGroundIds)[number]): Ground {
  const law = laws[country].grounds[id]
  return {
    ...law,
    id,
    harm: member(harmKinds, law.harm),
    lift: law.lift === null ? null : member(liftIds, law.lift),
    decision: 'on_request',
    reviewMonths: shared.reviewMonths[id],
  }
}

function member<T extends string>(list: readonly T[], value: string): T {
  const found = list.find((each) => each === value)
  if (found === undefined) throw new Error(`Grounds: ${value} is none of ${list.join(', ')}`)
  return found
}
