/** Looks for words in letters by opening them one by one in memory: no index holds a word of a letter. */
import { setImmediate } from 'node:timers/promises'
import type { Reader } from '../storage/database.ts'
import { hasOpened } from './desk-actions.ts'
import type { Letter } from './letter.ts'
import { opened } from './open-actions.ts'
import { type Asking, readableLetters } from './store.ts'
import type { Vault } from './vault.ts'

/** So many letters are looked through, the newest first, and so many found ones are listed. */
const MOST_OPENED = 5000
const MOST_FOUND = 50
const AT_ONCE = 25

/** What was found; `isAll` says whether every letter was looked through. */
export interface Found {
  readonly letters: readonly Letter[]
  readonly isAll: boolean
}

/**
 * The letters that hold all of these words, in whatever was written of them, name and notes included; small and
 * capital letters alike. Of letters that this person may read and has opened; registrars look through all that they may
 * read, since they must find what came in (LAW.md L01). Others are answered between the pieces.
 */
export async function search(
  db: Reader,
  vault: Vault,
  { asking, words }: { readonly asking: Asking; readonly words: string },
): Promise<Found> {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean).slice(0, 10)
  const letters: Letter[] = []
  let before: number | undefined
  let count = 0
  if (wanted.length === 0) return { letters, isAll: true }
  while (count < MOST_OPENED && letters.length < MOST_FOUND) {
    const piece = await readableLetters(db, asking, { before, most: AT_ONCE })
    if (piece.length === 0) return { letters, isAll: true }
    for (const letter of piece)
      if (await holds(db, vault, { asking, letter, wanted })) letters.push(letter)
    before = piece.at(-1)?.id
    count += piece.length
    await setImmediate()
  }
  return { letters: letters.slice(0, MOST_FOUND), isAll: false }
}

async function holds(
  db: Reader,
  vault: Vault,
  given: { readonly asking: Asking; readonly letter: Letter; readonly wanted: readonly string[] },
): Promise<boolean> {
  const { asking, letter, wanted } = given
  if (!asking.isRegistrar && !(await hasOpened(db, asking.accountId, letter))) return false
  const found = await opened(db, vault, letter)
  if (!found) return false
  const said = found.said.flatMap(({ text, files }) => [text, ...files.map(({ name }) => name)])
  const all = [found.name ?? '', ...said].join('\n').toLowerCase()
  return wanted.every((word) => all.includes(word))
}
