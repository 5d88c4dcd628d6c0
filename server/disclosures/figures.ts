/** The figures of the archive, counted from its events and from nothing else. Pure. */
import type { Country } from '../language/locale.ts'
import type { EventKind, State } from './disclosure.ts'
import { type GroundId, groundIds } from './ground.ts'
import { isOverdue } from './look.ts'

/** What is counted of an event; `on` is its day where the site is. */
export interface Counted {
  readonly kind: EventKind
  readonly state: State
  readonly ground: GroundId
  readonly on: string
  readonly reviewOn: string
}

/** What happened in a year, in numbers of events. */
export type OfYear = Readonly<
  Record<'year' | 'made' | 'disclosed' | 'narrowed' | 'kept' | 'ended', number>
>

export interface Figures {
  readonly entries: number
  /** Entries by the state in which they are now. */
  readonly states: Readonly<Record<State, number>>
  /** Of these, how many the public is told are overdue. */
  readonly overdue: number
  /** Entries by the ground that they have now, the most usual first; those without entries are left out. */
  readonly grounds: readonly { readonly ground: GroundId; readonly count: number }[]
  /** Every year from the first event to the last, the first year first. */
  readonly years: readonly OfYear[]
  /** Looks on the promised day or before it, and later. A correction is no look. */
  readonly looks: { readonly inTime: number; readonly late: number }
  /** Of the entries that began as not told or partly told, how many have been told since. */
  readonly later: { readonly told: number; readonly of: number }
  /** The days between those two in the middle of these; undefined when nothing was told later. */
  readonly medianDays: number | undefined
}

const looks: readonly EventKind[] = ['disclosed', 'narrowed', 'kept', 'ended']

/** Counts entries, each given as its events in order, as they stand on a day. */
export function figuresOf(
  entries: readonly (readonly Counted[])[],
  { today, country }: { readonly today: string; readonly country: Country },
): Figures {
  const states = { withheld: 0, partly: 0, disclosed: 0, ended: 0 }
  const grounds = new Map<GroundId, number>()
  let overdue = 0
  for (const events of entries) {
    const now = events.at(-1)
    if (!now) continue
    states[now.state] += 1
    grounds.set(now.ground, (grounds.get(now.ground) ?? 0) + 1)
    if (isOverdue(now, today, country)) overdue += 1
  }
  return {
    ...{ entries: entries.length, states, overdue },
    grounds: [...grounds]
      .map(([ground, count]) => ({ ground, count }))
      .sort((one, other) => other.count - one.count || inList(one) - inList(other)),
    years: yearsOf(entries.flat()),
    looks: looksOf(entries),
    ...toldLater(entries),
  }
}

const inList = ({ ground }: { readonly ground: GroundId }): number => groundIds.indexOf(ground)

function yearsOf(events: readonly Counted[]): OfYear[] {
  const counts = new Map<number, Record<string, number>>()
  for (const { on, kind } of events) {
    const year = Number(on.slice(0, 4))
    const of = counts.get(year) ?? {}
    of[kind] = (of[kind] ?? 0) + 1
    counts.set(year, of)
  }
  const known = [...counts.keys()]
  const first = Math.min(...known)
  const length = known.length === 0 ? 0 : Math.max(...known) - first + 1
  return Array.from({ length }, (_, at) => {
    const {
      made = 0,
      disclosed = 0,
      narrowed = 0,
      kept = 0,
      ended = 0,
    } = counts.get(first + at) ?? {}
    return { year: first + at, made, disclosed, narrowed, kept, ended }
  })
}

/** A look is measured by the day that was promised by the event before it. */
function looksOf(entries: readonly (readonly Counted[])[]): Figures['looks'] {
  const all = entries.flatMap((events) =>
    events.flatMap((event, at) => {
      const prior = events[at - 1]
      return prior && looks.includes(event.kind) ? [event.on <= prior.reviewOn] : []
    }),
  )
  const inTime = all.filter(Boolean).length
  return { inTime, late: all.length - inTime }
}

function toldLater(
  entries: readonly (readonly Counted[])[],
): Pick<Figures, 'later' | 'medianDays'> {
  const untold = entries.filter(([first]) => first && first.state !== 'disclosed')
  const days = untold.flatMap((events) => {
    const told = events.find(({ kind }) => kind === 'disclosed')
    const [first] = events
    return first && told ? [daysBetween(first.on, told.on)] : []
  })
  return { later: { told: days.length, of: untold.length }, medianDays: median(days) }
}

const daysBetween = (from: string, to: string): number =>
  (Date.parse(`${to}T00:00Z`) - Date.parse(`${from}T00:00Z`)) / 86_400_000

/** The one in the middle, or half of the two that are. */
function median(numbers: readonly number[]): number | undefined {
  const sorted = [...numbers].sort((one, other) => one - other)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle]
  if (upper === undefined) return undefined
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2
}
