/** The files of the demo's letters, kept for a form as if they had been chosen in it. */
import { readFileSync } from 'node:fs'
import type { FileKind } from '../files/file.ts'
import { newToken } from '../files/pending.ts'
import { type Chosen, keepFiles } from '../files/pending-actions.ts'
import { kindOf } from '../files/sniff.ts'
import type { House } from '../web/house.ts'

/** Chooses files of the demo, which tell nothing besides what they show; none for none. */
export async function chosen(
  house: House,
  names: readonly string[] = [],
): Promise<Chosen | undefined> {
  if (names.length === 0) return undefined
  const token = newToken()
  const files = names.map((name) => {
    const bytes = readFileSync(new URL(`files/${name}`, import.meta.url))
    return { name, kind: kindOf(bytes) as FileKind, bytes, look: { tells: [], clean: undefined } }
  })
  await keepFiles(house, token, { files, dropped: [] })
  return { token, count: files.length, choices: new Map() }
}
