/** Keeping an answer that is being written: sealed as the letter is, for whoever writes it alone. */
import { err, ok, type Result } from '../kernel/result.ts'
import type { Reader } from '../storage/database.ts'
import type { Capacity } from '../storage/schema.ts'
import type { House } from '../web/house.ts'
import { letterLock } from './actions.ts'
import type { OfficeProblem, Officer } from './desk-actions.ts'
import { dropLetterDraft, findLetterDraft, othersWriting, saveLetterDraft } from './draft-store.ts'
import { type Letter, textFault } from './letter.ts'
import { phrasesIn } from './phrase-store.ts'
import { findReadable } from './store.ts'
import type { Vault } from './vault.ts'

/** Keeps what was written so far; nothing written keeps nothing. Its writer sees none of it, other readers that somebody writes. */
export function keepDraft(
  house: House,
  vault: Vault,
  officer: Officer,
  draft: { readonly id: number; readonly text: string; readonly capacity: Capacity | undefined },
): Promise<Result<'kept', OfficeProblem>> {
  const { id, text, capacity } = draft
  const { accountId } = officer
  const at = house.clock()
  return house.storage.transact(async (tx) => {
    const letter = await findReadable(tx, officer, id)
    if (!letter) return err('not_found')
    const box = vault.boxOf(letterLock(letter))
    if (!box) return err('erased')
    if (text.trim() === '') await dropLetterDraft(tx, id, accountId)
    else {
      const fault = textFault(text)
      if (fault) return err(fault)
      const sealed = box.seal('draft', accountId, text)
      const row = { letter_id: id, account_id: accountId, at, capacity: capacity ?? null, sealed }
      await saveLetterDraft(tx, row)
    }
    return ok('kept')
  })
}

/** What this person has written so far; undefined when it is nothing, or cannot be opened. */
async function openedDraft(
  db: Reader,
  vault: Vault,
  { letter, accountId }: { readonly letter: Letter; readonly accountId: number },
) {
  const row = await findLetterDraft(db, letter.id, accountId)
  const box = row && vault.boxOf(letterLock(letter))
  if (!row || !box) return undefined
  const text = box.open('draft', accountId, row.sealed)
  return { text, capacity: row.capacity ?? undefined, at: row.at }
}

/** Everything that helps whoever answers: their draft, who else is writing, and phrases in the letter's language. */
export const helping = async (
  db: Reader,
  vault: Vault,
  given: { readonly letter: Letter; readonly accountId: number },
) => ({
  draft: await openedDraft(db, vault, given),
  others: await othersWriting(db, given.letter.id, given.accountId),
  phrases: await phrasesIn(db, given.letter.language),
})
