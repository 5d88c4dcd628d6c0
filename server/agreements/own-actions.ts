/** What the writer of a letter says of a proposal, by the code alone. Each act is one transaction. */
import type { Instant } from '../kernel/clock.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import { newSalt } from '../ledger/salted.ts'
import { letterLock } from '../letters/actions.ts'
import { tellOffice } from '../letters/notify-actions.ts'
import { findOwn } from '../letters/store.ts'
import type { Box, Vault } from '../letters/vault.ts'
import { saveStep, stepsOf } from '../letters/words-store.ts'
import type { Reader, Writer } from '../storage/database.ts'
import type { House } from '../web/house.ts'
import { decide, isSettled, type Refusal } from './agreement.ts'
import { compose, type Typed, type TypedFaults } from './compose.ts'
import { openVersion, type VersionWords } from './sealed.ts'
import { findOwnProposal, type KeptProposal, saveAnswer } from './store.ts'
import { keepVersion, paragraphsIn } from './version-actions.ts'

/** Whoever holds the code, at one of their letters. */
export interface Owning {
  readonly house: House
  readonly vault: Vault
  readonly receiptId: number
  readonly id: number
}

export type OwnProblem = Refusal | 'erased'

/** A letter on this receipt, with its box and its proposal. */
async function atOwn(tx: Reader | Writer, { vault, receiptId, id }: Owning) {
  const letter = await findOwn(tx, receiptId, id)
  const proposal = letter && (await findOwnProposal(tx, letter))
  const box = letter && vault.boxOf(letterLock(letter))
  return letter && { letter, box, proposal }
}

/**
 * Says yes, no, or neither any more. A yes is told to the office; a no and silence are the same to it, in state, in
 * time and in notices.
 */
export function answerOwn(
  owning: Owning,
  given: { readonly answer: 'yes' | 'no' | 'back'; readonly number: number; readonly hash: string },
): Promise<Result<'done', OwnProblem>> {
  const { house, id } = owning
  const at = house.clock()
  return house.storage.transact(async (tx) => {
    const here = await atOwn(tx, owning)
    if (!here?.proposal) return err('not_found')
    const { proposal } = here
    const may = decide(proposal, { kind: 'answer', side: 'writer', ...given })
    if (!may.ok) return may
    await saveAnswer(tx, { proposal_id: proposal.id, side: 'writer', at, ...given })
    if (given.answer === 'yes')
      await tellOffice(tx, house, { id, at, about: `${proposal.id}:${given.number}:yes` })
    return ok('done')
  })
}

/** What the writer may change: how they are named, what is shown of the letter, what is taken out of it. */
export type OwnTyped = Pick<Typed, 'credit' | 'chosen' | 'takeOut'>

/** A version that the writer's changes would make, with what it would be kept by. */
export interface OwnVersion extends VersionWords {
  readonly proposal: KeptProposal
  readonly box: Box
}

/** The version that the writer's changes would make; faults when it cannot be. */
export async function ownVersion(
  tx: Reader | Writer,
  owning: Owning,
  typed: OwnTyped,
): Promise<Result<OwnVersion, OwnProblem | TypedFaults>> {
  const here = await atOwn(tx, owning)
  if (!here?.proposal) return err('not_found')
  const { letter, box, proposal } = here
  const last = proposal.versions.at(-1)
  const paragraphs = box && (await paragraphsIn(tx, owning.vault, letter))
  if (!box || !paragraphs || !last) return err('erased')
  const before = openVersion(box, last)
  const { credit, chosen, takeOut } = typed
  const { title, preface, capacity, answers, others } = before.typed
  const whole: Typed = { title, preface, capacity, answers, others, credit, chosen, takeOut }
  const by = before.content.answers[0] ?? { name: '', title: '' }
  const { language } = before.content
  const content = compose(whole, { kind: proposal.kind, language, paragraphs, by })
  if (!content.ok) return err(content.problem)
  // Each answer stays as the office gave it, with the name of that day.
  const made = { ...content.value, answers: before.content.answers }
  return ok({ content: made, salt: newSalt(), typed: whole, proposal, box })
}

/** Proposes the writer's own version and says yes to it; the office's yes to an earlier one does not hold for it. */
export function proposeBack(
  owning: Owning,
  given: { readonly typed: OwnTyped; readonly seen: number },
): Promise<Result<'done', OwnProblem | TypedFaults>> {
  const at = owning.house.clock()
  return owning.house.storage.transact(async (tx) => {
    const made = await ownVersion(tx, owning, given.typed)
    if (!made.ok) return made
    const may = decide(made.value.proposal, { kind: 'propose', side: 'writer', seen: given.seen })
    return may.ok ? keepOwn(tx, owning, made.value, at) : may
  })
}

/** Keeps the writer's version with the writer's yes; what says nothing new is a yes to what is there. */
async function keepOwn(
  tx: Writer,
  { house, id }: Owning,
  { box, proposal, ...words }: OwnVersion,
  at: Instant,
): Promise<Result<'done', OwnProblem>> {
  const proposalId = proposal.id
  const kept = await keepVersion(tx, box, { proposalId, proposal, side: 'writer', at, words })
  const { number, hash, isNew } = kept
  if (!isNew && isSettled(proposal)) return ok('done') // it is public as it is
  const yes = { side: 'writer', answer: 'yes', number, hash } as const
  const may = isNew ? ok('done') : decide(proposal, { kind: 'answer', ...yes })
  if (!may.ok) return may
  await saveAnswer(tx, { proposal_id: proposalId, ...yes, at })
  if (isNew) await saveStep(tx, { letterId: id, kind: 'proposed_back', at })
  await tellOffice(tx, house, { id, at, about: `${proposalId}:${number}:yes` })
  return ok('done')
}

const MOST_REASON = 1000
const MOST_ASKED = 10

/** Asks that a published letter be taken down, with or without a reason; the office reads it. */
export function askWithdrawal(
  owning: Owning,
  reason: string,
): Promise<Result<'done', OwnProblem | 'agreements.fault.reason'>> {
  const { house, id } = owning
  const at = house.clock()
  const text = reason.trim()
  if ([...text].length > MOST_REASON) return Promise.resolve(err('agreements.fault.reason'))
  return house.storage.transact(async (tx) => {
    const here = await atOwn(tx, owning)
    if (here?.proposal?.published === undefined) return err('not_found')
    const { box } = here
    if (!box) return err('erased')
    const kind = 'withdrawal_asked'
    const asked = (await stepsOf(tx, id)).filter((step) => step.kind === kind)
    if (asked.length >= MOST_ASKED) return err('too_often')
    const seal = (number: number) => box.seal('step', number, text)
    await saveStep(tx, { letterId: id, kind, at, ...(text ? { seal } : {}) })
    await tellOffice(tx, house, { id, at, about: `${here.proposal.id}:withdrawal:${at}` })
    return ok('done')
  })
}
