import { readFileSync } from 'node:fs'
import { type Country, countries, type Language, languages } from '../language/locale.ts'
import no from './texts/house-rules.no.json' with { type: 'json' }
import se from './texts/house-rules.se.json' with { type: 'json' }

/**
 * The closed list of reasons for which a comment may be hidden, returned or put aside. It stands
 * here, and its words in `moderation/reasons.ts`, because a clause must be able to name a reason.
 * Criticism of the official, sharp tone, error of fact and party politics are never reasons.
 */
export const reasonIds = [
  'threat',
  'hate',
  'incitement',
  'terrorism',
  'child_abuse',
  'violent_image',
  'privacy_intrusion',
  'copyright',
  'defamation',
  'insult_official',
  'personal_data',
  'personal_attack',
  'off_topic',
  'spam_impersonation',
  'own_case',
] as const

export type ReasonId = (typeof reasonIds)[number]

/** Whether a text from outside names a reason. */
export const isReasonId = (text: string): text is ReasonId => reasonIds.includes(text as ReasonId)

const houseReasons: readonly string[] = [
  'personal_attack',
  'off_topic',
  'spam_impersonation',
  'own_case',
] satisfies ReasonId[]

/**
 * Whether a reason rests on the house rules alone. Of every other the public learns only that a text
 * may break the law, and no clause: that could tell which law (LAW.md section 3).
 */
export const isHouseReason = (id: string): boolean => houseReasons.includes(id)

/** The words of a clause: plain text, no Markdown, no placeholders. */
export type ClauseText = { readonly title: string; readonly body: string }

/**
 * A clause of the house rules: `key` is for ever the same and part of its address, `number` is its
 * place in this version, `reasons` are those that cite it (none for a clause that only informs).
 */
export type Clause = {
  readonly key: string
  readonly number: number
  readonly reasons: readonly ReasonId[]
} & Readonly<Record<Language, ClauseText>>

type DraftClause = Omit<Clause, 'reasons'> & { readonly reasons: readonly string[] }

const drafts: Record<Country, readonly Clause[]> = {
  se: se.clauses.map(clauseFrom),
  no: no.clauses.map(clauseFrom),
}

const cited: Record<Country, ReadonlyMap<ReasonId, Clause>> = {
  se: clausesByReason('se'),
  no: clausesByReason('no'),
}

/**
 * The draft of house rules version 1, written from the country's own law and in the order of its
 * numbers. An authority stores it at set-up and may change it later; this never reads what it stored.
 */
export const houseRules = (country: Country): readonly Clause[] => drafts[country]

/** The one clause of the draft that a decision for this reason cites; each reason has one. */
export function clauseForReason(country: Country, reason: ReasonId): Clause {
  const clause = cited[country].get(reason)
  if (clause === undefined) throw new Error(`House rules (${country}): no clause for ${reason}`)
  return clause
}

/** The long texts that stand beside the house rules. */
export const textPolicies = ['privacy', 'accessibility'] as const

export type TextPolicy = (typeof textPolicies)[number]

/** What an authority fills in; the drafts hold these in braces (`{controller}`) and no others. */
export const placeholders = [
  'authority',
  'controller',
  'dpo',
  'contact',
  'telephone',
  'url',
  'official',
] as const

/** Read once, when the program starts: a missing text stops the start and not a reader. */
const texts: ReadonlyMap<string, string> = new Map(
  textPolicies.flatMap((policy) =>
    countries.flatMap((country) =>
      languages.map((language) => {
        const name = textName(policy, country, language)
        return [name, readFileSync(new URL(`texts/${name}`, import.meta.url), 'utf8')] as const
      }),
    ),
  ),
)

/**
 * The draft of the privacy notice (GDPR art. 13) or the accessibility statement (SE: lag 2018:1937,
 * NO: forskrift om universell utforming av IKT): Markdown with one `#` heading first and unfilled
 * placeholders. The country chooses the law, the language only the words.
 */
export function textPolicy(policy: TextPolicy, country: Country, language: Language): string {
  const text = texts.get(textName(policy, country, language))
  if (text === undefined) throw new Error(`No text ${textName(policy, country, language)}`)
  return text
}

function textName(policy: TextPolicy, country: Country, language: Language): string {
  return `${policy}.${country}.${language}.md`
}

function clauseFrom(draft: DraftClause): Clause {
  const reasons = draft.reasons.filter(isReasonId)
  if (reasons.length < draft.reasons.length)
    throw new Error(`House rules: clause ${draft.key} names an unknown reason`)
  return { ...draft, reasons }
}

function clausesByReason(country: Country): ReadonlyMap<ReasonId, Clause> {
  return new Map(
    drafts[country].flatMap((clause) => clause.reasons.map((reason) => [reason, clause] as const)),
  )
}
