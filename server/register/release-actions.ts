/** Gives a letter out on request: a registrar's act with a check, whose copy is kept sealed under the letter's key. */
import { err, ok, type Result } from '../kernel/result.ts'
import { attachmentsOf } from '../letters/attachment-actions.ts'
import type { Letter } from '../letters/letter.ts'
import { opened } from '../letters/open-actions.ts'
import type { Opened, Said } from '../letters/opened.ts'
import type { Vault } from '../letters/vault.ts'
import type { Reader } from '../storage/database.ts'
import { type Acting, inHand } from './office-actions.ts'
import {
  type Check,
  type Copy,
  marked,
  parseCheck,
  type Release,
  type ReleaseFaults,
  withholds,
} from './release.ts'
import { releaseRows, saveRelease } from './release-store.ts'

/** What the form of a release says. */
export interface Releasing {
  readonly outcome: string
  readonly provision: string
  readonly reason: string
  readonly wider: boolean
  /** Each text as it was given back, with marks around what is withheld, in the order in which they were said. */
  readonly pieces: readonly string[]
  readonly hidesName: boolean
  /** The numbers of the files that go along. */
  readonly files: readonly number[]
}

/** What of a letter can be given out: notes of the office are no documents (TF 2:12). */
export const giveable = ({ said }: Opened): Said[] => said.filter(({ kind }) => kind !== 'note')

/** Writes the release down with its copy, and a step that tells the writer of it and of the check. */
export function release(
  acting: Acting,
  typed: Releasing,
): Promise<Result<number, 'not_found' | 'forbidden' | ReleaseFaults>> {
  const site = acting.house.site()
  return inHand<number, 'not_found' | ReleaseFaults>(
    acting,
    async ({ tx, entry, box, at, step }) => {
      const found = await opened(tx, acting.vault, entry.letter)
      if (!found || !site) return err('not_found')
      const check = parseCheck(typed, site.country)
      if (!check.ok) return check
      const files = await attachmentsOf(tx, acting.vault, entry.letter)
      const copy = copyOf(check.value, { found, files }, typed)
      if (!copy.ok) return copy
      const { outcome, provision, reason } = check.value
      const kept = JSON.stringify({ check: check.value, copy: copy.value })
      const row = { letter_id: entry.letter.id, at, outcome }
      const id = await saveRelease(tx, row, (number) => box.seal('release', number, kept))
      await step('released', {
        detail: outcome,
        reason: provision === '' ? reason : `${provision}. ${reason}`,
      })
      return ok(id)
    },
  )
}

/** The copy as the form marks it: the whole has nothing withheld, a part has something, a refusal is no copy. */
function copyOf(
  { outcome }: Check,
  { found, files }: { found: Opened; files: readonly { id: number; name: string }[] },
  typed: Releasing,
): Result<Copy | undefined, ReleaseFaults> {
  if (outcome === 'refused') return ok(undefined)
  const pieces: Copy['pieces'][number][] = []
  for (const [index, { at, author, text }] of giveable(found).entries()) {
    const parts = marked(text, typed.pieces[index] ?? '')
    if (!parts.ok) return err({ piece: parts.problem })
    pieces.push({ at, by: author, parts: parts.value })
  }
  const given = files.filter(({ id }) => typed.files.includes(id))
  const isPart =
    given.length < files.length ||
    (typed.hidesName && found.name !== undefined) ||
    pieces.some(({ parts }) => withholds(parts))
  if (outcome === 'whole' && isPart) return err({ outcome: 'register.fault.whole' })
  if (outcome === 'partly' && !isPart) return err({ outcome: 'register.fault.partly' })
  const name = typed.hidesName ? null : (found.name ?? null)
  return ok({ name, pieces, files: given.map(({ id, name: called }) => ({ id, name: called })) })
}

/** What was given out of a letter, opened; nothing when it was erased or is locked by another key. */
export async function releasesOf(db: Reader, vault: Vault, letter: Letter): Promise<Release[]> {
  const box = vault.boxOf(letter)
  if (!box) return []
  const rows = await releaseRows(db, letter.id)
  return rows.map(({ id, at, sealed }) => ({
    ...{ id, at },
    ...(JSON.parse(box.open('release', id, sealed)) as Pick<Release, 'check' | 'copy'>),
  }))
}
