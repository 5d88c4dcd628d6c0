/** The house rules as they were and are: versions, clauses, and which clause a reason belongs to. */
import type { Instant } from '../kernel/clock.ts'
import { type Country, type Language, languages } from '../language/locale.ts'
import { newSalt, textHash } from '../ledger/salted.ts'
import { append } from '../ledger/store.ts'
import { nextId, takeIds } from '../storage/counter.ts'
import type { Reader, Writer } from '../storage/database.ts'
import { prepared } from '../storage/prepared.ts'
import { type Clause, houseRules, type ReasonId } from './rules.ts'

/** A version of the house rules. */
export interface RulesVersion {
  readonly id: number
  readonly number: number
  readonly publishedAt: Instant
  readonly appliesFrom: Instant
}

/** A clause in one language, under the number that decisions and readers cite. */
export interface ClauseInForce {
  readonly id: number
  readonly number: number
  readonly key: string
  readonly title: string
  readonly body: string
}

/** Keeps version 1 of the house rules, the ready draft for a country, in force from `at`. */
export async function storeHouseRules(tx: Writer, country: Country, at: Instant): Promise<void> {
  const clauses = houseRules(country)
  const id = await nextId(tx, 'policy_version')
  const salt = newSalt()
  const hash = textHash(salt, { clauses: clauses.map(saltedClause) })
  await tx
    .insertInto('policy_version')
    .values({
      id,
      policy: 'house_rules',
      number: 1,
      published_at: at,
      applies_from: at,
      salt,
      hash,
    })
    .execute()
  await storeClauses(tx, id, clauses)
  await append(tx, {
    kind: 'policy_version',
    at,
    policy: 'house_rules',
    number: 1,
    applies_from: at,
    hash,
  })
}

const saltedClause = (clause: Clause) => ({
  number: clause.number,
  key: clause.key,
  texts: Object.fromEntries(
    languages.map((language) => [
      language,
      { title: clause[language].title, body: clause[language].body },
    ]),
  ),
})

async function storeClauses(
  tx: Writer,
  version: number,
  clauses: readonly Clause[],
): Promise<void> {
  const first = await takeIds(tx, 'clause', clauses.length)
  const numbered = clauses.map((clause, at) => ({ clause, id: first + at }))
  await tx
    .insertInto('clause')
    .values(
      numbered.map(({ clause, id }) => ({
        id,
        version_id: version,
        number: clause.number,
        key: clause.key,
      })),
    )
    .execute()
  await tx
    .insertInto('clause_text')
    .values(
      numbered.flatMap(({ clause, id }) =>
        languages.map((language) => ({ clause_id: id, language, ...clause[language] })),
      ),
    )
    .execute()
  await tx
    .insertInto('clause_reason')
    .values(
      numbered.flatMap(({ clause, id }) =>
        clause.reasons.map((reason) => ({ clause_id: id, reason })),
      ),
    )
    .execute()
}

/** Every version of the house rules, the newest first. */
export async function rulesVersions(db: Reader): Promise<RulesVersion[]> {
  const rows = await db
    .selectFrom('policy_version')
    .select(['id', 'number', 'published_at', 'applies_from'])
    .where('policy', '=', 'house_rules')
    .orderBy('number', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    publishedAt: row.published_at,
    appliesFrom: row.applies_from,
  }))
}

/** The clauses of a version in one language, in order. */
export const clausesOf = (
  db: Reader,
  version: number,
  language: Language,
): Promise<ClauseInForce[]> =>
  db
    .selectFrom('clause')
    .innerJoin('clause_text', 'clause_text.clause_id', 'clause.id')
    .select(['clause.id', 'clause.number', 'clause.key', 'clause_text.title', 'clause_text.body'])
    .where('clause.version_id', '=', version)
    .where('clause_text.language', '=', language)
    .orderBy('clause.number')
    .execute()

/** What a decision cites: a clause of the version that applied at a moment. */
export interface CitedClause {
  readonly clauseId: number
  readonly clause: number
  readonly versionId: number
  readonly version: number
}

/**
 * The clause for a reason in the version that applied at `at` (when the comment was written: nobody
 * is judged by a rule that came later). Undefined when there is none.
 */
export async function clauseAt(
  db: Reader | Writer,
  reason: ReasonId,
  at: Instant,
): Promise<CitedClause | undefined> {
  return db
    .selectFrom('clause_reason as r')
    .innerJoin('clause as c', 'c.id', 'r.clause_id')
    .innerJoin('policy_version as v', 'v.id', 'c.version_id')
    .select(['c.id as clauseId', 'c.number as clause', 'v.id as versionId', 'v.number as version'])
    .where('r.reason', '=', reason)
    .where('v.policy', '=', 'house_rules')
    .where('v.applies_from', '<=', at)
    .orderBy('v.number', 'desc')
    .limit(1)
    .executeTakeFirst()
}

const clausesBetween = prepared<
  { first: number; last: number },
  { id: number; clause: number; version: number }
>((db, param) =>
  db
    .selectFrom('clause as c')
    .innerJoin('policy_version as v', 'v.id', 'c.version_id')
    .select(['c.id', 'c.number as clause', 'v.number as version'])
    .where('c.id', '>=', param('first'))
    .where('c.id', '<=', param('last')),
)

/**
 * The number of each clause and of its version, for markers that link to them; of those between, too,
 * for there are few and one statement then serves every page.
 */
export async function clauseNumbers(
  db: Reader,
  ids: readonly number[],
): Promise<ReadonlyMap<number, { readonly clause: number; readonly version: number }>> {
  if (ids.length === 0) return new Map()
  const rows = await clausesBetween(db, { first: Math.min(...ids), last: Math.max(...ids) })
  return new Map(rows.map(({ id, clause, version }) => [id, { clause, version }]))
}
