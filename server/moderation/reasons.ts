import type { Country, Language } from '../language/locale.ts'
import { type ReasonId, reasonIds } from '../policy/rules.ts'
import catalogue from './reasons.json' with { type: 'json' }

export type { ReasonId } from '../policy/rules.ts'

/** A legal reason rests on the state's law, a house reason on the house rules alone. */
export const reasonKinds = ['legal', 'house'] as const

/**
 * What a reason asks for. `hide_report`: hide at once, keep a sealed copy, open the police
 * checklist. `hide`: hide at once. `second`: hold until a second person decides, hide only what is
 * obvious. `redact`: cover the passage with a visible mark. `return`: give back to the writer with
 * advice. `junk`: put aside for 30 days, without a statement of reasons (DSA art. 17.2).
 */
export const reasonActions = ['hide_report', 'hide', 'second', 'redact', 'return', 'junk'] as const

/** `name` is for staff and the statement to the writer; `sentence` is what a moderator starts from. */
export type ReasonWords = { readonly name: string; readonly sentence: string }

/**
 * A reason of the catalogue. `bbs`: Swedish law demands removal where it is obvious (lag 1998:112,
 * 5 §). `provisions`: where it stands in each country's law, in the language of that law; null
 * where nothing but the house rules forbids it.
 */
export type Reason = {
  readonly id: ReasonId
  readonly kind: (typeof reasonKinds)[number]
  readonly action: (typeof reasonActions)[number]
  readonly bbs: boolean
  readonly provisions: Readonly<Record<Country, string | null>>
} & Readonly<Record<Language, ReasonWords>>

type CatalogueEntry = (typeof catalogue.reasons)[number]

/** Every reason, in the order in which a moderator meets them: the gravest first. */
export const reasons: readonly Reason[] = reasonIds.map((id) => {
  const entry = catalogue.reasons.find((each) => each.id === id)
  if (entry === undefined) throw new Error(`Reasons: ${id} is not in the catalogue`)
  return reasonFrom(id, entry)
})

const byId: ReadonlyMap<ReasonId, Reason> = new Map(reasons.map((reason) => [reason.id, reason]))

/** The reason with this id; every id has one. */
export function reasonById(id: ReasonId): Reason {
  const reason = byId.get(id)
  if (reason === undefined) throw new Error(`Reasons: ${id} is not in the catalogue`)
  return reason
}

/**
 * What the public may read of a reason: for a legal one only that the text may break the law,
 * since no crime is pinned on anyone before a court; for a house reason its own name.
 */
export const publicName = (reason: Reason, language: Language): string =>
  reason.kind === 'legal' ? catalogue.marker[language] : reason[language].name

/**
 * Some plain sentences to the writer, for a moderator to change or send as they are: why, and how
 * the same thing could be said instead. They name no law and accuse of no crime.
 */
export const readySentence = (reason: Reason, language: Language): string =>
  reason[language].sentence

/** Where the reason stands in the country's law, for the statement to the writer; null if nowhere. */
export const provision = (reason: Reason, country: Country): string | null =>
  reason.provisions[country]

function reasonFrom(id: ReasonId, entry: CatalogueEntry): Reason {
  return {
    ...entry,
    id,
    kind: member(reasonKinds, entry.kind),
    action: member(reasonActions, entry.action),
  }
}

function member<T extends string>(list: readonly T[], value: string): T {
  const found = list.find((each) => each === value)
  if (found === undefined) throw new Error(`Reasons: ${value} is none of ${list.join(', ')}`)
  return found
}
