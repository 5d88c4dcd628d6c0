/** The register with its words, opened in memory for one page or one file. */
import { letterLock } from '../letters/actions.ts'
import { hasOpened } from '../letters/desk-actions.ts'
import type { Vault } from '../letters/vault.ts'
import { textsOf } from '../letters/words-store.ts'
import type { Reader, Writer } from '../storage/database.ts'
import type { Entry } from './entry.ts'
import type { RegisterFields } from './export.ts'
import { wordsOf } from './office-actions.ts'

/** Of these letters the numbers of those that this person has opened, with all that their writers wrote. */
export async function openedAmong(
  db: Reader | Writer,
  accountId: number,
  entries: readonly Entry[],
): Promise<Set<number>> {
  const opened = new Set<number>()
  for (const { letter } of entries)
    if (await hasOpened(db, accountId, letter)) opened.add(letter.id)
  return opened
}

/** Sender and subject of an entry; undefined when it was erased or is locked by another key. */
export async function fieldsOf(
  db: Reader | Writer,
  vault: Vault,
  entry: Entry,
): Promise<RegisterFields | undefined> {
  const box = vault.boxOf(letterLock(entry.letter))
  if (!box) return undefined
  const texts = await textsOf(db, entry.letter.id)
  const name = texts.find(({ kind }) => kind === 'name')
  return {
    party: name && box.open('name', name.id, name.sealed),
    subject: wordsOf(entry, box).subject,
  }
}
