/**
 * What the salted hashes of the ledger are made from (docs/ledger.md). Field names are those of the
 * tables; the salt is kept beside the text, published with it, and erased with it.
 */
import { bytes, sha256 } from '../kernel/random.ts'
import { canonical } from './canonical.ts'
import type { Hash } from './merkle.ts'

/** A version of a post: everything that readers see of it and its author. */
export type PostText = {
  readonly capacity: 'personal' | 'official'
  readonly language: string
  readonly title: string
  readonly question: string
  readonly summary: string
  readonly source: string
  readonly tags: readonly string[]
  readonly decision_text: string | null
  readonly decision_url: string | null
  readonly author_name: string
  readonly author_title: string
  readonly author_role: string
}

/** What a citizen sent; `question` when it was marked as a question to the official. */
export type CommentText = {
  readonly name: string
  readonly text: string
  readonly question: boolean
}

/** A version of a staff reply. */
export type ReplyText = {
  readonly capacity: 'personal' | 'official'
  readonly text: string
  readonly author_name: string
  readonly author_title: string
  readonly author_role: string
}

/** Why a post was unpublished, as the public reads it. */
export type UnpublishText = { readonly reason: string }

/** What the writer of a hidden comment was told: the exact reason, the clause's number, the sentence. */
export type DecisionText = {
  readonly reason: string
  readonly clause: number
  readonly sentence: string
}

/** Where the decision is found by which a comment was erased. */
export type ErasureText = { readonly reference: string }

/** A version of a policy in every language it is published in. */
export type PolicyText = {
  readonly clauses: readonly {
    readonly number: number
    readonly key: string
    readonly texts: Readonly<Record<string, { readonly title: string; readonly body: string }>>
  }[]
}

/** A letter as both sides agreed to publish it (docs/agreements.md). */
export type LetterContent = {
  readonly format: number
  readonly language: string
  readonly capacity: 'personal' | 'official'
  readonly title: string
  readonly preface: string
  readonly credit: { readonly kind: string; readonly words: string }
  readonly parts: readonly { readonly number: number; readonly text: string }[]
  readonly redactions: readonly {
    readonly part: number
    readonly at: number
    readonly reason: string
  }[]
  readonly answers: readonly {
    readonly after: number
    readonly text: string
    readonly name: string
    readonly title: string
  }[]
}

/** An entry of the archive at one event: everything that readers see of it. */
export type DisclosureText = {
  readonly state: string
  readonly language: string
  readonly capacity: 'personal' | 'official'
  readonly can_say: string
  readonly ground: string
  readonly why: string
  readonly responsible_name: string
  readonly responsible_title: string
  readonly openness: string
  readonly openness_why: string | null
  readonly harm: string | null
  readonly decision: string | null
  readonly delegation: string | null
  readonly review_on: string
  readonly lift: string | null
  readonly because: string | null
  readonly told: string | null
}

/** What is passed on of a letter, to whom and why: no act of the ledger, hashed as those are. */
export type PassedText = { readonly to: string; readonly text: string; readonly why: string }

export type SaltedText =
  | PostText
  | CommentText
  | ReplyText
  | UnpublishText
  | DecisionText
  | ErasureText
  | PolicyText
  | LetterContent
  | DisclosureText
  | PassedText

/** A new salt for one hash: 128 bits as 32 lower-case hex digits. Never use one twice. */
export const newSalt = (): string => bytes(16).toString('hex')

/**
 * SHA-256 over the salt's 16 bytes and then the text as canonical JSON. Throws a TypeError on a salt
 * or a text of another form; half a surrogate pair in a text must be mended before it comes here.
 */
export function textHash(salt: string, text: SaltedText): Hash {
  if (!/^[0-9a-f]{32}$/.test(salt)) throw new TypeError('a salt is 32 lower-case hex digits')
  return sha256(Buffer.concat([Buffer.from(salt, 'hex'), Buffer.from(canonical(text))]))
}
