/** What a letter is: what may be written, who may read it, and how far it has come. */

import type { Instant } from '../kernel/clock.ts'
import { oneLine } from '../kernel/line.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import type { Language } from '../language/locale.ts'
import type { LetterDocument, LetterStatus } from '../storage/schema.ts'

export type { LetterDocument, LetterStatus } from '../storage/schema.ts'

/** Characters, as a person counts them. */
export const MAX_LETTER = 20_000
export const MAX_NAME = 80

/** What a letter can be as a document (LAW.md L03); until a registrar has said, it is treated as public. */
export const documents = [
  'unassessed',
  'incoming',
  'internal',
  'other_capacity',
] as const satisfies readonly LetterDocument[]

/** How far a letter has come, in the order in which it comes there. */
export const statuses = [
  'received',
  'read',
  'answering',
  'answered',
  'closed',
] as const satisfies readonly LetterStatus[]

/** What a person writes; name and address are theirs to leave out, and nobody is asked where they work (LAW.md L41). */
export interface LetterWords {
  readonly text: string
  readonly name: string
  readonly email: string
}

export type LetterFaults = Readonly<
  Partial<Record<'text' | 'name' | 'email' | 'exclude', LetterFault>>
>
export type LetterFault = `letters.fault.${'empty' | 'long' | 'name' | 'email' | 'nobody'}`

/** Reads a letter from a form: a text of at most 20,000 characters, the rest may be empty. */
export function parseLetter(form: LetterWords): Result<LetterWords, LetterFaults> {
  const text = form.text.trim()
  const name = oneLine(form.name)
  const email = form.email.trim()
  const fault = textFault(text)
  const faults: LetterFaults = {
    ...(fault ? { text: fault } : {}),
    ...([...name].length > MAX_NAME ? { name: 'letters.fault.name' as const } : {}),
    ...(email !== '' && !looksLikeAddress(email) ? { email: 'letters.fault.email' as const } : {}),
  }
  return Object.keys(faults).length > 0 ? err(faults) : ok({ text, name, email })
}

/** What must be mended of a text, the first or a later one. */
export function textFault(text: string): LetterFault | undefined {
  if (text.trim() === '') return 'letters.fault.empty'
  return [...text].length > MAX_LETTER ? 'letters.fault.long' : undefined
}

/** Whether this is a day that there is, such as 2026-12-04, or nothing. */
export function isDay(text: string): boolean {
  if (text === '') return true
  const at = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T12:00Z`) : Number.NaN
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text)
}

const looksLikeAddress = (text: string): boolean =>
  text.length <= 254 && /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>".]+$/.test(text)

/** Somebody who can open letters, and why. */
export interface LetterReader {
  readonly accountId: number
  readonly name: string
  readonly title: string
  readonly isOfficial: boolean
  readonly isDeputy: boolean
  readonly isRegistrar: boolean
}

/**
 * Who reads when some are excluded: those that are left, and who of them answers: the official, else a deputy, else
 * a registrar. Undefined when no registrar is left, since what came in must be registered and found (LAW.md L01).
 */
export function whoReads(
  readers: readonly LetterReader[],
  excluded: ReadonlySet<number>,
): { readonly left: readonly LetterReader[]; readonly answers: LetterReader } | undefined {
  const left = readers.filter(({ accountId }) => !excluded.has(accountId))
  const registrar = left.find(({ isRegistrar }) => isRegistrar)
  if (!registrar) return undefined
  const answers = left.find(({ isOfficial }) => isOfficial) ?? left.find(({ isDeputy }) => isDeputy)
  return { left, answers: answers ?? registrar }
}

/** A letter without its words. */
export interface Letter {
  readonly id: number
  readonly receivedAt: Instant
  readonly language: Language
  readonly postId: number | undefined
  readonly commentId: number | undefined
  readonly status: LetterStatus
  /** The date by which an answer was promised. */
  readonly answerBy: string | undefined
  readonly document: LetterDocument
  readonly handedOverAt: Instant | undefined
  /** Its number in the authority's own register. */
  readonly diary: string | undefined
  readonly sealedKey: string | undefined
  readonly keyId: string
}

/** Whether its own key was destroyed; a letter that cannot be opened for another reason is not gone. */
export const isErased = ({ sealedKey }: Pick<Letter, 'sealedKey'>): boolean =>
  sealedKey === undefined

/** What was done with a letter; each has words for its writer in `letters.step.*`. */
export const steps = [
  ...(['received', 'direct', 'read', 'status', 'answered'] as const),
  ...(['address_seen', 'handed_over', 'assessed', 'diary'] as const),
  ...(['passing_asked', 'passing_ended', 'passed_on', 'passed_by_law'] as const),
  // what a registrar does in the register
  ...(['described', 'flagged', 'unflagged', 'marked', 'unmarked', 'exempt'] as const),
  ...(['held', 'hold_lifted', 'packaged', 'exported', 'erased', 'released'] as const),
  ...(['proposed', 'proposed_back', 'proposal_withdrawn'] as const),
  ...(['published', 'withdrawal_asked'] as const),
] as const
export type StepKind = (typeof steps)[number]

/** Whether somebody still waits for an answer. */
export const isOpen = ({ status }: Pick<Letter, 'status'>): boolean =>
  status !== 'answered' && status !== 'closed'
