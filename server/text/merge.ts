import { diffArrays } from 'diff'

/** Lines of the text that both began with, and what one of them has in their place. */
interface Change {
  readonly from: number
  readonly to: number
  readonly lines: readonly string[]
}

const MOST_EDITS = 1_000

/**
 * What two made of one text, brought together: each change of either is in it. Undefined when both changed the same
 * lines, or lines that touch, each in their own way: then a person decides.
 */
export function merged(base: string, mine: string, theirs: string): string | undefined {
  if (mine === theirs || theirs === base) return mine
  if (mine === base) return theirs
  const lines = base.split('\n')
  const changes = together(changesOf(lines, mine), changesOf(lines, theirs))
  if (!changes) return undefined
  const made: string[] = []
  let at = 0
  for (const { from, to, lines: instead } of changes) {
    made.push(...lines.slice(at, from), ...instead)
    at = to
  }
  return [...made, ...lines.slice(at)].join('\n')
}

/** Undefined when so much is changed that the search is given up. */
function changesOf(base: readonly string[], text: string): Change[] | undefined {
  const pieces = diffArrays([...base], text.split('\n'), { maxEditLength: MOST_EDITS })
  if (!pieces) return undefined
  const changes: Change[] = []
  let at = 0
  let open: { from: number; to: number; lines: string[] } | undefined
  for (const { added, removed, value } of pieces) {
    if (!added && !removed) {
      if (open) changes.push(open)
      open = undefined
      at += value.length
      continue
    }
    open ??= { from: at, to: at, lines: [] }
    if (added) open.lines.push(...value)
    else {
      at += value.length
      open.to = at
    }
  }
  return open ? [...changes, open] : changes
}

/** Both ones' changes in the order of the text; a change that both made alike is there once. */
function together(
  mine: readonly Change[] | undefined,
  theirs: readonly Change[] | undefined,
): Change[] | undefined {
  if (!mine || !theirs) return undefined
  const alike = (one: Change) => JSON.stringify(one)
  const known = new Set(mine.map(alike))
  const all = [...mine, ...theirs.filter((one) => !known.has(alike(one)))].sort(
    (one, other) => one.from - other.from || one.to - other.to,
  )
  const isClear = all.every((one, at) => at === 0 || (all[at - 1]?.to ?? 0) < one.from)
  return isClear ? all : undefined
}
