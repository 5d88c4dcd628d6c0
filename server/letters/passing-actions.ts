/** What is done to pass a letter on: the office asks, its writer answers, the office hands the text over. */

import { err, ok, type Result } from '../kernel/result.ts'
import { newSalt } from '../ledger/salted.ts'
import { nextId } from '../storage/counter.ts'
import type { Reader, Writer } from '../storage/database.ts'
import type { House } from '../web/house.ts'
import { letterLock } from './actions.ts'
import { byOf, type Officer } from './desk-actions.ts'
import type { Letter } from './letter.ts'
import {
  MOST_PASSINGS,
  type Passing,
  type PassingAnswer,
  type PassingLaw,
  type PassingWords,
  passingHash,
} from './passing.ts'
import { changePassing, findAsked, passingsOf, savePassing } from './passing-store.ts'
import { findOwn, findReadable } from './store.ts'
import type { Box, Vault } from './vault.ts'
import { saveStep } from './words-store.ts'

export type PassingProblem = 'not_found' | 'erased' | 'conflict' | 'many'

interface Acting {
  readonly house: House
  readonly vault: Vault
  readonly officer: Officer
  readonly id: number
}

/** Asks the writer whether exactly this may go to exactly this recipient; what was asked before is taken back. */
export function askToPass(
  acting: Acting,
  words: PassingWords,
): Promise<Result<'done', PassingProblem>> {
  const { officer, id: letterId } = acting
  const at = acting.house.clock()
  return within(acting, false, async (tx, box) => {
    const before = await findAsked(tx, letterId)
    if (before) await changePassing(tx, before.id, { ended_at: at })
    await keep(tx, box, { acting, words, law: undefined })
    await saveStep(tx, { letterId, kind: 'passing_asked', at, ...byOf(officer) })
  })
}

/** Passes on what a duty in law demands, without a yes; its writer reads what, to whom, why and which law, at once. */
export function passByLaw(
  acting: Acting,
  given: { readonly words: PassingWords; readonly law: PassingLaw },
): Promise<Result<'done', PassingProblem>> {
  const { officer, id: letterId } = acting
  const { words, law } = given
  const at = acting.house.clock()
  return within(acting, true, async (tx, box) => {
    await keep(tx, box, { acting, words, law })
    const seal = (number: number) => box.seal('step', number, words.why)
    await saveStep(tx, { letterId, kind: 'passed_by_law', at, ...byOf(officer), detail: law, seal })
  })
}

/** One of the staff asks to pass a letter on that they may read, or does it by law: many questions never bar a duty. */
function within(
  { house, vault, officer, id }: Acting,
  isByLaw: boolean,
  does: (tx: Writer, box: Box) => Promise<void>,
): Promise<Result<'done', PassingProblem>> {
  return house.storage.transact(async (tx) => {
    const letter = await findReadable(tx, officer, id)
    if (!letter) return err('not_found')
    const box = vault.boxOf(letterLock(letter))
    if (!box) return err('erased')
    const alike = (await passingsOf(tx, id)).filter(({ law }) => (law !== null) === isByLaw)
    if (alike.length >= MOST_PASSINGS) return err('many')
    await does(tx, box)
    return ok('done')
  })
}

async function keep(
  tx: Writer,
  box: Box,
  given: {
    readonly acting: Acting
    readonly words: PassingWords
    readonly law: PassingLaw | undefined
  },
): Promise<void> {
  const { acting, words, law } = given
  const { officer, id: letter_id } = acting
  const at = acting.house.clock()
  const id = await nextId(tx, 'letter_passing')
  const salt = newSalt()
  await savePassing(tx, {
    ...{ id, letter_id, at, account_id: officer.accountId },
    ...{ by_name: officer.name, by_title: officer.title, law: law ?? null },
    sealed: box.seal('passing', id, JSON.stringify({ ...words, salt })),
    hash: passingHash(salt, words),
    sent_at: law ? at : null,
    sent_by: law ? officer.accountId : null,
  })
}

/** Notes that the very text with this number was handed over, after its writer's yes. */
export const handOn = (acting: Acting, passing: number): Promise<Result<'done', PassingProblem>> =>
  end(acting, passing, 'passed_on')

/** Takes back what was asked; a yes to it is void. */
export const takeBack = (
  acting: Acting,
  passing: number,
): Promise<Result<'done', PassingProblem>> => end(acting, passing, 'passing_ended')

function end(
  { house, officer, id: letterId }: Acting,
  passing: number,
  kind: 'passed_on' | 'passing_ended',
): Promise<Result<'done', PassingProblem>> {
  const at = house.clock()
  return house.storage.transact(async (tx) => {
    if (!(await findReadable(tx, officer, letterId))) return err('not_found')
    const asked = await findAsked(tx, letterId)
    if (asked?.id !== passing) return err('conflict')
    if (kind === 'passed_on' && asked.agreed_hash !== asked.hash) return err('conflict')
    const sent = { sent_at: at, sent_by: officer.accountId }
    await changePassing(tx, passing, kind === 'passed_on' ? sent : { ended_at: at })
    await saveStep(tx, { letterId, kind, at, ...byOf(officer) })
    return ok('done')
  })
}

/**
 * The writer's yes or no to exactly what was shown, or neither any more; it leaves no step, so that to the office a no
 * and silence are alike. Refused when what was shown is not asked any more.
 */
export function answerPassing(
  house: House,
  given: {
    readonly receiptId: number
    readonly letterId: number
    readonly passing: number
    readonly hash: string
    readonly answer: PassingAnswer | undefined
  },
): Promise<Result<'done', 'not_found' | 'conflict'>> {
  const { receiptId, letterId, passing, hash, answer } = given
  return house.storage.transact(async (tx) => {
    if (!(await findOwn(tx, receiptId, letterId))) return err('not_found')
    const asked = await findAsked(tx, letterId)
    if (asked?.id !== passing || asked.hash !== hash) return err('conflict')
    const agreed_hash = answer === 'yes' ? hash : null
    await changePassing(tx, passing, { answer: answer ?? null, agreed_hash })
    return ok('done')
  })
}

/** All that was asked and passed on of a letter, opened for one page; undefined when it cannot be opened. */
export async function openedPassings(
  db: Reader,
  vault: Vault,
  letter: Letter,
): Promise<Passing[] | undefined> {
  const box = vault.boxOf(letterLock(letter))
  if (!box) return undefined
  const rows = await passingsOf(db, letter.id)
  return rows.map((row) => {
    const { to, text, why } = JSON.parse(
      box.open('passing', row.id, row.sealed),
    ) as PassingWords & { readonly salt: string }
    return {
      ...{ id: row.id, at: row.at, law: row.law ?? undefined, hash: row.hash },
      by: { name: row.by_name, title: row.by_title },
      words: { to, text, why },
      answer: row.answer ?? undefined,
      hasEnded: row.ended_at !== null,
      sentAt: row.sent_at ?? undefined,
    }
  })
}
