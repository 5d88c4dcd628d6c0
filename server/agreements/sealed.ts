/** What a version holds under the letter's own key: the content, its salt, and what was typed to make it. */
import type { Box } from '../letters/vault.ts'
import type { AgreedLetter } from '../text/agreed-letter.ts'
import type { Typed } from './compose.ts'
import type { Resolution } from './recognise.ts'
import type { KeptAnswer, KeptVersion } from './store.ts'

/** How it stands with each who is mentioned by name. */
export type Resolved = Readonly<Record<string, Resolution>>

/** The words of a version. */
export interface VersionWords {
  readonly content: AgreedLetter
  readonly salt: string
  readonly typed: Typed
}

/** Seals the words of the version with this number in the database. */
export const sealVersion =
  (box: Box, words: VersionWords) =>
  (id: number): string =>
    box.seal('proposal', id, JSON.stringify(words))

/** Opens a version; throws when it was changed or exchanged. */
export const openVersion = (box: Box, { id, sealed }: KeptVersion): VersionWords =>
  JSON.parse(box.open('proposal', id, sealed)) as VersionWords

/** Seals how it stands with those who are mentioned, as the office answers. */
export const sealResolved =
  (box: Box, resolved: Resolved) =>
  (id: number): string =>
    box.seal('resolved', id, JSON.stringify(resolved))

/** What the office has said of those who are mentioned, over all its answers; the last word counts. */
export function openResolved(box: Box, answers: readonly KeptAnswer[]): Resolved {
  const all = answers.flatMap(({ id, sealed }) =>
    sealed === undefined ? [] : [JSON.parse(box.open('resolved', id, sealed)) as Resolved],
  )
  return Object.assign({}, ...all) as Resolved
}
