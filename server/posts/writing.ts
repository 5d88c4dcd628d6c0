/**
 * Who of the authors has a draft open, so that two do not write in it unawares. Kept in memory, by the name of the one
 * who writes, for a quarter of an hour after the last sign; nothing is stored.
 */
import { type Clock, type Instant, later, MINUTE } from '../kernel/clock.ts'

/** So long a draft counts as open when nothing more is heard. */
const LASTS = 15 * MINUTE

interface Who {
  readonly accountId: number
  readonly name: string
}

/** Somebody who has a draft open, and since when. */
export interface Open {
  readonly name: string
  readonly since: Instant
}

export interface Writing {
  /** This person has this draft open now. */
  readonly open: (who: Who, draftId: number) => void
  /** This person has it open no more. */
  readonly leave: (who: Who, draftId: number) => void
  /** The others who have it open, the first one first. */
  readonly othersAt: (who: Who, draftId: number) => Open[]
}

/** Begins with nobody writing. */
export function openWriting(clock: Clock): Writing {
  const drafts = new Map<number, Map<number, Open & { readonly until: Instant }>>()
  const alive = (draftId: number) => {
    const now = clock()
    const all = [...(drafts.get(draftId) ?? [])].filter(([, { until }]) => until > now)
    if (all.length > 0) drafts.set(draftId, new Map(all))
    else drafts.delete(draftId)
    return drafts.get(draftId)
  }
  return {
    open: ({ accountId, name }, draftId) => {
      const now = clock()
      const known = alive(draftId) ?? new Map()
      const since = known.get(accountId)?.since ?? now
      drafts.set(draftId, known.set(accountId, { name, since, until: later(now, LASTS) }))
    },
    leave: ({ accountId }, draftId) => {
      alive(draftId)?.delete(accountId)
    },
    othersAt: ({ accountId }, draftId) =>
      [...(alive(draftId) ?? [])]
        .filter(([id]) => id !== accountId)
        .map(([, { name, since }]) => ({ name, since })),
  }
}
