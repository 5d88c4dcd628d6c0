/** Opens the words of a letter for one page. */
import type { Reader } from '../storage/database.ts'
import { letterLock } from './actions.ts'
import { attachmentsOf } from './attachment-actions.ts'
import type { Letter, StepKind } from './letter.ts'
import type { Opened, Said, Step } from './opened.ts'
import type { Vault } from './vault.ts'
import { stepsOf, textsOf } from './words-store.ts'

/** Everything that was said of a letter; undefined when it was erased or is locked by another key. */
export async function opened(
  db: Reader,
  vault: Vault,
  letter: Letter,
): Promise<Opened | undefined> {
  const box = vault.boxOf(letterLock(letter))
  if (!box) return undefined
  const texts = await textsOf(db, letter.id)
  const attached = await attachmentsOf(db, vault, letter)
  const words = texts.map((row) => ({ row, text: box.open(row.kind, row.id, row.sealed) }))
  const only = (kind: 'name' | 'email') => words.find(({ row }) => row.kind === kind)?.text
  const said = words.flatMap(({ row, text }): Said[] => {
    const { id, kind, at } = row
    if (kind === 'name' || kind === 'email') return []
    const author =
      row.author_name === null
        ? undefined
        : { name: row.author_name, title: row.author_title ?? '' }
    const files = attached.filter(({ textId }) => textId === id)
    return [{ id, kind, at, text, author, capacity: row.capacity ?? undefined, files }]
  })
  return { said, name: only('name'), email: only('email') }
}

/** What was done with a letter, in order, with the reasons that can be opened. */
export async function stepsTaken(
  db: Reader,
  vault: Vault | undefined,
  letter: Letter,
): Promise<Step[]> {
  const box = vault?.boxOf(letterLock(letter))
  const rows = await stepsOf(db, letter.id)
  return rows.map((row) => ({
    kind: row.kind as StepKind,
    at: row.at,
    by: row.by_name === null ? undefined : { name: row.by_name, title: row.by_title ?? '' },
    detail: row.detail ?? undefined,
    reason: box && row.sealed !== null ? box.open('step', row.id, row.sealed) : undefined,
  }))
}
