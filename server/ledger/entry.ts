/**
 * The closed list of public acts and what the ledger says of each (docs/ledger.md). An entry holds
 * numbers, times, codes from closed lists and salted hashes, never words, names or addresses: what
 * stands here stands for ever, also when the text it speaks of has been erased.
 */
import type { Instant } from '../kernel/clock.ts'
import { canonical, type Json } from './canonical.ts'
import type { Hash } from './merkle.ts'

type Check<T> = (value: unknown) => value is T

/**
 * The closed lists of codes. `reason` is what the public marker says: which law a comment may break
 * is told to its writer alone.
 */
export const codes = {
  capacity: ['personal', 'official'],
  role: ['author', 'moderator', 'registrar', 'administrator'],
  reason: ['law', 'personal_attack', 'off_topic', 'spam_impersonation', 'own_case'],
  hiding: ['hide', 'hold', 'spam'],
  unpublishing: ['undo', 'unpublish'],
  side: ['official', 'writer'],
  policy: ['house_rules', 'privacy', 'accessibility'],
  state: ['withheld', 'partly', 'disclosed', 'ended'],
  look: ['disclosed', 'narrowed', 'kept', 'ended'],
  ground: [
    ...(['personnel_social', 'recruitment', 'protected_person', 'health_private'] as const),
    ...(['social_services', 'school_child', 'whistleblowing', 'business_secret'] as const),
    ...(['municipal_economy', 'procurement', 'union_negotiation', 'litigation'] as const),
    ...(['security_it', 'preparedness_defence', 'control_crime', 'personal_data_misuse'] as const),
    ...(['working_material', 'editorial_choice', 'another_person', 'not_yet'] as const),
  ],
} as const

const oneOf =
  <C extends string>(list: readonly C[]): Check<C> =>
  (value): value is C =>
    list.includes(value as C)

const orNull =
  <T>(check: Check<T>): Check<T | null> =>
  (value): value is T | null =>
    value === null || check(value)

/** The public number of a thing, of a version, of a clause: from 1 on. */
const number: Check<number> = (value): value is number =>
  Number.isSafeInteger(value) && (value as number) > 0

const time: Check<Instant> = (value): value is Instant =>
  typeof value === 'string' &&
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value) &&
  !Number.isNaN(Date.parse(value))

/** A day where the site is, such as `2027-03-01`. */
const day: Check<string> = (value): value is string =>
  typeof value === 'string' &&
  /^\d{4}-\d\d-\d\d$/.test(value) &&
  !Number.isNaN(Date.parse(`${value}T00:00:00Z`))

const hash: Check<Hash> = (value): value is Hash =>
  typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)

const capacity = oneOf(codes.capacity)
const by = oneOf(codes.role)

const post = { number, version: number, capacity }
const answer = {
  post: number,
  post_version: number,
  parent: orNull(number),
  parent_version: orNull(number),
}

const disclosure = {
  number,
  event: number,
  state: oneOf(codes.state),
  capacity,
  ground: oneOf(codes.ground),
  look_again: day,
  hash,
}

const fields = {
  post_published: { ...post, hash },
  post_changed: { ...post, hash },
  post_corrected: { ...post, from: capacity, hash },
  post_unpublished: { number, act: oneOf(codes.unpublishing), by, hash: orNull(hash) },
  letter_agreed: { number, version: number, by: oneOf(codes.side), hash },
  comment_received: { number, ...answer, hash },
  comment_let_through: { number, by },
  comment_hidden: {
    number,
    act: oneOf(codes.hiding),
    by,
    reason: oneOf(codes.reason),
    rules: number,
    clause: orNull(number),
    hash: orNull(hash),
  },
  comment_withdrawn: { number },
  comment_erased: { number, hash },
  staff_reply: { number, version: number, ...answer, capacity, hash },
  disclosure_made: { ...disclosure, post: orNull(number), comment: orNull(number) },
  disclosure_looked_at: { ...disclosure, outcome: oneOf(codes.look) },
  disclosure_corrected: disclosure,
  policy_version: { policy: oneOf(codes.policy), number, applies_from: time, hash },
} satisfies Record<string, Record<string, Check<unknown>>>

export type Kind = keyof typeof fields

/** Every kind of act, in the order of docs/ledger.md. */
export const kinds = Object.keys(fields) as Kind[]

/** The names of a kind's fields besides `v`, `kind` and `at`. */
export const fieldsOf = (kind: Kind): string[] => Object.keys(fields[kind])

type ActOf<K extends Kind> = { readonly kind: K; readonly at: Instant } & {
  readonly [F in keyof (typeof fields)[K]]: (typeof fields)[K][F] extends Check<infer T> ? T : never
}

/** What a room hands in when something public was done; `at` is the time that the thing itself shows. */
export type Act = { [K in Kind]: ActOf<K> }[Kind]

/** An act as the ledger keeps it; `v` is the version of the form of its fields. */
export type Entry = Act & { readonly v: 1 }

/** The bytes of an act's entry. Throws a TypeError on anything that is not on the list. */
export function written(act: Act): string {
  const entry = { ...act, v: 1 }
  if (!isEntry(entry)) throw new TypeError(`not an act of the ledger: ${act.kind}`)
  return canonical(entry as unknown as Json)
}

/** The entry that these bytes say, or nothing when no act is written like that. */
export function read(body: string): Entry | undefined {
  try {
    const entry: unknown = JSON.parse(body)
    return isEntry(entry) && canonical(entry as unknown as Json) === body ? entry : undefined
  } catch {
    return undefined
  }
}

function isEntry(value: unknown): value is Entry {
  if (typeof value !== 'object' || value === null) return false
  const entry = value as Record<string, unknown>
  if (entry.v !== 1 || !time(entry.at) || !Object.hasOwn(fields, String(entry.kind))) return false
  const checks: [string, Check<unknown>][] = Object.entries(fields[entry.kind as Kind])
  if (Object.keys(entry).length !== checks.length + 3) return false
  return checks.every(([name, check]) => check(entry[name])) && !tellsTheLaw(entry)
}

/** A clause beside the reason `law` could give away which crime a citizen would be said to commit. */
const tellsTheLaw = ({ reason, clause }: Record<string, unknown>): boolean =>
  reason === 'law' && clause !== null
