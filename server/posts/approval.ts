/** A colleague's draft that the official says yes to: what was said, and whether it still holds. Pure. */
import type { Said } from '../disclosures/disclosure.ts'
import type { Instant } from '../kernel/clock.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import type { DraftContent } from './draft.ts'

export const approvalActs = ['asked', 'returned', 'approved', 'withdrawn'] as const
export type ApprovalAct = (typeof approvalActs)[number]

/** One step, by whom, about exactly the text with this hash. */
export interface ApprovalStep {
  readonly number: number
  readonly act: ApprovalAct
  readonly accountId: number
  readonly by: string
  readonly at: Instant
  readonly hash: string
  readonly note: string
}

/** With the colleague, waiting for the official, sent back, said yes to, or said yes to and changed since. */
export type Approval = 'none' | 'asked' | 'returned' | 'approved' | 'void'

/** Where a draft stands after its last step, when its text has this hash now. */
export function approvalOf(last: ApprovalStep | undefined, hash: string): Approval {
  if (!last || last.act === 'withdrawn') return 'none'
  if (last.act !== 'approved') return last.act
  return last.hash === hash ? 'approved' : 'void'
}

/** What a hash is made of: everything that would be published, with the accounts that wait in it. */
export const exactText = (
  draft: DraftContent,
  waiting: readonly { readonly id: number; readonly said: Said }[],
): string =>
  JSON.stringify([
    ...[draft.capacity ?? null, draft.language, draft.title, draft.question, draft.summary],
    ...[draft.source, draft.tags, draft.decision?.text ?? null, draft.decision?.url ?? null],
    ...[draft.commentsOpen, waiting.map(({ id, said }) => [id, said])],
  ])

/** The most characters of a note with which a draft is sent back. */
export const LONGEST_NOTE = 2000

/** Reads the note: what should be different. */
export function parseNote(text: string): Result<string, 'editor.fault.note'> {
  const note = text.trim()
  return note === '' || [...note].length > LONGEST_NOTE ? err('editor.fault.note') : ok(note)
}
