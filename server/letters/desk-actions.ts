/** What the office does with a letter: open it, answer, say how far it has come, write a note. */
import type { Viewer } from '../accounts/account.ts'
import type { Instant } from '../kernel/clock.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import type { Writer } from '../storage/database.ts'
import type { Capacity } from '../storage/schema.ts'
import type { House } from '../web/house.ts'
import { letterLock } from './actions.ts'
import { dropLetterDraft } from './draft-store.ts'
import { type Letter, type LetterFault, type LetterStatus, textFault } from './letter.ts'
import { type Asking, changeLetter, findReadable } from './store.ts'
import type { Box, Vault } from './vault.ts'
import { nextText, openingOf, saveStep, saveText } from './words-store.ts'

/** One of the staff at a letter. */
export type Officer = Pick<Viewer, 'accountId' | 'name' | 'title'> & Omit<Asking, 'accountId'>

export type OfficeProblem = 'not_found' | 'erased' | LetterFault

/** Opens a letter to this person, anew when its writer has added to it: the writer sees each time that they have. */
export function openLetter(
  house: House,
  officer: Officer,
  id: number,
): Promise<Result<'opened', OfficeProblem>> {
  const at = house.clock()
  return house.storage.transact(async (tx) => {
    const letter = await findReadable(tx, officer, id)
    if (!letter) return err('not_found')
    if (!(await hasOpened(tx, officer.accountId, letter)))
      await saveStep(tx, { letterId: id, kind: 'read', at, ...byOf(officer) })
    if (letter.status === 'received') await changeLetter(tx, id, { status: 'read' })
    return ok('opened')
  })
}

/** Whether this person has opened the letter since its writer wrote in it last. */
export const hasOpened = async (
  db: Parameters<typeof openingOf>[0],
  accountId: number,
  { id, status }: Pick<Letter, 'id' | 'status'>,
): Promise<boolean> => status !== 'received' && (await openingOf(db, id, accountId)) === 'all'

/** Who did it, as a step keeps them: with the name and title of that day. */
export const byOf = ({ accountId, name, title }: Officer) => ({
  account_id: accountId,
  by_name: name,
  by_title: title,
})

/** Answers, in a capacity, by the code alone: nothing of it is shown on the blog. */
export function answerLetter(
  house: House,
  vault: Vault,
  officer: Officer,
  answer: { readonly id: number; readonly text: string; readonly capacity: Capacity },
): Promise<Result<'said', OfficeProblem>> {
  return say(house, vault, officer, { ...answer, kind: 'reply' }, async (tx, letter, at) => {
    await changeLetter(tx, letter.id, { status: 'answered', answer_by: null })
    await saveStep(tx, { letterId: letter.id, kind: 'answered', at, ...byOf(officer) })
    await dropLetterDraft(tx, letter.id, officer.accountId)
  })
}

/** Writes a note for the office, which the person it concerns may one day read. */
export function noteOnLetter(
  house: House,
  vault: Vault,
  officer: Officer,
  note: { readonly id: number; readonly text: string },
): Promise<Result<'said', OfficeProblem>> {
  return say(house, vault, officer, { ...note, kind: 'note' }, async () => {})
}

/** Says how far it has come, and by which day an answer comes; its writer sees it. */
export function setStatus(
  house: House,
  officer: Officer,
  change: {
    readonly id: number
    readonly status: LetterStatus
    readonly answerBy: string | undefined
  },
): Promise<Result<'said', OfficeProblem>> {
  const { id, status, answerBy } = change
  const at = house.clock()
  return house.storage.transact(async (tx) => {
    const letter = await findReadable(tx, officer, id)
    if (!letter) return err('not_found')
    const day = status === 'answered' || status === 'closed' ? undefined : answerBy
    await changeLetter(tx, id, { status, answer_by: day ?? null })
    const detail = day ? `${status} ${day}` : status
    await saveStep(tx, { letterId: id, kind: 'status', at, ...byOf(officer), detail })
    return ok('said')
  })
}

interface Saying {
  readonly id: number
  readonly kind: 'reply' | 'note'
  readonly text: string
  readonly capacity?: Capacity
}

async function say(
  house: House,
  vault: Vault,
  officer: Officer,
  saying: Saying,
  after: (tx: Writer, letter: Letter, at: Instant) => Promise<void>,
): Promise<Result<'said', OfficeProblem>> {
  const fault = textFault(saying.text)
  if (fault) return err(fault)
  const at = house.clock()
  return house.storage.transact(async (tx) => {
    const letter = await findReadable(tx, officer, saying.id)
    if (!letter) return err('not_found')
    const box = vault.boxOf(letterLock(letter))
    if (!box) return err('erased')
    await keepWords(tx, box, { officer, saying, at })
    await after(tx, letter, at)
    return ok('said')
  })
}

/** Keeps what the office says of a letter, sealed, and gives the number of the text. */
export async function keepWords(
  tx: Writer,
  box: Box,
  { officer, saying, at }: { officer: Officer; saying: Saying; at: Instant },
): Promise<number> {
  const { kind, capacity = null } = saying
  const number = await nextText(tx)
  await saveText(tx, {
    ...{ id: number, letter_id: saying.id, kind, at, capacity },
    sealed: box.seal(kind, number, saying.text.trim()),
    account_id: officer.accountId,
    author_name: officer.name,
    author_title: officer.title,
    author_role: officer.isOfficial ? 'official' : officer.isRegistrar ? 'registrar' : 'deputy',
  })
  return number
}
