/**
 * Files that were chosen for something not sent yet. They lie sealed under a key that only the form carries: whoever
 * has the database cannot open them, and when the form is thrown away nobody can.
 */
import { type Instant, later, MINUTE } from '../kernel/clock.ts'
import { bytes, derived, sha256 } from '../kernel/random.ts'
import { type FileKind, type Tell, tellings } from './file.ts'

/** So long they lie there after the form was last shown. */
export const MINUTES_KEPT = 120

export const keptUntil = (now: Instant): Instant => later(now, MINUTES_KEPT * MINUTE)

/** All that waits to be sent may weigh so much together. */
export const MOST_PENDING = 1024 * 1024 * 1024

/** What a form carries: 256 random bits, from which the key is made, and by whose hash its files are found. */
export type Token = string & { readonly token: unique symbol }

export const newToken = (): Token => bytes(32).toString('base64url') as Token

/** The token in a form, if it can be one. */
export const readToken = (typed: string): Token | undefined =>
  /^[\w-]{43}$/.test(typed) ? (typed as Token) : undefined

export const bundleOf = (token: Token): string => sha256(`files ${token}`)

export const keyOf = (token: Token): Buffer =>
  derived(Buffer.from(token, 'base64url'), 'files that wait')

/** What is sent of a file: as it is, a copy without what it tells, or nothing. */
export const choices = ['copy', 'as_is', 'none'] as const
export type Choice = (typeof choices)[number]

/** A file that waits. */
export interface Pending {
  readonly id: number
  readonly name: string
  readonly kind: FileKind
  readonly size: number
  /** Undefined when nobody could read it. */
  readonly tells: readonly Tell[] | undefined
  /** The copy without, and what that still tells. */
  readonly clean: { readonly size: number; readonly tells: readonly Tell[] } | undefined
  /** A hash of its bytes and name: the same file chosen twice is one. */
  readonly mark: string
}

/** What is sent of a file when nobody has said: a copy, if there is one. */
export const choiceOf = ({ clean }: Pending, said: Choice | undefined): Choice => {
  if (said === 'none') return 'none'
  return clean && said !== 'as_is' ? 'copy' : 'as_is'
}

/** A pending file as it was written, without its number. */
export function readPending(id: number, json: string): Pending {
  const { name, kind, size, tells, clean, mark } = JSON.parse(json) as Omit<Pending, 'id'>
  const known = (list: readonly Tell[]) => list.filter(({ what }) => tellings.includes(what))
  return {
    ...{ id, name, kind, size, mark },
    tells: tells && known(tells),
    clean: clean && { size: clean.size, tells: known(clean.tells) },
  }
}
