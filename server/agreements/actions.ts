/** What the office does towards publishing a letter: propose, answer, withdraw. Each act is one transaction. */
import type { Instant } from '../kernel/clock.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import { byOf, type Officer } from '../letters/desk-actions.ts'
import type { Box } from '../letters/vault.ts'
import { saveStep } from '../letters/words-store.ts'
import type { Writer } from '../storage/database.ts'
import { decide, isSettled, type Refusal } from './agreement.ts'
import { type Resolved, sealResolved } from './sealed.ts'
import { type KeptProposal, saveAnswer, saveProposal, withdrawProposal } from './store.ts'
import {
  atLetter,
  composed,
  keepVersion,
  type Mend,
  type Proposed,
  type Proposing,
  unresolvedIn,
} from './version-actions.ts'

export type ProposeProblem = Refusal | 'erased' | Mend

/**
 * Proposes a version and says yes to it for the office. Refused while somebody is mentioned of whom it is not said how
 * it stands, and when the newest version is another than the one that was seen; the writer's credit is never changed.
 */
export function propose(
  acting: Proposing,
  given: Proposed,
): Promise<Result<'done', ProposeProblem>> {
  const { house, vault, officer, id } = acting
  const at = house.clock()
  return house.storage.transact(async (tx): Promise<Result<'done', ProposeProblem>> => {
    const here = await atLetter(tx, acting)
    if (!here) return err('not_found')
    const { letter, box, proposal } = here
    if (!box) return err('erased')
    const made = await composed(tx, vault, { letter, box, proposal, given, by: officer })
    if (!made.ok) return made
    const may = decide(proposal ?? none, { kind: 'propose', side: 'official', seen: given.seen })
    if (!may.ok) return may
    const proposalId =
      proposal?.id ?? (await saveProposal(tx, { letter_id: id, kind: given.kind, at }))
    const kept = await keepVersion(tx, box, {
      ...{ proposalId, proposal, side: 'official', at, words: made.value },
    })
    if (!kept.isNew && proposal && isSettled(proposal)) return ok('done') // it is public as it is
    await saveAnswer(tx, {
      ...{ proposal_id: proposalId, number: kept.number, hash: kept.hash, at },
      ...{ side: 'official', answer: 'yes', accountId: officer.accountId },
      seal: sealResolved(box, given.resolved),
    })
    if (kept.isNew) await saveStep(tx, { letterId: id, kind: 'proposed', at, ...byOf(officer) })
    return ok('done')
  })
}

const none = { versions: [], answers: [], isWithdrawn: false, published: undefined }

/** What the office says of the newest version: yes, or that an earlier yes does not hold. */
export function answerProposal(
  acting: Proposing,
  given: {
    readonly answer: 'yes' | 'back'
    readonly number: number
    readonly hash: string
    readonly resolved: Resolved
  },
): Promise<Result<'done', ProposeProblem>> {
  const { house, officer } = acting
  const at = house.clock()
  return house.storage.transact(async (tx) => {
    const here = await atLetter(tx, acting)
    if (!here?.proposal) return err('not_found')
    if (!here.box) return err('erased')
    return sayFor(
      tx,
      { ...here, box: here.box, proposal: here.proposal },
      { ...given, officer, at },
    )
  })
}

/** Says yes for the office, once nobody is mentioned of whom nothing was said; or takes it back. */
export async function sayFor(
  tx: Writer,
  { box, proposal }: { readonly box: Box; readonly proposal: KeptProposal },
  given: Parameters<typeof answerProposal>[1] & { readonly officer: Officer; readonly at: Instant },
): Promise<Result<'done', ProposeProblem>> {
  const { answer, number, hash, resolved, officer, at } = given
  const may = decide(proposal, { kind: 'answer', side: 'official', number, hash, answer })
  if (!may.ok) return may
  if (answer === 'yes') {
    const unresolved = unresolvedIn(box, proposal, resolved, officer.name)
    if (unresolved.length > 0) return err({ faults: {}, unresolved })
  }
  await saveAnswer(tx, {
    ...{ proposal_id: proposal.id, number, hash, at, answer, side: 'official' },
    ...{ accountId: officer.accountId, seal: sealResolved(box, resolved) },
  })
  return ok('done')
}

/** Takes a proposal back before anything is published; it leaves no trace in public. */
export function withdraw(acting: Proposing): Promise<Result<'done', Refusal>> {
  const { house, officer, id } = acting
  const at = house.clock()
  return house.storage.transact(async (tx) => {
    const here = await atLetter(tx, acting)
    if (!here?.proposal) return err('not_found')
    const may = decide(here.proposal, { kind: 'withdraw', side: 'official' })
    if (!may.ok) return may
    await withdrawProposal(tx, here.proposal.id, at)
    await saveStep(tx, { letterId: id, kind: 'proposal_withdrawn', at, ...byOf(officer) })
    return ok('done')
  })
}
