/** Makes versions of what would be published, out of a letter and what was chosen of it, and keeps them sealed. */
import type { Instant } from '../kernel/clock.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import { newSalt } from '../ledger/salted.ts'
import { letterLock } from '../letters/actions.ts'
import type { Officer } from '../letters/desk-actions.ts'
import type { Letter } from '../letters/letter.ts'
import { opened } from '../letters/open-actions.ts'
import { findReadable } from '../letters/store.ts'
import type { Box, Vault } from '../letters/vault.ts'
import { agreedHash, agreedJson } from '../posts/agreed.ts'
import { findPostState } from '../posts/desk-store.ts'
import type { Reader, Writer } from '../storage/database.ts'
import type { House } from '../web/house.ts'
import { isSettled, newest, type Side } from './agreement.ts'
import {
  type Basis,
  compose,
  linesOf,
  paragraphsOf,
  type Typed,
  type TypedFaults,
} from './compose.ts'
import { mentioned } from './recognise.ts'
import {
  openResolved,
  openVersion,
  type Resolved,
  sealVersion,
  type VersionWords,
} from './sealed.ts'
import { findProposal, type KeptProposal, saveVersion } from './store.ts'

/** Somebody of the staff at a letter, who may write posts. */
export interface Proposing {
  readonly house: House
  readonly vault: Vault
  readonly officer: Officer
  readonly id: number
}

/** What must be mended before a proposal can be made: fields, and people of whom nothing was said yet. */
export interface Mend {
  readonly faults: TypedFaults
  readonly unresolved: readonly string[]
}

/** What the office asks for. */
export interface Proposed {
  readonly kind: 'letter' | 'own_words'
  readonly typed: Typed
  readonly seen: number
  readonly resolved: Resolved
}

/** The paragraphs of a letter, its first text and what was written more. */
export async function paragraphsIn(
  db: Reader | Writer,
  vault: Vault,
  letter: Letter,
): Promise<string[] | undefined> {
  const found = await opened(db as Reader, vault, letter)
  return found && paragraphsOf(found.said.filter((one) => !one.author).map(({ text }) => text))
}

/** A letter that this person may read and that is not with the whistleblower function, its box and its proposal. */
export async function atLetter(tx: Writer, { vault, officer, id }: Proposing) {
  const letter = await findReadable(tx, officer, id)
  if (!letter || letter.handedOverAt) return undefined
  const box = vault.boxOf(letterLock(letter))
  const proposal = await findProposal(tx, id)
  return { letter, box, proposal }
}

/** What a page is made of before it is kept, or what must be mended. */
export async function composed(
  db: Reader | Writer,
  vault: Vault,
  about: {
    readonly letter: Letter
    readonly box: Box
    readonly proposal: KeptProposal | undefined
    readonly given: Pick<Proposed, 'kind' | 'typed' | 'resolved'>
    readonly by: Basis['by']
  },
): Promise<Result<VersionWords, 'erased' | Mend>> {
  const { letter, box, proposal, given, by } = about
  const paragraphs = await paragraphsIn(db, vault, letter)
  if (!paragraphs) return err('erased')
  const before = proposal && newest(proposal)
  const version = proposal?.versions.find(({ number }) => number === before?.number)
  const credit = version ? openVersion(box, version).content.credit : { kind: 'none', words: '' }
  const typed = { ...given.typed, credit }
  const kind = proposal?.kind ?? given.kind
  const { name, title } = by
  const content = compose(typed, {
    kind,
    language: letter.language,
    paragraphs,
    by: { name, title },
  })
  if (!content.ok) return err({ faults: content.problem, unresolved: [] })
  const known = { ...openResolved(box, proposal?.answers ?? []), ...given.resolved }
  const settled = [...Object.keys(known), name, credit.words]
  const unresolved = mentioned(content.value, linesOf(typed.others), settled)
  if (unresolved.length > 0)
    return err({ faults: { persons: { key: 'agreements.fault.others' } }, unresolved })
  return ok({ content: content.value, salt: newSalt(), typed })
}

/**
 * Keeps a version, unless the newest says the very same; gives the number and the hash of what now is the newest. What
 * was published and taken down is a version anew, with a hash of its own, so that no earlier yes holds for it.
 */
export async function keepVersion(
  tx: Writer,
  box: Box,
  given: {
    readonly proposalId: number
    readonly proposal: KeptProposal | undefined
    readonly side: Side
    readonly at: Instant
    readonly words: VersionWords
  },
): Promise<{ readonly number: number; readonly hash: string; readonly isNew: boolean }> {
  const { proposalId, proposal, side, at, words } = given
  const last = proposal?.versions.at(-1)
  const isSame = last && agreedJson(openVersion(box, last).content) === agreedJson(words.content)
  if (isSame && !(await wasTakenDown(tx, proposal)))
    return { number: last.number, hash: last.hash, isNew: false }
  const hash = agreedHash(words.salt, words.content)
  const number = (last?.number ?? 0) + 1
  await saveVersion(tx, { proposalId, number, side, at, hash, seal: sealVersion(box, words) })
  return { number, hash, isNew: true }
}

/** Whether the newest version was published and its post was taken down. */
async function wasTakenDown(tx: Writer, proposal: KeptProposal | undefined): Promise<boolean> {
  if (!proposal?.postId || !isSettled(proposal)) return false
  return (await findPostState(tx, proposal.postId))?.state === 'unpublished'
}

/** Who is mentioned in the newest version without the office having said how it stands with them. */
export function unresolvedIn(
  box: Box,
  proposal: KeptProposal,
  resolved: Resolved,
  name: string,
): string[] {
  const version = proposal.versions.at(-1)
  if (!version) return []
  const { content, typed } = openVersion(box, version)
  const known = { ...openResolved(box, proposal.answers), ...resolved }
  return mentioned(content, linesOf(typed.others), [
    ...Object.keys(known),
    name,
    content.credit.words,
  ])
}
