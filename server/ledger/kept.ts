/** What a witness keeps: the key it trusts, and every checkpoint it has seen, in one JSON file. */
import { type Checkpoint, readCheckpoint } from './checkpoint.ts'
import { type NoteKey, readKey } from './note.ts'

/** A checkpoint with the note that says it, and when it was seen; `at` is empty when nobody noted it. */
export interface Witnessed extends Checkpoint {
  readonly note: string
  readonly at: string
}

export interface Kept {
  /** Undefined in a file that is a checkpoint alone. */
  readonly key: NoteKey | undefined
  /** Smallest first, of one log. */
  readonly seen: readonly Witnessed[]
}

/** Reads a witness's file, or a file that is a checkpoint as it is published; undefined for anything else. */
export function readKept(text: string): Kept | undefined {
  const alone = witnessed({ note: text, at: '' })
  if (alone) return { key: undefined, seen: [alone] }
  const file = parsed(text)
  if (file?.v !== 1 || typeof file.key !== 'string' || !Array.isArray(file.kept)) return undefined
  const key = readKey(file.key)
  const seen = file.kept.map(witnessed)
  if (!key || seen.length === 0 || seen.includes(undefined)) return undefined
  return inOrder(key, seen as Witnessed[])
}

/** The text of a witness's file. */
export const keptText = (key: string, seen: readonly Witnessed[]): string =>
  `${JSON.stringify({ v: 1, key, kept: seen.map(({ at, note }) => ({ at, note })) }, null, 2)}\n`

function inOrder(key: NoteKey, seen: readonly Witnessed[]): Kept | undefined {
  const grows = seen.every(({ size, origin }, at) => {
    const before = seen[at - 1]
    return !before || (before.size < size && before.origin === origin)
  })
  return grows ? { key, seen } : undefined
}

function witnessed(kept: unknown): Witnessed | undefined {
  const { at, note } = (kept ?? {}) as Record<string, unknown>
  if (typeof at !== 'string' || typeof note !== 'string') return undefined
  const checkpoint = readCheckpoint(note)
  return checkpoint && { ...checkpoint, note, at }
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as never) : undefined
  } catch {
    return undefined
  }
}
